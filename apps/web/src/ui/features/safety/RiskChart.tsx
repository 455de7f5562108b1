import type { RiskPoint } from '@pergola/core/casework'
import { useFormat, useSpeech, useT, useVocab } from '../../i18n/index.ts'
import { STEPS } from '../case/choices.ts'
import { apart } from './apart.ts'
import styles from './safety.module.css'

const WIDTH = 560
const HEIGHT = 150
const LABELS = 92
const TOP = 14
const STEP = 26

const dayNumber = (day: string): number => Date.parse(day) / 86_400_000

interface Placed extends RiskPoint {
  readonly x: number
  readonly y: number
}

/** Time from left to right, or right to left as one reads; the level goes up. */
const placed = (history: readonly RiskPoint[], mirrored: boolean): readonly Placed[] => {
  const days = history.map(({ on }) => dayNumber(on))
  const [first, last] = [Math.min(...days), Math.max(...days)]
  const room = WIDTH - LABELS - 16
  const wanted = days.map((day, at) => (last === first ? (at + 1) / (history.length + 1) : (day - first) / (last - first)) * room)
  const places = apart(wanted, room)
  return history.map((point, at) => {
    const along = LABELS + 8 + places[at]!
    return { ...point, x: mirrored ? WIDTH - along : along, y: heightOf(point.level) }
  })
}

const heightOf = (level: RiskPoint['level']): number => TOP + (STEPS.length - 1 - STEPS.indexOf(level)) * STEP

/** The level holds until the next look. */
const stepsThrough = (points: readonly Placed[]): string => points.map(({ x, y }, at) => (at === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join('')

/** The level over time; the list under it says the same in words. A triangle is a death threat that was declared. */
export const RiskChart = ({ history }: { readonly history: readonly RiskPoint[] }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const mirrored = useSpeech().direction === 'rtl'
  const points = placed(history, mirrored)
  const [first, last] = [history[0], history.at(-1)]
  if (first === undefined || last === undefined) return null
  const spoken = t('safety.chart.spoken', {
    count: history.length,
    from: format.day(first.on),
    to: format.day(last.on),
    level: vocab('risk_level', last.level),
  })
  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken}>
      {STEPS.map((level) => (
        <g key={level}>
          <line
            className={styles.grid}
            x1={mirrored ? 0 : LABELS}
            x2={mirrored ? WIDTH - LABELS : WIDTH}
            y1={heightOf(level)}
            y2={heightOf(level)}
          />
          <text className={styles.label} x={mirrored ? WIDTH : 0} y={heightOf(level) + 4} textAnchor="start">
            {vocab('risk_level', level)}
          </text>
        </g>
      ))}
      <path className={styles.line} d={stepsThrough(points)} />
      {points.map(({ id, x, y, deathThreat }) =>
        deathThreat ? (
          <path key={id} className={styles.threat} d={`M${x} ${y - 8}l7 13h-14z`} />
        ) : (
          <circle key={id} className={styles.dot} cx={x} cy={y} r={4} />
        ),
      )}
      <text className={styles.label} x={points[0]!.x} y={HEIGHT - 4} textAnchor="start">
        {format.day(first.on, 'short')}
      </text>
      {last.on === first.on ? null : (
        <text className={styles.label} x={points.at(-1)!.x} y={HEIGHT - 4} textAnchor="end">
          {format.day(last.on, 'short')}
        </text>
      )}
    </svg>
  )
}
