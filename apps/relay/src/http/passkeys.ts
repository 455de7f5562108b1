/**
 * A passkey's assertion, checked as Web Authentication (W3C, level 3) section 7.2 says, for what this relay needs of it: made for
 * this sign-in, on a page of ours, by a person who was there and was recognised by their device, with a key of the account.
 * Attestation and signature counters are not looked at: synced passkeys have none (docs/decisions/0014-passkeys.md).
 */
import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { sameBytes, type FactorAssertion } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'

/** Bytes of a P-256 point without its leading 4. */
export const FACTOR_BYTES = 64

/** rpIdHash 32, flags 1, counter 4; extensions may follow. */
const FLAGS_AT = 32
const LEAST_BYTES = 37
const PRESENT_AND_VERIFIED = 0b101

/** SubjectPublicKeyInfo of a P-256 key up to its point (RFC 5480). */
const SPKI_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex')

const keyOf = (factor: Uint8Array): KeyObject | null => {
  try {
    return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, factor]), format: 'der', type: 'spki' })
  } catch {
    return null // not a point of the curve
  }
}

export const admissibleFactor = (factor: Uint8Array): boolean => factor.length === FACTOR_BYTES && keyOf(factor) !== null

export const factorsIn = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.floor(bytes.length / FACTOR_BYTES) }, (_, n) => bytes.subarray(n * FACTOR_BYTES, (n + 1) * FACTOR_BYTES))

interface ClientData {
  readonly type?: unknown
  readonly challenge?: unknown
  readonly origin?: unknown
  readonly crossOrigin?: unknown
}

/** What the browser says of the page that asked; null when that is no such thing. */
const clientDataIn = (bytes: Uint8Array): ClientData | null => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

/** The origin of ours on which this was made for `challenge`; null for anything else. */
const originOf = (bytes: Uint8Array, challenge: Uint8Array, origins: readonly string[]): string | null => {
  const said = clientDataIn(bytes)
  if (said?.type !== 'webauthn.get' || said.crossOrigin === true) return null
  if (said.challenge !== Buffer.from(challenge).toString('base64url')) return null
  return origins.find((origin) => origin === said.origin) ?? null
}

const forUs = (authenticatorData: Uint8Array, origin: string): boolean => {
  if (authenticatorData.length < LEAST_BYTES) return false
  const flags = authenticatorData[FLAGS_AT]! & PRESENT_AND_VERIFIED
  const site = sha256(new TextEncoder().encode(new URL(origin).hostname))
  return flags === PRESENT_AND_VERIFIED && sameBytes(authenticatorData.subarray(0, FLAGS_AT), site)
}

const signedBy = (factor: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  const key = keyOf(factor)
  try {
    return key !== null && verify('sha256', message, { key, dsaEncoding: 'der' }, signature)
  } catch {
    return false // not a signature in DER
  }
}

/** Did one of these keys answer `challenge` on a page of ours? */
export const confirms = (
  factors: readonly Uint8Array[],
  challenge: Uint8Array,
  { authenticatorData, clientData, signature }: FactorAssertion,
  origins: readonly string[],
): boolean => {
  const origin = originOf(clientData, challenge, origins)
  if (origin === null || !forUs(authenticatorData, origin)) return false
  const message = Buffer.concat([authenticatorData, sha256(clientData)])
  return factors.some((factor) => signedBy(factor, message, signature))
}
