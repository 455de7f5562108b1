/** Services made ready for many questions: lists as sets, so that one question looks at 5,000 of them in milliseconds. */
import { dayNumber } from '../casework/day.ts'
import type { Service } from '../directory/model.ts'
import { groupOf } from '../vocabulary/codes.ts'
import { WORLD, countriesOf, isCountry, regionsAround } from '../vocabulary/regions.ts'

export interface IndexedService {
  readonly service: Service
  /** null: unknown. */
  readonly kinds: ReadonlySet<string> | null
  /** Groups of its kinds. */
  readonly groups: ReadonlySet<string>
  readonly regions: ReadonlySet<string> | null
  readonly languages: ReadonlySet<string> | null
  /** Days since 1970-01-01, or null when nobody knows. */
  readonly checkedOn: number | null
  readonly placesCheckedOn: number | null
}

export interface ServiceIndex {
  readonly services: readonly IndexedService[]
}

const setOf = (list: readonly string[] | undefined): ReadonlySet<string> | null =>
  list === undefined || list.length === 0 ? null : new Set(list)

/** Build once for each change of the directory. */
export const indexServices = (services: readonly Service[]): ServiceIndex => ({
  services: services.map((service) => {
    const { reach, checkedOn } = service
    return {
      service,
      kinds: setOf(reach.kinds),
      groups: new Set(reach.kinds?.map(groupOf)),
      regions: setOf(reach.regions),
      languages: setOf(reach.languages),
      checkedOn: checkedOn === null ? null : dayNumber(checkedOn),
      placesCheckedOn: reach.placesCheckedOn === undefined ? null : dayNumber(reach.placesCheckedOn),
    }
  }),
})

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
