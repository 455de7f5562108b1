/** What a rule finds about one service, and how it is made. */
import type { Asked, Change, MatchNeed, Rates, Reason, RuleName, Verdict } from './model.ts'
import type { IndexedService } from './serviceIndex.ts'

/** A reason, and how much of the rule's weight it earns (0..1). */
export interface Finding {
  readonly reason: Reason
  readonly worth: number
}

/** A need with what every service is asked about it. */
export interface MatchQuestion {
  readonly need: MatchNeed
  /** Days since 1970-01-01. */
  readonly today: number
  readonly rates: Rates | null
}

/**
 * A rule is told the question once and then asked about each service. Its findings are made once and handed out again: a
 * question looks at thousands of services and there are only so many things to say.
 */
export type Rule = (question: MatchQuestion) => (service: IndexedService) => Finding

/** What an unknown answer is worth: less than a yes, more than a no. */
export const UNKNOWN_WORTH = 0.4
const NO_ARGS = Object.freeze({})

interface More {
  readonly args?: Reason['args']
  readonly worth?: number
  readonly asks?: Asked
  readonly change?: Change
}

const WORTH: Readonly<Record<Verdict, number>> = { fits: 1, unknown: UNKNOWN_WORTH, violates: 0 }

/** Finders of one rule: `hard` says whether its "no" rules out. */
export const findings = (rule: RuleName, hard: boolean) => {
  const of =
    (verdict: Verdict) =>
    ({ args = NO_ARGS, worth = WORTH[verdict], ...more }: More = {}): Finding => ({ reason: { rule, verdict, hard, args, ...more }, worth })
  return { fits: of('fits'), violates: of('violates'), unknown: of('unknown') }
}

/** Makes each finding once for each value it depends on. */
export const forEach = <T extends string | number>(make: (value: T) => Finding): ((value: T) => Finding) => {
  const made = new Map<T, Finding>()
  return (value) => {
    let known = made.get(value)
    if (known === undefined) made.set(value, (known = make(value)))
    return known
  }
}
