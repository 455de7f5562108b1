/** What of a summary depends on the moment it is looked at. */
import { daysIn, type Day } from '@pergola/core/casework'
import { isOpen, type ReferralState } from '@pergola/core/referral'
import type { CaseSummary, ReferralSummary } from './summary.ts'

/** A referral that still waits for an answer expires with its clock. */
export const stateAt = ({ state, answerBy }: Pick<ReferralSummary, 'state' | 'answerBy'>, now: number): ReferralState =>
  isOpen(state) && now > answerBy ? 'expired' : state

export interface Ahead {
  /** Wanted days from today on that nobody covers. */
  readonly gapDays: number
  /** The first of them. */
  readonly breaksOn: Day | null
}

const NOTHING: Ahead = { gapDays: 0, breaksOn: null }

/** What of a case's gaps can still be closed. A closed case wants nothing. */
export const gapsAhead = ({ status, needs }: CaseSummary, today: Day): Ahead => {
  if (status === 'closed') return NOTHING
  let gapDays = 0
  let breaksOn: Day | null = null
  for (const { gaps } of needs) {
    for (const [from, to] of gaps) {
      if (to < today) continue
      const begin = from < today ? today : from
      gapDays += daysIn(begin, to)
      if (breaksOn === null || begin < breaksOn) breaksOn = begin
    }
  }
  return gapDays === 0 ? NOTHING : { gapDays, breaksOn }
}

export interface OpeningGap {
  readonly from: Day
  readonly days: number
}

/** The first gap of a need that is open or opens by `until`; its days from today on. */
export const nextGap = ({ gaps }: CaseSummary['needs'][number], today: Day, until: Day): OpeningGap | null => {
  for (const [from, to] of gaps) {
    if (to < today) continue
    if (from > until) return null
    const begin = from < today ? today : from
    return { from: begin, days: daysIn(begin, to) }
  }
  return null
}
