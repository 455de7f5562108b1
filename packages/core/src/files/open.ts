/** Opening a sealed file. Nothing of a chunk is given out before that chunk was checked; what was cut off or moved is told apart. */
import { concat, decode, fail, ok, paddedLength, u64, type Result } from '@pergola/protocol'
import { TAG, type Key } from '../crypto/seal.ts'
import type { Pieces } from './seal.ts'
import { blocksOf, CHUNK, openChunk, PREFIX, SIZE_FIELD, type FileProblem } from './stream.ts'

type Opened = Result<Uint8Array, FileProblem>

const malformed = (why: string): Opened => fail({ type: 'malformed', why })

interface Unpadder {
  readonly take: (plaintext: Uint8Array) => Opened
  /** Was this exactly the padding that sealing gives? Another amount would be a second form of the same file. */
  readonly complete: () => boolean
  /** Would the file still lack its end with `more` bytes of plaintext? */
  readonly short: (more: number) => boolean
}

/** Takes the size off the front and the zeros off the end of what the chunks hold. */
const unpadder = (): Unpadder => {
  let size = -1
  let seen = 0
  return {
    take: (plaintext) => {
      let body = plaintext
      if (size < 0) {
        const said = decode(u64, plaintext.slice(0, SIZE_FIELD))
        if (!said.ok) return malformed('no size')
        size = said.value
        body = plaintext.subarray(SIZE_FIELD)
      }
      const own = Math.max(0, Math.min(body.length, size - seen))
      seen += body.length
      return body.subarray(own).every((byte) => byte === 0) ? ok(body.subarray(0, own)) : malformed('padding is not zeros')
    },
    complete: () => size >= 0 && seen + SIZE_FIELD === paddedLength(SIZE_FIELD + size),
    short: (more) => size >= 0 && seen + SIZE_FIELD + more < paddedLength(SIZE_FIELD + size),
  }
}

interface Opener {
  /** Lazily: a chunk is opened when it is asked for, so nothing is done after a failure. */
  readonly push: (piece: Uint8Array) => Iterable<Opened>
  readonly end: () => Iterable<Opened>
}

const opener = (key: Key<'file'>): Opener => {
  const blocks = blocksOf(CHUNK + TAG)
  const contents = unpadder()
  let prefix = new Uint8Array()
  let chunk = 0
  const open = (sealed: Uint8Array, last: boolean): Opened => {
    const plaintext = openChunk(key, prefix, chunk, last, sealed)
    if (plaintext !== null) {
      chunk += 1
      return contents.take(plaintext)
    }
    if (openChunk(key, prefix, chunk, !last, sealed) === null) return fail({ type: 'tampered', chunk })
    return fail({ type: last ? 'truncated' : 'trailing' })
  }
  const afterPrefix = (piece: Uint8Array): Uint8Array => {
    const missing = PREFIX - prefix.length
    prefix = Uint8Array.from(concat(prefix, piece.subarray(0, missing)))
    return piece.subarray(missing)
  }
  return {
    *push(piece) {
      for (const sealed of blocks.take(afterPrefix(piece))) yield open(sealed, false)
    },
    *end() {
      const sealed = blocks.rest()
      if (sealed.length <= TAG) return yield fail({ type: 'truncated' })
      const last = open(sealed, true)
      if (!last.ok && last.problem.type === 'tampered' && contents.short(sealed.length - TAG)) return yield fail({ type: 'truncated' })
      yield last.ok && !contents.complete() ? malformed('padding of another size') : last
    },
  }
}

/**
 * The file's bytes in order, each piece checked. A failure is the last thing that comes; a file is whole only when the
 * generator ends without one.
 */
export const openFile = async function* (key: Key<'file'>, pieces: Pieces): AsyncGenerator<Opened> {
  const { push, end } = opener(key)
  for await (const piece of pieces) {
    for (const opened of push(piece)) {
      yield opened
      if (!opened.ok) return
    }
  }
  yield* end()
}

/** A sealed file that fits in memory, in one go. */
export const openBytes = (key: Key<'file'>, sealed: Uint8Array): Opened => {
  const { push, end } = opener(key)
  const pieces: Uint8Array[] = []
  for (const step of [() => push(sealed), end]) {
    for (const opened of step()) {
      if (!opened.ok) return opened
      pieces.push(opened.value)
    }
  }
  return ok(concat(...pieces))
}
