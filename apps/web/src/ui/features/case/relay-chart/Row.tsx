import { memo, useMemo } from 'react'
import type { RelayRow } from '@pergola/client/contract'
import { BAR, laneY, rowShape, type RowShape, type Scale, span } from './geometry.ts'
import { Bar, Gap, HandoverLink } from './Bars.tsx'
import { dayNumber } from './days.ts'
import type { Draft } from './drafting.ts'
import { itemsOf } from './items.ts'
import type { Sentences } from './sentences.ts'
import styles from './relay-chart.module.css'

export interface RowProps {
  readonly row: RelayRow
  readonly scale: Scale
  readonly today: number
  readonly prefix: string
  readonly sentences: Sentences
  /** The one mark the Tab key reaches, where it is in this row; the arrow keys go on from there. */
  readonly tabStop: string | null
  readonly draft: Draft | null
  readonly canCommit: boolean
}

type ShapedProps = RowProps & { readonly shape: RowShape }

/** One need along time. */
export const Row = memo((props: RowProps) => {
  const { row, scale } = props
  const shape = useMemo(() => rowShape(row), [row])
  return (
    <svg
      className={styles.row}
      width={scale.width}
      height={shape.height}
      data-need={row.need.id}
      focusable="false"
      role="group"
      aria-label={props.sentences.need(row)}
    >
      <Ground {...props} shape={shape} />
      <Marks {...props} shape={shape} />
      {props.draft === null ? null : <Ghost scale={scale} shape={shape} draft={props.draft} />}
    </svg>
  )
})

const Ground = ({ row, scale, shape }: ShapedProps) => {
  const wanted = span(scale, dayNumber(row.need.from), dayNumber(row.need.to))
  return (
    <>
      <rect x={0} y={0} width={scale.width} height={shape.height} className={styles.ground} />
      <rect x={wanted.x} y={shape.track + 1} width={wanted.width} height={2} className={styles.track} />
      {row.overlaps.map(({ from, to }) => {
        const twice = span(scale, dayNumber(from), dayNumber(to))
        return <rect key={from} x={twice.x} y={shape.track - 0.5} width={twice.width} height={5} className={styles.twice} />
      })}
    </>
  )
}

const Marks = (props: ShapedProps) => {
  const { row, scale, shape, today, prefix, sentences, tabStop, canCommit } = props
  const laneOf = new Map(shape.bars.map((one) => [one.bar.id, one.lane]))
  const items = itemsOf(row)
  const order = { gap: 0, bar: 1, handover: 2 }
  return items
    .toSorted((a, b) => order[a.type] - order[b.type])
    .map((item) => {
      const mark = { scale, shape, item, prefix, sentence: sentences.item(item), tabbable: item.id === tabStop }
      if (item.type === 'gap') return <Gap key={item.id} {...mark} today={today} />
      if (item.type === 'handover') return <HandoverLink key={item.id} {...mark} handover={item.handover} />
      return <Bar key={item.id} {...mark} bar={item.bar} lane={laneOf.get(item.bar.id) ?? 0} canResize={canCommit && item.bar.mine} />
    })
}

const Ghost = ({ scale, shape, draft }: { readonly scale: Scale; readonly shape: RowShape; readonly draft: Draft }) => {
  const { x, width } = span(scale, draft.from, draft.to)
  const lane = draft.commitment === null ? 0 : (shape.bars.find((one) => one.bar.id === draft.commitment)?.lane ?? 0)
  return <rect x={x} y={laneY(shape, lane) - 1} width={width} height={BAR + 2} rx={3} className={styles.ghost} />
}
