import type { Kem } from './hpke.ts'
import type { Aead } from './xchacha.ts'

/**
 * What the platform does for us: everything else is the noble family, in plain JavaScript, the same everywhere.
 *
 * Ed25519 is verified by the platform alone (WebCrypto, node:crypto), never by noble: implementations disagree on crafted
 * signatures, and two members who disagree on one signature see two histories (sealing-study.md 2.3).
 */
export interface CryptoPort {
  /** SHA-256 (FIPS 180-4). */
  readonly sha256: (bytes: Uint8Array) => Uint8Array
  /** XChaCha20-Poly1305, by the platform where it can without waiting. */
  readonly xchacha: Aead
  /** X-Wing, likewise. */
  readonly xwing: Kem
  /** The Ed25519 public key of a 32-byte secret seed. */
  readonly signingKey: (seed: Uint8Array) => Uint8Array
  /** Ed25519 (RFC 8032). False for anything that does not verify; never throws on bad input. */
  readonly verify: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>
  /** Ed25519 with a 32-byte secret seed. 64 bytes. */
  readonly sign: (seed: Uint8Array, message: Uint8Array) => Promise<Uint8Array>
  /** Argon2id (RFC 9106), `STRETCH` parameters, 64 bytes out. Takes a second or two on purpose. */
  readonly stretch: (passphrase: Uint8Array, salt: Uint8Array) => Promise<Uint8Array>
  /** From a cryptographically secure source. */
  readonly random: (length: number) => Uint8Array
}

/** 64 MiB, three passes, one lane: RFC 9106 section 4, second recommendation, with one lane for JavaScript's sake. */
export const STRETCH = { memoryKiB: 65_536, passes: 3, lanes: 1, bytes: 64 } as const
