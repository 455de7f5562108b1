import { useT } from '../../../i18n/index.ts'
import { BAR, edge, laneY, openBands, type RowShape, type Scale, span, spanOf, wordingThatFits } from './geometry.ts'
import { dayNumber } from './days.ts'
import type { ChartBar, ChartHandover, Item } from './items.ts'
import { hatchId, lookClass, patternId } from './Patterns.tsx'
import styles from './relay-chart.module.css'

/** What every mark of the chart is given: where it stands, what it says, whether the keyboard is on it. */
export interface MarkProps {
  readonly scale: Scale
  readonly shape: RowShape
  readonly item: Item
  readonly sentence: string
  readonly tabbable: boolean
  readonly prefix: string
}

const BAND = 10

const focusable = ({ item, sentence, tabbable }: MarkProps) => ({
  className: styles.mark,
  role: 'button' as const,
  tabIndex: tabbable ? 0 : -1,
  'aria-label': sentence,
  'data-item': item.id,
})

/** One organisation covers the need: solid when it holds, hatched when offered, outlined when a stop-gap. */
export const Bar = (props: MarkProps & { readonly bar: ChartBar; readonly lane: number; readonly canResize: boolean }) => {
  const { scale, shape, bar, prefix } = props
  const { x, width } = spanOf(scale, bar.from, bar.to)
  const y = laneY(shape, props.lane)
  const look = bar.stopGap ? 'stopGap' : bar.state === 'offered' ? 'offered' : 'solid'
  const box = { x: x + 0.5, y, width: Math.max(width - 1, 2), height: BAR, rx: 2 }
  const start = scale.mirrored ? x + width - BAND - 0.5 : x + 0.5
  const mark = (
    <g {...focusable(props)}>
      <g className={`${lookClass(bar.look)} ${bar.state === 'delivered' ? styles.delivered : ''}`}>
        <rect {...box} className={styles[look]} />
        {look === 'offered' ? <rect {...box} fill={`url(#${hatchId(prefix, bar.look)})`} /> : null}
        {look === 'solid' ? (
          <rect {...box} fill={`url(#${patternId(prefix, bar.look)})`} />
        ) : (
          <Band x={start} y={y} width={Math.min(BAND, box.width)} fill={`url(#${patternId(prefix, bar.look)})`} />
        )}
        <rect {...box} className={`${styles.outline} ${look === 'offered' ? styles.dashed : ''}`} />
      </g>
      {bar.endsSoonUncovered ? <Flag x={scale.mirrored ? x : x + width} y={y} mirrored={scale.mirrored} /> : null}
      <rect x={x - 1.5} y={y - 2} width={width + 3} height={BAR + 4} rx={3} className={styles.ring} />
      {props.canResize ? <Handles x={x} y={y} width={width} mirrored={scale.mirrored} id={bar.id} /> : null}
    </g>
  )
  // The name stands beside the mark, whose own label says all of it: cut short it would be another one.
  return (
    <>
      {mark}
      <g className={lookClass(bar.look)} aria-hidden="true">
        <BarName {...props} y={y} x={x} width={width} plain={look !== 'solid'} />
      </g>
    </>
  )
}

const Band = ({ fill, ...box }: { readonly x: number; readonly y: number; readonly width: number; readonly fill: string }) => (
  <>
    <rect {...box} height={BAR} className={styles.band} />
    <rect {...box} height={BAR} fill={fill} />
  </>
)

const BarName = ({
  scale,
  item,
  bar,
  x,
  y,
  width,
  plain,
}: MarkProps & { readonly bar: ChartBar; readonly x: number; readonly y: number; readonly width: number; readonly plain: boolean }) => {
  const linked = item.row.handovers.some((link) => link.after === bar.id)
  const inset = linked ? 14 : plain ? BAND + 6 : 8
  const name = wordingThatFits(width - inset - 6, [bar.orgName, `${[...bar.orgName].slice(0, 6).join('')}…`])
  if (name === '') return null
  return (
    <text className={plain ? styles.plainName : styles.name} x={scale.mirrored ? x + width - inset : x + inset} y={y + BAR / 2 + 4}>
      {name}
    </text>
  )
}

