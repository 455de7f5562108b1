/** What is kept in the browser: one object store, keys `[table, key]`, durable ("strict") before a write resolves. */
import type { Storage } from '@pergola/client'

const STORE = 'kept'
const BATCH = 500

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('storage failed'))
  })

const open = (name: string): Promise<IDBDatabase> => {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE)
  return settled(request)
}

/** A browser that cleans up, or someone in its settings, may take the database away under a running page: that is told once. */
const watched = (db: IDBDatabase): Pick<Storage, 'onGone'> & { readonly isGone: () => boolean } => {
  let gone = false
  let tell = (): void => {}
  const lost = (): void => {
    if (gone) return
    gone = true
    db.close()
    tell()
  }
  db.addEventListener('close', lost)
  db.addEventListener('versionchange', lost)
  return { isGone: () => gone, onGone: (call) => (tell = call) }
}

const rangeAfter = (table: string, key: string): IDBKeyRange => IDBKeyRange.bound([table, key], [table, []], true, true)

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError'

const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('storage failed'))
    transaction.onerror = () => reject(transaction.error ?? new Error('storage failed'))
  })

export const indexedStorage = async (name: string): Promise<Storage> => {
  const db = await open(name)
  const { isGone, onGone } = watched(db)
  const read = (): IDBObjectStore => db.transaction(STORE, 'readonly').objectStore(STORE)
  return {
    onGone,
    get: async (table, key) => (isGone() ? null : (((await settled(read().get([table, key]))) as Uint8Array | undefined) ?? null)),
    all: async function* (table) {
      let after = ''
      for (;;) {
        if (isGone()) return
        const store = read()
        const range = rangeAfter(table, after)
        const [keys, values] = await Promise.all([settled(store.getAllKeys(range, BATCH)), settled(store.getAll(range, BATCH))])
        if (keys.length === 0) return
        const names = keys.map((key) => (key as [string, string])[1])
        yield names.map((key, at) => [key, values[at] as Uint8Array] as const)
        after = names.at(-1)!
      }
    },
    write: async (changes) => {
      if (isGone()) return { type: 'storage_gone' }
      const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' })
      const store = transaction.objectStore(STORE)
      for (const { table, key, value } of changes) {
        if (value === null) store.delete([table, key])
        else store.put(value, [table, key])
      }
      try {
        await finished(transaction)
        return null
      } catch (error) {
        if (isFull(error)) return { type: 'storage_full' }
        return { type: 'storage_gone' }
      }
    },
    clear: async () => {
      if (isGone()) return
      const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' })
      transaction.objectStore(STORE).clear()
      await finished(transaction)
    },
    // Asking for it is the page's part: a worker may only look.
    persistent: async () => (await navigator.storage?.persisted?.()) ?? null,
  }
}
