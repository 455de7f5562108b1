/** The whole store in memory: for tests, simulations and clients tried in one process. Nothing survives. */
import type { Store } from '../store.ts'
import { memoryEditions } from './editions.ts'
import { memoryParcels } from './parcels.ts'
import { memoryAccounts, memoryInvitations } from './entrance.ts'
import { memoryBlobRows, memoryIntake } from './intake.ts'
import { memoryLog } from './log.ts'
import { emptyTables, type Tables } from './tables.ts'

export interface MemoryStore extends Store {
  readonly tables: Tables
}

export const createMemoryStore = (): MemoryStore => {
  const tables = emptyTables()
  return {
    ...memoryLog(tables),
    ...memoryAccounts(tables),
    ...memoryInvitations(tables),
    ...memoryIntake(tables),
    ...memoryBlobRows(tables),
    ...memoryEditions(tables),
    ...memoryParcels(tables),
    close: async () => {},
    tables,
  }
}
