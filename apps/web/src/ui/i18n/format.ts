import type { Language } from './locale.ts'

/** Dates, times, numbers and names of places and languages, as the reader writes them. */
export interface Format {
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY` as "14 March 2026", "March 2026", "2026". Anything else comes back as it is. */
  readonly day: (value: string, style?: 'long' | 'short') => string
  /** Unix milliseconds as day and time. */
  readonly instant: (value: number) => string
  /** The same with seconds and time zone, for a title. */
  readonly exactInstant: (value: number) => string
  readonly time: (value: number) => string
  readonly number: (value: number) => string
  readonly percent: (share: number) => string
  readonly bytes: (count: number) => string
  readonly list: (values: readonly string[]) => string
  /** One after the other with the commas of the language, where no sentence is made of them. */
  readonly items: (values: readonly string[]) => string
  /** "in 3 days", "2 hours ago". */
  readonly relative: (to: number, now: number) => string
  /** ISO 3166-1 alpha-2, or a UN M49 number such as 001. */
  readonly place: (code: string) => string
  readonly language: (code: string) => string
  readonly compare: (a: string, b: string) => number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

const dayFormat = (locale: string, parts: number, style: 'long' | 'short'): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(parts > 1 ? { month: style } : {}),
    ...(parts > 2 ? { day: 'numeric' } : {}),
  })

const relativeParts = (ms: number): [number, Intl.RelativeTimeFormatUnit] => {
  const size = Math.abs(ms)
  if (size < HOUR) return [Math.round(ms / 60_000), 'minute']
  if (size < 2 * DAY) return [Math.round(ms / HOUR), 'hour']
  return [Math.round(ms / DAY), 'day']
}

const named = (names: Intl.DisplayNames, code: string): string => {
  if (code === '') return ''
  try {
    return names.of(code) ?? code
  } catch (error) {
    if (error instanceof RangeError) return code
    throw error
  }
}

/** Keeps the formats it made: making one costs more than using it a hundred times. */
const remembered = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>()
  return (key) => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}

export const formatFor = (language: Language): Format => {
  const locale = language === 'ar' ? 'ar-u-nu-latn-ca-gregory' : 'en-GB'
  const days = remembered((key) => dayFormat(locale, Number(key[0]), key.slice(1) as 'long' | 'short'))
  const instants = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' })
  const times = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const numbers = new Intl.NumberFormat(locale)
  const percents = new Intl.NumberFormat(locale, { style: 'percent' })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const rows = new Intl.ListFormat(locale, { type: 'unit', style: 'short' })
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const places = new Intl.DisplayNames(locale, { type: 'region' })
  const languages = new Intl.DisplayNames(locale, { type: 'language' })
  const collator = new Intl.Collator(locale)
  return {
    day: (value, style = 'long') => {
      const parts = value.split('-').map(Number)
      const [year, month = 1, day = 1] = parts
      if (year === undefined || !/^\d{4}(-\d\d){0,2}$/.test(value)) return value
      return days(`${parts.length}${style}`).format(Date.UTC(year, month - 1, day))
    },
    instant: (value) => instants.format(value),
    exactInstant: (value) => exact.format(value),
    time: (value) => times.format(value),
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    bytes: (count) => bytesIn(locale, count),
    list: (values) => lists.format(values),
    items: (values) => rows.format(values),
    relative: (to, now) => relatives.format(...relativeParts(to - now)),
    place: (code) => named(places, code),
    language: (code) => named(languages, code),
    compare: (a, b) => collator.compare(a, b),
  }
}

const bytesIn = (locale: string, count: number): string => {
  const [value, unit] =
    count < 1_000_000
      ? [Math.ceil(count / 1000), 'kilobyte']
      : count < 1_000_000_000
        ? [count / 1_000_000, 'megabyte']
        : [count / 1_000_000_000, 'gigabyte']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}
