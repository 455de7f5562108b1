/** Ports without a machine: storage in a map, a clock that can be set, a transport over any relay in the same process. */
import { gcm } from '@noble/ciphers/aes.js'
import { cryptoOn, type CryptoPort, type Subtle } from '@pergola/core/crypto'
import { utf8ToBytes } from '@pergola/core/text'
import { concat } from '@pergola/protocol'
import type { Clock, LocalSeal, Ports, Storage, StorageChange, StorageProblem, Transport } from '../ports.ts'

export interface MemoryStorage extends Storage {
  /** Everything kept, as an attacker with the disk sees it. */
  readonly dump: () => readonly Uint8Array[]
  /** From now on writes fail as if the disk were full. */
  readonly fill: (full: boolean) => void
}

export const memoryStorage = (tables = new Map<string, Map<string, Uint8Array>>()): MemoryStorage => {
  let full = false
  const table = (name: string): Map<string, Uint8Array> => {
    const held = tables.get(name) ?? new Map<string, Uint8Array>()
    tables.set(name, held)
    return held
  }
  const write = async (changes: readonly StorageChange[]): Promise<StorageProblem | null> => {
    if (full) return { type: 'storage_full' }
    for (const { table: name, key, value } of changes) {
      if (value === null) table(name).delete(key)
      else table(name).set(key, value.slice())
    }
    return null
  }
  return {
    get: async (name, key) => table(name).get(key)?.slice() ?? null,
    all: async function* (name) {
      yield [...table(name)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, value.slice()] as const)
    },
    write,
    clear: async () => tables.clear(),
    onGone: () => {},
    persistent: async () => true,
    dump: () => [...tables.values()].flatMap((held) => [...held].flatMap(([key, value]) => [utf8ToBytes(key), value])),
    fill: (now) => {
      full = now
    },
  }
}

/** AES-256-GCM in plain JavaScript; the browser and Node use the platform's. */
export const plainLocalSeal = (random: CryptoPort['random']): LocalSeal => ({
  seal: async (key, name, plaintext) => {
    const nonce = random(12)
    return concat(nonce, gcm(key, nonce, utf8ToBytes(name)).encrypt(plaintext))
  },
  open: async (key, name, sealed) => {
    try {
      return gcm(key, sealed.slice(0, 12), utf8ToBytes(name)).decrypt(sealed.slice(12))
    } catch {
      return null
    }
  },
})

/** Real timers, shifted by `offset` ms: a device whose clock is wrong. */
export const shiftedClock = (
  now: () => number,
  timers: { set: (call: () => void, ms: number) => unknown; clear: (id: unknown) => void },
  zone = 'UTC',
): Clock => ({
  now,
  zone: () => zone,
  after: (ms, call) => {
    const id = timers.set(call, ms)
    return () => timers.clear(id)
  },
})

export const testCrypto = (subtle: Subtle, random: CryptoPort['random']): CryptoPort => {
  const crypto = cryptoOn({ subtle, random })
  // Two seconds a stretch would make every story take minutes; the real parameters have their own test.
  return {
    ...crypto,
    stretch: async (passphrase, salt) => concat(crypto.sha256(concat(passphrase, salt)), crypto.sha256(concat(salt, passphrase))),
  }
}

export const memoryPorts = (crypto: CryptoPort, clock: Clock, transport: Transport, storage: Storage = memoryStorage()): Ports => ({
  crypto,
  clock,
  storage,
  local: plainLocalSeal(crypto.random),
  transport,
  exclusive: { take: async () => true },
  age: () => import('age-encryption'),
})
