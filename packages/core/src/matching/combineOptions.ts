/** Which services can take part in a combination, from when, for how long, and for how much. */
import { dayNumber } from '../casework/day.ts'
import type { CombineQuestion } from './combineModel.ts'
import type { Match, MatchNeed, Rates } from './model.ts'
import { convert } from './rulesOfOffer.ts'
import { longestDays } from './serviceIndex.ts'

export interface Option {
  readonly match: Match
  /** Day number from which it can begin. */
  readonly ready: number
  /** null: it has not said. */
  readonly most: number | null
  readonly least: number
  /** What it gives at most, in the need's currency; null: it has not said, or nobody has told what is needed. */
  readonly pays: number | null
}

/** A family is not divided: what has too few places for all, or cannot start in time, is no option. */
export const optionsOf = ({ need, matches, today, rates }: CombineQuestion): readonly Option[] =>
  matches.flatMap((match) => {
    if (!match.possible || hasTooFew(match)) return []
    const { reach } = match.service
    const pays = paysAtMost(match, need, rates ?? null)
    const longest = longestDays(reach)
    const byMoney = pays === null || need.amount === null ? null : Math.floor((pays * need.days) / need.amount.amount)
    return [
      {
        match,
        ready: Math.max(dayNumber(today) + Math.ceil(hoursUntilStart(match) / 24), startOf(match)),
        most: longest === null ? null : Math.min(longest, byMoney ?? longest),
        least: reach.minDays ?? 1,
        pays,
      },
    ]
  })

const reasonOf = ({ reasons }: Match, rule: string) => reasons.find((reason) => reason.rule === rule)

const hasTooFew = (match: Match): boolean => {
  const places = reasonOf(match, 'places')
  return places?.verdict === 'violates' && places.args['from'] === undefined
}

const startOf = ({ service: { reach } }: Match): number => (reach.capacity?.from === undefined ? 0 : dayNumber(reach.capacity.from))

/** Until somebody can come: the decision, or at least the first answer, as stated or seen. */
const hoursUntilStart = (match: Match): number => {
  const answered = Number(reasonOf(match, 'answer')?.args['hours'] ?? 0)
  return Math.max(answered, match.service.reach.decisionHours ?? 0)
}

const paysAtMost = ({ service: { reach } }: Match, { amount }: MatchNeed, rates: Rates | null): number | null =>
  amount === null || reach.amountMax === undefined ? null : convert(reach.amountMax, amount.currency, rates)
