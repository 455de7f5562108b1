import type { Standing, Weighed } from '@pergola/core/verification'
import { Button, ErrorNote, Icon, Name, Note, Person, Section } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { useVerifying } from './context.ts'
import styles from './verification.module.css'

/** Who said what, what stands, and what is missing. The newest round first. */
export const Decision = () => {
  const t = useT()
  const { found, open } = useVerifying()
  const now = found.rounds.at(-1) as Standing
  const mine = found.mine.functions.length > 0
  const decided = now.state === 'stands'
  return (
    <Section
      title={t('verification.decision')}
      actions={
        <>
          {decided && found.canWrite ? <Button onPress={() => open({ form: 'appeal' })}>{t('verification.appeal')}</Button> : null}
          {mine ? (
            <Button kind="primary" onPress={() => open({ form: 'opinion' })}>
              {t('verification.decide')}
            </Button>
          ) : null}
        </>
      }
    >
      <State now={now} />
      {found.rounds.toReversed().map((round) => (
        <Round key={round.round} round={round} />
      ))}
    </Section>
  )
}

/** Two in one function, and nobody in the other: both said their word without knowing of the other's. */
const isDoubled = ({ state, opinions }: Standing): boolean =>
  state === 'second' && opinions.filter((one) => one.notCounted === null && one.function !== 'settles').length > 1

/** Where it stands, in one sentence, and what I can do about it. */
const State = ({ now }: { readonly now: Standing }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { found } = useVerifying()
  const { why } = found.mine
  const hint = why === null || why === 'stands' || !found.canWrite ? null : t(`verification.why.${why}`)
  const state = isDoubled(now) ? 'doubled' : now.state
  if (state !== 'stands' || now.decision === null)
    return (
      <Note title={t(`verification.state.${state}`)} icon={state === 'third' || state === 'doubled' ? 'conflict' : 'pending'}>
        {hint ?? t(`verification.state_do.${state}`)}
      </Note>
    )
  return (
    <Note
      title={t('verification.stands', { decision: vocab('defender_decision', now.decision) })}
      icon="check"
      action={found.suggestedStatus === null || !found.own || !found.canWrite ? undefined : <OpenCase />}
    >
      {t('verification.stands_why', { count: now.by.length, on: now.on === null ? '' : format.day(now.on) })}
      {now.failed.length > 0
        ? ` ${t('verification.failed', { tests: format.list(now.failed.map((test) => vocab('defender_test', test))) })}`
        : ''}
      {found.suggestedStatus === null ? '' : ` ${t('verification.open_why')}`}
    </Note>
  )
}

const OpenCase = () => {
  const t = useT()
  const { view } = useSituation()
  const command = useCommand('editCase')
  return (
    <>
      <Button kind="primary" isBusy={command.busy} onPress={() => void command.run({ space: view.file.space, fields: { status: 'open' } })}>
        {t('verification.open_case')}
      </Button>
      <ErrorNote problem={command.problem} />
    </>
  )
}

const Round = ({ round }: { readonly round: Standing }) => {
  const t = useT()
  const format = useFormat()
  const { found } = useVerifying()
  const appeals = found.verification.appeals.filter((appeal) => appeal.round === round.round)
  return (
    <div className={styles.round}>
      {found.rounds.length > 1 ? <h3>{t('verification.round', { round: round.round, kind: round.opened ?? 'first' })}</h3> : null}
      {appeals.map((appeal) => (
        <article key={appeal.by} className={styles.entry}>
          <header>
            <span className={styles.quiet}>
              {t(`vocab.appeal_kind.${appeal.kind}`)} · {format.day(appeal.on)} · <Person id={appeal.by} people={found.people} />
            </span>
          </header>
          <p className={styles.prose} dir="auto">
            {appeal.reasons}
          </p>
        </article>
      ))}
      <ul className={styles.cards}>
        {round.opinions.map((opinion) => (
          <li key={opinion.person}>
            <OpinionCard opinion={opinion} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const OpinionCard = ({ opinion }: { readonly opinion: Weighed }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { found } = useVerifying()
  const { decision, failed, other, notCounted } = opinion
  const details = [
    ...(other === null ? [] : [vocab('other_at_risk', other)]),
    ...(failed.length > 0 ? [t('verification.failed', { tests: format.list(failed.map((test) => vocab('defender_test', test))) })] : []),
  ]
  return (
    <article className={`${styles.entry} ${notCounted === null ? '' : styles.off}`}>
      <header>
        <strong>{vocab('defender_decision', decision)}</strong>
        <span className={styles.quiet}>
          {vocab('decision_function', opinion.function)} · <Person id={opinion.person} people={found.people} /> ·{' '}
          <Name text={found.organisations[opinion.org] ?? ''} /> · {format.day(opinion.on)}
        </span>
      </header>
      {details.length > 0 ? <p>{details.join(' ')}</p> : null}
      <p className={styles.prose} dir="auto">
        {opinion.reasons}
      </p>
      {notCounted === null ? null : (
        <p className={styles.aside}>
          <Icon name="forbidden" size={16} /> {t(`verification.not_counted.${notCounted}`)}
        </p>
      )}
    </article>
  )
}
