/**
 * HPKE (RFC 9180) in base mode, single shot, with X-Wing (draft-connolly-cfrg-xwing-kem, KEM id 0x647a), HKDF-SHA-256
 * and ChaCha20-Poly1305: what crosses a trust boundary is sealed to a key that a quantum computer does not open either.
 *
 * | part | bytes |
 * |---|---|
 * | encapsulation | 1,120 |
 * | ciphertext | plaintext + 16 |
 *
 * The key schedule is RFC 9180 section 5.1 with an empty psk; tested against the `hpke` package. Base mode does not say who
 * sealed: wraps therefore stand only inside signed control entries that commit to the key (SPEC.md SEAL-4).
 */
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { ml_kem768_x25519 as xwing } from '@noble/post-quantum/hybrid.js'
import { ascii, concat } from '@pergola/protocol'
import { hkdfExpand, hkdfExtract } from './seal.ts'

export interface KemKeys {
  /** 1,216 bytes */
  readonly publicKey: Uint8Array
  /** 32 bytes: the X-Wing seed */
  readonly secretKey: Uint8Array
}

export const ENCAPSULATION_BYTES = 1120
export const SEAL_OVERHEAD = ENCAPSULATION_BYTES + 16

/** What has to be done with a secret key: keys from a 32-byte seed, and the shared secret in an encapsulation of 1,120 bytes. */
export interface Kem {
  readonly keys: (seed: Uint8Array) => KemKeys
  /** Throws where there is none. */
  readonly decapsulate: (encapsulation: Uint8Array, secretKey: Uint8Array) => Uint8Array
}

export const xwingInJavaScript: Kem = {
  keys: (seed) => {
    const { publicKey, secretKey } = xwing.keygen(seed)
    return { publicKey, secretKey }
  },
  decapsulate: (encapsulation, secretKey) => xwing.decapsulate(encapsulation, secretKey),
}

/** X-Wing keys from a 32-byte seed. */
export const kemKeys = (seed: Uint8Array, kem: Kem = xwingInJavaScript): KemKeys => kem.keys(seed)

const SUITE_ID = concat(ascii('HPKE'), Uint8Array.of(0x64, 0x7a, 0x00, 0x01, 0x00, 0x03))
const NONE = new Uint8Array()

const labeledExtract = (salt: Uint8Array, label: string, secret: Uint8Array): Uint8Array =>
  hkdfExtract(sha256, concat(ascii('HPKE-v1'), SUITE_ID, ascii(label), secret), salt)

const labeledExpand = (prk: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array =>
  hkdfExpand(sha256, prk, concat(Uint8Array.of(0, length), ascii('HPKE-v1'), SUITE_ID, ascii(label), info), length)

/** RFC 9180 section 5.1, mode_base. */
const schedule = (sharedSecret: Uint8Array, info: Uint8Array): { key: Uint8Array; nonce: Uint8Array } => {
  const context = concat(Uint8Array.of(0), labeledExtract(NONE, 'psk_id_hash', NONE), labeledExtract(NONE, 'info_hash', info))
  const secret = labeledExtract(sharedSecret, 'secret', NONE)
  return { key: labeledExpand(secret, 'key', context, 32), nonce: labeledExpand(secret, 'base_nonce', context, 12) }
}

/** encapsulation ‖ ciphertext. `info` names what this is for; `randomness`: 64 fresh bytes. Throws on a malformed public key. */
export const sealTo = (publicKey: Uint8Array, info: Uint8Array, plaintext: Uint8Array, randomness: Uint8Array): Uint8Array => {
  const { cipherText, sharedSecret } = xwing.encapsulate(publicKey, randomness)
  const { key, nonce } = schedule(sharedSecret, info)
  return concat(cipherText, chacha20poly1305(key, nonce).encrypt(plaintext))
}

/** The plaintext, or null when it was not sealed to this key for this purpose. */
export const openSealed = (
  secretKey: Uint8Array,
  info: Uint8Array,
  sealed: Uint8Array,
  kem: Kem = xwingInJavaScript,
): Uint8Array | null => {
  if (sealed.length < SEAL_OVERHEAD) return null
  try {
    const sharedSecret = kem.decapsulate(sealed.subarray(0, ENCAPSULATION_BYTES), secretKey)
    const { key, nonce } = schedule(sharedSecret, info)
    return chacha20poly1305(key, nonce).decrypt(sealed.subarray(ENCAPSULATION_BYTES))
  } catch {
    return null
  }
}
