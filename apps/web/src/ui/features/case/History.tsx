import { useState } from 'react'
import type { PersonId } from '@pergola/protocol'
import type { HistoryLine } from '../../../contract.ts'
import { Button, Empty, ErrorNote, Loading, Name, Section, StateMark, Time } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { Past } from '../caselife/Past.tsx'
import { orgNameIn, useSituation } from './situation.ts'
import styles from './case.module.css'

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Everything that was written, by whom and when; nothing is ever taken out. */
export const History = () => {
  const t = useT()
  const format = useFormat()
  const { view } = useSituation()
  const history = useQuery('history', { space: view.file.space })
  const [at, setAt] = useState<number | null>(null)
  if (history.value === null) return history.state === 'loading' ? <Loading /> : <ErrorNote problem={history.problem} />
  const lines = history.value.toSorted((a, b) => b.at - a.at)
  const days = [...new Set(lines.map((line) => dayOf(line.at)))]
  return (
    <Section
      title={t('case.tab.history')}
      actions={at === null && lines.length > 0 ? <Button onPress={() => setAt(Date.now())}>{t('caselife.past.begin')}</Button> : null}
    >
      {at === null ? null : <Past at={at} onAt={setAt} />}
      {lines.length === 0 ? <Empty title={t('case.history.empty')} text={t('case.history.empty_why')} /> : null}
      {(at === null ? days : []).map((day) => (
        <section key={day} aria-label={format.day(day)}>
          <h3>{format.day(day)}</h3>
          <ol className={styles.rows}>
            {lines
              .filter((line) => dayOf(line.at) === day)
              .map((line, index, all) => (
                <li key={`${line.at}${line.collection}${line.field}${index}`}>
                  <Line line={line} onThen={all[index - 1]?.at === line.at ? null : () => setAt(line.at)} />
                </li>
              ))}
          </ol>
        </section>
      ))}
    </Section>
  )
}

/** Fields whose value is a code of a vocabulary. */
const CODES: Readonly<Record<string, string>> = {
  urgency: 'urgency',
  status: 'case_status',
  state: 'commitment_state',
  kind: 'support_type',
  scope: 'consent_scope',
  probability: 'risk_level',
  impact: 'risk_level',
  role: 'person_role',
  'phase.kind': 'phase',
  'passage.act': 'passage_act',
  'passage.parts': 'consent_part',
  'consent.parts': 'consent_part',
  'consent.how': 'consent_how',
  'closing.reason': 'closing_reason',
  'closing.wouldReturn': 'would_return',
  decision: 'defender_decision',
  function: 'decision_function',
  finding: 'test_finding',
  reliability: 'reliability',
  side: 'evidence_side',
  vouch: 'vouch_answer',
  other: 'other_at_risk',
  'case.rightsFields': 'hrd_field',
  'verification.activities': 'defender_activity',
  'evidence.tests': 'defender_test',
  'opinion.failed': 'defender_test',
  'opinion.keptTo': 'defender_test',
  'appeal.kind': 'appeal_kind',
  'routing.to': 'support_type',
}

const ORGANISATIONS: ReadonlySet<string> = new Set([
  'consent.org',
  'passage.org',
  'verification.deciders',
  'evidence.vouchOrg',
  'vouchAsked.org',
])
const PEOPLE: ReadonlySet<string> = new Set(['task.owner', 'task.doneBy', 'case.assignedTo', 'note.mentions'])
/** People of the file. */
const PERSONS: ReadonlySet<string> = new Set(['consent.person', 'consent.guardian', 'passage.people'])
/** Unix ms. */
const MOMENTS: ReadonlySet<string> = new Set([
  'share.file',
  'share.identity',
  'share.medical',
  'share.emergency',
  'seen.file',
  'seen.identity',
])

/** Ids as the names they stand for: members, organisations, items of a list. */
const useNamesIn = (): ((collection: string, field: string, value: string) => string | null) => {
  const t = useT()
  const format = useFormat()
  const { view, nameOf } = useSituation()
  return (collection, field, value) => {
    if (value === '') return value
    if (PERSONS.has(`${collection}.${field}`)) return format.list(value.split(', ').map(nameOf))
    if (MOMENTS.has(`${collection}.${field}`)) return format.instant(Number(value))
    if (PEOPLE.has(`${collection}.${field}`)) return format.list(value.split(', ').map((id) => view.people[id as PersonId] ?? ''))
    if (ORGANISATIONS.has(`${collection}.${field}`)) return orgNameIn(view, value) || value
    if (collection !== 'handover') return null
    if (field === 'yes') return orgNameIn(view, value)
    const item = value.slice(value.indexOf(':') + 1)
    const labels = ['gives', 'takes'].map((side) => [`vocab.handover_${side}.${item}`, t(`vocab.handover_${side}.${item}`)] as const)
    return labels.find(([key, label]) => label !== key)?.[1] ?? item
  }
}

/** A written value as a reader knows it: days as days, codes as words. */
const useShown = (): ((line: HistoryLine) => string) => {
  const format = useFormat()
  const vocab = useVocab()
  const nameIn = useNamesIn()
  return ({ collection, field, value }) => {
    const list = CODES[`${collection}.${field}`] ?? CODES[field]
    const known = nameIn(collection, field, value)
    if (known !== null) return known
    return list === undefined ? format.day(value) : format.list(value.split(', ').map((code) => vocab(list, code)))
  }
}

const Line = ({ line, onThen }: { readonly line: HistoryLine; readonly onThen: (() => void) | null }) => {
  const t = useT()
  const format = useFormat()
  const shown = useShown()
  const said = (key: string, otherwise: string): string => {
    const label = t(key)
    return label === key ? otherwise : label
  }
  return (
    <>
      <span>
        {said(`case.history.${line.collection}`, line.collection)}
        {line.field === '' ? null : (
          <>
            {' · '}
            {said(`case.history.${line.collection}.${line.field}`, line.field)}
          </>
        )}
        {line.value === '' ? null : (
          <>
            {': '}
            <Name text={shown(line)} />
          </>
        )}
      </span>
      <span className={styles.quiet}>
        <Name text={line.by} /> · <Name text={line.org} /> · <Time value={line.at} /> {line.pending ? <StateMark state="pending" /> : null}{' '}
        {onThen === null ? null : (
          <button
            type="button"
            className={styles.then}
            onClick={onThen}
            aria-label={t('caselife.past.then_of', { at: format.instant(line.at) })}
          >
            {t('caselife.past.then')}
          </button>
        )}
      </span>
    </>
  )
}
