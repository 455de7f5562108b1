/** The moment that a clock on a wall in some time zone shows a time: fixed hours stay where they are when summer time begins. */
import { addDays, dayFrom, dayNumber } from '../casework/day.ts'
import type { Day, Instant } from '../casework/model.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

const formatIn = (zone: string): Intl.DateTimeFormat => {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
  formats.set(zone, format)
  return format
}

/** Is this a time zone that the platform knows? */
export const isZone = (zone: string): boolean => {
  try {
    formatIn(zone)
    return true
  } catch {
    return false
  }
}

/** Day and minute after midnight that a wall clock shows; minutes are whole. */
const shownAt = (at: number, zone: string): { readonly day: Day; readonly minute: number } => {
  const parts = new Map(
    formatIn(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const day = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}` as Day
  return { day, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) }
}

/** Clocks are put forward or back at a full quarter of an hour: within one they are ahead by the same. */
const QUARTER_MS = 15 * MINUTE_MS
/** More than a member's cases ever ask for. */
const MOST_KNOWN = 20_000
const known = new Map<string, number>()

/** Minutes that the wall clock is ahead of UTC at a moment. Asking the platform costs a hundred times a look-up. */
const aheadAt = (at: number, zone: string): number => {
  const quarter = Math.floor(at / QUARTER_MS)
  const key = `${zone} ${quarter}`
  const held = known.get(key)
  if (held !== undefined) return held
  const { day, minute } = shownAt(quarter * QUARTER_MS, zone)
  const ahead = dayNumber(day) * 1440 + minute - quarter * (QUARTER_MS / MINUTE_MS)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, ahead)
  return ahead
}

/** The day that a wall clock in the zone shows. */
const dayAt = (at: number, zone: string): Day => dayFrom(Math.floor((at + aheadAt(at, zone) * MINUTE_MS) / DAY_MS))

/** A time that the clock skips is the moment it would have been; of one that it shows twice, one of the two. */
const momentOf = (day: Day, minute: number, zone: string): Instant => {
  const wall = dayNumber(day) * DAY_MS + minute * MINUTE_MS
  const first = wall - aheadAt(wall, zone) * MINUTE_MS
  return (wall - aheadAt(first, zone) * MINUTE_MS) as Instant
}

/** The first of these times of day after a moment. `times` is not empty. */
export const nextTime = (after: Instant, times: readonly number[], zone: string): Instant => {
  const day = dayAt(after, zone)
  const soon = [day, addDays(day, 1), addDays(day, 2)].flatMap((one) => times.map((minute) => momentOf(one, minute, zone)))
  return soon.filter((at) => at > after).reduce((a, b) => (b < a ? b : a), Infinity as Instant)
}
