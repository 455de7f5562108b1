import type { EditionStore } from '../store.ts'
import type { Tables } from './tables.ts'

export const memoryEditions = (tables: Tables): EditionStore => ({
  edition: async (org) => tables.editions.get(org) ?? null,
  editions: async () => [...tables.editions.values()].sort((a, b) => (a.org < b.org ? -1 : 1)),
  putEdition: async (row) => {
    if (tables.full) return 'full'
    tables.editions.set(row.org, row)
    return 'done'
  },
  dropEdition: async (org) => {
    if (tables.full) return 'full'
    tables.editions.delete(org)
    return 'done'
  },
})
