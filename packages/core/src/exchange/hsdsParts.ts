/** Contacts and places of an HSDS entry. */
import type { Contact, Place } from '../directory/model.ts'
import { cleanLine } from '../record/text.ts'
import { CONTACT_CHANNELS, PLACE_KINDS } from '../vocabulary/directoryCodes.ts'
import type { Linked } from './children.ts'
import type { HsdsRow } from './hsdsTables.ts'
import { termsOf } from './hsdsTerms.ts'
import { LIMITS } from './limits.ts'
import { countryOf } from './readWords.ts'

const get = (row: HsdsRow, name: string): string => row.cells.get(name)?.trim() ?? ''
const line = (row: HsdsRow, name: string, longest: number = LIMITS.name): string => cleanLine(get(row, name), longest)

/** Lists write addresses of pages with and without their beginning. */
export const websiteOf = (text: string): string => {
  const address = cleanLine(text, 500)
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$/u.test(address) ? `http://${address}` : address
}

/** "+44 1234 234567" in quotes, with its extension. */
const phoneOf = (row: HsdsRow): string => {
  const number = line(row, 'number').replace(/^["'\s]+|["'\s]+$/gu, '')
  const extension = get(row, 'extension')
  return number === '' || extension === '' ? number : `${number} ext. ${cleanLine(extension, 10)}`
}

const NOBODY: Contact = { name: '', role: '', email: '', phone: '', keyFingerprint: '', channel: '' }

const contactOf = (row: HsdsRow, linked: Linked): Contact => {
  const ours = termsOf(linked, 'contact', get(row, 'id'))
  const phones = linked.of('phones', 'contact_id', get(row, 'id')).map(phoneOf)
  // 1.x has an area code and a number beside it; of some lists only an end of the number is left, which reaches nobody.
  const number = get(row, 'phone_number')
  const own = number.replace(/\D/gu, '').length < 6 ? '' : [get(row, 'phone_areacode'), number].filter((part) => part !== '').join('-')
  return {
    name: line(row, 'name'),
    role: [line(row, 'title'), line(row, 'department')]
      .filter((part) => part !== '')
      .join(', ')
      .slice(0, LIMITS.name),
    email: cleanLine(ours.text('email'), 254) || line(row, 'email', 254),
    phone: cleanLine(phones[0] ?? own, 60),
    keyFingerprint: cleanLine(ours.text('keyFingerprint'), 120),
    channel: CONTACT_CHANNELS.find((code) => code === ours.text('channel')) ?? '',
  }
}

const isSaid = ({ name, role, email, phone, keyFingerprint }: Contact): boolean =>
  [name, role, email, phone, keyFingerprint].some((part) => part !== '')

/** People first, then numbers that belong to nobody in particular; `row` itself has the entry's own address. */
export const contactsOf = (linked: Linked, link: 'organization_id' | 'service_id', id: string, row: HsdsRow): readonly Contact[] => {
  const isService = link === 'service_id'
  const mine = (one: HsdsRow): boolean => isService || get(one, 'service_id') === ''
  const people = linked.of('contacts', link, id).filter(mine)
  const ids = new Set(people.map((one) => get(one, 'id')))
  const numbers = linked
    .of('phones', link, id)
    .filter((one) => mine(one) && !ids.has(get(one, 'contact_id')))
    .map((one) => ({ ...NOBODY, role: line(one, 'description'), phone: cleanLine(phoneOf(one), 60) }))
  const email = isService ? cleanLine(get(row, 'email'), 254) : ''
  const own = email === '' ? [] : [{ ...NOBODY, email }]
  const all = [...people.map((one) => contactOf(one, linked)), ...own, ...numbers].filter(isSaid)
  const seen = new Set<string>()
  return all
    .filter((contact) => {
      const key = JSON.stringify(contact)
      const isNew = !seen.has(key)
      seen.add(key)
      return isNew
    })
    .slice(0, LIMITS.contacts)
}

const kindOf = (text: string): Place['kind'] => PLACE_KINDS.find((kind) => kind === text && kind !== 'redacted') ?? 'physical'

const EMPTY: Omit<Place, 'kind'> = { name: '', country: '', region: '', city: '', address: '' }

const placeOf = (location: HsdsRow, address: HsdsRow | undefined, isRedacted: boolean, serviceName: string): Place => {
  const kind = isRedacted ? 'redacted' : kindOf(get(location, 'location_type'))
  const country = address === undefined ? '' : countryOf(get(address, 'country'))
  const region = address === undefined ? '' : line(address, 'state_province') || line(address, 'region')
  if (isRedacted) return { ...EMPTY, kind, country, region }
  const name = line(location, 'name')
  if (address === undefined) return { ...EMPTY, kind, name }
  const parts = ['address_1', 'address_2', 'postal_code'].map((field) => line(address, field, 200)).filter((part) => part !== '')
  return {
    kind,
    name: name === serviceName ? '' : name,
    country,
    region,
    city: line(address, 'city'),
    address: cleanLine(parts.join(', '), 300),
  }
}

/** A physical place without any address is one that is kept back. */
export const placesOf = (linked: Linked, service: string): readonly Place[] =>
  linked
    .of('service_at_locations', 'service_id', service)
    .flatMap((at) => {
      const location = linked.one('locations', at.cells.get('location_id'))
      if (location === undefined) return []
      const id = get(location, 'id')
      const addresses = linked.of('addresses', 'location_id', id)
      const ours = termsOf(linked, 'location', id)
      const hidden = ours.text('redacted') === 'true'
      const name = get(linked.one('services', service) ?? location, 'name')
      if (addresses.length === 0)
        return [
          placeOf(
            location,
            undefined,
            hidden || (!ours.isOurs && kindOf(get(location, 'location_type')) === 'physical' && get(location, 'url') === ''),
            name,
          ),
        ]
      return addresses.map((address) => placeOf(location, address, hidden, ours.isOurs ? '' : name))
    })
    .slice(0, LIMITS.places)
