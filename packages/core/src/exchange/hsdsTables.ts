/**
 * Open Referral's HSDS as tables, whichever way it came: the tabular data package (1.x to 3.1: a zip with one CSV for each table),
 * or the JSON of its interface (3.0 and 3.1: lists of organisations or services with everything nested in them). JSON is taken
 * apart into the same tables, each nested part linked to the one around it by `<table>_id`.
 */
import { fail, ok, type Result } from '../record/result.ts'
import { cleanLine } from '../record/text.ts'
import { readCsv } from './csv.ts'
import { decodeText } from './decodeText.ts'
import type { FileProblem, Issues } from './issue.ts'
import { LIMITS } from './limits.ts'
import { named, type Named } from './table.ts'
import type { Part } from './unzip.ts'

export interface HsdsRow {
  readonly row: number
  readonly cells: Named
}

export type HsdsTables = ReadonlyMap<string, readonly HsdsRow[]>

/** Names of tables in all versions, as 3.1 has them. */
const TABLES: Readonly<Record<string, string>> = {
  organization: 'organizations',
  service: 'services',
  location: 'locations',
  program: 'programs',
  address: 'addresses',
  physical_address: 'addresses',
  physical_addresses: 'addresses',
  postal_address: 'addresses',
  postal_addresses: 'addresses',
  phone: 'phones',
  contact: 'contacts',
  language: 'languages',
  schedule: 'schedules',
  regular_schedule: 'schedules',
  regular_schedules: 'schedules',
  holiday_schedule: 'schedules',
  holiday_schedules: 'schedules',
  service_attribute: 'attributes',
  service_attributes: 'attributes',
  service_taxonomy: 'attributes',
  services_taxonomy: 'attributes',
  attribute: 'attributes',
  taxonomy_term: 'taxonomy_terms',
  taxonomy: 'taxonomies',
  services_at_location: 'service_at_locations',
  service_at_location: 'service_at_locations',
  service_area: 'service_areas',
  accessibility_for_disabilities: 'accessibility',
  fee: 'cost_options',
  fees: 'cost_options',
  cost_option: 'cost_options',
  required_document: 'required_documents',
  organization_identifier: 'organization_identifiers',
  service_capacity: 'service_capacities',
  capacities: 'service_capacities',
  unit: 'units',
  url: 'urls',
  additional_websites: 'urls',
  additional_urls: 'urls',
  meta_table_description: 'meta_table_descriptions',
  payment_accepted: 'payments',
  payments_accepted: 'payments',
}

const tableName = (name: string): string => TABLES[name] ?? name

/** In a link: `organizations` -> `organization`. */
const SINGULAR: Readonly<Record<string, string>> = {
  organizations: 'organization',
  services: 'service',
  locations: 'location',
  programs: 'program',
  contacts: 'contact',
  phones: 'phone',
  addresses: 'address',
  service_at_locations: 'service_at_location',
  taxonomy_terms: 'taxonomy_term',
  taxonomies: 'taxonomy',
  units: 'unit',
  service_capacities: 'service_capacity',
  service_areas: 'service_area',
  attributes: 'attribute',
  languages: 'language',
  schedules: 'schedule',
  cost_options: 'cost_option',
  organization_identifiers: 'organization_identifier',
}
const singular = (table: string): string => SINGULAR[table] ?? table

const baseName = (path: string): string => (path.split('/').at(-1) as string).replace(/\.csv$/iu, '').toLowerCase()

const isTable = (path: string): boolean => /\.csv$/iu.test(path) && !/(?:^|\/)(?:__MACOSX|\.)/u.test(path)

/** True for an archive that looks like a tabular data package of HSDS. */
export const isHsdsPackage = (parts: ReadonlyMap<string, Part>): boolean =>
  [...parts.keys()].some((path) => isTable(path) && ['organizations', 'services'].includes(tableName(baseName(path))))

/** Tables of a package. One that cannot be read is reported and left out; the others stand. */
export const tablesOfPackage = (parts: ReadonlyMap<string, Part>, issues: Issues): Result<HsdsTables, FileProblem> => {
  const tables = new Map<string, HsdsRow[]>()
  for (const [path, part] of parts) {
    if (!isTable(path)) continue
    const name = baseName(path)
    const bytes = part.bytes()
    const text = bytes === null ? null : decodeText(bytes, issues)
    const table = text?.ok ? readCsv(text.value, name, issues) : null
    if (!table?.ok) {
      const isEmpty = table !== null && !table.ok && table.problem === 'empty'
      if (!isEmpty) issues.note('part_damaged', { table: name, said: path })
      continue
    }
    const rows = table.value.rows.map((cells, at) => ({ row: at + 1, cells: named(table.value.columns, cells) }))
    const into = tableOf(name, table.value.columns)
    tables.set(into, [...(tables.get(into) ?? []), ...rows])
  }
  return tables.has('organizations') || tables.has('services') ? ok(tables) : fail('not_hsds')
}

