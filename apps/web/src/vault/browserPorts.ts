/** The client's ports in a browser worker: IndexedDB, WebSocket, fetch, WebCrypto, Web Locks. */
import { cryptoOn, type Subtle } from '@pergola/core/crypto'
import { concat } from '@pergola/protocol'
import type { Clock, Exclusive, LocalSeal, Ports, Transport } from '@pergola/client'
import { utf8ToBytes } from '@pergola/core/text'
import { indexedStorage } from './indexedStorage.ts'

type Bytes = Uint8Array<ArrayBuffer>

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

/** One key is used for thousands of records: importing it once saves a second on 20,000 of them. */
const importedKeys = new WeakMap<Uint8Array, Promise<CryptoKey>>()
const imported = (key: Uint8Array): Promise<CryptoKey> => {
  const held = importedKeys.get(key) ?? crypto.subtle.importKey('raw', key as Bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  importedKeys.set(key, held)
  return held
}

const local: LocalSeal = {
  seal: async (key, name, plaintext) => {
    const iv = random(12) as Bytes
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: utf8ToBytes(name) as Bytes },
      await imported(key),
      plaintext as Bytes,
    )
    return concat(iv, new Uint8Array(sealed))
  },
  open: async (key, name, sealed) => {
    const iv = sealed.slice(0, 12) as Bytes
    const opened = await crypto.subtle
      .decrypt({ name: 'AES-GCM', iv, additionalData: utf8ToBytes(name) as Bytes }, await imported(key), sealed.subarray(12) as Bytes)
      .catch(() => null)
    return opened && new Uint8Array(opened)
  },
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

const clock: Clock = {
  now: Date.now,
  zone: () => zone,
  after: (ms, call) => {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

const transport = (origin: string): Transport => ({
  origin,
  connect: ({ onMessage, onClose }) => {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/api/socket`)
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('message', ({ data }) => onMessage(new Uint8Array(data as ArrayBuffer)))
    socket.addEventListener('close', onClose, { once: true })
    return {
      send: (bytes) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(bytes as Bytes)
      },
      close: () => socket.close(),
    }
  },
  request: async (method, path, headers, body) => {
    try {
      const init: RequestInit = {
        method,
        headers,
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      }
      const response = await fetch(origin + path, method === 'GET' ? init : { ...init, body: body as Bytes })
      return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) }
    } catch {
      return null
    }
  },
})

const LOCK = 'pergola-vault'

/** Held until another tab takes it: the newest tab that unlocks wins, and the one before is told. */
const exclusive: Exclusive = {
  take: (onLost) =>
    new Promise((resolve) => {
      const forever = (): Promise<void> => {
        resolve(true)
        return new Promise(() => {})
      }
      navigator.locks.request(LOCK, { steal: true }, forever).catch(onLost)
    }),
}

export const browserPorts = async (origin: string): Promise<Ports> => ({
  crypto: cryptoOn({ subtle: crypto.subtle as unknown as Subtle, random }),
  clock,
  storage: await indexedStorage('pergola'),
  local,
  transport: transport(origin),
  exclusive,
  age: () => import('age-encryption'),
})
