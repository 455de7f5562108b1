import { useLayoutEffect, useRef } from 'react'
import styles from './relay-chart.module.css'

export interface TooltipAt {
  readonly sentence: string
  /** Centre of the mark, from the left, and its lower edge, within the chart's box. */
  readonly x: number
  readonly y: number
}

/** A sentence beside a mark. It repeats the mark's own label, so screen readers do not hear it twice. */
export const Tooltip = ({ at }: { readonly at: TooltipAt | null }) => {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    const room = element?.parentElement?.clientWidth ?? 0
    if (element === null || at === null) return
    const centre = getComputedStyle(element).direction === 'rtl' ? room - at.x : at.x
    const start = Math.max(4, Math.min(centre - element.offsetWidth / 2, room - element.offsetWidth - 4))
    element.style.setProperty('inset-inline-start', `${Math.round(start)}px`)
    element.style.setProperty('inset-block-start', `${Math.round(at.y + 8)}px`)
  }, [at])
  return at === null ? null : (
    <div ref={box} className={styles.tooltip} aria-hidden="true">
      {at.sentence}
    </div>
  )
}
