/** Where one organisation's cover ends and another's goes on. */
import type { OrgId } from '@pergola/protocol'
import type { RecordId } from '../record/model.ts'
import { dayNumber } from './day.ts'
import type { Commitment, Handover } from './model.ts'

export const handoverId = (before: RecordId, after: RecordId): RecordId => `${before}:${after}`

/** Bars that may still come to something: neither withdrawn nor failed. */
const isAlive = ({ state }: Commitment): boolean => state !== 'withdrawn' && state !== 'failed'

const byBeginning = (a: Commitment, b: Commitment): number =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : a.to > b.to ? 1 : a.id < b.id ? -1 : 1

/**
 * The hand-overs to expect among the commitments of one need: a bar goes on where another organisation's bar ends, the next
 * day or with days in common. `agreed` are those on record; what is not on record has no yes yet.
 */
export const expectedHandovers = (commitments: readonly Commitment[], agreed: readonly Handover[]): readonly Handover[] => {
  const [first, ...rest] = commitments.filter(isAlive).sort(byBeginning)
  const expected: Handover[] = []
  let longest = first
  for (const next of rest) {
    if (longest === undefined || next.to <= longest.to) continue
    if (next.org !== longest.org && dayNumber(next.from) - dayNumber(longest.to) <= 1) expected.push(handover(longest.id, next.id, agreed))
    longest = next
  }
  return expected
}

const handover = (before: RecordId, after: RecordId, agreed: readonly Handover[]): Handover => {
  const id = handoverId(before, after)
  return agreed.find((known) => known.id === id) ?? { id, before, after, agreedBefore: false, agreedAfter: false }
}

/** Ticked when both organisations said yes. */
export const isAgreed = ({ agreedBefore, agreedAfter }: Handover): boolean => agreedBefore && agreedAfter

/** True while `org` is part of a hand-over and has not said yes. */
export const waitsFor = (handover: Handover, org: OrgId): boolean =>
  (handover.before.startsWith(`${org}:`) && !handover.agreedBefore) || (handover.after.startsWith(`${org}:`) && !handover.agreedAfter)
