import { useState } from 'react'
import type { HistoryLine } from '../../../contract.ts'
import { Button, Empty, ErrorNote, Loading, Name, Section, StateMark, Time } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { Past } from '../caselife/Past.tsx'
import { isRead, useRead } from '../history/useRead.ts'
import { useSituation } from './situation.ts'
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
  const lines = history.value.filter(isRead).toSorted((a, b) => b.at - a.at)
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

const Line = ({ line, onThen }: { readonly line: HistoryLine; readonly onThen: (() => void) | null }) => {
  const t = useT()
  const format = useFormat()
  const read = useRead()
  const value = read(line)
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
        {value === '' ? null : (
          <>
            {': '}
            <Name text={value} />
          </>
        )}
      </span>
      <span className={styles.quiet}>
        {[line.by, line.org]
          .filter((name) => name !== '')
          .map((name) => (
            <span key={name}>
              <Name text={name} />
              {' · '}
            </span>
          ))}
        <Time value={line.at} /> {line.pending ? <StateMark state="pending" /> : null}{' '}
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