/** In 1.x and 2.x `taxonomy` held the terms themselves. */
const tableOf = (name: string, columns: readonly string[]): string =>
  name === 'taxonomy' && columns.includes('parent_id') ? 'taxonomy_terms' : tableName(name)

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A service at a location has no name of its own. */
const isPlaced = (part: unknown): boolean => isObject(part) && isObject(part['service'])

/** What an object at the top of a list is. */
const topTable = (value: Json): string => {
  if (isObject(value['service']) && isObject(value['location'])) return 'service_at_locations'
  const isService = ['organization', 'organization_id', 'status', 'service_at_locations', 'eligibility_description'].some(
    (name) => name in value,
  )
  return isService ? 'services' : 'organizations'
}

/** Single parts nested in another, and the table they belong to. */
const SINGLE: Readonly<Record<string, string>> = {
  organization: 'organizations',
  program: 'programs',
  service: 'services',
  location: 'locations',
  taxonomy_term: 'taxonomy_terms',
  taxonomy_detail: 'taxonomies',
  unit: 'units',
}
/** Links whose name is not `<table>_id`. */
const LINKS: Readonly<Record<string, readonly [id: string, type: string]>> = {
  attributes: ['link_id', 'link_entity'],
  metadata: ['resource_id', 'resource_type'],
}

class Apart {
  readonly tables = new Map<string, HsdsRow[]>()
  readonly #known = new Map<string, Map<string, Map<string, string>>>()
  readonly #issues: Issues

  constructor(issues: Issues) {
    this.#issues = issues
  }

  /** Takes an object apart into its own row and those of what is nested in it; gives its id. */
  take(table: string, from: Json, row: number, links: Named, otherwise: string, depth: number): string {
    const id = cleanLine(typeof from['id'] === 'string' || typeof from['id'] === 'number' ? String(from['id']) : otherwise, LIMITS.key)
    const cells = this.#cellsOf(table, id, row)
    for (const [name, value] of links) if (!cells.has(name)) cells.set(name, value)
    if (depth > LIMITS.depth) return id
    for (const [name, value] of Object.entries(from)) {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
        if (!cells.has(name) && value !== '') cells.set(name, String(value))
      } else if (Array.isArray(value)) this.#many(table, id, name, value, row, depth)
      else if (isObject(value) && SINGLE[name] !== undefined)
        cells.set(
          name === 'taxonomy_detail' ? 'taxonomy_id' : `${name}_id`,
          this.take(SINGLE[name], value, row, new Map(), `${id}/${name}`, depth + 1),
        )
    }
    return id
  }

  #many(table: string, id: string, name: string, list: readonly unknown[], row: number, depth: number): void {
    const into = tableName(name)
    const [link, type] = LINKS[into] ?? [`${singular(table)}_id`, '']
    const links = new Map([[link, id], ...(type === '' ? [] : [[type, singular(table)] as const])])
    list.slice(0, 10_000).forEach((part, at) => {
      if (isObject(part)) this.take(into, part, row, links, `${id}/${name}/${at}`, depth + 1)
      else this.#issues.failed('not_a_row', { table: name, row, id })
    })
  }

  /** The same part may stand in several places: it is one row. */
  #cellsOf(table: string, id: string, row: number): Map<string, string> {
    const known = this.#known.get(table) ?? new Map<string, Map<string, string>>()
    this.#known.set(table, known)
    const before = known.get(id)
    if (before !== undefined) return before
    const cells = new Map([['id', id]])
    known.set(id, cells)
    const rows = this.tables.get(table) ?? []
    this.tables.set(table, rows)
    rows.push({ row, cells })
    return cells
  }
}

/** Tables of a JSON document: one object, a list, or a page of one (`contents`). */
export const tablesOfJson = (value: unknown, issues: Issues): Result<HsdsTables, FileProblem> => {
  const list = Array.isArray(value) ? value : isObject(value) && Array.isArray(value['contents']) ? value['contents'] : [value]
  if (list.length > LIMITS.rows) return fail('too_many_rows')
  if (!list.some((part: unknown) => isObject(part) && typeof part['name'] === 'string') && !list.some(isPlaced)) return fail('not_hsds')
  const apart = new Apart(issues)
  list.forEach((part: unknown, at) => {
    if (!isObject(part)) issues.failed('not_a_row', { row: at + 1, said: String(part).slice(0, 80) })
    else apart.take(topTable(part), part, at + 1, new Map(), `row-${at + 1}`, 0)
  })
  return apart.tables.has('organizations') || apart.tables.has('services') ? ok(apart.tables) : fail('not_hsds')
}
