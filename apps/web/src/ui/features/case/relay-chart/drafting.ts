/** A proposal or a change while it is being drawn, before it is said. */
import { type PointerEvent, useRef, useState } from 'react'
import type { RelayChart, RelayRow } from '@pergola/client/contract'
import type { Day } from '@pergola/core/casework'
import { dayNumber, dayOf } from './days.ts'
import { dayAt, freeStretchAt, moveEdge, type Scale } from './geometry.ts'
import type { Item } from './items.ts'

export interface Draft {
  readonly need: string
  /** The commitment that changes, or null for a new one. */
  readonly commitment: string | null
  readonly from: number
  readonly to: number
}

export interface Proposal {
  readonly need: string
  readonly from: Day
  readonly to: Day
}

export interface ChartActions {
  readonly onPropose: (proposal: Proposal) => void
  readonly onResize: (commitment: string, from: Day, to: Day) => void
  readonly onOpen: (item: Item) => void
}

/** What a draft starts from: a gap becomes a proposal for all of it, one's own bar keeps its days. */
export const draftOf = (item: Item): Draft | null => {
  if (item.type === 'gap') return { need: item.row.need.id, commitment: null, from: dayNumber(item.gap.from), to: dayNumber(item.gap.to) }
  if (item.type === 'bar' && item.bar.mine)
    return { need: item.row.need.id, commitment: item.bar.id, from: dayNumber(item.bar.from), to: dayNumber(item.bar.to) }
  return null
}

export const say = (draft: Draft, actions: ChartActions): void => {
  const [from, to] = [dayOf(draft.from), dayOf(draft.to)]
  if (draft.commitment === null) actions.onPropose({ need: draft.need, from, to })
  else actions.onResize(draft.commitment, from, to)
}

interface Drag {
  readonly pointer: number
  readonly anchor: number
  readonly draft: Draft
  readonly edge: 'from' | 'to' | 'both'
  moved: boolean
}

const beginsAt = (row: RelayRow, target: Element, day: number): Pick<Drag, 'draft' | 'edge'> | null => {
  const handle = target.closest<SVGElement>('[data-handle]')?.dataset
  if (handle !== undefined) {
    const bar = row.commitments.find((one) => one.id === handle['bar'])
    const draft = bar === undefined ? null : draftOf({ id: bar.id, type: 'bar', row, bar })
    return draft === null ? null : { draft, edge: handle['handle'] === 'from' ? 'from' : 'to' }
  }
  const onMark = target.closest('[data-item]') !== null && target.closest('[data-gap]') === null
  if (onMark || freeStretchAt(row, day) === null) return null
  return { draft: { need: row.need.id, commitment: null, from: day, to: day }, edge: 'both' }
}

/** Mouse and pen draw; a finger scrolls, and opens by a tap. */
export const usePointer = (chart: RelayChart, scale: Scale, enabled: boolean, actions: ChartActions) => {
  const [draft, setDraft] = useState<Draft | null>(null)
  const drag = useRef<Drag | null>(null)

  const dayUnder = (event: PointerEvent, svg: Element): number => dayAt(scale, event.clientX - svg.getBoundingClientRect().left)
  const rowUnder = (target: Element): { svg: SVGElement; row: RelayRow } | null => {
    const svg = target.closest<SVGElement>('[data-need]')
    const row = chart.rows.find((one) => one.need.id === svg?.dataset['need'])
    return svg === null || row === undefined ? null : { svg, row }
  }

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (!enabled || event.button !== 0 || event.pointerType === 'touch' || !(event.target instanceof Element)) return
    const under = rowUnder(event.target)
    if (under === null) return
    const day = dayUnder(event, under.svg)
    const begun = beginsAt(under.row, event.target, day)
    if (begun !== null) drag.current = { ...begun, pointer: event.pointerId, anchor: day, moved: false }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current
    if (now === null || now.pointer !== event.pointerId) return
    const svg = event.currentTarget.querySelector(`[data-need="${CSS.escape(now.draft.need)}"]`)
    if (svg === null) return
    const day = dayUnder(event, svg)
    if (!now.moved && day === now.anchor) return
    if (!now.moved) event.currentTarget.setPointerCapture(event.pointerId)
    now.moved = true
    setDraft(
      now.edge === 'both'
        ? { ...now.draft, from: Math.min(day, now.anchor), to: Math.max(day, now.anchor) }
        : { ...now.draft, ...moveEdge(now.draft, now.edge, day) },
    )
  }
  /** True when a drag ended here, so that the click that follows means nothing. */
  const ended = useRef(false)
  const onPointerUp = () => {
    ended.current = drag.current?.moved === true
    if (ended.current && draft !== null) say(draft, actions)
    drag.current = null
    if (ended.current) setDraft(null)
  }
  const cancel = () => {
    drag.current = null
    setDraft(null)
  }
  return { draft, setDraft, ended, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: cancel } }
}