/** Ends within fourteen days, nobody after. */
const Flag = ({ x, y, mirrored }: { readonly x: number; readonly y: number; readonly mirrored: boolean }) => {
  const d = mirrored ? -1 : 1
  return (
    <g className={styles.flag}>
      <path d={`M${x} ${y - 8}V${y + BAR}`} className={styles.pole} />
      <path d={`M${x} ${y - 8}l${11 * d} 4.5l${-11 * d} 4.5z`} />
    </g>
  )
}

const Handles = ({
  x,
  y,
  width,
  mirrored,
  id,
}: {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly mirrored: boolean
  readonly id: string
}) => {
  const grip = Math.min(9, width / 3)
  const [left, right] = mirrored ? (['to', 'from'] as const) : (['from', 'to'] as const)
  return (
    <>
      <rect x={x - 2} y={y} width={grip + 2} height={BAR} className={styles.handle} data-handle={left} data-bar={id} />
      <rect x={x + width - grip} y={y} width={grip + 2} height={BAR} className={styles.handle} data-handle={right} data-bar={id} />
    </>
  )
}

/** Days on which the need is wanted and nobody holds it. The words stand beside the mark, whose own label says all of them. */
export const Gap = (props: MarkProps & { readonly today: number }) => {
  const { scale, shape, item } = props
  if (item.type !== 'gap') return null
  const from = dayNumber(item.gap.from)
  const to = dayNumber(item.gap.to)
  const whole = span(scale, from, to)
  const past = to < props.today
  const y = laneY(shape, 0)
  const bands = openBands(item.row)
    .filter((band) => band.from >= from && band.to <= to)
    .map((band) => ({ ...span(scale, band.from, band.to), days: band.to - band.from + 1 }))
  return (
    <>
      <g {...focusable(props)} data-gap={item.id}>
        {bands.map((band) => (
          <rect
            key={band.x}
            x={band.x + 1}
            y={y}
            width={Math.max(band.width - 2, 1)}
            height={BAR}
            className={past ? styles.gapPast : styles.gap}
          />
        ))}
        <rect x={whole.x} y={shape.track} width={whole.width} height={4} className={styles.gapTrack} />
        <rect x={whole.x} y={y - 2} width={whole.width} height={shape.track + 6 - y} rx={3} className={styles.ring} />
      </g>
      {bands.map((band) => (
        <GapWords key={band.x} {...band} y={y} past={past} />
      ))}
    </>
  )
}

const GapWords = ({
  x,
  y,
  width,
  days,
  past,
}: {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly days: number
  readonly past: boolean
}) => {
  const t = useT()
  return (
    <text className={past ? styles.gapPastWords : styles.gapWords} x={x + width / 2} y={y + BAR / 2 + 4} aria-hidden="true">
      {wordingThatFits(width - 8, [t('case.chart.days', { days }), String(days)])}
    </text>
  )
}

/** The link between two bars: ticked when both organisations agreed. */
export const HandoverLink = (props: MarkProps & { readonly handover: ChartHandover }) => {
  const { scale, shape, handover } = props
  const before = shape.bars.find((one) => one.bar.id === handover.before)
  const after = shape.bars.find((one) => one.bar.id === handover.after)
  if (before === undefined || after === undefined) return null
  const x = edge(scale, dayNumber(after.bar.from))
  const bottom = laneY(shape, before.lane) + BAR
  const y = laneY(shape, after.lane) + BAR / 2
  const agreed = handover.agreedBefore && handover.agreedAfter
  return (
    <g {...focusable(props)}>
      {before.lane === after.lane ? null : <path d={`M${x} ${bottom}V${y}`} className={styles.linkLine} />}
      <circle cx={x} cy={y} r={8} className={agreed ? styles.linkAgreed : styles.linkOpen} />
      {agreed ? <path d={`M${x - 3.5} ${y + 0.2}l2.6 2.6 4.6-5`} className={styles.tick} /> : null}
      <circle cx={x} cy={y} r={10.5} className={styles.ring} />
    </g>
  )
}
