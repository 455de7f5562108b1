/** Rows of a table in the words of the directory, as a mapping of its columns says: each row one service and who offers it. */
import { dayFrom, dayNumber } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Capacity, Contact, Place, Provider } from '../directory/model.ts'
import { foldText } from '../search/fold.ts'
import { cleanLine, cleanText } from '../record/text.ts'
import { ELIGIBILITY_FACTS } from '../vocabulary/codes.ts'
import { CAPACITY_UNITS, PROVIDER_KINDS } from '../vocabulary/directoryCodes.ts'
import { groupsOf, kindsOf } from './crosswalk.ts'
import { websiteOf } from './hsdsParts.ts'
import type { Issues } from './issue.ts'
import { LIMITS } from './limits.ts'
import type { Mapping, MappingTarget } from './mapping.ts'
import { readDate } from './readDate.ts'
import type { ReadProvider, ReadService, Spot } from './reading.ts'
import { countryOf, listOf } from './readWords.ts'
import { factsOf, reachFrom, type Stated } from './statements.ts'
import type { Table } from './table.ts'

const STATEMENTS: ReadonlySet<MappingTarget> = new Set<MappingTarget>(['covers', ...ELIGIBILITY_FACTS])

/** One row by what its columns say. */
class Line {
  readonly spot: Spot
  readonly #cells: ReadonlyMap<MappingTarget, readonly string[]>
  readonly statements: ReadonlyMap<string, readonly string[]>

  constructor(table: Table, row: number, columns: readonly (readonly [target: MappingTarget, heading: string])[]) {
    this.spot = { table: table.name, row: row + 1 }
    const cells = new Map<MappingTarget, readonly string[]>()
    const statements = new Map<string, readonly string[]>()
    const add = <K>(map: Map<K, readonly string[]>, key: K, text: string): void => void map.set(key, [...(map.get(key) ?? []), text])
    columns.forEach(([target, heading], at) => {
      const text = unguarded((table.rows[row]?.[at] ?? '').trim())
      if (text === '' || target === 'ignore') return
      if (target === 'statement') add(statements, cleanLine(heading, 64), text)
      else if (STATEMENTS.has(target)) add(statements, target, text)
      else add(cells, target, text)
    })
    this.#cells = cells
    this.statements = statements
  }

  text(target: MappingTarget): string {
    return (this.#cells.get(target) ?? []).join('\n')
  }

  line(target: MappingTarget, longest: number = LIMITS.name): string {
    return cleanLine(this.text(target), longest)
  }

  get isEmpty(): boolean {
    return this.#cells.size === 0 && this.statements.size === 0
  }
}

/** Tables written out put an apostrophe before what a spreadsheet would take for a formula. */
const unguarded = (text: string): string => (/^'[=+\-@\t\r]/u.test(text) ? text.slice(1) : text)

/** A name as part of an id. */
export const slugOf = (name: string): string =>
  foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/gu, '')
    .slice(0, LIMITS.key)

const dayIn = (text: string, field: string, at: Spot & { readonly id: string }, issues: Issues): Day | null => {
  if (text.trim() === '') return null
  const read = readDate(text) ?? readDate(text.trim().slice(0, 10))
  if (read === null) issues.note('date_not_read', { ...at, field, said: text })
  else if (read.calendar !== 'gregorian')
    issues.note(read.calendar === 'persian' ? 'date_persian' : 'date_hijri', { ...at, field, said: `${text} → ${read.day}` })
  else if (read.orderGuessed) issues.note('date_order_guessed', { ...at, field, said: `${text} → ${read.day}` })
  return read?.day ?? null
}

export interface TableEntries {
  readonly providers: readonly ReadProvider[]
  readonly services: readonly ReadService[]
}

/** `readOn`: the day of import, for capacity that does not say when it was counted. */
export const fromTable = (table: Table, mapping: Mapping, source: string, readOn: Day, issues: Issues): TableEntries => {
  const columns = table.columns.map(
    (heading) => [Object.hasOwn(mapping, heading) ? (mapping[heading] as MappingTarget) : 'ignore', heading] as const,
  )
  const providers = new Map<string, ReadProvider>()
  const services: ReadService[] = []
  const seen = new Set<string>()
  table.rows.forEach((_, row) => {
    const line = new Line(table, row, columns)
    if (line.isEmpty) return
    const name = line.line('provider') || line.line('name')
    const given = line.line('id', LIMITS.key)
    if (name === '') return issues.failed('no_provider', { ...line.spot, id: given })
    const key = keyFor(line, name, given, seen)
    if (key === null) return issues.failed('doubled_id', { ...line.spot, id: given })
    noteCut(line, key, table, row, issues)
    const provider = providerOf(line, name, key, source, issues)
    const known = providers.get(provider.key)
    providers.set(provider.key, known === undefined ? provider : together(known, provider))
    services.push(serviceOf(line, key, provider, readOn, issues))
  })
  return { providers: [...providers.values()], services }
}

/** Its own id, or one that follows from the names; of several alike the second is the second. */
const keyFor = (line: Line, provider: string, given: string, seen: Set<string>): string | null => {
  if (given !== '' && seen.has(given)) return null
  const plain = given || slugOf([provider, line.text('programme'), line.text('name')].filter((part) => part !== '').join(' ')) || 'row'
  let key = plain
  for (let n = 2; seen.has(key); n++) key = `${plain}-${n}`
  seen.add(key)
  return key
}

const noteCut = (line: Line, id: string, table: Table, row: number, issues: Issues): void => {
  table.rows[row]?.forEach((cell, at) => {
    if (cell.length > LIMITS.textBytes) issues.note('cut', { ...line.spot, id, field: table.columns[at] ?? '', said: cell })
  })
}

const providerOf = (line: Line, name: string, id: string, source: string, issues: Issues): ReadProvider => {
  const kind = PROVIDER_KINDS.find((code) => code === slugOf(line.text('provider_kind')).replaceAll('-', '_')) ?? null
  if (kind === null && line.text('provider_kind') !== '')
    issues.note('code_not_known', { ...line.spot, id, field: 'provider_kind', said: line.text('provider_kind') })
  return {
    key: slugOf(name) || 'provider',
    spot: line.spot,
    name,
    otherNames: listOf(line.text('provider_other')).map((other) => cleanLine(other)),
    kind,
    about: cleanText(line.text('provider_about'), LIMITS.textBytes),
    website: websiteOf(plainAddress(line.text('website'))),
    email: line.line('email', 254),
    countries: [],
    parentKey: null,
    contacts: [],
    identifiers: [],
    source: line.line('source', 500) || source,
    checkedOn: null,
    reviewOn: null,
  }
}

/** "name.org(https://www.name.org/)", as pages copied into tables have it. */
const plainAddress = (text: string): string => /\((https?:\/\/[^\s)]+)\)/u.exec(text)?.[1] ?? text

