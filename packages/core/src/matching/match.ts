/** Which services fit a need, and why. */
import { dayNumber } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Service } from '../directory/model.ts'
import type { Match, MatchNeed, Reason } from './model.ts'
import { RULES, type Finding } from './rules.ts'
import { askPlace, indexServices, type IndexedService, type ServiceIndex } from './serviceIndex.ts'

const ALL_WEIGHT = RULES.reduce((sum, { weight }) => sum + weight, 0)

/**
 * Services for a need: those that are possible first, then by score, then by id. Services that are known to be for another
 * kind of support are left out; all others are in, with every reason for and against.
 */
export const match = (need: MatchNeed, services: readonly Service[] | ServiceIndex, today: Day): readonly Match[] => {
  const index = 'services' in services ? services : indexServices(services)
  const question = { need, place: askPlace(need.place), today: dayNumber(today) }
  const asked = RULES.map(({ rule, weight }) => ({ ask: rule(question), weight }))
  const matches: Match[] = []
  for (const service of index.services) {
    const found = matchOne(asked, service)
    if (found !== null) matches.push(found)
  }
  return matches.sort(byFit)
}

type Asked = readonly { readonly ask: (service: IndexedService) => Finding; readonly weight: number }[]

const matchOne = (asked: Asked, service: IndexedService): Match | null => {
  const reasons: Reason[] = []
  let earned = 0
  let possible = true
  for (const { ask, weight } of asked) {
    const { reason, worth } = ask(service)
    if (reason.hard && reason.verdict === 'violates') {
      if (reason.rule === 'kind') return null
      possible = false
    }
    reasons.push(reason)
    earned += weight * worth
  }
  return { service: service.service, possible, score: earned / ALL_WEIGHT, reasons }
}

const byFit = (a: Match, b: Match): number =>
  Number(b.possible) - Number(a.possible) || b.score - a.score || (a.service.id < b.service.id ? -1 : a.service.id > b.service.id ? 1 : 0)
