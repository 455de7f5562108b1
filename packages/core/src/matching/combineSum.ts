/** Several who pay towards one sum, all at once. */
import { addDays } from '../casework/day.ts'
import type { Money } from '../directory/model.ts'
import { optionsOf, type Option } from './combineOptions.ts'
import type { Combination, CombineQuestion, Part } from './combineModel.ts'

/** Who does not pay where others pay already can only pay alone. */
const paysAlone = ({ match }: Option): boolean => match.service.reach.excludes?.includes('already_funded') ?? false

const sumOf = (options: readonly Option[]): number => options.reduce((sum, { pays }) => sum + (pays ?? 0), 0)

/**
 * The largest first are the fewest; then each is exchanged for one that fits better as long as the sum is reached. One that only
 * pays alone is taken when it pays all, or more than the others together.
 */
export const combineSum = (question: CombineQuestion): Combination => {
  const { need } = question
  const wanted = need.amount as Money
  const options = optionsOf(question)
  const stated = options.filter(({ pays }) => pays !== null)
  const together = fewest(
    stated.filter((option) => !paysAlone(option)),
    wanted.amount,
  )
  const alone = stated
    .filter((one) => paysAlone(one) || (one.pays as number) >= wanted.amount)
    .sort(
      (a, b) => Math.min(b.pays as number, wanted.amount) - Math.min(a.pays as number, wanted.amount) || b.match.score - a.match.score,
    )[0]
  const reached = Math.min(wanted.amount, sumOf(together))
  const byOne = alone === undefined ? -1 : Math.min(wanted.amount, alone.pays as number)
  const isOne = byOne > reached || (byOne === reached && together.length > 1) || (byOne === reached && isBetterAlone(alone, together))
  const chosen = isOne && alone !== undefined ? [alone] : together
  const unpaid = wanted.amount - Math.max(byOne, reached)
  return {
    way: 'sum',
    parts: partsOf(chosen, options, question, unpaid),
    wantedDays: need.days,
    coveredDays: 0,
    sureDays: 0,
    unsureDays: 0,
    uncovered: [],
    uncoveredDays: 0,
    unpaid: { amount: unpaid, currency: wanted.currency },
    exact: true,
    bound: unpaid,
    options: options.length,
  }
}

const isBetterAlone = (alone: Option | undefined, [first]: readonly Option[]): boolean =>
  alone !== undefined && first !== undefined && alone.match.score > first.match.score

const fewest = (options: readonly Option[], wanted: number): readonly Option[] => {
  const largest = [...options].sort((a, b) => (b.pays as number) - (a.pays as number) || b.match.score - a.match.score)
  const chosen: Option[] = []
  for (const option of largest) {
    if (sumOf(chosen) >= wanted) break
    chosen.push(option)
  }
  const target = Math.min(wanted, sumOf(chosen))
  const byScore = [...options].sort((a, b) => b.match.score - a.match.score)
  for (let at = 0; at < chosen.length; at++) {
    const better = byScore.find(
      (one) => one.match.score > (chosen[at] as Option).match.score && !chosen.includes(one) && sumOf(chosen.with(at, one)) >= target,
    )
    if (better !== undefined) chosen[at] = better
  }
  return chosen.sort((a, b) => b.match.score - a.match.score)
}

/** Each pays what is left of the sum; the best of those who did not say how much stands for the rest. */
const partsOf = (chosen: readonly Option[], options: readonly Option[], { need }: CombineQuestion, unpaid: number): readonly Part[] => {
  const wanted = need.amount as Money
  const interval = { from: need.from, to: addDays(need.from, Math.max(1, need.days) - 1), days: need.days }
  let left = wanted.amount
  const parts = chosen.map(({ match, pays }): Part => {
    const cost = Math.min(left, pays as number)
    left -= cost
    return { service: match.service, ...interval, sure: true, cost: { amount: cost, currency: wanted.currency } }
  })
  const mayAdd = !(chosen.length === 1 && paysAlone(chosen[0] as Option))
  const ask =
    unpaid > 0 && mayAdd ? mostLikely(options.filter((one) => one.pays === null && (chosen.length === 0 || !paysAlone(one)))) : undefined
  return ask === undefined ? parts : [...parts, { service: ask.match.service, ...interval, sure: false, cost: null }]
}

const mostLikely = (options: readonly Option[]): Option | undefined =>
  options.reduce<Option | undefined>((best, one) => (best === undefined || one.match.score > best.match.score ? one : best), undefined)
