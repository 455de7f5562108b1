/** Words under a key of a shelf: XChaCha20-Poly1305 over canonical CBOR, bound to the message they belong to. */
import { ascii } from '@pergola/protocol'
import { openBox, sealBox } from '../crypto/seal.ts'
import { fromCbor } from '../record/cborReader.ts'
import { toCbor } from '../record/cborWriter.ts'
import { LIMITS } from '../record/limits.ts'
import type { Fields, RecordId, Value } from '../record/model.ts'
import { asMap } from '../record/read.ts'

const BOUNDS = { bytes: LIMITS.payloadBytes, depth: LIMITS.depth, textBytes: LIMITS.textBytes }

const bound = (message: RecordId): Uint8Array => ascii(`pergola/1 words\0${message}`)

/** `nonce`: 24 random bytes. Throws for what no operation could hold (a broken invariant: texts are measured before). */
export const sealWords = (key: Uint8Array, nonce: Uint8Array, message: RecordId, words: Fields): Uint8Array => {
  const written = toCbor(words)
  if (!written.ok) throw new Error(`words that cannot be written: ${written.problem}`)
  return sealBox(key, nonce, written.value, bound(message))
}

/** Null when this key does not open them, or they belong to another message. */
export const openWords = (key: Uint8Array, message: RecordId, sealed: Uint8Array): Fields | null => {
  const plain = openBox(key, sealed, bound(message))
  const read = plain && fromCbor(plain, BOUNDS)
  return read?.ok ? asMap(read.value as Value) : null
}
