/**
 * Everything outside the program that a running client needs. The browser worker, the command line and the tests each give
 * their own; all pass the same contract suites.
 */
import type { CryptoPort } from '@pergola/core/crypto'

export interface Clock {
  /** Unix ms by this machine; may be wrong. */
  readonly now: () => number
  /** Calls once after `ms`; returns the function that cancels. */
  readonly after: (ms: number, call: () => void) => () => void
  /** IANA time zone of the reader, for deadlines and "today". */
  readonly zone: () => string
}

export type StorageProblem = { readonly type: 'storage_full' } | { readonly type: 'storage_gone' }

/** A durable map from (table, key) to bytes. Everything given to it is already sealed. */
export interface Storage {
  readonly get: (table: string, key: string) => Promise<Uint8Array | null>
  /** All of a table, in the order of keys, in batches. */
  readonly all: (table: string) => AsyncIterable<readonly (readonly [string, Uint8Array])[]>
  /** Atomic, and durable before it resolves. A null value deletes. */
  readonly write: (changes: readonly StorageChange[]) => Promise<StorageProblem | null>
  readonly clear: () => Promise<void>
  /** Calls when the platform took everything away under a running program. From then on nothing is found and nothing is kept. */
  readonly onGone: (call: () => void) => void
  /** Has the platform promised not to evict? Null: unknown. */
  readonly persistent: () => Promise<boolean | null>
}

export interface StorageChange {
  readonly table: string
  readonly key: string
  readonly value: Uint8Array | null
}

/** AEAD for what this device keeps (AES-256-GCM by the platform: quick for many records, the nonce is inside). */
export interface LocalSeal {
  readonly seal: (key: Uint8Array, name: string, plaintext: Uint8Array) => Promise<Uint8Array>
  readonly open: (key: Uint8Array, name: string, sealed: Uint8Array) => Promise<Uint8Array | null>
}

export interface Line {
  readonly send: (bytes: Uint8Array) => void
  readonly close: () => void
}

export interface Transport {
  /** The origin that sign-in is bound to, e.g. `https://relay.example`. */
  readonly origin: string
  /** Opens the relay's socket. `onClose` is called exactly once, also when it never opened. */
  readonly connect: (handlers: { readonly onMessage: (bytes: Uint8Array) => void; readonly onClose: () => void }) => Line
  /** Null when the relay cannot be reached. */
  readonly request: (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
  ) => Promise<{ readonly status: number; readonly body: Uint8Array } | null>
}

/** One tab holds the keys. Resolves true when held; `onLost` when another tab takes over. */
export interface Exclusive {
  readonly take: (onLost: () => void) => Promise<boolean>
}

/** As much as is used of the library `age-encryption`, which makes and opens files as `age` does (age-encryption.org/v1). */
export interface AgeLibrary {
  readonly Encrypter: new () => {
    readonly setPassphrase: (passphrase: string) => void
    readonly setScryptWorkFactor: (logN: number) => void
    readonly addRecipient: (recipient: string) => void
    readonly encrypt: (bytes: Uint8Array) => Promise<Uint8Array>
  }
  readonly Decrypter: new () => {
    readonly addPassphrase: (passphrase: string) => void
    readonly addIdentity: (identity: string) => void
    readonly decrypt: (bytes: Uint8Array) => Promise<Uint8Array>
  }
}

export interface Ports {
  /** Loaded when the first package is made or opened. */
  readonly age: () => Promise<AgeLibrary>
  readonly crypto: CryptoPort
  readonly clock: Clock
  readonly storage: Storage
  readonly local: LocalSeal
  readonly transport: Transport
  readonly exclusive: Exclusive
}
