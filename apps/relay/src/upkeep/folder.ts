/** The data folder: what is in it, and a copy of its database of one moment. */
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseAddress } from '../store/postgres/index.ts'
import { copyDatabase } from '../store/sqlite/inventory.ts'
import { copyPostgresTo } from '../store/to-file.ts'

export const DATABASE = 'relay.db'
/** Members have pinned this key: a relay with another one is another relay to them. */
export const RELAY_KEY = 'relay-key'
export const MAILBOX_SECRET = 'mailbox-secret'
/** Copies under way, beside the database they are of; one that is left over was cut off. */
export const COPY_PREFIX = 'copy-'

export interface DatabaseCopy {
  readonly path: string
  remove(): Promise<void>
}

/**
 * As large as the database; on the disk of the data folder, because it is as sensitive. Of PostgreSQL it is a file as well.
 * Throws when there is no database.
 */
export const copyOfDatabase = async (dataFolder: string, database?: DatabaseAddress): Promise<DatabaseCopy> => {
  const folder = await mkdtemp(join(dataFolder, COPY_PREFIX))
  const path = join(folder, DATABASE)
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    if (database) await copyPostgresTo(database, path)
    else copyDatabase(join(dataFolder, DATABASE), path)
    return { path, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
