import { type FocusEvent, memo, type MouseEvent, useCallback, useId, useMemo, useRef, useState } from 'react'
import type { RelayChart } from '@pergola/client/contract'
import { useDrawnInParts } from '../../../frame/inParts.ts'
import { useFormat, useT, useVocab } from '../../../i18n/index.ts'
import { Name } from '../../../components/Name.tsx'
import { Axis } from './Axis.tsx'
import { ChartHead } from './ChartHead.tsx'
import { ChartTable } from './ChartTable.tsx'
import { dayNumber, dayOf } from './days.ts'
import { type ChartActions, type Draft, usePointer } from './drafting.ts'
import { LEAST_ROW, rowShape, type Zoom } from './geometry.ts'
import { type Group, groupsOf, type Item, itemsOf, type PersonLabel } from './items.ts'
import { Legend } from './Legend.tsx'
import { TimeLines } from './Lines.tsx'
import { useRoom } from './measuring.ts'
import { Patterns } from './Patterns.tsx'
import { PhaseBands } from './PhaseBands.tsx'
import { Row, type RowProps } from './Row.tsx'
import { overlapDays } from '../../relay/overlapping.ts'
import { useScale } from './scaling.ts'
import { useSentences } from './sentences.ts'
import { itemUnder, useTip } from './tip.ts'
import { Tooltip } from './Tooltip.tsx'
import { useWalk } from './walking.ts'
import styles from './relay-chart.module.css'

export interface RelayChartProps extends ChartActions {
  readonly chart: RelayChart
  readonly people: readonly PersonLabel[]
  readonly canCommit: boolean
  /** How to use it by keyboard, where that is other than usual. */
  readonly keysHint?: string
}

/** Every need over time and who covers it: the picture of a case. */
export const RelayChartView = ({ chart, people, canCommit, keysHint, onPropose, onResize, onOpen }: RelayChartProps) => {
  const t = useT()
  const [zoom, setZoom] = useState<Zoom>('quarter')
  const [asTable, setAsTable] = useState(false)
  const groups = useMemo(() => groupsOf(chart, people), [chart, people])
  const actions = useMemo(() => ({ onPropose, onResize, onOpen }), [onPropose, onResize, onOpen])
  return (
    <div className={styles.chart}>
      <ChartHead chart={chart} zoom={zoom} onZoom={setZoom} asTable={asTable} onTable={setAsTable} />
      {asTable ? (
        <ChartTable groups={groups} />
      ) : (
        <Drawing
          chart={chart}
          groups={groups}
          people={people}
          zoom={zoom}
          canCommit={canCommit}
          keysHint={keysHint ?? t(canCommit ? 'case.chart.keys' : 'case.chart.keys_reading')}
          actions={actions}
        />
      )}
    </div>
  )
}

interface DrawingProps {
  readonly chart: RelayChart
  readonly groups: readonly Group[]
  readonly people: readonly PersonLabel[]
  readonly zoom: Zoom
  readonly canCommit: boolean
  readonly keysHint: string
  readonly actions: ChartActions
}

const Drawing = ({ chart, groups, people, zoom, canCommit, keysHint, actions }: DrawingProps) => {
  const t = useT()
  const prefix = useId()
  const frame = useRef<HTMLDivElement>(null)
  const corner = useRef<HTMLDivElement>(null)
  const { scale, visible } = useScale(frame, corner, chart, zoom)
  const room = useRoom(frame)
  const nameOf = useCallback((person: string) => people.find((one) => one.id === person)?.label ?? '', [people])
  const sentences = useSentences(nameOf)
  const items = useMemo(() => groups.flatMap((group) => group.rows).flatMap(itemsOf), [groups])
  const { draft, setDraft, ended, handlers } = usePointer(chart, scale, canCommit, actions)
  const walk = useWalk({ items, mirrored: scale.mirrored, canCommit, draft, setDraft, actions })
  const { tip, point, hide } = useTip(items, sentences)
  const row: SharedRowProps = { scale, today: dayNumber(chart.today), prefix, sentences, canCommit }
  const click = (event: MouseEvent<HTMLElement>) => {
    const { item } = itemUnder(event, items)
    if (item !== undefined && !ended.current) actions.onOpen(item)
    ended.current = false
  }
  const focus = (event: FocusEvent<HTMLElement>) => {
    walk.setAt(itemUnder(event, items).item?.id ?? null)
    point(event)
  }
  const looks = [...chart.organisations.map((one) => one.look), ...items.flatMap((one) => (one.type === 'bar' ? [one.bar.look] : [])), 0]
  return (
    <div className={styles.outer}>
      <Patterns prefix={prefix} looks={looks} />
      <div
        ref={frame}
        className={`${styles.frame} ${canCommit ? styles.drawable : ''}`}
        role="group"
        aria-label={t('case.chart.label')}
        aria-describedby={`${prefix}keys`}
        onClick={click}
        onKeyDown={walk.onKeyDown}
        onPointerOver={point}
        onPointerLeave={hide}
        onScroll={hide}
        onFocus={focus}
        onBlur={hide}
        {...handlers}
      >
        <div className={styles.line}>
          <div ref={corner} className={styles.corner} />
          {visible > 0 ? <Axis scale={scale} today={row.today} /> : null}
        </div>
        {visible > 0 ? <PhaseBands phases={chart.phases} scale={scale} /> : null}
        {visible > 0 && room !== null ? (
          <Needs groups={groups} row={row} draft={draft} tabStop={items.find(({ id }) => id === walk.tabStop)} room={room} />
        ) : null}
      </div>
      <Tooltip at={draft === null ? tip : null} />
      <DraftWords draft={draft} />
      <Legend organisations={chart.organisations} prefix={prefix} />
      <p id={`${prefix}keys`} className={canCommit ? styles.keys : styles.hidden}>
        {keysHint}
      </p>
    </div>
  )
}

