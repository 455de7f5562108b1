/**
 * Where things stand in the relay chart. Pure arithmetic: days in, SVG units (CSS pixels) out.
 *
 * Time runs in reading direction. `x` is always the left edge on screen, so that a mirrored chart (right to left) differs
 * in this file only and nowhere in the drawing.
 */
import type { Day } from '@pergola/core/casework'
import type { RelayChart, RelayRow } from '@pergola/client/contract'
import { dayNumber, monthStart, weekday } from './days.ts'

export type Zoom = 'week' | 'month' | 'quarter' | 'all'

/** Days that fill the visible width. `all` has none: it fits the whole chart. */
const DAYS_IN_VIEW: Readonly<Record<Exclude<Zoom, 'all'>, number>> = { week: 14, month: 42, quarter: 120 }
/** Where a window is too narrow for that, a day keeps at least so many pixels, and the chart scrolls. */
const DAY_WIDTH: Readonly<Record<Exclude<Zoom, 'all'>, number>> = { week: 22, month: 8, quarter: 3.2 }
/** Days of air before the first and after the last day. */
const MARGIN_DAYS = 5
/** Below this a day can no longer be told from the next. */
const LEAST_DAY_WIDTH = 0.75

export interface Scale {
  /** Day number at the beginning of the chart. */
  readonly first: number
  /** Day number of the last day shown. */
  readonly last: number
  readonly dayWidth: number
  readonly width: number
  readonly mirrored: boolean
}

export interface Span {
  readonly x: number
  readonly width: number
}

/** The scale of a chart in a window `visible` pixels wide. */
export const scaleFor = (chart: Pick<RelayChart, 'from' | 'to'>, zoom: Zoom, visible: number, mirrored: boolean): Scale => {
  const first = dayNumber(chart.from) - MARGIN_DAYS
  const last = dayNumber(chart.to) + MARGIN_DAYS
  const days = last - first + 1
  const fit = Math.max(visible / days, LEAST_DAY_WIDTH)
  const dayWidth = zoom === 'all' ? fit : Math.max(visible / DAYS_IN_VIEW[zoom], DAY_WIDTH[zoom], fit)
  return { first, last, dayWidth, width: Math.round(days * dayWidth), mirrored }
}

/** The screen position of the moment a day begins. */
export const edge = (scale: Scale, number: number): number => {
  const along = (number - scale.first) * scale.dayWidth
  return scale.mirrored ? scale.width - along : along
}

/** The stretch of screen from the beginning of `from` to the end of `to`. */
export const span = (scale: Scale, from: number, to: number): Span => {
  const begin = edge(scale, from)
  const end = edge(scale, to + 1)
  return { x: Math.min(begin, end), width: Math.abs(end - begin) }
}

export const spanOf = (scale: Scale, from: Day, to: Day): Span => span(scale, dayNumber(from), dayNumber(to))

/** The day under a screen position, kept inside the chart. */
export const dayAt = (scale: Scale, x: number): number => {
  const along = scale.mirrored ? scale.width - x : x
  const number = scale.first + Math.floor(along / scale.dayWidth)
  return Math.min(Math.max(number, scale.first), scale.last)
}

/**
 * How far to scroll, along the reading direction, so that `number` stands about a third into the window and the window begins
 * with a month, or with a week where a month would fill it.
 */
export const scrollTo = (scale: Scale, number: number, visible: number): number => {
  const wanted = Math.floor(number - visible / 3 / scale.dayWidth)
  const begins = scale.dayWidth * 31 < visible / 2 ? monthStart(wanted) : wanted - weekday(wanted)
  return Math.max(0, Math.min((begins - scale.first) * scale.dayWidth, scale.width - visible))
}

export interface Tick {
  readonly number: number
  readonly x: number
  readonly level: 'month' | 'week' | 'day'
  /** Room until the next tick of the same level. */
  readonly room: number
}

/** Months always; weeks and days when there is room for them. */
export const ticks = (scale: Scale): readonly Tick[] => [...monthTicks(scale), ...dayTicks(scale)]

const monthTicks = (scale: Scale): Tick[] => {
  const found: Tick[] = []
  for (let start = monthStart(scale.first); start <= scale.last; start = monthStart(start, 1)) {
    const from = Math.max(start, scale.first)
    const room = (Math.min(monthStart(start, 1), scale.last + 1) - from) * scale.dayWidth
    found.push({ number: from, x: edge(scale, from), level: 'month', room })
  }
  return found
}

