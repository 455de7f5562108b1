/**
 * What this device keeps, sealed under the vault key: whoever holds the locked device finds opaque tables, no name and no
 * title. Keys of records are ids, which say no more than a seized relay does.
 *
 * | table | key | value |
 * |---|---|---|
 * | `vault` | `header` | salt and the vault key sealed under the stretched passphrase (the one record not under the vault key) |
 * | `secrets` | `me` | person seed, device, settings |
 * | `spaces` | space id | `spaceRecord` |
 * | `index` | two hex digits | summaries of the spaces whose ids start with them, JSON |
 * | `outbox` | number | what is not acknowledged yet |
 * | `search` | `index` | the serialised search index |
 */
import type { LocalSeal, Storage, StorageProblem } from '../ports.ts'

export type Table = 'secrets' | 'spaces' | 'index' | 'outbox' | 'search'

export interface LocalChange {
  readonly table: Table
  readonly key: string
  readonly value: Uint8Array | null
}

export interface LocalStore {
  readonly get: (table: Table, key: string) => Promise<Uint8Array | null>
  readonly all: (table: Table) => AsyncIterable<readonly (readonly [string, Uint8Array])[]>
  readonly write: (changes: readonly LocalChange[]) => Promise<StorageProblem | null>
}

const nameOf = (table: string, key: string): string => `${table}/${key}`

/** A record that does not open under the vault key was not written by us: it is treated as absent and fetched again. */
export const localStore = (storage: Storage, local: LocalSeal, vaultKey: Uint8Array): LocalStore => ({
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
  write: async (changes) => {
    const sealed = await Promise.all(
      changes.map(async ({ table, key, value }) => ({
        table,
        key,
        value: value && (await local.seal(vaultKey, nameOf(table, key), value)),
      })),
    )
    return storage.write(sealed)
  },
})
