import { Button, ConfirmButton, Empty, ErrorNote, Link, Name, Section, Urgency } from '../../components/index.ts'
import type { RelayRow } from '../../../contract.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { AskedCover } from '../moving/AskedCover.tsx'
import { usePlaceName } from './choices.ts'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

/** Each need with its cover in sentences, and what can be done about it. */
export const Needs = () => {
  const t = useT()
  const { view, rights, open } = useSituation()
  const canAdd = rights.write && view.file.people.length > 0
  const add = (
    <Button icon="plus" kind="primary" onPress={() => open({ form: 'need', need: null })}>
      {t('case.need.add')}
    </Button>
  )
  return (
    <div className={styles.stack}>
      <AskedCover />
      <Section title={t('case.tab.needs')} actions={canAdd ? add : null}>
        {view.chart.rows.length === 0 ? (
          <Empty title={t('case.needs.empty')} text={t(rights.write ? 'case.needs.empty_why' : 'case.empty_reading')} />
        ) : (
          <ul className={styles.cards}>
            {view.chart.rows.map((row) => (
              <li key={row.need.id}>
                <NeedEntry row={row} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}

const NeedEntry = ({ row }: { readonly row: RelayRow }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const placeName = usePlaceName()
  const { view, rights, open, nameOf } = useSituation()
  const drop = useCommand('dropNeed')
  const { need } = row
  const kind = vocab('support_type', need.kind)
  const gaps = row.stretches.filter((one) => !one.covered && one.to >= view.chart.today)
  return (
    <article className={styles.entry}>
      <header className={styles.entryHead}>
        <div>
          <h3>{kind}</h3>
          <p className={styles.quiet}>
            {t('case.need.line', {
              who: nameOf(need.person),
              count: need.headcount,
              from: format.day(need.from, 'short'),
              to: format.day(need.to, 'short'),
              place: placeName(need.place),
              where: need.place === '' ? 'no' : 'yes',
            })}
          </p>
        </div>
        <Urgency value={need.urgency} />
      </header>
      {need.note === '' ? null : (
        <p className={styles.prose} dir="auto">
          {need.note}
        </p>
      )}
      <ul className={styles.cover}>
        {row.commitments.map((one) => (
          <li key={one.id} className={one.state === 'withdrawn' || one.state === 'failed' ? styles.past : undefined}>
            <Name text={one.orgName} /> · {t('case.span', { from: format.day(one.from, 'short'), to: format.day(one.to, 'short') })} ·{' '}
            {one.stopGap ? t('case.chart.stop_gap') : t(`vocab.commitment_state.${one.state}`)}
          </li>
        ))}
        {gaps.map((gap) => (
          <li key={gap.from} className={styles.red}>
            {t('case.need.nobody', { need: kind, from: format.day(gap.from), to: format.day(gap.to), days: gap.days })}
          </li>
        ))}
      </ul>
      {rights.write ? (
        <div className={styles.does}>
          {rights.hold && gaps.length > 0 ? (
            <Link kind="primary" to={`/cases/${view.file.space}/match/${need.id}`}>
              {t('case.need.match')}
            </Link>
          ) : null}
          <Button
            onPress={() =>
              open({ form: 'commitment', draft: { need: need.id, from: gaps[0]?.from ?? need.from, to: gaps[0]?.to ?? need.to } })
            }
          >
            {t('case.commitment.add')}
          </Button>
          <Button onPress={() => open({ form: 'need', need })}>{t('case.edit.do')}</Button>
          <ConfirmButton
            kind="quiet"
            label={t('case.need.drop')}
            question={t('case.need.drop_question', { need: kind })}
            confirmLabel={t('case.need.drop_do')}
            onConfirm={() => void drop.run({ space: view.file.space, id: need.id })}
          />
        </div>
      ) : null}
      <ErrorNote problem={drop.problem} />
    </article>
  )
}
