/**
 * Plain data as CBOR, in one way only (RFC 8949, section 4.2.1): shortest heads, definite lengths, keys in the order of their
 * bytes, no tags. Numbers that are no safe integers are 64-bit floats. Own code because a commit is read on every device that
 * may see it, a quarter of a million of them on a new one: about six times the rate of the general library, which stays the
 * second opinion in the tests.
 */
import { utf8ToBytes } from '../text/index.ts'
import { utf8Length } from './text.ts'
import { fail, ok, type Result } from './result.ts'

/** Deeper than anything that is ever read back: ends a value that contains itself. */
const DEEPEST = 64

/** The value has no encoding: not a number, not text that can be written, not plain data. */
class Unwritable extends Error {}

/** Plain data, lists, `Map`s with text keys and bytes. Fails for NaN, infinities, -0, undefined, lone surrogates and objects of a class. */
export const toCbor = (value: unknown): Result<Uint8Array, 'malformed'> => {
  const writer = new CborWriter()
  try {
    writer.write(value, 0)
  } catch (error) {
    if (error instanceof Unwritable) return fail('malformed')
    throw error
  }
  return ok(writer.done())
}

class CborWriter {
  #bytes = new Uint8Array(512)
  #view = new DataView(this.#bytes.buffer)
  #at = 0

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#at)
  }

  write(value: unknown, depth: number): void {
    if (typeof value === 'string') return this.#text(value)
    if (typeof value === 'number') return this.#number(value)
    if (value === null || typeof value === 'boolean') return this.#head(7, value === null ? 22 : value ? 21 : 20)
    if (typeof value !== 'object' || depth > DEEPEST) throw new Unwritable()
    if (value instanceof Uint8Array) return this.#raw(2, value)
    if (Array.isArray(value)) return this.#list(value, depth)
    if (value instanceof Map)
      return this.#map(
        [...(value as ReadonlyMap<string, unknown>).keys()],
        (key) => (value as ReadonlyMap<string, unknown>).get(key),
        depth,
      )
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) throw new Unwritable()
    const record = value as Readonly<Record<string, unknown>>
    this.#map(Object.keys(record), (key) => record[key], depth)
  }

  #list(list: readonly unknown[], depth: number): void {
    this.#head(4, list.length)
    for (const part of list) this.write(part, depth + 1)
  }

  #map(keys: string[], valueOf: (key: string) => unknown, depth: number): void {
    this.#head(5, keys.length)
    for (const key of keys.sort(byBytes)) {
      this.#text(key)
      this.write(valueOf(key), depth + 1)
    }
  }

  #number(value: number): void {
    if (!Number.isFinite(value) || Object.is(value, -0)) throw new Unwritable()
    if (Number.isSafeInteger(value)) return value < 0 ? this.#head(1, -1 - value) : this.#head(0, value)
    this.#room(9)
    this.#bytes[this.#at] = 0xfb
    this.#view.setFloat64(this.#at + 1, value)
    this.#at += 9
  }

  #text(text: string): void {
    if (text.length > SHORT || !this.#shortAscii(text)) {
      if (!text.isWellFormed()) throw new Unwritable()
      this.#raw(3, utf8ToBytes(text))
    }
  }

  /** Most text is a short code: written letter by letter. False, with nothing written, for any other. */
  #shortAscii(text: string): boolean {
    this.#room(2 + SHORT)
    const start = this.#at
    this.#head(3, text.length)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit > 0x7f) {
        this.#at = start
        return false
      }
      this.#bytes[this.#at++] = unit
    }
    return true
  }

  #raw(major: 2 | 3, bytes: Uint8Array): void {
    this.#head(major, bytes.length)
    this.#room(bytes.length)
    this.#bytes.set(bytes, this.#at)
    this.#at += bytes.length
  }

  /** Major type and value, length or count in its shortest form. */
  #head(major: number, value: number): void {
    this.#room(9)
    const type = major << 5
    if (value < 24) this.#bytes[this.#at++] = type | value
    else if (value < 0x100) this.#sized(type | 24, 1, value)
    else if (value < 0x1_0000) this.#sized(type | 25, 2, value)
    else if (value < 0x1_0000_0000) this.#sized(type | 26, 4, value)
    else this.#sized(type | 27, 8, value)
  }

  #sized(first: number, width: 1 | 2 | 4 | 8, value: number): void {
    const at = this.#at + 1
    this.#bytes[this.#at] = first
    if (width === 1) this.#bytes[at] = value
    else if (width === 2) this.#view.setUint16(at, value)
    else if (width === 4) this.#view.setUint32(at, value)
    else {
      this.#view.setUint32(at, Math.floor(value / 0x1_0000_0000))
      this.#view.setUint32(at + 4, value % 0x1_0000_0000)
    }
    this.#at = at + width
  }

  #room(more: number): void {
    if (this.#at + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + more))
    grown.set(this.#bytes)
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }
}

const SHORT = 64

/** The order of the encoded keys: shorter first, then by code point (UTF-8 keeps that order, UTF-16 does not). */
const byBytes = (a: string, b: string): number => utf8Length(a) - utf8Length(b) || byPoints(a, b)

const byPoints = (a: string, b: string): number => {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

/** Halves of pairs stand for code points above every single unit. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit)
