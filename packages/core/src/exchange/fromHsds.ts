/** Organisations and services of HSDS tables in the words of the directory. What HSDS says and we have no field for stays as a statement. */
import { parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import { cleanLine, cleanText } from '../record/text.ts'
import { Linked } from './children.ts'
import { kindsOf, groupsOf } from './crosswalk.ts'
import { contactsOf, placesOf, websiteOf } from './hsdsParts.ts'
import type { HsdsRow, HsdsTables } from './hsdsTables.ts'
import { termsOf, type OurTerms } from './hsdsTerms.ts'
import type { Issues } from './issue.ts'
import { LIMITS } from './limits.ts'
import { readDate } from './readDate.ts'
import type { ReadProvider, ReadService, Spot } from './reading.ts'
import { countryOf } from './readWords.ts'
import { factsOf, reachFrom, type Stated } from './statements.ts'

const get = (row: HsdsRow, name: string): string => row.cells.get(name)?.trim() ?? ''

/** Some exports of 1.x write a line break as a backslash and an n, and wrap telephone numbers in quotes. */
const textOf = (row: HsdsRow, name: string, isOurs = false): string => {
  const text = row.cells.get(name) ?? ''
  return cleanText(isOurs ? text : text.replace(/\\r\\n|\\n/gu, '\n').trim(), LIMITS.textBytes)
}

const keyOf = (row: HsdsRow): string => cleanLine(get(row, 'id'), LIMITS.key)

/** Rows with an id of their own and a name; the others fail one by one. */
const sound = (linked: Linked, table: string, issues: Issues): readonly HsdsRow[] => {
  const seen = new Set<string>()
  return linked.all(table).filter((row) => {
    const id = keyOf(row)
    const code = id === '' ? 'no_id' : seen.has(id) ? 'doubled_id' : cleanLine(get(row, 'name')) === '' ? 'no_name' : null
    seen.add(id)
    if (code !== null) issues.failed(code, { table, row: row.row, id: id || get(row, 'name') })
    return code === null
  })
}

const dayOf = (row: HsdsRow, fields: readonly string[]): Day | null => {
  for (const field of fields) {
    const day = readDate(get(row, field))
    if (day !== null) return day.day
  }
  return null
}

const noteCut = (row: HsdsRow, spot: Spot, issues: Issues): void => {
  for (const [field, text] of row.cells)
    if (text.length > LIMITS.textBytes) issues.note('cut', { ...spot, id: keyOf(row), field, said: text })
}

export interface HsdsEntries {
  readonly providers: readonly ReadProvider[]
  readonly services: readonly ReadService[]
}

/** Tables of which nothing but a name could be used. */
const UNUSED = ['payments', 'meta_table_descriptions'] as const

export const fromHsds = (tables: HsdsTables, source: string, issues: Issues): HsdsEntries => {
  const linked = new Linked(tables)
  const organisations = sound(linked, 'organizations', issues)
  const keys = new Set(organisations.map(keyOf))
  const providers = organisations.map((row) => providerOf(row, linked, keys, source, issues))
  const services = sound(linked, 'services', issues).flatMap((row) => serviceOf(row, linked, keys, source, issues))
  for (const table of UNUSED) if (linked.all(table).length > 0) issues.note('table_not_used', { table })
  const loose = linked.all('eligibility').filter((row) => get(row, 'service_id') === '').length
  if (loose > 0) issues.note('link_unknown', { table: 'eligibility', field: 'service_id', said: String(loose) })
  return { providers: withoutCycles(providers, issues), services }
}

const providerOf = (row: HsdsRow, linked: Linked, keys: ReadonlySet<string>, source: string, issues: Issues): ReadProvider => {
  const id = get(row, 'id')
  const spot = { table: 'organizations', row: row.row }
  noteCut(row, spot, issues)
  const ours = termsOf(linked, 'organization', id)
  const parent = get(row, 'parent_organization_id')
  if (parent !== '' && !keys.has(parent)) issues.note('parent_unknown', { ...spot, id, said: parent })
  const locations = linked.of('locations', 'organization_id', id)
  const countries = locations.flatMap((place) =>
    linked.of('addresses', 'location_id', get(place, 'id')).map((address) => countryOf(get(address, 'country'))),
  )
  return {
    key: keyOf(row),
    spot,
    name: cleanLine(get(row, 'name')),
    otherNames: ours.json('otherNames') ?? [cleanLine(get(row, 'alternate_name'))].filter((name) => name !== ''),
    kind: ours.json('kind') ?? null,
    about: textOf(row, 'description', ours.isOurs),
    website: ours.text('website') || websiteOf(get(row, 'website') || get(row, 'url')),
    email: ours.text('email') || cleanLine(get(row, 'email'), 254),
    countries: ours.json('countries') ?? [...new Set(countries.filter((country) => country !== ''))],
    parentKey: parent !== '' && keys.has(parent) ? parent : null,
    contacts: contactsOf(linked, 'organization_id', id, row),
    identifiers: identifiersOf(linked, row, id),
    source: ours.text('source') || source,
    checkedOn: parseDay(ours.text('checkedOn')),
    reviewOn: parseDay(ours.text('reviewOn')),
  }
}

const identifiersOf = (linked: Linked, row: HsdsRow, id: string): ReadProvider['identifiers'] => {
  const listed = linked.of('organization_identifiers', 'organization_id', id).map((one) => ({
    scheme: cleanLine(get(one, 'identifier_scheme') || get(one, 'identifier_type')),
    value: cleanLine(get(one, 'identifier')),
  }))
  const tax = get(row, 'tax_id')
  return [...listed, ...(tax === '' ? [] : [{ scheme: 'tax_id', value: cleanLine(tax) }])].filter(({ value }) => value !== '')
}

/** A chain of parents that comes back to itself is cut where it was met first. */
const withoutCycles = (providers: readonly ReadProvider[], issues: Issues): readonly ReadProvider[] => {
  const parents = new Map(providers.map(({ key, parentKey }) => [key, parentKey]))
  return providers.map((provider) => {
    const seen = new Set<string>([provider.key])
    for (let at = provider.parentKey; at !== null; at = parents.get(at) ?? null) {
      if (!seen.has(at)) {
        seen.add(at)
        continue
      }
      parents.set(provider.key, null)
      issues.note('parent_cycle', { ...provider.spot, id: provider.key, said: provider.name })
      return { ...provider, parentKey: null }
    }
    return provider
  })
}

const serviceOf = (row: HsdsRow, linked: Linked, keys: ReadonlySet<string>, source: string, issues: Issues): readonly ReadService[] => {
  const id = get(row, 'id')
  const spot = { table: 'services', row: row.row }
  const offered = offeredBy(row, linked, keys)
  if (offered === null) {
    issues.failed('unknown_provider', { ...spot, id, field: 'organization_id', said: get(row, 'organization_id') })
    return []
  }
  const { providerKey, branch } = offered
  if (branch !== '') issues.note('provider_by_service', { ...spot, id, field: 'organization_id', said: branch })
  noteCut(row, spot, issues)
  const ours = termsOf(linked, 'service', id)
  const program = linked.one('programs', row.cells.get('program_id'))
  const entry = ours.isOurs ? ourDetails(ours) : theirDetails(row, linked, ours, source, spot, issues)
  return [
    {
      key: keyOf(row),
      spot,
      providerKey,
      name: cleanLine(get(row, 'name')),
      programme: ours.text('programme') || cleanLine(program === undefined ? branch : get(program, 'name')),
      about: textOf(row, 'description', ours.isOurs),
      ...entry,
      places: placesOf(linked, id),
      contacts: contactsOf(linked, 'service_id', id, row),
    },
  ]
}

/**
 * The organisation of a service. Some lists name a branch in its place, which stands among the services: then its organisation
 * offers this one too, and the branch is its programme.
 */
const offeredBy = (
  row: HsdsRow,
  linked: Linked,
  keys: ReadonlySet<string>,
): { readonly providerKey: string; readonly branch: string } | null => {
  let branch = ''
  let key = cleanLine(get(row, 'organization_id'), LIMITS.key)
  for (let step = 0; step < 5 && !keys.has(key); step++) {
    const around = linked.one('services', key)
    if (around === undefined) return null
    branch ||= cleanLine(get(around, 'name'))
    key = cleanLine(get(around, 'organization_id'), LIMITS.key)
  }
  return keys.has(key) ? { providerKey: key, branch } : null
}

type Details = Pick<ReadService, 'reach' | 'facts' | 'reviewOn'>

const ourDetails = (ours: OurTerms): Details => ({ reach: ours.reach(), facts: ours.facts(), reviewOn: parseDay(ours.text('reviewOn')) })

/** HSDS has no day on which a service is looked at again. */
const theirDetails = (row: HsdsRow, linked: Linked, ours: OurTerms, source: string, spot: Spot, issues: Issues): Details => {
  const stated: Stated = {
    spot,
    id: get(row, 'id'),
    texts: statementsOf(row, linked, ours.categories),
    source,
    checkedOn: dayOf(row, ['assured_date', 'last_modified']),
    reviewOn: null,
  }
  const kinds = kindsOf(ours.categories)
  const targets = groupsOf([...ours.categories, ...(stated.texts.get('target') ?? [])])
  const state = stateOf(get(row, 'status'))
  const capacity = ours.capacity()
  const reach = reachFrom(stated, issues)
  return {
    facts: factsOf(stated, issues),
    reviewOn: null,
    reach: {
      ...reach,
      ...(kinds.length > 0 && reach.kinds === undefined && { kinds }),
      ...(targets.length > 0 && { targets }),
      ...(state !== undefined && { state }),
      ...(capacity !== undefined && { capacity }),
    },
  }
}

/** Active is not read as open: a list that does not say closed may be old. */
const stateOf = (status: string): 'paused' | 'closed' | undefined =>
  status === 'temporarily closed' ? 'paused' : status === 'inactive' || status === 'defunct' ? 'closed' : undefined

/** Fields of a service whose text is a statement. */
const STATED: readonly (readonly [field: string, code: string])[] = [
  ['eligibility_description', 'target'],
  ['application_process', 'channel'],
  ['wait_time', 'response_time'],
  ['fees_description', 'fees'],
  ['fees', 'fees'],
  ['interpretation_services', 'interpretation'],
  ['accreditations', 'accreditation'],
  ['licenses', 'licence'],
  ['alert', 'alert'],
  ['alternate_name', 'other_name'],
]
/** Tables about a service, each with the fields that make one line of a statement. */
const STATED_BESIDE: readonly (readonly [table: string, code: string, fields: readonly string[]])[] = [
  ['eligibility', 'target', ['eligibility']],
  ['service_areas', 'region', ['name', 'extent', 'service_area']],
  ['schedules', 'schedule', ['original_text', 'description', 'byday', 'weekday', 'opens_at', 'closes_at']],
  ['cost_options', 'fees', ['option', 'amount', 'currency', 'amount_description', 'fee']],
  ['required_documents', 'documents', ['document']],
  ['funding', 'funding', ['source']],
  ['urls', 'link', ['label', 'url']],
]

const statementsOf = (row: HsdsRow, linked: Linked, categories: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const texts = new Map<string, readonly string[]>()
  const say = (code: string, text: string): void => {
    const known = texts.get(code) ?? []
    if (text !== '' && !known.includes(text)) texts.set(code, [...known, text])
  }
  const id = get(row, 'id')
  for (const [field, code] of STATED) say(code, textOf(row, field))
  const [least, most] = [get(row, 'minimum_age'), get(row, 'maximum_age')]
  if (least !== '' || most !== '') say('age', `${least}–${most}`)
  const status = get(row, 'status')
  if (status !== '' && status !== 'active') say('status', status)
  for (const [table, code, fields] of STATED_BESIDE) for (const part of linked.of(table, 'service_id', id)) say(code, lineOf(part, fields))
  for (const language of linked.of('languages', 'service_id', id))
    say('languages', get(language, 'code') || get(language, 'name') || get(language, 'language'))
  for (const at of linked.of('service_at_locations', 'service_id', id))
    for (const one of linked.of('accessibility', 'location_id', get(at, 'location_id')))
      say('accessibility', lineOf(one, ['description', 'accessibility', 'details']))
  for (const category of categories) say('category', category)
  return texts
}

/** Hours are said once: where the original text stands, days and hours beside it repeat it. */
const lineOf = (row: HsdsRow, fields: readonly string[]): string => {
  const parts = fields.map((field) => textOf(row, field))
  return (
    parts[0] !== undefined && parts[0] !== '' && fields[0] === 'original_text' ? parts.slice(0, 1) : parts.filter((part) => part !== '')
  ).join(' ')
}
