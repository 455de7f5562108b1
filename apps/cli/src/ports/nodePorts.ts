/** The client's ports on Node: SQLite for what is kept, WebSocket and fetch for the relay, native crypto. */
import { argon2, hash, webcrypto } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { cryptoOn, STRETCH, type CryptoPort, type Subtle } from '@pergola/core/crypto'
import { concat } from '@pergola/protocol'
import type { Clock, LocalSeal, Ports, Storage, Transport } from '@pergola/client'
import * as native from './openssl.ts'

const { subtle } = webcrypto

export const nodeCrypto = (): CryptoPort =>
  cryptoOn({
    subtle: subtle as unknown as Subtle,
    random: (length) => webcrypto.getRandomValues(new Uint8Array(length)),
    sha256: (bytes) => new Uint8Array(hash('sha256', bytes, 'buffer')),
    ...native,
    stretch: (passphrase, salt) =>
      new Promise((resolve, reject) => {
        const { memoryKiB, passes, lanes, bytes } = STRETCH
        argon2(
          'argon2id',
          { message: passphrase, nonce: salt, parallelism: lanes, tagLength: bytes, memory: memoryKiB, passes },
          (error, tag) => (error ? reject(error) : resolve(new Uint8Array(tag))),
        )
      }),
  })

type Bytes = Uint8Array<ArrayBuffer>

/** Importing a key costs more than sealing a small record with it. */
const importedKeys = new WeakMap<Uint8Array, Promise<webcrypto.CryptoKey>>()
const imported = (key: Uint8Array): Promise<webcrypto.CryptoKey> => {
  const held = importedKeys.get(key) ?? subtle.importKey('raw', key as Bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  importedKeys.set(key, held)
  return held
}

export const nodeLocalSeal: LocalSeal = {
  seal: async (key, name, plaintext) => {
    const iv = webcrypto.getRandomValues(new Uint8Array(12))
    return concat(
      iv,
      new Uint8Array(
        await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: Buffer.from(name) }, await imported(key), plaintext as Bytes),
      ),
    )
  },
  open: async (key, name, sealed) => {
    const opened = await subtle
      .decrypt(
        { name: 'AES-GCM', iv: sealed.subarray(0, 12) as Bytes, additionalData: Buffer.from(name) },
        await imported(key),
        sealed.subarray(12) as Bytes,
      )
      .catch(() => null)
    return opened && new Uint8Array(opened)
  },
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

export const nodeClock: Clock = {
  now: Date.now,
  zone: () => zone,
  after: (ms, call) => {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

const isFull = (error: unknown): boolean => error instanceof Error && /full|ENOSPC/i.test(error.message)

/** One file, durable before a write resolves. `path` may be `:memory:`. */
export const sqliteStorage = (path: string): Storage & { readonly close: () => void } => {
  const db = new DatabaseSync(path)
  db.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; CREATE TABLE IF NOT EXISTS kept (tab TEXT, key TEXT, value BLOB, PRIMARY KEY (tab, key)) WITHOUT ROWID',
  )
  const get = db.prepare('SELECT value FROM kept WHERE tab = ? AND key = ?')
  const page = db.prepare('SELECT key, value FROM kept WHERE tab = ? AND key > ? ORDER BY key LIMIT 500')
  const put = db.prepare('INSERT OR REPLACE INTO kept VALUES (?, ?, ?)')
  const drop = db.prepare('DELETE FROM kept WHERE tab = ? AND key = ?')
  return {
    get: async (table, key) => (get.get(table, key)?.['value'] as Uint8Array | undefined) ?? null,
    all: async function* (table) {
      let after = ''
      for (;;) {
        const rows = page.all(table, after) as { key: string; value: Uint8Array }[]
        if (rows.length === 0) return
        yield rows.map(({ key, value }) => [key, value] as const)
        after = rows.at(-1)!.key
      }
    },
    write: async (changes) => {
      db.exec('BEGIN')
      try {
        for (const { table, key, value } of changes) {
          if (value === null) drop.run(table, key)
          else put.run(table, key, value)
        }
        db.exec('COMMIT')
        return null
      } catch (error) {
        db.exec('ROLLBACK')
        if (isFull(error)) return { type: 'storage_full' }
        throw error
      }
    },
    clear: async () => db.exec('DELETE FROM kept'),
    onGone: () => {},
    persistent: async () => true,
    close: () => db.close(),
  }
}

/** A relay at `origin`, e.g. `http://127.0.0.1:8765`. */
export const nodeTransport = (origin: string): Transport => ({
  origin,
  connect: ({ onMessage, onClose }) => {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/api/socket`)
    let closed = false
    const close = (): void => {
      if (closed) return
      closed = true
      onClose()
    }
    socket.binaryType = 'arraybuffer'
    socket.onmessage = ({ data }) => onMessage(new Uint8Array(data as ArrayBuffer))
    socket.onclose = close
    socket.onerror = close
    return {
      send: (bytes) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(bytes as Bytes)
      },
      close: () => socket.close(),
    }
  },
  request: async (method, path, headers, body) => {
    try {
      const response = await fetch(origin + path, {
        method,
        headers: { ...headers, origin },
        ...(method === 'GET' ? {} : { body: body as Bytes }),
      })
      return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) }
    } catch {
      return null
    }
  },
})

export const nodePorts = (origin: string, storagePath: string): Ports & { readonly close: () => void } => {
  const storage = sqliteStorage(storagePath)
  return {
    crypto: nodeCrypto(),
    clock: nodeClock,
    storage,
    local: nodeLocalSeal,
    transport: nodeTransport(origin),
    exclusive: { take: async () => true },
    age: () => import('age-encryption'),
    close: storage.close,
  }
}
