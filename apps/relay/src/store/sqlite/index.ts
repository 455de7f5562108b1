/** The store in one SQLite file (node:sqlite). Answers come at once, so the promises are honest for slower stores only. */
import type { Store } from '../store.ts'
import { Database } from './database.ts'
import { sqliteEditions } from './editions.ts'
import { sqliteParcels } from './parcels.ts'
import { sqliteAccounts, sqliteInvitations } from './entrance.ts'
import { sqliteBlobRows, sqliteIntake } from './intake.ts'
import { sqliteLogReads } from './log-read.ts'
import { sqliteLogWrites } from './log-write.ts'

/** Throws when the file is damaged, newer than this program, or cannot be written durably. */
export const openSqliteStore = (path: string, limits: { readonly pages?: number } = {}): Store => {
  const db = new Database(path, limits.pages)
  return {
    ...sqliteLogWrites(db),
    ...sqliteLogReads(db),
    ...sqliteAccounts(db),
    ...sqliteInvitations(db),
    ...sqliteIntake(db),
    ...sqliteBlobRows(db),
    ...sqliteEditions(db),
    ...sqliteParcels(db),
    close: async () => db.close(),
  }
}