const dayTicks = (scale: Scale): Tick[] => {
  const everyDay = scale.dayWidth >= 22
  if (!everyDay && scale.dayWidth * 7 < 26) return []
  const found: Tick[] = []
  for (let number = scale.first; number <= scale.last; number++) {
    if (!everyDay && weekday(number) !== 0) continue
    const room = everyDay ? scale.dayWidth : scale.dayWidth * 7
    found.push({ number, x: edge(scale, number), level: weekday(number) === 0 ? 'week' : 'day', room })
  }
  return found
}

type Bar = RelayRow['commitments'][number]

/** Cover that was taken back or failed is history: it is in the table and the file, not in the picture. */
export const drawn = (bar: Bar): boolean => bar.state !== 'withdrawn' && bar.state !== 'failed'

export interface Laned {
  readonly bar: Bar
  readonly lane: number
}

/** Bars that overlap in time stand under each other; the first free lane takes the next bar. */
export const lanes = (row: RelayRow): readonly Laned[] => {
  const free: number[] = []
  const inOrder = row.commitments.filter(drawn).toSorted((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to))
  return inOrder.map((bar) => {
    const from = dayNumber(bar.from)
    const found = free.findIndex((until) => until < from)
    const lane = found === -1 ? free.length : found
    free[lane] = dayNumber(bar.to)
    return { bar, lane }
  })
}

export const LANE = 26
export const BAR = 22
const ROW_PADDING = 9
export const LEAST_ROW = 60

export interface RowShape {
  readonly bars: readonly Laned[]
  readonly height: number
  /** Top of the first lane. */
  readonly top: number
  /** The thin track of the wanted interval, under the lanes. */
  readonly track: number
}

export const rowShape = (row: RelayRow): RowShape => {
  const bars = lanes(row)
  const count = Math.max(1, ...bars.map((one) => one.lane + 1))
  const height = Math.max(LEAST_ROW, count * LANE + 2 * ROW_PADDING + 8)
  const top = Math.round((height - count * LANE - 8) / 2)
  return { bars, height, top, track: top + count * LANE + 1 }
}

export const laneY = (shape: RowShape, lane: number): number => shape.top + lane * LANE + (LANE - BAR) / 2

/** Average advance of the interface font at 12 px; wide scripts take about twice that. */
const ADVANCE = 6.6
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u

/** A careful guess of how many pixels a text takes at 12 px: never asks the page, so that drawing never waits for layout. */
export const textWidth = (text: string): number => {
  let width = 0
  for (const sign of text) width += WIDE.test(sign) ? ADVANCE * 2 : ADVANCE
  return width
}

/** The longest wording that fits, or '' when none does. */
export const wordingThatFits = (width: number, wordings: readonly string[]): string =>
  wordings.find((wording) => wording !== '' && textWidth(wording) <= width) ?? ''

/** A free stretch around `number`: the days on which dragging may begin a proposal, cut to the wanted interval. */
export const freeStretchAt = (row: RelayRow, number: number): { readonly from: number; readonly to: number } | null => {
  const found = row.stretches.find((one) => !one.covered && dayNumber(one.from) <= number && number <= dayNumber(one.to))
  return found === undefined ? null : { from: dayNumber(found.from), to: dayNumber(found.to) }
}

/** Moves one edge of an interval; it never passes the other. */
export const moveEdge = (
  interval: { readonly from: number; readonly to: number },
  which: 'from' | 'to',
  to: number,
): { readonly from: number; readonly to: number } =>
  which === 'from' ? { from: Math.min(to, interval.to), to: interval.to } : { from: interval.from, to: Math.max(to, interval.from) }

/** Uncovered days on which not even an offer stands: the loud part of a gap. */
export const openBands = (row: RelayRow): readonly { readonly from: number; readonly to: number }[] => {
  const taken = row.commitments.filter(drawn).map((bar) => ({ from: dayNumber(bar.from), to: dayNumber(bar.to) }))
  const gaps = row.stretches.filter((one) => !one.covered).map((one) => ({ from: dayNumber(one.from), to: dayNumber(one.to) }))
  return taken.reduce<readonly { from: number; to: number }[]>((left, bar) => left.flatMap((band) => without(band, bar)), gaps)
}

const without = (band: { from: number; to: number }, bar: { from: number; to: number }): { from: number; to: number }[] => {
  if (bar.to < band.from || bar.from > band.to) return [band]
  const before = { from: band.from, to: bar.from - 1 }
  const after = { from: bar.to + 1, to: band.to }
  return [before, after].filter((part) => part.from <= part.to)
}
