/** Under which choices of each facet an entry is found. */
import { SUPPORT_TYPES, groupOf } from '../vocabulary/codes.ts'
import { WORLD, countriesOf, isCountry, regionsAround } from '../vocabulary/regions.ts'
import type { Day } from '../casework/model.ts'
import type { OrgId } from '@pergola/protocol'
import { freeNow, isStale } from './age.ts'
import type { Service } from './model.ts'
import { ANY_LANGUAGE } from './readReach.ts'
import type { Names } from './readService.ts'
import { isOfferedBy } from './whose.ts'

/** What is chosen from by code. Those who take any language or anyone are found under each choice. */
export const FACETS = ['kinds', 'regions', 'languages', 'targets', 'states', 'providerKinds', 'visibilities'] as const
export type Facet = (typeof FACETS)[number]

/** What is chosen by yes. */
export const FLAGS = ['free', 'stale', 'own'] as const
export type Flag = (typeof FLAGS)[number]

/** The code that stands for every code of a facet. */
export const EVERY: Readonly<Partial<Record<Facet, string>>> = { regions: WORLD, languages: ANY_LANGUAGE, targets: 'any' }

const kindsIn = new Map<string, readonly string[]>()

/** A group finds its kinds, and a kind what is for its whole group. */
const kindsFoundBy = (kind: string): readonly string[] => {
  let known = kindsIn.get(kind)
  if (known === undefined) {
    known = [...new Set([kind, groupOf(kind), ...SUPPORT_TYPES.filter((one) => groupOf(one) === kind)])]
    kindsIn.set(kind, known)
  }
  return known
}

const placesNear = new Map<string, readonly string[]>()

/** The place, the regions around it, and everything within it. */
const placesFoundBy = (place: string): readonly string[] => {
  if (place === WORLD) return [WORLD]
  let known = placesNear.get(place)
  if (known === undefined) {
    const countries = countriesOf(place)
    const around = isCountry(place) ? regionsAround(place) : countries.flatMap(regionsAround)
    known = [...new Set([place, ...countries, ...around])].filter((code) => code !== WORLD)
    placesNear.set(place, known)
  }
  return known
}

const flatUnique = (codes: readonly string[] | undefined, found: (code: string) => readonly string[]): readonly string[] => {
  if (codes === undefined || codes.length === 0) return []
  return codes.length === 1 ? found(codes[0] as string) : [...new Set(codes.flatMap(found))]
}

/** The code of a provider's kind: a member's, an entered provider's, or `outside`. */
export const providerKindOf = ({ org, providerId }: Pick<Service, 'org' | 'providerId'>, { profiles, providers }: Names): string =>
  (org === null ? (providerId === null ? undefined : providers.get(providerId)?.kind) : profiles.get(org)?.kind) ?? 'outside'

export const facetKeys = (service: Service, names: Names): Readonly<Record<Facet, readonly string[]>> => {
  const { reach, visibility } = service
  return {
    kinds: flatUnique(reach.kinds, kindsFoundBy),
    regions: flatUnique(reach.regions, placesFoundBy),
    languages: reach.languages ?? [],
    targets: reach.targets ?? [],
    states: [reach.state ?? 'unknown'],
    providerKinds: [providerKindOf(service, names)],
    visibilities: [visibility],
  }
}

export const flagsOf = (service: Service, today: Day, us: OrgId): Readonly<Record<Flag, boolean>> => ({
  free: (freeNow(service.reach.capacity, today) ?? 0) > 0,
  stale: isStale(service, today),
  own: isOfferedBy(service, us),
})

/** An entry that is only a match is not found by looking. */
export const isListed = ({ visibility, name }: Pick<Service, 'visibility' | 'name'>): boolean => visibility !== 'match' || name !== ''
