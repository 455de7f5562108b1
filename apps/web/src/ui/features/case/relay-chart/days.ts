/** Calendar days as whole numbers: days since 1 January 1970, Gregorian, no time zone. Two numbers apart is two days apart. */
import type { Day } from '@pergola/core/casework'

const DAY_MS = 86_400_000

export const dayNumber = (day: Day): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)

export const dayOf = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10) as Day

/** Days from `from` to `to`, both counted. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from) + 1

export const addDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days)

/** First day of the month `months` after the one `number` lies in. */
export const monthStart = (number: number, months = 0): number => {
  const date = new Date(number * DAY_MS)
  return Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY_MS)
}

/** 0 is Monday. 1 January 1970 was a Thursday. */
export const weekday = (number: number): number => (((number + 3) % 7) + 7) % 7
