import { type SyntheticEvent, useCallback, useState } from 'react'
import type { Item } from './items.ts'
import type { Sentences } from './sentences.ts'
import type { TooltipAt } from './Tooltip.tsx'

/** A mark this wide has its tip at the pointer, not at its middle. */
const WIDE = 240

/** The mark an event came from, and what it stands for. */
export const itemUnder = (
  event: SyntheticEvent,
  items: readonly Item[],
): { readonly mark: SVGElement | null; readonly item: Item | undefined } => {
  const mark = event.target instanceof Element ? event.target.closest<SVGElement>('[data-item]') : null
  return { mark, item: items.find((one) => one.id === mark?.dataset['item']) }
}

/** Which sentence to show, and where: under the mark that is pointed at or has the focus. */
export const useTip = (items: readonly Item[], sentences: Sentences) => {
  const [tip, setTip] = useState<TooltipAt | null>(null)
  const hide = useCallback(() => setTip(null), [])
  const point = (event: SyntheticEvent<HTMLElement>) => {
    const { mark, item } = itemUnder(event, items)
    const outer = event.currentTarget.parentElement?.getBoundingClientRect()
    if (mark === null || item === undefined || outer === undefined) return setTip(null)
    const at = mark.getBoundingClientRect()
    const x = 'clientX' in event && at.width > WIDE ? Number(event.clientX) : at.left + at.width / 2
    setTip({ sentence: sentences.item(item), x: x - outer.left, y: at.bottom - outer.top })
  }
  return { tip, point, hide }
}
