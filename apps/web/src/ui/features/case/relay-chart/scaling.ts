import { type RefObject, useLayoutEffect, useMemo } from 'react'
import type { RelayChart } from '@pergola/client/contract'
import { usePrinting } from '../../../frame/printing.ts'
import { useSpeech } from '../../../i18n/index.ts'
import { dayNumber } from './days.ts'
import { type Scale, scaleFor, scrollTo, type Zoom } from './geometry.ts'
import { usePaperWidth, useWidth } from './measuring.ts'

type Box = RefObject<HTMLDivElement | null>

/** The scale that fits the window or the paper. `visible` is the room for time beside the labels, 0 until it is measured. */
export const useScale = (frame: Box, corner: Box, chart: RelayChart, zoom: Zoom): { readonly scale: Scale; readonly visible: number } => {
  const { direction } = useSpeech()
  const printing = usePrinting()
  const [box, label] = [useWidth(frame), useWidth(corner)]
  const paper = usePaperWidth()
  const visible = printing ? paper : Math.max(box - label, 0)
  const { from, to } = chart
  const scale = useMemo(
    () => scaleFor({ from, to }, printing ? 'all' : zoom, visible, direction === 'rtl'),
    [from, to, zoom, visible, printing, direction],
  )
  useScrollToToday(frame, scale, chart, visible)
  return { scale, visible }
}

/** Opens on today, a third into the window; afterwards the reader scrolls. */
const useScrollToToday = (frame: Box, scale: Scale, chart: RelayChart, visible: number): void => {
  const { today } = chart
  const { width, mirrored } = scale
  useLayoutEffect(() => {
    const at = scrollTo(scale, dayNumber(today), visible)
    frame.current?.scrollTo({ left: mirrored ? -at : at })
    // Only a new zoom, window or direction moves the chart, never a change of what it shows.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [frame, width, mirrored, visible])
}
