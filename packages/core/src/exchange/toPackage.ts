/** The same as a tabular data package of HSDS 3.1: a zip with `datapackage.json` and one CSV for each table that has rows. */
import { zipSync, type Zippable } from 'fflate'
import { utf8ToBytes } from '../text/index.ts'
import { Issues } from './issue.ts'
import { tablesOfJson, type HsdsRow } from './hsdsTables.ts'
import { csvText } from './toCsv.ts'
import type { Json } from './toHsds.ts'

/** Columns in the order of the standard; others follow by name. */
const FIRST = [
  'id',
  'organization_id',
  'service_id',
  'location_id',
  'contact_id',
  'link_id',
  'taxonomy_term_id',
  'code',
  'name',
  'description',
]

const columnsOf = (rows: readonly HsdsRow[]): readonly string[] => {
  const names = new Set(rows.flatMap(({ cells }) => [...cells.keys()]))
  return [...FIRST.filter((name) => names.has(name)), ...[...names].filter((name) => !FIRST.includes(name)).sort()]
}

/** Names of files and of the tables in them; the standard's own names of tables are in the singular. */
const SINGULAR: Readonly<Record<string, string>> = { taxonomies: 'taxonomy', addresses: 'address', service_capacities: 'service_capacity' }
const nameOf = (table: string): string => SINGULAR[table] ?? table.replace(/s$/u, '')

const resource = (table: string, columns: readonly string[]): Json => ({
  name: nameOf(table),
  path: `${table}.csv`,
  profile: 'tabular-data-resource',
  format: 'csv',
  mediatype: 'text/csv',
  encoding: 'utf-8',
  schema: {
    primaryKey: 'id',
    fields: columns.map((name) => ({ name, type: 'string', ...(name === 'id' && { constraints: { required: true, unique: true } }) })),
  },
})

/** Bytes of the archive; the same for the same directory. */
export const toPackage = (organisations: readonly Json[]): Uint8Array => {
  const tables = tablesOfJson(organisations, new Issues())
  const resources: Json[] = []
  const files: Zippable = {}
  for (const [table, rows] of tables.ok ? [...tables.value].sort(([a], [b]) => (a < b ? -1 : 1)) : []) {
    const columns = columnsOf(rows)
    resources.push(resource(table, columns))
    files[`${table}.csv`] = utf8ToBytes(csvText([columns, ...rows.map(({ cells }) => columns.map((name) => cells.get(name) ?? ''))], false))
  }
  const about = { name: 'human_services_data', title: 'Human Services Data', profile: 'tabular-data-package', version: '3.1.0', resources }
  files['datapackage.json'] = utf8ToBytes(JSON.stringify(about, null, 2))
  return zipSync(files, { level: 6, mtime: new Date(Date.UTC(2020, 0, 1)) })
}
