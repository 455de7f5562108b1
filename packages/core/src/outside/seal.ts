/**
 * A file behind a link. The link's fragment holds 32 random bytes, the secret, and nothing else of it ever leaves the browsers at its
 * two ends; token and key are derived from it (HKDF-SHA-256). The relay keeps the sealed bytes under SHA-256(label, token).
 *
 * | bytes | what |
 * |---|---|
 * | 24 | nonce |
 * | rest | XChaCha20-Poly1305 under the key of: u32 length ‖ content as UTF-8 JSON ‖ zeros up to the next PADMÉ step |
 *
 * Limits: content at most 1 MiB. Whatever does not open, is not padded exactly so or is not a content in this form is null.
 */
import { LIMITS, concat, decode, encode, paddedLength, u32 } from '@pergola/protocol'
import { derive, openBox, sealBox, NONCE } from '../crypto/seal.ts'
import { bytesToUtf8, utf8ToBytes } from '../text/index.ts'
import type { OutsideContent } from './model.ts'
import { readContent } from './readContent.ts'

export const SECRET_BYTES = 32
export const MOST_CONTENT_BYTES = 1024 * 1024
const LENGTH = 4

export const tokenOf = (secret: Uint8Array): Uint8Array => derive(secret, 'parcel token')
const keyOf = (secret: Uint8Array): Uint8Array => derive(secret, 'parcel key')

/** `nonce`: 24 fresh random bytes. null when it is too large. */
export const sealOutside = (secret: Uint8Array, nonce: Uint8Array, content: OutsideContent): Uint8Array | null => {
  if (secret.length !== SECRET_BYTES || nonce.length !== NONCE) throw new RangeError('a secret has 32 bytes, a nonce 24')
  const text = utf8ToBytes(JSON.stringify(content))
  if (text.length > MOST_CONTENT_BYTES) return null
  const length = LENGTH + text.length
  return sealBox(keyOf(secret), nonce, concat(encode(u32, text.length), text, new Uint8Array(paddedLength(length) - length)))
}

export const openOutside = (secret: Uint8Array, sealed: Uint8Array): OutsideContent | null => {
  if (secret.length !== SECRET_BYTES || sealed.length > LIMITS.parcelBytes) return null
  const plain = openBox(keyOf(secret), sealed)
  const said = plain && decode(u32, plain.slice(0, LENGTH))
  if (!plain || !said?.ok || said.value > plain.length - LENGTH || paddedLength(LENGTH + said.value) !== plain.length) return null
  return readContent(parsed(plain.subarray(LENGTH, LENGTH + said.value)))
}

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(bytesToUtf8(bytes))
  } catch {
    return null
  }
}
