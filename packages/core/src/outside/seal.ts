/**
 * A file behind a link. The link's fragment holds 32 random bytes, the secret, and nothing else of it ever leaves the browsers at its
 * two ends; token and key are derived from it (HKDF-SHA-256). The relay keeps the sealed bytes under SHA-256(label, token).
 *
 * | bytes | what |
 * |---|---|
 * | 24 | nonce |
 * | rest | XChaCha20-Poly1305 under the key of: u32 length ‖ content as UTF-8 JSON ‖ attached files one after the other ‖ zeros up to the next PADMÉ step |
 *
 * Limits: content at most 1 MiB, attached files at most 20 and 10 MB together. Whatever does not open, is not padded exactly so, is not a
 * content in this form or names other sizes than what follows is null.
 */
import { LIMITS, concat, decode, encode, paddedLength, u32 } from '@pergola/protocol'
import { derive, openBox, sealBox, NONCE } from '../crypto/seal.ts'
import { bytesToUtf8, utf8ToBytes } from '../text/index.ts'
import type { OpenedOutside, OutsideContent } from './model.ts'
import { readContent } from './readContent.ts'

export const SECRET_BYTES = 32
export const MOST_CONTENT_BYTES = 1024 * 1024
/** Of all attached files together: what a phone opens at once, and a slow line brings while the link still lives. */
export const MOST_ATTACHED_BYTES = 10_000_000
export const MOST_ATTACHED = 20
const LENGTH = 4

export const tokenOf = (secret: Uint8Array): Uint8Array => derive(secret, 'parcel token')
const keyOf = (secret: Uint8Array): Uint8Array => derive(secret, 'parcel key')

const sizeOf = (attached: readonly number[]): number => attached.reduce((sum, bytes) => sum + bytes, 0)

/** Not more, and not larger, than such a file can hold. */
export const canAttach = (sizes: readonly number[]): boolean => sizes.length <= MOST_ATTACHED && sizeOf(sizes) <= MOST_ATTACHED_BYTES

/** `nonce`: 24 fresh random bytes. `attached`: the files that the content names. null when it is too large. */
export const sealOutside = (
  secret: Uint8Array,
  nonce: Uint8Array,
  content: OutsideContent,
  attached: readonly Uint8Array[] = [],
): Uint8Array | null => {
  if (secret.length !== SECRET_BYTES || nonce.length !== NONCE) throw new RangeError('a secret has 32 bytes, a nonce 24')
  const text = utf8ToBytes(JSON.stringify(content))
  const sizes = attached.map((bytes) => bytes.length)
  if (text.length > MOST_CONTENT_BYTES || !canAttach(sizes)) return null
  const length = LENGTH + text.length + sizeOf(sizes)
  const padding = new Uint8Array(paddedLength(length) - length)
  return sealBox(keyOf(secret), nonce, concat(encode(u32, text.length), text, ...attached, padding))
}

export const openOutside = (secret: Uint8Array, sealed: Uint8Array): OpenedOutside | null => {
  if (secret.length !== SECRET_BYTES || sealed.length > LIMITS.parcelBytes) return null
  const plain = openBox(keyOf(secret), sealed)
  const said = plain && decode(u32, plain.slice(0, LENGTH))
  if (!plain || !said?.ok || said.value > plain.length - LENGTH) return null
  const content = readContent(parsed(plain.subarray(LENGTH, LENGTH + said.value)))
  const attached = content && attachedIn(plain, LENGTH + said.value, content)
  return content && attached && { content, attached }
}

/** Each in memory of its own. null when what follows the content is not exactly what it names. */
const attachedIn = (plain: Uint8Array, from: number, { files }: OutsideContent): readonly Uint8Array[] | null => {
  const sizes = (files ?? []).map(({ bytes }) => bytes)
  if (!canAttach(sizes) || paddedLength(from + sizeOf(sizes)) !== plain.length) return null
  const starts = sizes.map((_, at) => from + sizeOf(sizes.slice(0, at)))
  return sizes.map((bytes, at) => plain.slice(starts[at]!, starts[at]! + bytes))
}

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(bytesToUtf8(bytes))
  } catch {
    return null
  }
}
