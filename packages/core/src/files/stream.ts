/**
 * Sealed files: what stands in a blob on the relay. STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015) in the shape of
 * the age format (age-encryption.org/v1, "Payload"), with XChaCha20-Poly1305. Rules: SPEC.md FILE-*.
 *
 * | part | bytes | |
 * |---|---|---|
 * | prefix | 16 | random, new for each file |
 * | chunk 0 … n-1 | 65,536 + 16 each, the last 1 to 65,536 + 16 | nonce = prefix ‖ chunk number (7, big-endian) ‖ 1 if last, else 0 |
 *
 * The plaintext of all chunks together: true size (u64), the file, zeros up to `paddedLength` (protocol: 256 … 4 K, then PADMÉ).
 * Key: 32 random bytes, used for this file only. Name, type, key and SHA-256 stand in the operation or envelope that names
 * the blob; nothing about the file is in the blob but its padded size. Errors: truncated, trailing, tampered, malformed.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { concat, paddedLength } from '@pergola/protocol'
import { TAG, type Key } from '../crypto/seal.ts'

export const CHUNK = 65_536
export const PREFIX = 16
/** The true size, before the file itself. */
export const SIZE_FIELD = 8

export type FileProblem =
  | { readonly type: 'malformed'; readonly why: string }
  /** The end is missing: cut at a chunk's border or inside one. */
  | { readonly type: 'truncated' }
  /** Something follows the last chunk. */
  | { readonly type: 'trailing' }
  /** `chunk`, counted from 0, is not the one that was sealed there: changed, swapped, from another file, or the key is another. */
  | { readonly type: 'tampered'; readonly chunk: number }

/** Bytes of the blob for a file of `size` bytes. */
export const sealedSize = (size: number): number => {
  const padded = paddedLength(SIZE_FIELD + size)
  return PREFIX + padded + TAG * Math.ceil(padded / CHUNK)
}

/** 16 + 7 + 1 bytes. Chunk numbers stay below 2^32: 256 TiB. */
const nonceOf = (prefix: Uint8Array, chunk: number, last: boolean): Uint8Array => {
  const tail = new Uint8Array(8)
  new DataView(tail.buffer).setUint32(3, chunk)
  tail[7] = last ? 1 : 0
  return concat(prefix, tail)
}

export const sealChunk = (key: Key<'file'>, prefix: Uint8Array, chunk: number, last: boolean, plaintext: Uint8Array): Uint8Array =>
  xchacha20poly1305(key, nonceOf(prefix, chunk, last)).encrypt(plaintext)

/** The plaintext, or null when this is not that chunk. */
export const openChunk = (key: Key<'file'>, prefix: Uint8Array, chunk: number, last: boolean, sealed: Uint8Array): Uint8Array | null => {
  try {
    return xchacha20poly1305(key, nonceOf(prefix, chunk, last)).decrypt(sealed)
  } catch {
    // The library throws one and the same error for every reason, as it should.
    return null
  }
}

/** Pieces of any length in, blocks of exactly `length` out: only while more follows, so that the last block is never among them. */
export interface Blocks {
  readonly take: (piece: Uint8Array) => readonly Uint8Array[]
  /** What is left: the last block, at most `length` bytes. */
  readonly rest: () => Uint8Array
}

export const blocksOf = (length: number): Blocks => {
  let held: Uint8Array[] = []
  let count = 0
  return {
    take: (piece) => {
      held.push(piece)
      count += piece.length
      if (count <= length) return []
      const whole = concat(...held)
      const blocks: Uint8Array[] = []
      let at = 0
      for (; count - at > length; at += length) blocks.push(whole.subarray(at, at + length))
      // A copy: what is left must not keep a large piece alive.
      held = [whole.slice(at)]
      count -= at
      return blocks
    },
    rest: () => concat(...held),
  }
}
