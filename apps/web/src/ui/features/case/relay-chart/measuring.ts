import { createContext, type RefObject, useContext, useLayoutEffect, useState } from 'react'
import { usePrinting } from '../../../frame/printing.ts'

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

/** Pixels of the window from the top of an element down, as it is first laid out; null until that is known. Paper has no window: 0 at once. */
export const useRoom = (element: RefObject<HTMLElement | null>): number | null => {
  const [room, setRoom] = useState<number | null>(null)
  const printing = usePrinting()
  useLayoutEffect(() => {
    const measure = () => setRoom(Math.max(innerHeight - (element.current?.getBoundingClientRect().top ?? 0), 0))
    measure()
  }, [element])
  return printing ? 0 : room
}