type SharedRowProps = Pick<RowProps, 'scale' | 'today' | 'prefix' | 'sentences' | 'canCommit'>

interface NeedsProps {
  readonly groups: readonly Group[]
  readonly row: SharedRowProps
  readonly draft: Draft | null
  readonly tabStop: Item | undefined
}

/** As many rows as are drawn without anybody noticing. */
const ROWS_MORE = 15

/** At once the rows that stand in the window; none, where the chart begins below it. */
const Needs = ({ groups, room, ...marked }: NeedsProps & { readonly room: number }) => {
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups])
  const count = useDrawnInParts(rows.length, Math.ceil(room / LEAST_ROW), ROWS_MORE)
  const drawn = useMemo(() => new Set(rows.slice(0, count)), [rows, count])
  return (
    <div className={styles.needs}>
      <TimeLines scale={marked.row.scale} today={marked.row.today} />
      {groups.map((group) => (
        <GroupRows key={group.person.id} group={group} drawn={drawn} {...marked} />
      ))}
    </div>
  )
}

type GroupRowsProps = Omit<NeedsProps, 'groups'> & { readonly group: Group; readonly drawn: ReadonlySet<RowProps['row']> }

const GroupRows = ({ group, row, draft, tabStop, drawn }: GroupRowsProps) => (
  <div role="group" aria-label={group.person.label}>
    <div className={styles.line}>
      <div className={styles.person}>
        <Name text={group.person.label} />
      </div>
    </div>
    {group.rows.map((one) =>
      drawn.has(one) ? (
        <div key={one.need.id} className={`${styles.line} ${styles.ruled}`}>
          <RowLabel row={one} />
          <Row {...row} row={one} draft={draft?.need === one.need.id ? draft : null} tabStop={tabStop?.row === one ? tabStop.id : null} />
        </div>
      ) : (
        <PlaceOfRow key={one.need.id} row={one} />
      ),
    )}
  </div>
)

/** Until its turn comes a row keeps its place, with nothing in it. */
const PlaceOfRow = ({ row }: { readonly row: RowProps['row'] }) => (
  <div className={`${styles.line} ${styles.ruled}`} style={{ blockSize: rowShape(row).height }} data-undrawn />
)

const RowLabel = memo(({ row }: { readonly row: RowProps['row'] }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  return (
    <div className={styles.label}>
      <span className={styles.kind}>{vocab('support_type', row.need.kind)}</span>
      <span className={styles.wanted}>
        {t('case.chart.wanted', { from: format.day(row.need.from, 'short'), to: format.day(row.need.to, 'short') })}
      </span>
      {row.gapDays > 0 ? (
        <span className={styles.open}>{t('case.chart.days_open', { days: row.gapDays })}</span>
      ) : (
        <span className={styles.covered}>{t('case.chart.covered')}</span>
      )}
      {row.overlaps.length > 0 ? <span className={styles.wanted}>{t('case.chart.twice', { days: overlapDays(row) })}</span> : null}
    </div>
  )
})

/** What is being drawn, said while it changes. */
const DraftWords = ({ draft }: { readonly draft: Draft | null }) => {
  const t = useT()
  const format = useFormat()
  return (
    <p className={draft === null ? styles.hidden : styles.draft} role="status">
      {draft === null
        ? ''
        : t('case.chart.draft', { from: format.day(dayOf(draft.from)), to: format.day(dayOf(draft.to)), days: draft.to - draft.from + 1 })}
    </p>
  )
}
