/**
 * The symmetric half: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) with random 24-byte nonces, HKDF-SHA-256 (RFC 5869),
 * and keys that cannot be taken for one another. Every derived key has its own label.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { expand, extract, hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { ascii, concat } from '@pergola/protocol'

/** 32 secret bytes with one purpose. */
export type Key<P extends string> = Uint8Array & { readonly __key: P }

export type KeyPurpose = 'epoch' | 'content' | 'keyring' | 'seed' | 'file' | 'invitation' | 'pairing' | 'account' | 'vault' | 'receipt'

/** Takes 32 bytes for a key of this purpose. Throws on any other length (a broken invariant: lengths are parsed before). */
export const asKey = <P extends KeyPurpose>(bytes: Uint8Array): Key<P> => {
  if (bytes.length !== 32) throw new RangeError('a key has 32 bytes')
  return bytes as Key<P>
}

/** A key for `label` from secret material: HKDF with the label as info. `bytes` at most 255 × 32. */
export const derive = (secret: Uint8Array, label: string, bytes = 32, context: Uint8Array = new Uint8Array()): Uint8Array =>
  hkdf(sha256, secret, undefined, concat(ascii(`pergola/1 ${label}\0`), context), bytes)

export const NONCE = 24
export const TAG = 16

/** nonce ‖ ciphertext ‖ tag. */
export const sealBox = (key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, associated?: Uint8Array): Uint8Array =>
  concat(nonce, xchacha20poly1305(key, nonce, associated).encrypt(plaintext))

/** The plaintext of a box, or null when key, associated data or bytes are not the ones it was made with. */
export const openBox = (key: Uint8Array, box: Uint8Array, associated?: Uint8Array): Uint8Array | null => {
  if (box.length < NONCE + TAG) return null
  try {
    return xchacha20poly1305(key, box.subarray(0, NONCE), associated).decrypt(box.subarray(NONCE))
  } catch {
    // The library throws one and the same error for every reason, as it should.
    return null
  }
}

export { extract as hkdfExtract, expand as hkdfExpand }