/** Later rows of one provider add what the first left out. */
const together = (known: ReadProvider, next: ReadProvider): ReadProvider => ({
  ...known,
  kind: known.kind ?? next.kind,
  about: known.about || next.about,
  website: known.website || next.website,
  email: known.email || next.email,
  otherNames: [...new Set([...known.otherNames, ...next.otherNames])],
})

const serviceOf = (line: Line, key: string, provider: ReadProvider, readOn: Day, issues: Issues): ReadService => {
  const at = { ...line.spot, id: key }
  const checkedOn = dayIn(line.text('checked_on'), 'checked_on', at, issues)
  const reviewOn = dayIn(line.text('review_on'), 'review_on', at, issues)
  const stated: Stated = { spot: line.spot, id: key, texts: line.statements, source: provider.source, checkedOn, reviewOn: null }
  const reach = reachFrom(stated, issues)
  const kinds = reach.kinds === undefined ? kindsOf(line.statements.get('covers') ?? []) : []
  const targets = reach.targets === undefined ? groupsOf((line.statements.get('target') ?? []).flatMap(listOf)) : []
  const capacity = capacityOf(line, at, checkedOn ?? readOn, issues)
  return {
    key,
    spot: line.spot,
    providerKey: provider.key,
    name: line.line('name') || line.line('programme') || provider.name,
    programme: line.line('programme'),
    about: cleanText(line.text('about'), LIMITS.textBytes),
    reach: { ...reach, ...(kinds.length > 0 && { kinds }), ...(targets.length > 0 && { targets }), ...(capacity && { capacity }) },
    facts: factsOf(stated, issues),
    places: placesOf(line, at, issues),
    contacts: contactsOf(line),
    reviewOn,
  }
}

const capacityOf = (line: Line, at: Spot & { readonly id: string }, otherwise: Day, issues: Issues): Capacity | undefined => {
  const said = foldText(line.text('free')).trim()
  if (said === '') return undefined
  const [number] = /^\d{1,5}(?=\D|$)/u.exec(said) ?? []
  if (number === undefined) {
    issues.note('number_not_read', { ...at, field: 'free', said })
    return undefined
  }
  const updated = dayIn(line.text('free_updated'), 'free_updated', at, issues) ?? otherwise
  const word = foldText(`${line.text('free_unit')} ${said}`)
  return {
    unit: CAPACITY_UNITS.find((unit) => word.includes(unit)) ?? 'places',
    free: Number(number),
    updated: dayFrom(dayNumber(updated)),
  }
}

const placesOf = (line: Line, at: Spot & { readonly id: string }, issues: Issues): readonly Place[] => {
  const said = line.text('place_country')
  const country = countryOf(said)
  if (said !== '' && country === '') issues.note('place_not_read', { ...at, field: 'place_country', said })
  const place: Place = {
    kind: 'physical',
    name: '',
    country,
    region: line.line('place_region'),
    city: line.line('place_city'),
    address: line.line('place_address', 300),
  }
  if ([place.country, place.region, place.city, place.address].every((part) => part === '')) return []
  // A line that says no more than a country keeps the rest back.
  return [place.city === '' && place.address === '' ? { ...place, kind: 'redacted' } : place]
}

const contactsOf = (line: Line): readonly Contact[] => {
  const contact: Contact = {
    name: line.line('contact_name'),
    role: line.line('contact_role'),
    email: line.line('contact_email', 254),
    phone: line.line('contact_phone', 60),
    keyFingerprint: '',
    channel: '',
  }
  return [contact.name, contact.email, contact.phone].some((part) => part !== '') ? [contact] : []
}

/** What a provider is when its source does not say. */
export const kindOr = (kind: Provider['kind'] | null): Provider['kind'] => kind ?? 'other'
