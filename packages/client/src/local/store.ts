/**
 * What this device keeps, sealed under the vault key: whoever holds the locked device finds opaque tables, no name and no
 * title. Keys of records are ids, which say no more than a seized relay does.
 *
 * | table | key | value |
 * |---|---|---|
 * | `vault` | `header` | salt and the vault key sealed under the stretched passphrase (as `passkey`: not under the vault key) |
 * | `vault` | `passkey` | what this device's passkey is asked, and the vault key sealed a second time under what it answers (passkey.ts) |
 * | `vault` | `begun` | a way in that has not come to its end, before there is a vault; sealed under the link's secret (session/begun.ts) |
 * | `vault` | `ended` | u64 Unix ms, in clear and alone: this device was ended, and there is nothing else on it |
 * | `secrets` | `me` | person seed, device, settings |
 * | `secrets` | `invited` | who invited this device's member, until they are let in |
 * | `secrets` | `alarms` | what did not check out and was not dismissed, JSON |
 * | `spaces` | space id | `spaceRecord` |
 * | `pieces` | space id, `/`, number | a piece of a large document (docPieces.ts) |
 * | `index` | two hex digits | summaries of the spaces whose ids start with them, JSON |
 * | `outbox` | number | what is not acknowledged yet |
 * | `search` | `index` | the serialised search index |
 */
import type { LocalSeal, Storage, StorageChange, StorageProblem } from '../ports.ts'

export type Table = 'secrets' | 'spaces' | 'pieces' | 'index' | 'outbox' | 'search'

export interface LocalChange {
  readonly table: Table
  readonly key: string
  readonly value: Uint8Array | null
}

export interface LocalStore {
  readonly get: (table: Table, key: string) => Promise<Uint8Array | null>
  readonly all: (table: Table) => AsyncIterable<readonly (readonly [string, Uint8Array])[]>
  /** One transaction, after those asked for before it: a replica never goes back behind what was kept with its successor. */
  readonly write: (changes: readonly LocalChange[]) => Promise<StorageProblem | null>
  /** From now on nothing is written: work that comes late must not overwrite what the next session keeps. */
  readonly close: () => void
  /** The last write found no room. */
  readonly full: () => boolean
  /** The vault key, for whoever seals it a second time. */
  readonly vaultKey: Uint8Array
}

const nameOf = (table: string, key: string): string => `${table}/${key}`

const sealEach = ({ seal }: LocalSeal, vaultKey: Uint8Array, changes: readonly LocalChange[]): Promise<readonly StorageChange[]> =>
  Promise.all(
    changes.map(async ({ table, key, value }) => ({ table, key, value: value && (await seal(vaultKey, nameOf(table, key), value)) })),
  )

/** A record that does not open under the vault key was not written by us: it is treated as absent and fetched again. */
export const localStore = (storage: Storage, local: LocalSeal, vaultKey: Uint8Array): LocalStore => {
  let closed = false
  let full = false
  let last: Promise<unknown> = Promise.resolve()
  return {
    get: async (table, key) => {
      const sealed = await storage.get(table, key)
      return sealed && local.open(vaultKey, nameOf(table, key), sealed)
    },
    all: async function* (table) {
      for await (const batch of storage.all(table)) {
        const opened = await Promise.all(
          batch.map(async ([key, sealed]) => [key, await local.open(vaultKey, nameOf(table, key), sealed)] as const),
        )
        yield opened.filter((entry): entry is readonly [string, Uint8Array] => entry[1] !== null)
      }
    },
    write: (changes) => {
      const sealing = sealEach(local, vaultKey, changes)
      const write = async (): Promise<StorageProblem | null> => {
        const sealed = await sealing
        if (closed) return { type: 'storage_gone' }
        const problem = await storage.write(sealed)
        full = problem?.type === 'storage_full'
        return problem
      }
      const written = last.then(write, write)
      last = written
      return written
    },
    close: () => {
      closed = true
    },
    full: () => full,
    vaultKey,
  }
}
