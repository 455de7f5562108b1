/** Places as questions: what is around them, what is in them, how far they are. */
import { groupOf } from '../vocabulary/codes.ts'
import { WORLD, countriesOf, isCountry, regionsAround } from '../vocabulary/regions.ts'
import type { MatchNeed } from './model.ts'

/** A place as a question about regions. */
export interface PlaceQuestion {
  /** The place and every region around it: a service for one of them is for this place. */
  readonly around: readonly string[]
  /** Countries and regions inside it: a service for one of them may be. */
  readonly inside: readonly string[]
}

/** null for a place that is not known. */
export const askPlace = (place: string): PlaceQuestion | null => {
  if (place === '') return null
  if (isCountry(place)) return { around: [place, ...regionsAround(place)], inside: [] }
  const countries = countriesOf(place)
  if (countries.length === 0) return null
  const chain = regionsAround(countries[0] as string)
  const around = place === WORLD ? [WORLD] : chain.slice(chain.indexOf(place))
  return {
    around,
    inside: [...new Set(countries.flatMap((country) => [country, ...regionsAround(country)]))].filter((code) => !around.includes(code)),
  }
}

/** Kinds with which somebody goes to live somewhere else. */
export const movesPeople = (kind: string): boolean =>
  groupOf(kind) === 'relocation' ? kind !== 'relocation.office' : kind === 'visa' || kind === 'resettlement' || kind === 'fellowship'

const REMOTE: ReadonlySet<string> = new Set(['helpline', 'digital.helpdesk', 'security.digital', 'security.communications', 'visibility'])

/** Kinds that reach people wherever they are. */
export const isRemote = (kind: string): boolean => REMOTE.has(kind) || groupOf(kind) === 'advocacy'

/** Where support is wanted; where nobody said, the country of the case. */
export const wantedPlace = ({ place, country }: Pick<MatchNeed, 'place' | 'country'>): string => place || country

/** The same country, the same part of a continent, the same continent, elsewhere. */
export type Distance = 0 | 1 | 2 | 3

/** How far each country is from a place; null when the place is not known. */
export const distancesFrom = (place: string): ((country: string) => Distance) | null => {
  const countries = countriesOf(place)
  if (countries.length === 0) return null
  const here = new Set(countries)
  const parts = new Set(countries.map((country) => regionsAround(country)[0]))
  const continents = new Set(countries.map((country) => regionsAround(country).at(-2)))
  return (country) => {
    if (here.has(country)) return 0
    const around = regionsAround(country)
    if (around.length < 2) return 3
    return parts.has(around[0]) ? 1 : continents.has(around.at(-2)) ? 2 : 3
  }
}
