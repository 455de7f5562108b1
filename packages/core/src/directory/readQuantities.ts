/** Numbers in what programmes write about themselves. What does not say one thing plainly is not read. */
import type { ServiceReach } from './model.ts'

const NUMBER_WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const UNIT_HOURS: Readonly<Record<string, number>> = { hour: 1, day: 24, week: 7 * 24 }
const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 365.25 / 12, year: 365.25 }

const NUMBER = `\\d{1,4}|${NUMBER_WORDS.join('|')}`
/** "3 months", "3–6 months", "6 or 12 months", "four weeks". */
const QUANTITY = new RegExp(`\\b(?:(${NUMBER})\\s*(?:-|–|—|to|or)\\s*)?(${NUMBER})[\\s-]*(hour|day|week|month|year)s?\\b`, 'giu')

interface Quantity {
  readonly most: number
  readonly unit: string
}

const numberOf = (text: string): number => {
  const word = NUMBER_WORDS.indexOf(text.toLowerCase())
  return word >= 0 ? word + 1 : Number(text)
}

/** The statement itself: without what is in brackets, and up to the first semicolon. */
export const statement = (text: string): string => (text.replace(/\([^)]*\)/gu, ' ').split(';', 1)[0] as string).trim()

const quantitiesIn = (text: string): readonly Quantity[] =>
  [...statement(text).matchAll(QUANTITY)].map(([, first, second, unit]) => ({
    most: Math.max(first === undefined ? 0 : numberOf(first), numberOf(second as string)),
    unit: (unit as string).toLowerCase(),
  }))

/** Longest stay or grant in whole days: "3 months" is 91, "3–6 months relocation" 182, "2 years" 730. Two different lengths are not read. */
export const readDuration = (text: string): number | undefined => {
  const [only, ...others] = quantitiesIn(text)
  if (only === undefined || others.length > 0) return undefined
  const days = UNIT_DAYS[only.unit]
  return days === undefined || only.most === 0 ? undefined : Math.floor(only.most * days)
}

/** Hours to the first answer as a rule: "72 hours" is 72, "7 days, hours in extreme cases" 168. */
export const readAnswerHours = (text: string): number | undefined => {
  const [first] = quantitiesIn(text)
  const hours = first && UNIT_HOURS[first.unit]
  return hours === undefined || first === undefined ? undefined : first.most * hours
}

const CURRENCIES = 'EUR|USD|GBP|CHF|CAD|AUD|SEK|NOK|DKK|JPY'
const AMOUNT = new RegExp(`^(?:up to |max\\.? )?(\\d{1,3}(?:[ ,.]\\d{3})+|\\d{1,9})\\s*(${CURRENCIES})\\b`, 'u')

/** "7500 EUR", "20,000 USD (older page)". The amount comes first or it is not read. */
export const readAmount = (text: string): ServiceReach['amountMax'] => {
  const found = AMOUNT.exec(text.trim())
  return found ? { amount: Number((found[1] as string).replace(/\D/gu, '')), currency: found[2] as string } : undefined
}

/** The shortest of the times named, in whole days: whoever keeps to it is right in each case. "within past 90 days" is 90. */
export const readShortest = (text: string): number | undefined => {
  const days = quantitiesIn(text).flatMap(({ most, unit }) => {
    const length = UNIT_DAYS[unit]
    return length === undefined || most === 0 ? [] : [Math.floor(most * length)]
  })
  return days.length > 0 ? Math.min(...days) : undefined
}

const REFEREES = new RegExp(`\\b(${NUMBER})\\s+(?:\\p{L}+\\s+){0,2}(?:references|referees|sources)\\b`, 'iu')

/** "two references", "at least two trusted sources". */
export const readReferees = (text: string): number | undefined => {
  const found = REFEREES.exec(text)
  const count = found ? numberOf(found[1] as string) : 0
  return count >= 1 && count <= 20 ? count : undefined
}
