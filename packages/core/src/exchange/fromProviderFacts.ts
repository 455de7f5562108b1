/** A published list of protection programmes (directory/readProviderFacts.ts) as entries: each row one service, each `org` one provider. */
import { readProviderRows } from '../directory/readProviderFacts.ts'
import { slugOf, type TableEntries } from './fromTable.ts'
import type { Issues } from './issue.ts'
import type { ReadProvider, ReadService } from './reading.ts'

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** True for a list whose rows name an `org` as text. */
export const isProviderFacts = (value: unknown): boolean =>
  Array.isArray(value) && value.some((row) => isRow(row) && typeof row['org'] === 'string')

export const fromProviderFacts = (rows: readonly unknown[], issues: Issues): TableEntries => {
  const providers = new Map<string, ReadProvider>()
  const services: ReadService[] = []
  for (const row of readProviderRows(rows)) {
    const spot = { table: '', row: row.row }
    if (row.outcome === 'failed') {
      issues.failed(row.problem, { ...spot, id: row.id })
      continue
    }
    const { provider, name, programme, about, reach, facts, places, contacts } = row.service
    const providerKey = slugOf(provider) || 'provider'
    services.push({ key: row.id, spot, providerKey, name, programme, about, reach, facts, places, contacts, reviewOn: null })
    if (!providers.has(providerKey)) providers.set(providerKey, providerOf(providerKey, provider, facts[0], spot))
  }
  return { providers: [...providers.values()], services }
}

/** All that a list says of who offers is a name; its source and day are those of the first fact. */
const providerOf = (
  key: string,
  name: string,
  fact: ReadService['facts'][number] | undefined,
  spot: ReadProvider['spot'],
): ReadProvider => ({
  key,
  spot,
  name,
  otherNames: [],
  kind: null,
  about: '',
  website: '',
  email: '',
  countries: [],
  parentKey: null,
  contacts: [],
  identifiers: [],
  source: fact?.source ?? '',
  checkedOn: fact?.checkedOn ?? null,
  reviewOn: null,
})
