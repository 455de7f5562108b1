/** Keeping the directory, as operations. */
import { parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Op, RecordId } from '../record/model.ts'
import { cleanLine, cleanText } from '../record/text.ts'
import { checked, isOneOf, setOp, valuesOf, type Ops } from '../record/write.ts'
import { ORG_KINDS } from '../vocabulary/codes.ts'
import { PROVIDER_KINDS } from '../vocabulary/directoryCodes.ts'
import { isCountry } from '../vocabulary/regions.ts'
import { LONGEST, MOST } from './bounds.ts'
import { contactValue, contactsHold, serviceChecks, serviceFields, type NewService } from './entry.ts'
import type { OrgProfile, Provider } from './model.ts'

export const nameNetwork = (name: string): Ops =>
  checked([['name', cleanLine(name) !== '']], () => [setOp('network', 'main', { name: cleanLine(name) })])

export const saveProfile = ({ org, name, shortName, kind, countries, languages, about }: OrgProfile): Ops =>
  checked(
    [
      ['name', cleanLine(name) !== ''],
      ['kind', isOneOf(ORG_KINDS, kind)],
      ['countries', countries.length <= MOST.codes && countries.every(isCountry)],
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

/**
 * A service of which everything stands in the network's book. `id` is an `ownedId` of the organisation that enters it, or an
 * imported one. `org` null: offered by someone outside the network. See `routeService` for what is kept back.
 */
export const saveService = (id: RecordId, service: NewService): Ops =>
  checked([...serviceChecks(service), ['visibility', isToldToAll(service)]], () => [
    setOp('service', id, { ...serviceFields(service), removed: false }),
  ])

const isTold = (visibility: string): boolean => visibility === 'network' || visibility === 'public'

export const isToldToAll = ({ visibility, facts }: Pick<NewService, 'visibility' | 'facts'>): boolean =>
  isTold(visibility) && facts.every((fact) => isTold(fact.visibility))

export const removeService = (id: RecordId): readonly Op[] => [setOp('service', id, { removed: true })]

export type NewProvider = Omit<Provider, 'id' | 'enteredBy'>

export const saveProvider = (id: RecordId, provider: NewProvider): Ops =>
  checked(
    [
      ['name', cleanLine(provider.name) !== ''],
      ['kind', isOneOf(PROVIDER_KINDS, provider.kind)],
      ['countries', provider.countries.length <= MOST.codes && provider.countries.every(isCountry)],
      ['otherNames', provider.otherNames.length <= MOST.otherNames],
      ['contacts', contactsHold(provider.contacts)],
      ['identifiers', provider.identifiers.length <= MOST.identifiers],
      ['parent', provider.parent !== id],
      ['source', cleanLine(provider.source, LONGEST.source) !== ''],
      ['checkedOn', isDayOrNone(provider.checkedOn)],
      ['reviewOn', isDayOrNone(provider.reviewOn)],
    ],
    () => [setOp('provider', id, { ...providerFields(provider), removed: false })],
  )

const isDayOrNone = (day: Day | null): boolean => day === null || parseDay(day) !== null

/** A provider as the fields of its record. */
export const providerFields = (provider: NewProvider) => ({
  name: cleanLine(provider.name),
  otherNames: provider.otherNames.map((name) => cleanLine(name)),
  kind: provider.kind,
  about: cleanText(provider.about),
  website: cleanLine(provider.website, LONGEST.link),
  email: cleanLine(provider.email, LONGEST.email),
  countries: valuesOf(provider.countries),
  parent: provider.parent,
  contacts: provider.contacts.map(contactValue),
  identifiers: provider.identifiers.map(({ scheme, value }) => ({ scheme: cleanLine(scheme, 60), value: cleanLine(value) })),
  source: cleanLine(provider.source, LONGEST.source),
  checkedOn: provider.checkedOn,
  reviewOn: provider.reviewOn,
})

export const removeProvider = (id: RecordId): readonly Op[] => [setOp('provider', id, { removed: true })]
