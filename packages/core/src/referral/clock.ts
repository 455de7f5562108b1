/** How long an answer may take, and when both sides are reminded of it. */
import type { Instant, Urgency } from '../casework/model.ts'
import type { Doc } from '../record/model.ts'
import { asMap, rowAt, valueOf } from '../record/read.ts'
import { checked, isWhole, setOp, type Ops } from '../record/write.ts'
import { URGENCIES } from '../vocabulary/codes.ts'

const HOUR_MS = 3_600_000
/** Most hours that can be agreed on: 90 days. */
export const MOST_HOURS = 90 * 24

/** Hours until an answer is due, by urgency. */
export type AnswerHours = Readonly<Record<Urgency, number>>

/** What holds in a network that agreed on nothing. */
export const DEFAULT_HOURS: AnswerHours = { hours: 24, days: 72, weeks: 7 * 24, months: 14 * 24 }

/** What the network agreed on (its book, `network/main`); an hour that is missing or odd is the default. */
export const readAnswerHours = (network: Doc | null): AnswerHours => {
  const agreed = network === null ? null : asMap(valueOf(rowAt(network, 'network', 'main'), 'answerHours'))
  const hoursOf = (urgency: Urgency): number => {
    const hours = agreed?.[urgency]
    return isWhole(hours, 1, MOST_HOURS) ? (hours as number) : DEFAULT_HOURS[urgency]
  }
  return Object.fromEntries(URGENCIES.map((urgency) => [urgency, hoursOf(urgency)])) as unknown as AnswerHours
}

/** Only a steward writes it (the rule of `network/main`). What is more urgent is never given more time. */
export const saveAnswerHours = (hours: AnswerHours): Ops =>
  checked(
    URGENCIES.map((urgency, at) => {
      const before = URGENCIES[at - 1]
      return [urgency, isWhole(hours[urgency], 1, MOST_HOURS) && (before === undefined || hours[before] <= hours[urgency])]
    }),
    () => [setOp('network', 'main', { answerHours: { ...hours } })],
  )

/** By when an answer is due if nobody says otherwise. */
export const defaultAnswerBy = (urgency: Urgency, now: Instant, hours: AnswerHours = DEFAULT_HOURS): Instant =>
  (now + hours[urgency] * HOUR_MS) as Instant

/** Reminded for at least so long and at most so long before the end. */
const LEAST_MS = 2 * HOUR_MS
const MOST_MS = 48 * HOUR_MS

/** From when on both sides are reminded: the last quarter of the time, at least two hours (of a short time half), at most two days. */
export const remindFrom = (sentAt: number, answerBy: number): number => {
  const time = Math.max(0, answerBy - sentAt)
  return answerBy - Math.min(MOST_MS, Math.max(Math.min(LEAST_MS, time / 2), time / 4))
}
