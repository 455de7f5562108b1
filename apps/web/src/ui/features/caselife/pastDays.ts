/** Days of the slider are those of the reader's calendar, as the times beside it are. */
const DAY_MS = 86_400_000

/** Days since 1970-01-01 of the day that it is there at this instant. */
export const dayNumberOf = (at: number): number => {
  const here = new Date(at)
  return Date.UTC(here.getFullYear(), here.getMonth(), here.getDate()) / DAY_MS
}

/** The last moment of that day there, or `now` if that comes first. */
export const endOfDay = (day: number, now: number): number => {
  const there = new Date(day * DAY_MS)
  const next = new Date(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate() + 1)
  return Math.min(next.getTime() - 1, now)
}

/** The whole of its day has passed there; otherwise what is shown ends within the day. */
export const endsItsDay = (at: number): boolean => endOfDay(dayNumberOf(at), Number.POSITIVE_INFINITY) === at

/** As `YYYY-MM-DD`. */
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
