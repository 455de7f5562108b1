/** The chart by keyboard: up and down walk, left and right change the end by a day (shift: a week, alt: the beginning), Enter says it. */
import { type KeyboardEvent, useState } from 'react'
import { type ChartActions, type Draft, draftOf, say } from './drafting.ts'
import { moveEdge } from './geometry.ts'
import type { Item } from './items.ts'

interface Walk {
  readonly items: readonly Item[]
  readonly mirrored: boolean
  readonly canCommit: boolean
  readonly draft: Draft | null
  readonly setDraft: (draft: Draft | null) => void
  readonly actions: ChartActions
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, count) => count - 1,
}

/** Which way along time an arrow points: in reading direction is later. */
const daysOf = (event: KeyboardEvent, mirrored: boolean): number => {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return 0
  const later = (event.key === 'ArrowRight') !== mirrored
  return (later ? 1 : -1) * (event.shiftKey ? 7 : 1)
}

const focusItem = (frame: HTMLElement, id: string): void => frame.querySelector<SVGElement>(`[data-item="${CSS.escape(id)}"]`)?.focus()

export const useWalk = ({ items, mirrored, canCommit, draft, setDraft, actions }: Walk) => {
  const [at, setAt] = useState<string | null>(null)
  const tabStop = items.some((item) => item.id === at) ? at : (items[0]?.id ?? null)

  const change = (item: Item, days: number, which: 'from' | 'to'): void => {
    const now = draft ?? draftOf(item)
    if (now !== null && canCommit) setDraft({ ...now, ...moveEdge(now, which, now[which] + days) })
  }
  const enter = (item: Item): void => {
    if (draft !== null) say(draft, actions)
    else actions.onOpen(item)
    setDraft(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const id = event.target instanceof Element ? event.target.closest<SVGElement>('[data-item]')?.dataset['item'] : undefined
    const index = items.findIndex((item) => item.id === id)
    const item = items[index]
    if (item === undefined) return
    const step = STEPS[event.key]
    const days = daysOf(event, mirrored)
    if (step !== undefined) focusItem(event.currentTarget, items[step(index, items.length)]?.id ?? '')
    else if (days !== 0) change(item, days, event.altKey ? 'from' : 'to')
    else if (event.key === 'Enter' || event.key === ' ') enter(item)
    else if (event.key === 'Escape' && draft !== null) setDraft(null)
    else return
    if (step !== undefined) setDraft(null)
    event.preventDefault()
    event.stopPropagation()
  }
  return { tabStop, setAt, onKeyDown }
}
