import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Room for the time axis on an A4 page, beside the labels, in CSS pixels. */
export const PAPER_WIDTH = 500

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

/** True while the page is laid out for paper, which has no scroll bar and no tabs: what prints is drawn anew for it. */
export const usePrinting = (): boolean => {
  const [printing, setPrinting] = useState(() => matchMedia('print').matches)
  useEffect(() => {
    const query = matchMedia('print')
    const listen = () => flushSync(() => setPrinting(query.matches))
    query.addEventListener('change', listen)
    return () => query.removeEventListener('change', listen)
  }, [])
  return printing
}
