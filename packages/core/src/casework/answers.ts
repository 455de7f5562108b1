/**
 * What was asked about a need and told once: each answer is a field of its own in the need's record, so that two people who
 * answer different questions do not undo each other. Not told is not there; an answer that was taken back is null.
 */
import { asLine, asLines, asMap, valueOf } from '../record/read.ts'
import { checked, isWhole, setOp, type Ops } from '../record/write.ts'
import type { Fields, RecordId, Row, Value } from '../record/model.ts'
import { TARGET_GROUPS } from '../vocabulary/directoryCodes.ts'
import { isCountry } from '../vocabulary/regions.ts'
import { parseDay } from './day.ts'
import type { NeedAnswers } from './model.ts'

type Name = keyof NeedAnswers

const yesOrNo = (value: Value | undefined): boolean | undefined => (typeof value === 'boolean' ? value : undefined)
const whole =
  (most: number) =>
  (value: Value | undefined): number | undefined =>
    isWhole(value, 0, most) ? (value as number) : undefined
const codes =
  (longest: number, known: (code: string) => boolean) =>
  (value: Value | undefined): readonly string[] | undefined =>
    Array.isArray(value) ? asLines(value, longest).filter(known) : undefined

const money = (value: Value | undefined): NeedAnswers['amount'] | undefined => {
  const from = asMap(value)
  const currency = asLine(from?.['currency'], 3)
  const amount = from?.['amount']
  return typeof amount === 'number' && amount > 0 && amount <= 1e12 && /^[A-Z]{3}$/u.test(currency) ? { amount, currency } : undefined
}

const READERS: { readonly [N in Name]-?: (value: Value | undefined) => NeedAnswers[N] | undefined } = {
  inExile: yesOrNo,
  groups: codes(32, (code) => (TARGET_GROUPS as readonly string[]).includes(code)),
  organisation: yesOrNo,
  unsafeCountries: codes(2, isCountry),
  canReturn: yesOrNo,
  incidentOn: (value) => parseDay(value) ?? undefined,
  workMonths: whole(1200),
  amount: money,
  alreadyFunded: yesOrNo,
  memberVouches: yesOrNo,
  referees: whole(100),
  hostFound: yesOrNo,
}

const fieldOf = (name: Name): string => `answer.${name}`

/** undefined when nothing was told. */
export const readAnswers = (row: Row): NeedAnswers | undefined => {
  const told = Object.entries(READERS).flatMap(([name, read]) => {
    const value = read(valueOf(row, fieldOf(name as Name)))
    return value === undefined ? [] : [[name, value] as const]
  })
  return told.length === 0 ? undefined : (Object.fromEntries(told) as NeedAnswers)
}

/** Keeps what was told; null takes an answer back, and what is not named stays. */
export const answerNeed = (need: RecordId, answers: { readonly [N in Name]?: Required<NeedAnswers>[N] | null }): Ops => {
  const told = Object.entries(answers) as (readonly [string, Value])[]
  return checked(
    told.map(([name, value]) => [name, value === null || (Object.hasOwn(READERS, name) && isWholly(READERS[name as Name](value), value))]),
    () => [setOp('need', need, Object.fromEntries(told.map(([name, value]) => [fieldOf(name as Name), value])) as Fields)],
  )
}

/** Nothing of a list was left out in reading. */
const isWholly = (read: unknown, value: Value): boolean =>
  read !== undefined && (!Array.isArray(read) || read.length === (value as readonly Value[]).length)
