/** Which Ed25519 public keys may enter a log at all (sealing-study.md 2.3): canonical, not small-order, torsion-free. */
import { ed25519 } from '@noble/curves/ed25519.js'
import { sameBytes } from '@pergola/protocol'

/** Public key of a 32-byte seed (RFC 8032). */
export const signingKey = (seed: Uint8Array): Uint8Array => ed25519.getPublicKey(seed)

/** Costs about 3 ms: once per new key, not per signature. */
export const admissible = (key: Uint8Array): boolean => {
  try {
    const point = ed25519.Point.fromBytes(key, false)
    return sameBytes(point.toBytes(), key) && !point.isSmallOrder() && point.isTorsionFree()
  } catch {
    return false
  }
}
