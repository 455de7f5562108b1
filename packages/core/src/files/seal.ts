/** Sealing a file, piece by piece, so that a large one never stands in memory whole. */
import { concat, encode, paddedLength, u64 } from '@pergola/protocol'
import type { Key } from '../crypto/seal.ts'
import { blocksOf, CHUNK, PREFIX, sealChunk, SIZE_FIELD } from './stream.ts'

export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

interface Sealer {
  readonly push: (piece: Uint8Array) => readonly Uint8Array[]
  readonly end: () => readonly Uint8Array[]
}

/** Zeros are made a chunk at a time: PADMÉ may ask for megabytes. */
const zeros = function* (count: number): Generator<Uint8Array> {
  for (let left = count; left > 0; left -= CHUNK) yield new Uint8Array(Math.min(left, CHUNK))
}

const sealer = (key: Key<'file'>, prefix: Uint8Array, size: number): Sealer => {
  if (prefix.length !== PREFIX) throw new RangeError(`a prefix has ${PREFIX} bytes`)
  const blocks = blocksOf(CHUNK)
  let chunk = 0
  let seen = 0
  const seal = (block: Uint8Array): Uint8Array => sealChunk(key, prefix, chunk++, false, block)
  blocks.take(encode(u64, size))
  return {
    push: (piece) => {
      seen += piece.length
      if (seen > size) throw new RangeError('more bytes than the file was said to have')
      return blocks.take(piece).map(seal)
    },
    end: () => {
      if (seen !== size) throw new RangeError('fewer bytes than the file was said to have')
      const sealed: Uint8Array[] = []
      for (const piece of zeros(paddedLength(SIZE_FIELD + size) - SIZE_FIELD - size)) sealed.push(...blocks.take(piece).map(seal))
      sealed.push(sealChunk(key, prefix, chunk, true, blocks.rest()))
      return sealed
    },
  }
}

/**
 * The blob's bytes in order. `prefix`: 16 fresh random bytes. `size`: what all pieces hold together.
 * Throws when the pieces hold more or less than `size`: a file that changed while it was read is not sealed as if it were whole.
 */
export const sealFile = async function* (key: Key<'file'>, prefix: Uint8Array, size: number, pieces: Pieces): AsyncGenerator<Uint8Array> {
  const { push, end } = sealer(key, prefix, size)
  yield prefix
  for await (const piece of pieces) yield* push(piece)
  yield* end()
}

/** A file that fits in memory, in one go. */
export const sealBytes = (key: Key<'file'>, prefix: Uint8Array, plaintext: Uint8Array): Uint8Array => {
  const { push, end } = sealer(key, prefix, plaintext.length)
  return concat(prefix, ...push(plaintext), ...end())
}
