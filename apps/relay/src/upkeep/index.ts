/** What an operator's tools need of a relay's data: see apps/cli/src/upkeep. */
import { join } from 'node:path'
import type { Blobs } from '../blobs/blobs.ts'
import type { OrgId } from '@pergola/protocol'
import { openPostgresStore, type DatabaseAddress } from '../store/postgres/index.ts'
import { openSqliteStore } from '../store/sqlite/index.ts'
import { openInventory } from '../store/sqlite/inventory.ts'
import type { Store } from '../store/store.ts'
import { takeDownEdition, takeDownFile } from '../taken-down.ts'
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

/** What an operator names to be taken down: ids of organisations and files. */
export interface ToTakeDown {
  readonly pages: readonly string[]
  readonly intakes: readonly string[]
  readonly files: readonly string[]
}

/** The same of what was there. Works beside a relay that runs, which notices within seconds. */
export const takeDown = async (dataFolder: string, blobs: Blobs, what: ToTakeDown, database?: DatabaseAddress): Promise<ToTakeDown> => {
  const store: Store = database ? await openPostgresStore(database) : openSqliteStore(databaseIn(dataFolder))
  const those = async (names: readonly string[], take: (name: string) => Promise<boolean>): Promise<readonly string[]> => {
    const taken: string[] = []
    for (const name of names) if (await take(name)) taken.push(name)
    return taken
  }
  const closeIntake = async (org: string): Promise<boolean> => {
    if ((await store.card(org as OrgId)) === null) return false
    return (await store.putCard(org as OrgId, null)) === 'done'
  }
  try {
    return {
      pages: await those(what.pages, (org) => takeDownEdition(store, org as OrgId)),
      intakes: await those(what.intakes, closeIntake),
      files: await those(what.files, (blob) => takeDownFile(store, blobs, blob)),
    }
  } finally {
    await store.close()
  }
}

export const databaseIn = (dataFolder: string): string => join(dataFolder, DATABASE)
export type { Audit, Fault } from './audit.ts'
export type { Blobs } from '../blobs/blobs.ts'
export { Unusable, type DatabaseAddress } from '../store/postgres/index.ts'
export { lookAtPostgres } from '../store/postgres/look.ts'
export { openBlobs, s3KeysOf, s3PlaceOf, type FilesPlace } from '../blobs/open.ts'
export { openInventory } from '../store/sqlite/inventory.ts'
export { COPY_PREFIX, DATABASE, MAILBOX_SECRET, RELAY_KEY, copyOfDatabase } from './folder.ts'
