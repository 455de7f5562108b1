/**
 * Days as people write them, in three calendars: Gregorian, Persian (solar Hijri) and Hijri (Umm al-Qura). What could be two
 * different days is not read, but for day and month in numbers, where the usual order is taken and said.
 */
import { dayFrom, dayNumber, parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import { foldText } from '../search/fold.ts'

export type Calendar = 'gregorian' | 'persian' | 'hijri'

export interface ReadDay {
  readonly day: Day
  readonly calendar: Calendar
  /** Day and month could be the other way round. */
  readonly orderGuessed: boolean
}

const MONTHS: Readonly<Record<Calendar, readonly string[]>> = {
  gregorian: [
    'jan january janvier janv enero ene januari januar يناير كانون الثاني янв января',
    'feb february fevrier fevr febrero februari februar فبراير شباط фев февраля',
    'mar march mars marzo maart marz مارس اذار мар марта',
    'apr april avril avr abril ابريل نيسان апр апреля',
    'may mai mayo mei مايو ايار мая',
    'jun june juin junio juni يونيو حزيران июн июня',
    'jul july juillet juil julio juli يوليو تموز июл июля',
    'aug august aout agosto ago augustus اغسطس اب авг августа',
    'sep sept september septembre septiembre سبتمبر ايلول сен сентября',
    'oct october octobre octubre oktober okt اكتوبر تشرين الاول окт октября',
    'nov november novembre noviembre نوفمبر تشرين الثاني ноя ноября',
    'dec december decembre diciembre dic dez dezember ديسمبر كانون الاول дек декабря',
  ],
  persian: [
    'farvardin فروردين',
    'ordibehesht اردي بهشت ارديبهشت',
    'khordad خرداد',
    'tir تير',
    'mordad amordad مرداد',
    'shahrivar شهريور',
    'mehr مهر',
    'aban ابان',
    'azar اذر',
    'dey دي',
    'bahman بهمن',
    'esfand اسفند',
  ],
  hijri: [
    'muharram محرم',
    'safar صفر',
    'rabi al awwal rabi i ربيع الاول',
    'rabi al thani rabi ii rabi al akhir ربيع الثاني ربيع الاخر',
    'jumada al awwal jumada i jumada al ula جمادي الاولي',
    'jumada al thani jumada ii jumada al akhirah جمادي الثانيه جمادي الاخره',
    'rajab رجب',
    'shaban شعبان',
    'ramadan رمضان',
    'shawwal شوال',
    'dhu al qadah dhul qadah ذو القعده',
    'dhu al hijjah dhul hijjah ذو الحجه',
  ],
}

const CALENDARS: readonly Calendar[] = ['gregorian', 'persian', 'hijri']

/** Name of a month -> where it stands. Azar and اذر are months of two calendars: the year decides. */
const byName: ReadonlyMap<string, readonly (readonly [Calendar, number])[]> = /* @__PURE__ */ (() => {
  const names = new Map<string, (readonly [Calendar, number])[]>()
  for (const calendar of CALENDARS)
    MONTHS[calendar].forEach((list, at) => {
      for (const name of splitNames(foldText(list))) names.set(name, [...(names.get(name) ?? []), [calendar, at + 1]])
    })
  return names
})()

/** Names of one word each, and those of several words as a whole. */
function splitNames(list: string): readonly string[] {
  const several = list.match(/rabi al \w+|rabi ii?|jumada al \w+|jumada ii?|dhul? \w+ ?\w*|[ء-ي]+ ال[ء-ي]+|ذو [ء-ي]+|اردي بهشت/gu) ?? []
  const rest = several.reduce((text, name) => text.replace(name, ' '), list)
  return [...several, ...rest.split(/\s+/u)].map((name) => name.trim()).filter((name) => name !== '')
}

const formats = new Map<Calendar, Intl.DateTimeFormat>()

const NAMES: Readonly<Record<Calendar, string>> = { gregorian: 'gregory', persian: 'persian', hijri: 'islamic-umalqura' }

const partsOf = (calendar: Calendar, number: number): readonly [year: number, month: number, day: number] => {
  const format =
    formats.get(calendar) ??
    new Intl.DateTimeFormat(`en-u-ca-${NAMES[calendar]}-nu-latn`, { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' })
  formats.set(calendar, format)
  const found = new Map(format.formatToParts(number * 86_400_000).map(({ type, value }) => [type, Number.parseInt(value, 10)]))
  return [found.get('year') ?? 0, found.get('month') ?? 0, found.get('day') ?? 0]
}

/** Days in a year and the day before the first year, near enough to search from. */
const NEAR: Readonly<Record<Exclude<Calendar, 'gregorian'>, readonly [yearDays: number, from: number]>> = {
  persian: [365.2422, -492_268],
  hijri: [354.36707, -492_148],
}

/** The day with these numbers in a calendar, or null where there is none. */
export const dayInCalendar = (calendar: Calendar, year: number, month: number, day: number): Day | null => {
  const two = (value: number): string => String(value).padStart(2, '0')
  if (calendar === 'gregorian') return parseDay(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`)
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  const [yearDays, from] = NEAR[calendar]
  const near = Math.round(from + (year - 1) * yearDays + ((month - 1) * yearDays) / 12 + day - 1)
  for (let away = 0; away <= 8; away++)
    for (const number of away === 0 ? [near] : [near - away, near + away]) {
      const [y, m, d] = partsOf(calendar, number)
      if (y === year && m === month && d === day) return dayFrom(number)
    }
  return null
}

/** Years that a directory of today can mean. Between 1411 and 1420 a year alone could be of either calendar. */
const calendarOfYear = (year: number): Calendar | null => {
  if (year >= 1900 && year <= 2200) return 'gregorian'
  if (year >= 1370 && year <= 1410) return 'persian'
  return year >= 1421 && year <= 1480 ? 'hijri' : null
}

/** The era somebody wrote beside it. */
const eraIn = (text: string): Calendar | null => {
  if (/ه\s*\.?\s*ش|هجري شمسي|\bs\.?h\.?\b|\ba\.?p\.?\b/u.test(text)) return 'persian'
  if (/(?:^|[\d\s])ه\s*\.?(?:\s|$|ق)|هجري|\ba\.?h\.?\b/u.test(text)) return 'hijri'
  return /(?:^|[\d\s])م\s*\.?(?:\s|$)|ميلادي|\ba\.?d\.?\b|\bce\b/u.test(text) ? 'gregorian' : null
}

const found = (calendar: Calendar | null, year: number, month: number, day: number, orderGuessed = false): ReadDay | null => {
  const read = calendar === null ? null : dayInCalendar(calendar, year, month, day)
  return read === null || calendar === null ? null : { day: read, calendar, orderGuessed }
}

const inNumbers = (text: string, era: Calendar | null): ReadDay | null => {
  const first = /^(\d{4})[-/.\s]+(\d{1,2})[-/.\s]+(\d{1,2})(?=$|[T\s])/u.exec(text)
  if (first) {
    const [year, month, day] = first.slice(1).map(Number) as [number, number, number]
    return found(era ?? calendarOfYear(year), year, month, day)
  }
  const last = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?=$|[T\s])/u.exec(text)
  if (!last) return null
  const [a, b, year] = [Number(last[1]), Number(last[3]), Number(last[4])]
  const calendar = era ?? calendarOfYear(year)
  // 5.3.2026 is the fifth of March wherever dots are used; 13/05 and 05/13 say themselves which is the month.
  if (a > 12 || last[2] === '.') return found(calendar, year, b, a)
  if (b > 12) return found(calendar, year, a, b)
  return found(calendar, year, b, a, a !== b)
}

const inWords = (text: string, era: Calendar | null): ReadDay | null => {
  const numbers = [...text.matchAll(/\d+/gu)].map(([number]) => Number(number))
  const name = text
    .replace(/\d+(?:st|nd|rd|th|er)?/gu, ' ')
    .replace(/[^\p{L}\s]/gu, ' ')
    .replace(/\b(?:of|de|del|um|ah|ad|ce|ap|sh)\b|هجري|شمسي|ميلادي|(?:^|\s)[هم](?=\s|$)/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  const year = numbers.find((number) => number > 31)
  const day = numbers.find((number) => number <= 31)
  const months = byName.get(name)
  if (months === undefined || numbers.length !== 2 || year === undefined || day === undefined) return null
  const calendar = era ?? calendarOfYear(year) ?? (months.length === 1 ? (months[0]?.[0] ?? null) : null)
  const month = months.find(([of]) => of === calendar)?.[1]
  return month === undefined ? null : found(calendar, year, month, day)
}

/** A day, the calendar it was written in, or null. Digits of any script. */
export const readDate = (text: string): ReadDay | null => {
  const folded = foldText(text.slice(0, 100)).toLowerCase().replace(/[،,]/gu, ' ').trim()
  const iso = parseDay(folded.slice(0, 10))
  if (iso !== null && dayNumber(iso) > -70_000 && /^.{10}(?:$|[t\s])/u.test(folded))
    return { day: iso, calendar: 'gregorian', orderGuessed: false }
  const era = eraIn(folded)
  return inNumbers(folded, era) ?? inWords(folded, era)
}
