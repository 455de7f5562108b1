import { createContext, type RefObject, useContext, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

/** An A4 page without its margins, and of it the labels with some air, in CSS pixels. */
const PAPER = 680
const LABELS = 180

/** How much smaller a sheet of paper is drawn than it is. */
export const PaperScale = createContext(1)

/** Room for the time axis on an A4 page, beside the labels: more of it where everything is drawn smaller. */
export const usePaperWidth = (): number => PAPER / useContext(PaperScale) - LABELS

/** The width of an element, as it changes; 0 until it is known. */
export const useWidth = (element: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const watched = element.current
    if (watched === null) return undefined
    const measure = () => setWidth(watched.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element])
  return width
}

/**
 * Whether the page is laid out for paper. The browser says so before it prints (`beforeprint`), in time for what prints to be
 * drawn anew: the media query changes only when widths and page counts are settled already. Emulated paper has the query alone.
 */
let printing = false

const subscribe = (changed: () => void): (() => void) => {
  const query = matchMedia('print')
  const tell = (now: boolean) => () => {
    printing = now
    flushSync(changed)
  }
  const [before, after] = [tell(true), tell(false)]
  const change = () => flushSync(changed)
  addEventListener('beforeprint', before)
  addEventListener('afterprint', after)
  query.addEventListener('change', change)
  return () => {
    removeEventListener('beforeprint', before)
    removeEventListener('afterprint', after)
    query.removeEventListener('change', change)
  }
}

/** True while the page is laid out for paper, which has no scroll bar and no tabs: what prints is drawn anew for it. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => printing || matchMedia('print').matches)
