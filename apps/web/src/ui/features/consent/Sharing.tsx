import type { HeldRow } from '../../../contract.ts'
import { Button, ConfirmButton, Empty, ErrorNote, Icon, Loading, Name, Section, Time, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { Moving } from '../moving/Moving.tsx'
import { NoticesToUs } from './NoticesToUs.tsx'
import { Receipts } from './Receipts.tsx'
import styles from './consent.module.css'

/** Who can read which part, since when, when they last did; the way to end it, and what became of what was ended. */
export const Sharing = () => {
  const t = useT()
  const { view, rights, open } = useSituation()
  const found = useQuery('consents', { space: view.file.space })
  const share = (
    <Button kind="primary" onPress={() => open({ form: 'share', org: null })}>
      {t('case.share.title')}
    </Button>
  )
  return (
    <div className={styles.stack}>
      <Section title={t('case.tab.sharing')} actions={rights.hold ? share : null}>
        <p className={styles.quiet}>{view.own ? t('case.sharing.lead') : t('case.sharing.lead_other', { org: view.ownerName })}</p>
        {found.value === null ? found.state === 'loading' ? <Loading /> : <ErrorNote problem={found.problem} /> : null}
        {found.value?.held.length === 0 ? <Empty title={t('case.sharing.empty')} text={t('case.sharing.empty_why')} /> : null}
        <ul className={styles.rows}>
          {(found.value?.held ?? []).map((held) => (
            <li key={held.org}>
              <SharedWith held={held} onMore={() => open({ form: 'share', org: held.org })} />
            </li>
          ))}
        </ul>
      </Section>
      {found.value === null || (found.value.receipts.length === 0 && !view.own) ? null : <Receipts receipts={found.value.receipts} />}
      <NoticesToUs caseSpace={view.file.space} />
      <Moving />
    </div>
  )
}

const SharedWith = ({ held, onMore }: { readonly held: HeldRow; readonly onMore: () => void }) => {
  const t = useT()
  const vocab = useVocab()
  const say = useToast()
  const { view, rights } = useSituation()
  const command = useCommand('revokeCase')
  const revoke = async () => {
    const answer = await command.run({ space: view.file.space, org: held.org })
    if (answer.ok) say(t('case.revoke.done', { org: held.name }))
  }
  return (
    <>
      <div>
        <Name text={held.name} />
        <ul className={styles.heldParts}>
          {held.parts.map(({ part, since, seenAt }) => (
            <li key={part} className={styles.quiet}>
              {vocab('share_part', part)} · {t('consent.since')} <Time value={since} /> ·{' '}
              {seenAt === null ? (
                t('consent.not_opened')
              ) : (
                <>
                  {t('consent.last_opened')} <Time value={seenAt} />
                </>
              )}
            </li>
          ))}
        </ul>
        <Lapsing held={held} />
      </div>
      {rights.hold ? (
        <span className={styles.does}>
          {held.parts.some(({ part }) => part === 'identity') ? null : <Button onPress={onMore}>{t('case.share.more')}</Button>}
          <ConfirmButton
            label={t('case.revoke.do')}
            question={t('consent.revoke_question', { org: held.name })}
            confirmLabel={t('case.revoke.confirm')}
            onConfirm={() => void revoke()}
          />
        </span>
      ) : null}
      <ErrorNote problem={command.problem} />
    </>
  )
}

/** Consent that does not carry a share any more, or will not from a day on. */
const Lapsing = ({ held }: { readonly held: HeldRow }) => {
  const t = useT()
  const format = useFormat()
  const { today } = useSituation()
  const [first] = held.lapses.toSorted((a, b) => (a.on < b.on ? -1 : 1))
  if (first === undefined) return null
  return (
    <p className={`${styles.answer} ${first.on <= today ? styles.lapsed : styles.quiet}`}>
      <Icon name="warning" size={16} />
      {t(first.on <= today ? 'consent.lapsed' : 'consent.lapses', { on: format.day(first.on) })}
    </p>
  )
}
