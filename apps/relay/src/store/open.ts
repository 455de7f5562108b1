/** The store an operator chose: a file in the data folder, or a PostgreSQL database that several processes may share. */
import { join } from 'node:path'
import { concat, sameBytes } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import { Unusable, openPostgresStore, type DatabaseAddress, type PostgresStore } from './postgres/index.ts'
import { openSqliteStore } from './sqlite/index.ts'
import type { Store } from './store.ts'

/** Tells relays apart: members have pinned the key, and tickets are made with the secret. */
export const identityOf = (publicKey: Uint8Array, mailboxSecret: Uint8Array): Uint8Array => sha256(concat(publicKey, sha256(mailboxSecret)))

const isOurs = async ({ shared, close }: PostgresStore, identity: Uint8Array): Promise<void> => {
  if (sameBytes(await shared.identity(identity), identity)) return
  await close()
  throw new Unusable(
    'This database belongs to a relay with other keys than those in the data folder.',
    'Every process needs the same relay-key and mailbox-secret: copy both files from the data folder of the first, or share that folder.',
  )
}

/** Throws `Unusable` where PostgreSQL cannot be used, any error where the file cannot. */
export const openStore = async (dataFolder: string, database: DatabaseAddress | undefined, identity: Uint8Array): Promise<Store> => {
  if (database === undefined) return openSqliteStore(join(dataFolder, 'relay.db'))
  const store = await openPostgresStore(database)
  await isOurs(store, identity)
  return store
}
