/** Calendar days without a time zone: the Gregorian calendar, years 1 to 9999. Counting is done in days since 1970-01-01. */
import type { Day, Instant, PartialDay } from './model.ts'

const DAY_MS = 86_400_000

/** Days since 1970-01-01 of a valid day. After the usual algorithm for the civil calendar, with years that begin in March. */
export const dayNumber = (day: Day): number => {
  const year = digits(day, 0, 4)
  const month = digits(day, 5, 2)
  const marchYear = month <= 2 ? year - 1 : year
  const century = Math.floor(marchYear / 100)
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(day, 8, 2) - 1
  return marchYear * 365 + Math.floor(marchYear / 4) - century + Math.floor(century / 4) + dayOfYear - 719468
}

const digits = (text: string, from: number, count: number): number => {
  let value = 0
  for (let i = from; i < from + count; i++) value = value * 10 + text.charCodeAt(i) - 48
  return value
}

/** Days already written out. Charts and overviews name the same few thousand days over and over. */
const WRITTEN: Day[] = []
/** 2150: later days and those before 1970 are rare, and written out each time. */
const LAST_WRITTEN = 65_744

/** The day with this number. */
export const dayFrom = (number: number): Day =>
  number >= 0 && number <= LAST_WRITTEN ? (WRITTEN[number] ??= writtenOut(number)) : writtenOut(number)

const writtenOut = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10) as Day

const SHAPE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u

/** null for what is not a day of the calendar (`2026-02-30`). */
export const parseDay = (text: unknown): Day | null =>
  typeof text === 'string' && SHAPE.test(text) && text > '0000-12-31' && dayFrom(dayNumber(text as Day)) === text ? (text as Day) : null

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null otherwise. */
export const parsePartialDay = (text: unknown): PartialDay | null =>
  typeof text === 'string' && /^\d{4}(-\d{2})?(-\d{2})?$/u.test(text) && parseDay(`${text}-01-01`.slice(0, 10)) !== null
    ? (text as PartialDay)
    : null

export const addDays = (day: Day, days: number): Day => dayFrom(dayNumber(day) + days)

/** Days from `a` to `b`: 1 from a day to the next. */
export const daysFrom = (a: Day, b: Day): number => dayNumber(b) - dayNumber(a)

/** Days of an interval, first and last included; 0 when it ends before it begins. */
export const daysIn = (from: Day, to: Day): number => Math.max(0, daysFrom(from, to) + 1)

/** The calendar day of a moment for someone whose clock is `offsetMinutes` ahead of UTC. */
export const dayOf = (at: Instant, offsetMinutes = 0): Day => dayFrom(Math.floor((at + offsetMinutes * 60_000) / DAY_MS))
