/**
 * Where each part of an entry is written, by who may know it:
 *
 * | | network's book | listing for those chosen | own organisation's book |
 * |---|---|---|---|
 * | fact `network`, `public` | statement and reading | | |
 * | fact `match` | reading | | statement |
 * | fact `chosen` | | statement and reading | |
 * | whole service `match` | coarse reading | everything, if somebody is chosen | otherwise everything |
 * | whole service `chosen` | | everything | |
 *
 * What stood in the network's book before it was kept back stays in that log: those who read it then have read it.
 */
import type { OrgId } from '@pergola/protocol'
import type { Fields, Op, RecordId, Value } from '../record/model.ts'
import { fail, ok, type Invalid, type Result } from '../record/result.ts'
import { checked, setOp, valuesOf } from '../record/write.ts'
import { isCountry, regionOf } from '../vocabulary/regions.ts'
import { MOST } from './bounds.ts'
import { factValue, serviceChecks, serviceFields, type NewFact, type NewService } from './entry.ts'
import { splitReach } from './factReach.ts'
import type { ServiceReach } from './model.ts'
import { reachValue } from './reachValues.ts'

/** Operations for each of three places; `listing` null: nothing of it is for chosen organisations only. */
export interface Routed {
  readonly network: readonly Op[]
  readonly listing: readonly Op[] | null
  readonly own: readonly Op[]
}

/** What stands already: a record that says nothing is written only over one that says something. */
export interface Standing {
  readonly network: boolean
  readonly own: boolean
}

/** Operations that keep a service which only its owner's organisation may enter. A refusal names the field at fault. */
export const routeService = (
  id: RecordId,
  service: NewService,
  audience: readonly OrgId[],
  standing: Standing,
): Result<Routed, Invalid> => {
  const holds = checked([...serviceChecks(service), ['audience', audienceHolds(service, audience)]], () => [])
  if (!holds.ok) return fail(holds.problem)
  const cut = cutOf(service, audience.length > 0)
  const keeps = audience.length > 0 || saysMore(cut.own)
  return ok({
    network: service.visibility !== 'chosen' || standing.network ? [setOp('service', id, cut.network)] : [],
    listing: cut.listing && [setOp('service', id, { ...cut.listing, removed: false })],
    own: keeps || standing.own ? [setOp('unlisted', id, { ...cut.own, audience: valuesOf(audience), removed: !keeps })] : [],
  })
}

const saysMore = ({ name, facts }: Fields): boolean => (name ?? '') !== '' || (Array.isArray(facts) && facts.length > 0)

/** What is for chosen organisations has some. */
const audienceHolds = ({ visibility, facts }: NewService, audience: readonly OrgId[]): boolean =>
  audience.length <= MOST.audience &&
  (audience.length > 0 || (visibility !== 'chosen' && facts.every((fact) => fact.visibility !== 'chosen')))

interface Cut {
  readonly network: Fields
  readonly listing: Fields | null
  readonly own: Fields
}

const cutOf = (service: NewService, hasAudience: boolean): Cut => {
  const { visibility } = service
  if (visibility === 'match' || visibility === 'chosen') return wholeCut(service, hasAudience)
  const told = service.facts.filter((fact) => fact.visibility === 'network' || fact.visibility === 'public')
  const chosen = service.facts.filter((fact) => fact.visibility === 'chosen')
  const [theirs, rest] = splitReach(service.reach, new Set(chosen.map(({ code }) => code)))
  return {
    network: { ...serviceFields({ ...service, facts: told, reach: rest }), removed: false },
    listing: hasAudience ? { ...BLANK, org: service.org, facts: chosen.map(factValue), reach: reachValue(theirs) } : null,
    own: { ...BLANK, org: service.org, facts: statementsKept(service) },
  }
}

const wholeCut = (service: NewService, hasAudience: boolean): Cut => {
  const told = { ...service, facts: service.facts.filter((fact) => fact.visibility !== 'match') }
  return {
    network:
      service.visibility === 'match' ? { ...BARE, org: service.org, reach: reachValue(coarse(service.reach)) } : { ...BARE, removed: true },
    listing: hasAudience ? serviceFields(told) : null,
    own: hasAudience ? { ...BLANK, org: service.org, facts: statementsKept(service) } : serviceFields(service),
  }
}

const statementsKept = ({ facts }: NewService): readonly Value[] => matchFacts(facts).map(factValue)
const matchFacts = (facts: readonly NewFact[]): readonly NewFact[] => facts.filter(({ visibility }) => visibility === 'match')

/** A record that says nothing any more, whatever it said before. */
const BLANK: Fields = {
  provider: '',
  providerId: null,
  programme: '',
  name: '',
  about: '',
  reviewOn: null,
  reach: {},
  facts: [],
  places: [],
  contacts: [],
}
const BARE: Fields = { ...BLANK, visibility: 'match', removed: false }

/** The region instead of the country in which it is, and not how many there are in all. */
export const coarse = ({ locatedIn, capacity, ...reach }: ServiceReach): ServiceReach => ({
  ...reach,
  ...(locatedIn && { locatedIn: [...new Set(locatedIn.map((place) => (isCountry(place) ? regionOf(place) || place : place)))] }),
  ...(capacity && {
    capacity: { unit: capacity.unit, free: capacity.free, updated: capacity.updated, ...(capacity.from && { from: capacity.from }) },
  }),
})
