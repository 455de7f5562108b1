/**
 * Ed25519 (RFC 8032) by node:crypto only: one verifying rule for all (cofactorless, canonical S). Keys are admitted once,
 * when a control entry or account brings them: 32 bytes, canonical, not of small order. Clients check for torsion as well.
 */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { hex } from '@pergola/protocol'
import { Recent } from '../limits/recent.ts'

const SPKI_PREFIX = Uint8Array.from([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00])
const PKCS8_PREFIX = Uint8Array.from([0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20])

/** Parsing a key costs a tenth of verifying with it, so the keys of active devices are kept parsed. */
const parsed = new Recent<string, KeyObject>(4096)

const publicKey = (raw: Uint8Array): KeyObject => {
  const name = hex(raw)
  const known = parsed.get(name)
  if (known) return known
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' })
  parsed.set(name, key)
  return key
}

/** True when `signature` is `key`'s over `message`; false for anything that is no key. */
export const verifies = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  if (key.length !== 32 || signature.length !== 64) return false
  try {
    return verify(null, message, publicKey(key), signature)
  } catch {
    return false // OpenSSL refuses to take these bytes as a key
  }
}

/** Of the points of small order the canonical ones, sign bit cleared: y = 0, 1, -1 and the two of order 8. */
const SMALL_ORDER = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
])

/** May this key stand in a log? */
export const admissible = (key: Uint8Array): boolean => {
  if (key.length !== 32) return false
  const y = Uint8Array.from(key)
  y[31]! &= 0x7f
  // y >= 2^255 - 19 is a second encoding of a smaller number.
  if (y[0]! >= 0xed && y[31] === 0x7f && y.subarray(1, 31).every((byte) => byte === 0xff)) return false
  return !SMALL_ORDER.has(hex(y))
}

export interface Signer {
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

/** A signer from its 32-byte seed. */
export const signerOf = (seed: Uint8Array): Signer => {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { publicKey: Uint8Array.from(raw), sign: (message) => Uint8Array.from(sign(null, message, key)) }
}
