/** A service as the fields of its record. */
import type { OrgId } from '@pergola/protocol'
import { parseDay } from '../casework/day.ts'
import type { Fields, RecordId, Value } from '../record/model.ts'
import { cleanLine, cleanText } from '../record/text.ts'
import { isOneOf, type Check } from '../record/write.ts'
import { CONTACT_CHANNELS, PLACE_KINDS, VISIBILITIES } from '../vocabulary/directoryCodes.ts'
import { isCountry } from '../vocabulary/regions.ts'
import { LONGEST, MOST } from './bounds.ts'
import type { Contact, Fact, Place, Service } from './model.ts'
import { reachChecks, reachValue } from './reachValues.ts'

/** `enteredBy` null: whoever writes it. */
export type NewFact = Omit<Fact, 'enteredBy'> & { readonly enteredBy: OrgId | null }

export type NewService = Omit<Service, 'id' | 'checkedOn' | 'enteredBy' | 'changedAt' | 'facts'> & { readonly facts: readonly NewFact[] }

export const factValue = ({ code, value, source, checkedOn, reviewOn, enteredBy, visibility }: NewFact): Value => ({
  code: cleanLine(code, 64),
  value: cleanText(value),
  source: cleanLine(source, LONGEST.source),
  checkedOn,
  ...(reviewOn !== null && { reviewOn }),
  ...(enteredBy !== null && { enteredBy }),
  ...(visibility !== 'network' && { visibility }),
})

/** Of a redacted place only country and region are written. */
export const placeValue = ({ kind, name, country, region, city, address }: Place): Value => ({
  kind,
  country,
  region: cleanLine(region, LONGEST.region),
  ...(kind !== 'redacted' && {
    name: cleanLine(name),
    city: cleanLine(city, LONGEST.city),
    address: cleanLine(address, LONGEST.address),
  }),
})

export const contactValue = ({ name, role, email, phone, keyFingerprint, channel }: Contact): Value => ({
  name: cleanLine(name),
  role: cleanLine(role),
  email: cleanLine(email, LONGEST.email),
  phone: cleanLine(phone, LONGEST.phone),
  keyFingerprint: cleanLine(keyFingerprint, LONGEST.key),
  channel,
})

export const serviceFields = (service: NewService): Fields => ({
  org: service.org,
  providerId: service.providerId,
  provider: cleanLine(service.provider),
  programme: cleanLine(service.programme),
  name: cleanLine(service.name),
  about: cleanText(service.about),
  visibility: service.visibility,
  reviewOn: service.reviewOn,
  reach: reachValue(service.reach),
  facts: service.facts.map(factValue),
  places: service.places.map(placeValue),
  contacts: service.contacts.map(contactValue),
})

const factHolds = ({ code, source, checkedOn, reviewOn, visibility }: NewFact): boolean =>
  cleanLine(code, 64) !== '' &&
  cleanLine(source, LONGEST.source) !== '' &&
  (checkedOn === null || parseDay(checkedOn) !== null) &&
  (reviewOn === null || parseDay(reviewOn) !== null) &&
  isOneOf(VISIBILITIES, visibility)

export const placesHold = (places: readonly Place[]): boolean =>
  places.length <= MOST.places && places.every(({ kind, country }) => isOneOf(PLACE_KINDS, kind) && (country === '' || isCountry(country)))

export const contactsHold = (contacts: readonly Contact[]): boolean =>
  contacts.length <= MOST.contacts && contacts.every(({ channel }) => channel === '' || isOneOf(CONTACT_CHANNELS, channel))

/** One check for each field; every fact has a code and a source. */
export const serviceChecks = (service: NewService): readonly Check[] => [
  ['provider', service.org !== null || service.providerId !== null || cleanLine(service.provider) !== ''],
  ['name', cleanLine(service.name) !== ''],
  ['visibility', isOneOf(VISIBILITIES, service.visibility)],
  ['reviewOn', service.reviewOn === null || parseDay(service.reviewOn) !== null],
  ...reachChecks(service.reach),
  ['facts', service.facts.length <= MOST.facts && service.facts.every(factHolds)],
  ['places', placesHold(service.places)],
  ['contacts', contactsHold(service.contacts)],
]

export const providerIdOf = (service: Pick<Service, 'org' | 'providerId'>): OrgId | RecordId | null => service.org ?? service.providerId
