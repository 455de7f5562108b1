/** Several services that cover one need together: what is asked, and what comes back. */
import type { Day } from '../casework/model.ts'
import type { Money, Service } from '../directory/model.ts'
import type { Match, MatchNeed, Rates } from './model.ts'

export interface CombineQuestion {
  readonly need: MatchNeed
  /** From `match`: those that are possible are taken. */
  readonly matches: readonly Match[]
  /** Covered already: commitments that count (see coverage.ts). */
  readonly covered: readonly { readonly from: Day; readonly to: Day }[]
  readonly today: Day
  readonly rates?: Rates
}

/** One service for some days, both included. */
export interface Part {
  readonly service: Service
  readonly from: Day
  readonly to: Day
  readonly days: number
  /** False where the service has not said how long; then the days count as unsure, not as covered. */
  readonly sure: boolean
  /** What it pays, where the need has an amount and the service says how much. */
  readonly cost: Money | null
}

export interface Combination {
  /** One after another over the days, or all at once towards one sum. */
  readonly way: 'days' | 'sum'
  readonly parts: readonly Part[]
  readonly wantedDays: number
  /** Covered by commitments before anybody is asked. */
  readonly coveredDays: number
  /** Covered if those say yes who said how long. */
  readonly sureDays: number
  /** Perhaps covered: by those who did not say how long. */
  readonly unsureDays: number
  /** Nobody. */
  readonly uncovered: readonly { readonly from: Day; readonly to: Day }[]
  readonly uncoveredDays: number
  /** Of the amount, what nobody pays; null when no amount was told. */
  readonly unpaid: Money | null
  /**
   * True: of the services that say how long, no choice leaves fewer days (or less money) uncovered, and none does as well with
   * fewer services. False: a good choice, which was not proved to be the best.
   */
  readonly exact: boolean
  /** No choice can leave fewer days (or less of the sum) uncovered than this. */
  readonly bound: number
  /** How many services were looked at. */
  readonly options: number
}
