/** Keeping the directory, as operations. */
import type { OrgId } from '@pergola/protocol'
import { parseDay } from '../casework/day.ts'
import type { Fields, Op, RecordId, Value } from '../record/model.ts'
import { cleanLine, cleanText } from '../record/text.ts'
import { checked, isOneOf, isWhole, setOp, valuesOf, type Ops } from '../record/write.ts'
import { ORG_KINDS, isSupportKind } from '../vocabulary/codes.ts'
import { isCountry, isPlace } from '../vocabulary/regions.ts'
import type { Fact, OrgProfile, Service, ServiceReach } from './model.ts'

export const nameNetwork = (name: string): Ops =>
  checked([['name', cleanLine(name) !== '']], () => [setOp('network', 'main', { name: cleanLine(name) })])

export const saveProfile = ({ org, name, shortName, kind, countries, languages, about }: OrgProfile): Ops =>
  checked(
    [
      ['name', cleanLine(name) !== ''],
      ['kind', isOneOf(ORG_KINDS, kind)],
      ['countries', countries.every(isCountry)],
    ],
    () => [
      setOp('org', org, {
        name: cleanLine(name),
        shortName: cleanLine(shortName, 24) || cleanLine(name, 24),
        kind,
        countries: valuesOf(countries),
        languages: valuesOf(languages),
        about: cleanText(about),
      }),
    ],
  )

export type NewService = Omit<Service, 'id' | 'checkedOn' | 'enteredBy'>

/** `id` is an `ownedId` of the organisation that enters it, or an imported one. `org` null: offered by someone outside the network. */
export const saveService = (id: RecordId, service: NewService): Ops => {
  const { org, provider, name, reach } = service
  const { kinds = [], regions = [], maxDays, answerHours, placesFree, placesCheckedOn } = reach
  return checked(
    [
      ['provider', org !== null || cleanLine(provider) !== ''],
      ['name', cleanLine(name) !== ''],
      ['kinds', kinds.every(isSupportKind)],
      ['regions', regions.every((region) => region !== '' && isPlace(region))],
      ['maxDays', maxDays === undefined || isWhole(maxDays, 1, 36_600)],
      ['answerHours', answerHours === undefined || isWhole(answerHours, 0, 8_784)],
      ['placesFree', placesFree === undefined || isWhole(placesFree, 0, 100_000)],
      ['placesCheckedOn', placesCheckedOn === undefined || parseDay(placesCheckedOn) !== null],
    ],
    () => [setOp('service', id, { ...serviceFields(service), removed: false })],
  )
}

export const removeService = (id: RecordId): readonly Op[] => [setOp('service', id, { removed: true })]

/** A service as the fields of its record. */
export const serviceFields = ({ org, provider, name, about, reach, facts }: NewService): Fields => ({
  org: org as OrgId | null,
  provider: cleanLine(provider),
  name: cleanLine(name),
  about: cleanText(about),
  reach: reachValue(reach),
  facts: facts.map(factValue),
})

const factValue = ({ code, value, source, checkedOn }: Fact): Value => ({
  code,
  value: cleanText(value),
  source: cleanLine(source, 500),
  checkedOn,
})

/** What is unknown is not written. */
const reachValue = (reach: ServiceReach): Value =>
  Object.fromEntries(Object.entries(reach).filter((entry): entry is [string, Value] => entry[1] !== undefined))
