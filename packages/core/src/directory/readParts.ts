/** Reading the parts of an entry from values that anyone may have written in any shape: what is missing or wrong is left out. */
import type { OrgId } from '@pergola/protocol'
import { parseDay } from '../casework/day.ts'
import type { Value } from '../record/model.ts'
import { asLine, asMap, asText } from '../record/read.ts'
import { CONTACT_CHANNELS, PLACE_KINDS, VISIBILITIES } from '../vocabulary/directoryCodes.ts'
import { isCountry } from '../vocabulary/regions.ts'
import { LONGEST, MOST } from './bounds.ts'
import type { Contact, Fact, Identifier, Money, Place } from './model.ts'

type Map = { readonly [key: string]: Value }

/** The maps of a list, at most so many. */
const mapsOf = (value: Value | undefined, most: number): readonly Map[] =>
  Array.isArray(value)
    ? (value as readonly Value[])
        .slice(0, most)
        .map(asMap)
        .filter((part) => part !== null)
    : []

export const oneOf = <T extends string>(codes: readonly T[], value: Value | undefined, otherwise: T): T =>
  codes.find((code) => code === value) ?? otherwise

/** `enteredBy`: whoever entered what does not say who entered it. */
export const factsOf = (value: Value | undefined, enteredBy: OrgId): readonly Fact[] =>
  mapsOf(value, MOST.facts).flatMap((from) => {
    const code = asLine(from['code'], 64)
    if (code === '') return []
    return [
      {
        code,
        value: asText(from['value']),
        source: asLine(from['source'], LONGEST.source),
        checkedOn: parseDay(from['checkedOn']),
        reviewOn: parseDay(from['reviewOn']),
        enteredBy: (asLine(from['enteredBy'], 64) as OrgId) || enteredBy,
        visibility: oneOf(VISIBILITIES, from['visibility'], 'network'),
      },
    ]
  })

/** A redacted place says no more than country and region, whatever was written. */
export const placesOf = (value: Value | undefined): readonly Place[] =>
  mapsOf(value, MOST.places).map((from) => {
    const kind = oneOf(PLACE_KINDS, from['kind'], 'redacted')
    const country = asLine(from['country'], 2)
    const shown = (field: string, longest: number): string => (kind === 'redacted' ? '' : asLine(from[field], longest))
    return {
      kind,
      name: shown('name', LONGEST.name),
      country: isCountry(country) ? country : '',
      region: asLine(from['region'], LONGEST.region),
      city: shown('city', LONGEST.city),
      address: shown('address', LONGEST.address),
    }
  })

export const contactsOf = (value: Value | undefined): readonly Contact[] =>
  mapsOf(value, MOST.contacts).map((from) => ({
    name: asLine(from['name'], LONGEST.name),
    role: asLine(from['role'], LONGEST.name),
    email: asLine(from['email'], LONGEST.email),
    phone: asLine(from['phone'], LONGEST.phone),
    keyFingerprint: asLine(from['keyFingerprint'], LONGEST.key),
    channel: CONTACT_CHANNELS.find((code) => code === from['channel']) ?? '',
  }))

export const identifiersOf = (value: Value | undefined): readonly Identifier[] =>
  mapsOf(value, MOST.identifiers).flatMap((from) => {
    const identifier = { scheme: asLine(from['scheme'], 60), value: asLine(from['value'], 120) }
    return identifier.value === '' ? [] : [identifier]
  })

export const moneyOf = (value: Value | undefined): Money | null => {
  const from = asMap(value)
  const currency = asLine(from?.['currency'], 3)
  const amount = from?.['amount']
  return typeof amount === 'number' && amount >= 0 && Number.isFinite(amount) && /^[A-Z]{3}$/u.test(currency) ? { amount, currency } : null
}
