/**
 * The symmetric half: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) with random 24-byte nonces, HKDF-SHA-256 (RFC 5869),
 * and keys that cannot be taken for one another. Every derived key has its own label.
 */
import { expand, extract, hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { ascii, concat, type Sha256 } from '@pergola/protocol'
import { xchachaInJavaScript, type Aead } from './xchacha.ts'

/** 32 secret bytes with one purpose. */
export type Key<P extends string> = Uint8Array & { readonly __key: P }

export type KeyPurpose = 'epoch' | 'content' | 'keyring' | 'seed' | 'file' | 'invitation' | 'pairing' | 'account' | 'vault' | 'receipt'

/** Takes 32 bytes for a key of this purpose. Throws on any other length (a broken invariant: lengths are parsed before). */
export const asKey = <P extends KeyPurpose>(bytes: Uint8Array): Key<P> => {
  if (bytes.length !== 32) throw new RangeError('a key has 32 bytes')
  return bytes as Key<P>
}

const infoOf = (label: string, context: Uint8Array): Uint8Array => concat(ascii(`pergola/1 ${label}\0`), context)

/** A key for `label` from secret material: HKDF with the label as info. `bytes` at most 255 × 32. */
export const derive = (secret: Uint8Array, label: string, bytes = 32, context: Uint8Array = new Uint8Array()): Uint8Array =>
  hkdf(sha256, secret, undefined, infoOf(label, context), bytes)

/** RFC 2104 with a key of 32 bytes, half a block of SHA-256. */
const hmac = (hash: Sha256, key: Uint8Array, message: Uint8Array): Uint8Array => {
  const [inner, outer] = [new Uint8Array(64).fill(0x36), new Uint8Array(64).fill(0x5c)]
  for (let at = 0; at < 32; at++) {
    inner[at]! ^= key[at]!
    outer[at]! ^= key[at]!
  }
  return hash(concat(outer, hash(concat(inner, message))))
}

const NO_SALT = new Uint8Array(32)
const FIRST = Uint8Array.of(1)

/** The same 32 bytes as `derive`, with the platform's SHA-256: for keys that are derived by the thousand. */
export const deriveWith = (hash: Sha256, secret: Uint8Array, label: string, context: Uint8Array): Uint8Array =>
  hmac(hash, hmac(hash, NO_SALT, secret), concat(infoOf(label, context), FIRST))

export const NONCE = 24
export const TAG = 16

/** nonce ‖ ciphertext ‖ tag. */
export const sealBox = (key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, associated?: Uint8Array): Uint8Array =>
  concat(nonce, xchachaInJavaScript.seal(key, nonce, plaintext, associated))

/** The plaintext of a box, or null when key, associated data or bytes are not the ones it was made with. */
export const openBox = (
  key: Uint8Array,
  box: Uint8Array,
  associated?: Uint8Array,
  xchacha: Aead = xchachaInJavaScript,
): Uint8Array | null => (box.length < NONCE + TAG ? null : xchacha.open(key, box.subarray(0, NONCE), box.subarray(NONCE), associated))

export { extract as hkdfExtract, expand as hkdfExpand }
