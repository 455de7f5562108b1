/**
 * What goes with a commitment: conditions, cost, place, and whether it is to be paid back. Each is a field of its own in the
 * commitment's record, so that two who work on different ones do not undo each other.
 */
import type { OrgId } from '@pergola/protocol'
import type { Fields, Row, Value } from '../record/model.ts'
import { asLine, asMap, textIn, valueOf } from '../record/read.ts'
import { cleanText, utf8Length } from '../record/text.ts'
import { isOneOf, isWhole, type Check } from '../record/write.ts'
import { isPlace } from '../vocabulary/regions.ts'
import { daysIn, parseDay } from './day.ts'
import type { Commitment, CommitmentTerms, Cost, CostBasis, Reimbursement } from './model.ts'

export const COST_BASES = ['total', 'month', 'week', 'day'] as const satisfies readonly CostBasis[]
/** Longest conditions, in UTF-8 bytes. */
export const LONGEST_CONDITIONS = 20_000
const MOST = 1e12

/** What a commitment has that says nothing of it. */
export const NO_TERMS: CommitmentTerms = { conditions: '', cost: null, place: '', reimbursement: null }

const isCurrency = (code: string): boolean => /^[A-Z]{3}$/u.test(code)
const isCost = ({ amount, currency, basis }: Cost): boolean =>
  isWhole(amount, 0, MOST) && isCurrency(currency) && isOneOf(COST_BASES, basis)

const readCost = (value: Value | undefined): Cost | null => {
  const from = asMap(value)
  if (from === null) return null
  const cost = { amount: from['amount'] as number, currency: asLine(from['currency'], 3), basis: from['basis'] as CostBasis }
  return isCost(cost) ? cost : null
}

const readReimbursement = (value: Value | undefined): Reimbursement | null => {
  const from = asMap(value)
  if (from === null) return null
  const by = asLine(from['by'], 200)
  return { by: by === '' ? null : (by as OrgId), settled: parseDay(from['settled']) }
}

const readPlace = (value: Value | undefined): string => {
  const place = asLine(value, 3)
  return isPlace(place) ? place : ''
}

/** undefined when nothing was said. */
export const readTerms = (row: Row): CommitmentTerms | undefined => {
  const terms: CommitmentTerms = {
    conditions: textIn(row, 'conditions'),
    cost: readCost(valueOf(row, 'cost')),
    place: readPlace(valueOf(row, 'place')),
    reimbursement: readReimbursement(valueOf(row, 'reimbursement')),
  }
  return terms.conditions === '' && terms.cost === null && terms.place === '' && terms.reimbursement === null ? undefined : terms
}

export const termsHold = ({ conditions, cost, place, reimbursement }: CommitmentTerms): readonly Check[] => [
  ['conditions', utf8Length(conditions) <= LONGEST_CONDITIONS],
  ['cost', cost === null || isCost(cost)],
  ['place', isPlace(place)],
  ['reimbursement', reimbursement === null || reimbursement.settled === null || parseDay(reimbursement.settled) !== null],
]

export const termFields = ({ conditions, cost, place, reimbursement }: CommitmentTerms): Fields => ({
  conditions: cleanText(conditions),
  cost: cost === null ? null : { ...cost },
  place,
  reimbursement: reimbursement === null ? null : { ...reimbursement },
})

/** A month has 365.25 / 12 days. */
const DAYS: Readonly<Record<Exclude<CostBasis, 'total'>, number>> = { day: 1, week: 7, month: 365.25 / 12 }

/** What a commitment costs from its first to its last day, rounded to whole units; null when nobody has said. */
export const costOf = ({ from, to, terms }: Commitment): { readonly amount: number; readonly currency: string } | null => {
  if (!terms?.cost) return null
  const { amount, currency, basis } = terms.cost
  return { amount: basis === 'total' ? amount : Math.round((amount * daysIn(from, to)) / DAYS[basis]), currency }
}

/** Paid for by those who helped first, and not yet paid back. What was withdrawn or failed is owed nothing. */
export const isOwed = ({ terms, state }: Commitment): boolean =>
  state !== 'withdrawn' && state !== 'failed' && terms !== undefined && terms.reimbursement !== null && terms.reimbursement.settled === null
