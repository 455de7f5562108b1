import type { HistoryLine } from '../../../contract.ts'
import { Empty, ErrorNote, Loading, Name, Section, StateMark, Time } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Everything that was written, by whom and when; nothing is ever taken out. */
export const History = () => {
  const t = useT()
  const format = useFormat()
  const { view } = useSituation()
  const history = useQuery('history', { space: view.file.space })
  if (history.value === null) return history.state === 'loading' ? <Loading /> : <ErrorNote problem={history.problem} />
  const lines = history.value.toSorted((a, b) => b.at - a.at)
  const days = [...new Set(lines.map((line) => dayOf(line.at)))]
  return (
    <Section title={t('case.tab.history')}>
      {lines.length === 0 ? <Empty title={t('case.history.empty')} text={t('case.history.empty_why')} /> : null}
      {days.map((day) => (
        <section key={day} aria-label={format.day(day)}>
          <h3>{format.day(day)}</h3>
          <ol className={styles.rows}>
            {lines
              .filter((line) => dayOf(line.at) === day)
              .map((line, index) => (
                <li key={`${line.at}${line.collection}${line.field}${index}`}>
                  <Line line={line} />
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
}

/** A written value as a reader knows it: days as days, codes as words. */
const useShown = (): ((line: HistoryLine) => string) => {
  const format = useFormat()
  const vocab = useVocab()
  return ({ field, value }) => {
    const list = CODES[field]
    return list === undefined ? format.day(value) : vocab(list, value)
  }
}

const Line = ({ line }: { readonly line: HistoryLine }) => {
  const t = useT()
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
        <Name text={line.by} /> · <Name text={line.org} /> · <Time value={line.at} /> {line.pending ? <StateMark state="pending" /> : null}
      </span>
    </>
  )
}
