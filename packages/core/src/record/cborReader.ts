/**
 * Reads what cborWriter.ts writes and nothing else: whatever has another encoding, a forbidden name, or is larger or deeper
 * than allowed is refused, and nothing is allocated for a length that the bytes do not have.
 */
import { bytesToUtf8, utf8ToBytes } from '../text/index.ts'
import { isForbiddenKey } from './keys.ts'
import { fail, ok, type Result } from './result.ts'

export interface CborBounds {
  readonly bytes: number
  /** Lists and maps within each other. */
  readonly depth: number
  /** UTF-8 bytes of all text. */
  readonly textBytes: number
}

export type CborProblem = 'too_large' | 'too_deep' | 'malformed' | 'not_canonical' | 'forbidden_key'

/** Leaves the reading from any depth; never leaves this file. */
class Refused extends Error {
  readonly problem: CborProblem

  constructor(problem: CborProblem) {
    super(problem)
    this.problem = problem
  }
}

const refuse = (problem: CborProblem): never => {
  throw new Refused(problem)
}

export const fromCbor = (bytes: Uint8Array, bounds: CborBounds): Result<unknown, CborProblem> => {
  if (bytes.length > bounds.bytes) return fail('too_large')
  const reader = new CborReader(bytes, bounds)
  try {
    const value = reader.read(0)
    return reader.isAtEnd ? ok(value) : fail('malformed')
  } catch (error) {
    if (error instanceof Refused) return fail(error.problem)
    throw error
  }
}

/** Additional information 24..27: the bytes that follow, and the least value that needs so many. */
const WIDTHS = [1, 2, 4, 8] as const
const LEAST = [24, 0x100, 0x1_0000, 0x1_0000_0000] as const

class CborReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #deepest: number
  #textLeft: number
  #at = 0

  constructor(bytes: Uint8Array, bounds: CborBounds) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#deepest = bounds.depth
    this.#textLeft = bounds.textBytes
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  read(depth: number): unknown {
    const first = this.#byte()
    const info = first & 31
    switch (first >> 5) {
      case 0:
        return this.#value(info)
      case 1:
        return this.#negative(info)
      case 2:
        return this.#raw(this.#value(info)).slice()
      case 3:
        return this.#text(this.#value(info))
      case 4:
        return this.#list(this.#value(info), depth + 1)
      case 5:
        return this.#map(this.#value(info), depth + 1)
      case 7:
        return this.#simple(info)
      default:
        return refuse('malformed')
    }
  }

  #byte(): number {
    return this.#bytes[this.#at++] ?? refuse('malformed')
  }

  /** The number, length or count of a head, in its shortest form. */
  #value(info: number): number {
    if (info < 24) return info
    const width = WIDTHS[info - 24] ?? refuse('malformed')
    const at = this.#at
    if (at + width > this.#bytes.length) refuse('malformed')
    this.#at = at + width
    const value = this.#uint(at, width)
    if (value < (LEAST[info - 24] as number)) refuse('not_canonical')
    return Number.isSafeInteger(value) ? value : refuse('malformed')
  }

  #uint(at: number, width: 1 | 2 | 4 | 8): number {
    if (width === 1) return this.#view.getUint8(at)
    if (width === 2) return this.#view.getUint16(at)
    return width === 4 ? this.#view.getUint32(at) : this.#view.getUint32(at) * 0x1_0000_0000 + this.#view.getUint32(at + 4)
  }

  #negative(info: number): number {
    const value = -1 - this.#value(info)
    return Number.isSafeInteger(value) ? value : refuse('malformed')
  }

  #simple(info: number): boolean | null | number {
    if (info === 20 || info === 21) return info === 21
    if (info === 22) return null
    if (info === 25 || info === 26) return refuse('not_canonical')
    if (info !== 27 || this.#at + 8 > this.#bytes.length) return refuse('malformed')
    const value = this.#view.getFloat64(this.#at)
    this.#at += 8
    if (!Number.isFinite(value)) return refuse('malformed')
    return Number.isSafeInteger(value) ? refuse('not_canonical') : value
  }

  /** A view of the next bytes. */
  #raw(length: number): Uint8Array {
    const at = this.#at
    if (length > this.#bytes.length - at) refuse('malformed')
    this.#at = at + length
    return this.#bytes.subarray(at, at + length)
  }

  #text(length: number): string {
    if (length > this.#bytes.length - this.#at) refuse('malformed')
    this.#textLeft -= length
    if (this.#textLeft < 0) refuse('too_large')
    return (length <= SHORT ? this.#shortAscii(length) : null) ?? utf8Of(this.#raw(length))
  }

  /** Most text is a short code: read letter by letter. null, with nothing read, for any other. */
  #shortAscii(length: number): string | null {
    let text = ''
    for (let i = this.#at; i < this.#at + length; i++) {
      const byte = this.#bytes[i] as number
      if (byte > 0x7f) return null
      text += String.fromCharCode(byte)
    }
    this.#at += length
    return text
  }

  #list(count: number, depth: number): unknown[] {
    this.#enter(count, depth)
    const list: unknown[] = []
    for (let i = 0; i < count; i++) list.push(this.read(depth))
    return list
  }

  #map(count: number, depth: number): Record<string, unknown> {
    this.#enter(count * 2, depth)
    const map: Record<string, unknown> = {}
    let before = -1
    let beforeEnd = 0
    for (let i = 0; i < count; i++) {
      const start = this.#at
      const first = this.#byte()
      if (first >> 5 !== 3) refuse('malformed')
      const key = this.#text(this.#value(first & 31))
      if (before >= 0 && !this.#isAfter(before, beforeEnd, start, this.#at)) refuse('not_canonical')
      if (isForbiddenKey(key)) refuse('forbidden_key')
      before = start
      beforeEnd = this.#at
      map[key] = this.read(depth)
    }
    return map
  }

  #enter(items: number, depth: number): void {
    if (depth > this.#deepest) refuse('too_deep')
    if (items > this.#bytes.length - this.#at) refuse('malformed')
  }

  /** True when the encoded key at `b` comes after the one at `a`, byte by byte. */
  #isAfter(a: number, aEnd: number, b: number, bEnd: number): boolean {
    for (let i = 0; a + i < aEnd && b + i < bEnd; i++) {
      const order = (this.#bytes[b + i] as number) - (this.#bytes[a + i] as number)
      if (order !== 0) return order > 0
    }
    return false
  }
}

const SHORT = 32

/** Strict UTF-8. The decoder of the platform drops a leading byte order mark and mends what is broken; neither may pass. */
const utf8Of = (bytes: Uint8Array): string => {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const text = (hasMark ? '\ufeff' : '') + bytesToUtf8(bytes)
  return text.includes('\ufffd') && !isUtf8Of(text, bytes) ? refuse('malformed') : text
}

const isUtf8Of = (text: string, bytes: Uint8Array): boolean => {
  const again = utf8ToBytes(text)
  return again.length === bytes.length && again.every((byte, i) => byte === bytes[i])
}
