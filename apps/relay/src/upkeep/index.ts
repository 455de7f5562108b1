/** What an operator's tools need of a relay's data: see apps/cli/src/upkeep. */
import { join } from 'node:path'
import type { Blobs } from '../blobs/blobs.ts'
import type { DatabaseAddress } from '../store/postgres/index.ts'
import { openSqliteStore } from '../store/sqlite/index.ts'
import { openInventory } from '../store/sqlite/inventory.ts'
import { audit, type Audit } from './audit.ts'
import { DATABASE, copyOfDatabase } from './folder.ts'

/** Audits a database that nobody writes to. */
export const auditDatabase = async (path: string, blobs: Blobs): Promise<Audit> => {
  const store = openSqliteStore(path)
  const inventory = openInventory(path)
  try {
    const damage = inventory.damage()
    return await audit({ log: store, spaces: inventory.spaces(), files: inventory.files(), damage, blobs })
  } finally {
    inventory.close()
    await store.close()
  }
}

/** Audits a data folder, also while a relay works with it: a copy of the database of one moment is read. */
export const auditFolder = async (dataFolder: string, blobs: Blobs, database?: DatabaseAddress): Promise<Audit> => {
  const copy = await copyOfDatabase(dataFolder, database)
  try {
    return await auditDatabase(copy.path, blobs)
  } finally {
    await copy.remove()
  }
}

export const databaseIn = (dataFolder: string): string => join(dataFolder, DATABASE)
export type { Audit, Fault } from './audit.ts'
export type { Blobs } from '../blobs/blobs.ts'
export type { DatabaseAddress } from '../store/postgres/index.ts'
export { openBlobs, s3KeysOf, s3PlaceOf, type FilesPlace } from '../blobs/open.ts'
export { openInventory } from '../store/sqlite/inventory.ts'
export { COPY_PREFIX, DATABASE, MAILBOX_SECRET, RELAY_KEY, copyOfDatabase } from './folder.ts'
