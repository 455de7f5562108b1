/** Kinds of support by region: who offers it, and who lacks it. */
import { SUPPORT_TYPES, groupOf } from '../vocabulary/codes.ts'
import { WORLD, countriesOf, countryCodes, isCountry, regionOf } from '../vocabulary/regions.ts'
import type { Service } from './model.ts'

/** A need with days ahead that nobody covers. */
export interface UnmetNeed {
  readonly kind: string
  /** Country or region. */
  readonly place: string
  readonly days: number
}

export interface Cell {
  readonly kind: string
  /** Finest M49 region. */
  readonly region: string
  readonly services: number
  readonly needs: number
  readonly uncoveredDays: number
}

/** The finest regions, in the order of their codes. */
export const finestRegions = (): readonly string[] => [...new Set(countryCodes().map(regionOf))].filter((code) => code !== WORLD).sort()

const regionsOf = (place: string): readonly string[] =>
  isCountry(place) ? [regionOf(place)] : [...new Set(countriesOf(place).map(regionOf))]

/** One cell for each kind and region, empty ones included; those where most is lacking first, then those nobody serves. */
export const gapCells = (
  services: readonly Service[],
  needs: readonly UnmetNeed[],
  kinds: readonly string[] = SUPPORT_TYPES,
): readonly Cell[] => {
  const offered = countOffers(services)
  const lacked = countNeeds(needs)
  const cells = kinds.flatMap((kind) =>
    finestRegions().map((region): Cell => {
      const { needs: count = 0, days = 0 } = lacked.get(`${kind} ${region}`) ?? {}
      return { kind, region, services: offered.get(`${kind} ${region}`) ?? 0, needs: count, uncoveredDays: days }
    }),
  )
  return cells.sort((a, b) => b.uncoveredDays - a.uncoveredDays || a.services - b.services)
}

/** A service for a group of kinds serves each of them. */
const kindsServed = ({ reach }: Service): readonly string[] => {
  const stated = new Set(reach.kinds)
  return SUPPORT_TYPES.filter((kind) => stated.has(kind) || stated.has(groupOf(kind)))
}

const countOffers = (services: readonly Service[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const service of services) {
    if (service.reach.state === 'closed') continue
    const regions = new Set((service.reach.regions ?? []).flatMap((place) => (place === WORLD ? finestRegions() : regionsOf(place))))
    for (const kind of kindsServed(service))
      for (const region of regions) counts.set(`${kind} ${region}`, (counts.get(`${kind} ${region}`) ?? 0) + 1)
  }
  return counts
}

const countNeeds = (unmet: readonly UnmetNeed[]): ReadonlyMap<string, { readonly needs: number; readonly days: number }> => {
  const counts = new Map<string, { readonly needs: number; readonly days: number }>()
  for (const { kind, place, days } of unmet) {
    for (const region of regionsOf(place)) {
      const { needs = 0, days: before = 0 } = counts.get(`${kind} ${region}`) ?? {}
      counts.set(`${kind} ${region}`, { needs: needs + 1, days: before + days })
    }
  }
  return counts
}
