import { useRef, useState } from 'react'
import type { PastCase } from '../../../contract.ts'
import { Button, ErrorNote, Facts, Loading, Name, Note, useNow } from '../../components/index.ts'
import { useSteadyQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { RelayChartView } from '../case/relay-chart/RelayChartView.tsx'
import { useSituation } from '../case/situation.ts'
import { dayNumberOf, endOfDay, endsItsDay, isoDay } from './pastDays.ts'
import styles from './caselife.module.css'

const nothing = () => undefined

/** The case as it was on any day: move the slider, and read it as whoever opened it then read it. */
export const Past = ({ at, onAt }: { readonly at: number; readonly onAt: (at: number | null) => void }) => {
  const t = useT()
  const format = useFormat()
  const { view } = useSituation()
  const past = useSteadyQuery('caseAt', { space: view.file.space, at })
  const { value } = past
  const now = useNow()
  const [first, last] = value === null ? [0, 0] : [dayNumberOf(value.first), dayNumberOf(now)]
  return (
    <section className={styles.past} aria-label={t('caselife.past.title')}>
      <Note icon="pending" title={t('caselife.past.as_it_was', { at: format.instant(at) })}>
        {t('caselife.past.why')}
      </Note>
      {value === null ? past.state === 'loading' ? <Loading /> : null : <Slider at={at} first={first} last={last} onAt={onAt} />}
      <div className={styles.does}>
        <Button onPress={() => onAt(null)}>{t('caselife.past.back')}</Button>
      </div>
      <ErrorNote problem={past.problem} />
      {value === null ? null : <AsItWas past={value} />}
    </section>
  )
}

interface SliderProps {
  readonly at: number
  /** Days since 1970-01-01. */
  readonly first: number
  readonly last: number
  readonly onAt: (at: number) => void
}

/** Keys that move a slider, also where it cannot go further. */
const MOVES: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'])

/** Moves freely; asks when it comes to rest, because each question reads the whole log. */
const Slider = ({ at, first, last, onAt }: SliderProps) => {
  const t = useT()
  const format = useFormat()
  const shown = dayNumberOf(at)
  const [day, setDay] = useState(shown)
  const [before, setBefore] = useState(shown)
  if (before !== shown) {
    setBefore(shown)
    setDay(shown)
  }
  const moved = useRef(false)
  const settle = () => {
    if (moved.current) onAt(endOfDay(day, Date.now()))
    moved.current = false
  }
  const wholeDay = day !== shown || endsItsDay(at)
  const words = wholeDay ? format.day(isoDay(day)) : format.instant(at)
  return (
    <label className={styles.slider}>
      <span>{wholeDay ? t('caselife.past.day', { day: words }) : t('caselife.past.moment', { at: words })}</span>
      <input
        type="range"
        min={first}
        max={last}
        value={day}
        aria-valuetext={words}
        onChange={(event) => setDay(event.currentTarget.valueAsNumber)}
        onInput={() => (moved.current = true)}
        onKeyDown={(event) => (moved.current ||= MOVES.has(event.key))}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
    </label>
  )
}

const AsItWas = ({ past }: { readonly past: PastCase }) => {
  const t = useT()
  const { nameOf } = useSituation()
  const { file, chart, riskLevel, tasksOpen } = past
  const label = (person: string) => nameOf(person) || (file.people.find(({ id }) => id === person)?.label ?? '')
  return (
    <>
      {file.pseudonym === '' ? <p>{t('caselife.past.not_yet')}</p> : null}
      <Facts
        items={[
          { label: t('case.status'), value: t(`vocab.case_status.${file.status}`) },
          { label: t('case.urgency'), value: t(`vocab.urgency.${file.urgency}`) },
          { label: t('case.risk'), value: riskLevel === null ? t('case.risk.none') : t(`vocab.risk_level.${riskLevel}`) },
          { label: t('caselife.past.tasks'), value: t('caselife.past.tasks_open', { count: tasksOpen }) },
          ...(file.summary === '' ? [] : [{ label: t('case.summary'), value: <Name text={file.summary} /> }]),
        ]}
      />
      {chart.rows.length === 0 ? (
        <p className={styles.quiet}>{t('case.needs.empty')}</p>
      ) : (
        <RelayChartView
          chart={chart}
          people={file.people.map(({ id }) => ({ id, label: label(id) }))}
          canCommit={false}
          onPropose={nothing}
          onResize={nothing}
          onOpen={nothing}
        />
      )}
    </>
  )
}
