/** What OpenSSL does in Node without waiting, and JavaScript in a browser: the same bytes, in a tenth of the time or less. */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  hash,
  sign as signWith,
  verify as verifyWith,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { PKCS8_ED25519, type Aead, type CryptoPort, type Kem } from '@pergola/core/crypto'
import { ascii, concat, hex } from '@pergola/protocol'

const CHACHA = 'chacha20-poly1305'
const TAG = { authTagLength: 16 } as const
const NOTHING = new Uint8Array()

/** RFC 8439. */
export const chacha: Aead = {
  seal: (key, nonce, plaintext, associated = NOTHING) => {
    const cipher = createCipheriv(CHACHA, key, nonce, TAG)
    cipher.setAAD(associated, { plaintextLength: plaintext.length })
    return concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag())
  },
  open: (key, nonce, sealed, associated = NOTHING) => {
    const end = sealed.length - TAG.authTagLength
    if (end < 0) return null
    const decipher = createDecipheriv(CHACHA, key, nonce, TAG)
    decipher.setAAD(associated, { plaintextLength: end })
    decipher.setAuthTag(sealed.subarray(end))
    const opened = decipher.update(sealed.subarray(0, end))
    try {
      decipher.final()
    } catch {
      return null
    }
    return new Uint8Array(opened.buffer, opened.byteOffset, opened.length)
  },
}

const signingKeys = new WeakMap<Uint8Array, KeyObject>()
const secretOf = (seed: Uint8Array): KeyObject => {
  const key = signingKeys.get(seed) ?? createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
  signingKeys.set(seed, key)
  return key
}

/** A signature takes less time than handing it to another thread and back. */
export const sign: CryptoPort['sign'] = async (seed, message) => new Uint8Array(signWith(null, message, secretOf(seed)))

/** Keys that verify: taking one in costs as much as verifying with it, and a log is mostly written by a few devices. */
const verifyingKeys = new Map<string, KeyObject>()
const MOST_KEYS = 512

const keyToVerify = (raw: Uint8Array): KeyObject => {
  const name = hex(raw)
  const known = verifyingKeys.get(name)
  if (known) return known
  if (verifyingKeys.size >= MOST_KEYS) verifyingKeys.delete(verifyingKeys.keys().next().value!)
  const key = createPublicKey({ key: Buffer.from(raw), format: 'raw-public', asymmetricKeyType: 'ed25519' })
  verifyingKeys.set(name, key)
  return key
}

/** At once: waking another thread and waiting for it takes longer than the check (docs/decisions/0020-one-row-a-push.md). */
export const verify: CryptoPort['verify'] = async (key, message, signature) => {
  if (key.length !== 32 || signature.length !== 64) return false
  try {
    return verifyWith(null, message, keyToVerify(key), signature)
  } catch {
    return false // OpenSSL refuses to take these bytes as a key
  }
}

const publicBytes = (key: KeyObject): Uint8Array => new Uint8Array(createPublicKey(key).export({ format: 'raw-public' }))

export const signingKey: CryptoPort['signingKey'] = (seed) => publicBytes(secretOf(seed))

/** draft-connolly-cfrg-xwing-kem section 5.2: SHAKE256 of the seed gives the 64 bytes of the ML-KEM-768 seed, then the X25519 key. */
const partsOf = (seed: Uint8Array): { readonly mlKem: KeyObject; readonly x25519: KeyObject } => {
  const parts = hash('shake256', seed, { outputEncoding: 'buffer', outputLength: 96 })
  return {
    mlKem: createPrivateKey({ key: parts.subarray(0, 64), format: 'raw-seed', asymmetricKeyType: 'ml-kem-768' }),
    x25519: createPrivateKey({ key: parts.subarray(64), format: 'raw-private', asymmetricKeyType: 'x25519' }),
  }
}

const LABEL = ascii('\\.//^\\')
const ML_KEM_BYTES = 1088

/** X-Wing. */
export const xwing: Kem = {
  keys: (seed) => {
    const { mlKem, x25519 } = partsOf(seed)
    return { publicKey: concat(publicBytes(mlKem), publicBytes(x25519)), secretKey: seed }
  },
  decapsulate: (encapsulation, secretKey) => {
    const { mlKem, x25519 } = partsOf(secretKey)
    const theirs = encapsulation.subarray(ML_KEM_BYTES)
    const publicKey = createPublicKey({ key: Buffer.from(theirs), format: 'raw-public', asymmetricKeyType: 'x25519' })
    const shared = diffieHellman({ privateKey: x25519, publicKey })
    const message = concat(decapsulate(mlKem, encapsulation.subarray(0, ML_KEM_BYTES)), shared, theirs, publicBytes(x25519), LABEL)
    return new Uint8Array(hash('sha3-256', message, 'buffer'))
  },
}
