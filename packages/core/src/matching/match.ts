/** Which services fit a need, and why. */
import { dayNumber } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Service } from '../directory/model.ts'
import { changesFor } from './changes.ts'
import type { Finding } from './finding.ts'
import type { Match, MatchAnswer, MatchNeed, Rates, Reason } from './model.ts'
import { openQuestions } from './questions.ts'
import { rulesFor } from './rules.ts'
import { candidatesFor, indexServices, type IndexedService, type ServiceIndex } from './serviceIndex.ts'

export interface MatchOptions {
  /** At most so many that are possible, and so many others, come back with their reasons. */
  readonly most?: number
  readonly rates?: Rates
}

/** What the next service of the same provider loses: two rooms of one house are one chance, not two. */
const SAME_PROVIDER = 0.03
/** No service loses more than this, however many its provider has. */
const SAME_PROVIDER_MOST = 0.15

type Rules = readonly { readonly ask: (service: IndexedService) => Finding; readonly weight: number }[]

interface Scored {
  readonly from: IndexedService
  readonly score: number
  /** The score, less what the same provider has further up. */
  rank: number
  /** What rules it out could be changed. */
  readonly withChanges: boolean
}

/**
 * Services for a need: those that are possible first, then by score, then by id; of one provider the next loses a little.
 * After them those that are not possible as things stand, first the ones that a change of the need would make possible.
 * Services that are known to be for another kind of support are left out; all others are counted, and the first of them come
 * with every reason for and against.
 */
export const match = (
  need: MatchNeed,
  services: readonly Service[] | ServiceIndex,
  today: Day,
  { most = Infinity, rates }: MatchOptions = {},
): MatchAnswer => {
  const index = 'services' in services ? services : indexServices(services)
  const question = { need, today: dayNumber(today), rates: rates ?? null }
  const weighed = rulesFor(need)
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0)
  const rules = weighed.map(({ rule, weight }) => ({ ask: rule(question), weight: weight / all }))
  const questions = openQuestions()
  const possible: Scored[] = []
  const others: Scored[] = []
  for (const service of candidatesFor(index, need.kind)) score(rules, service, possible, others, questions.add)
  spread(possible.sort(byRank))
  const chosen = [...possible.sort(byRank).slice(0, most), ...others.sort(byChange).slice(0, most)]
  return {
    matches: chosen.map((one, i) => withReasons(rules, one, i < Math.min(most, possible.length))),
    possible: possible.length,
    others: others.length,
    questions: questions.list(),
  }
}

/**
 * Puts a service where it belongs; the reasons are made later, for those that are shown. What nothing can make possible is not asked
 * further, and stands by how far it came.
 */
const score = (
  rules: Rules,
  service: IndexedService,
  possible: Scored[],
  others: Scored[],
  ask: (open: readonly Reason[]) => void,
): void => {
  let earned = 0
  let isBroken = false
  let open: Reason[] | null = null
  for (let i = 0; i < rules.length; i++) {
    const { ask: find, weight } = rules[i] as Rules[number]
    const { reason, worth } = find(service)
    earned += weight * worth
    if (reason.verdict === 'fits') continue
    if (reason.verdict === 'unknown') {
      if (reason.asks !== undefined) (open ??= []).push(reason)
    } else if (reason.hard) {
      if (reason.rule === 'kind') return
      if (reason.change === undefined) return void others.push({ from: service, score: 0, rank: earned, withChanges: false })
      isBroken = true
    }
  }
  if (isBroken) return void others.push({ from: service, score: earned, rank: earned, withChanges: true })
  possible.push({ from: service, score: earned, rank: earned, withChanges: false })
  if (open !== null) ask(open)
}

/** From the best down, each service loses for those of its provider above it. */
const spread = (ranked: readonly Scored[]): void => {
  const above = new Map<string, number>()
  for (const one of ranked) {
    const { providerId, org, provider, enteredBy } = one.from.service
    const whose = org ?? providerId ?? (provider || enteredBy)
    const count = above.get(whose) ?? 0
    above.set(whose, count + 1)
    one.rank = one.score - Math.min(SAME_PROVIDER_MOST, SAME_PROVIDER * count)
  }
}

const byRank = (a: Scored, b: Scored): number =>
  b.rank - a.rank || (a.from.service.id < b.from.service.id ? -1 : a.from.service.id > b.from.service.id ? 1 : 0)
const byChange = (a: Scored, b: Scored): number => Number(b.withChanges) - Number(a.withChanges) || byRank(a, b)

const withReasons = (rules: Rules, { from, withChanges }: Scored, possible: boolean): Match => {
  const found = rules.map(({ ask }) => ask(from))
  const reasons = found.map(({ reason }) => reason)
  const share = found.reduce((sum, { worth }, i) => sum + worth * (rules[i] as Rules[number]).weight, 0)
  return { service: from.service, possible, score: Math.min(1, share), reasons, changes: changesFor(reasons), withChanges }
}
