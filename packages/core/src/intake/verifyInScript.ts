/**
 * Ed25519 in plain JavaScript, for a visitor's browser that has none (docs/decisions/0010-intake-card-in-script.md). For the
 * intake card only: logs are verified by the platform alone, because implementations disagree on signatures that the owner of a
 * key crafts. Such an owner is the organisation itself here, and one reader has no second view to be split from. Strict rule of
 * RFC 8032, and only after `admissible` has taken out the keys for which others could craft one.
 */
import { ed25519 } from '@noble/curves/ed25519.js'

/** False for anything that does not verify; never throws. */
export const verifyInScript = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return ed25519.verify(signature, message, key, { zip215: false })
  } catch {
    return false
  }
}
