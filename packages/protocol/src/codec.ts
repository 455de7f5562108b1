/**
 * One deterministic encoding for everything strangers must agree on (SPEC.md ENC-1..6).
 *
 * | kind | bytes |
 * |---|---|
 * | u8 u16 u32 u64 | big-endian; u64 at most 2^53-1 |
 * | fixed(n), id(n) | n raw bytes (an id is hex inside the program) |
 * | blob(max) | u32 length, then that many bytes |
 * | list(item, max) | u32 count, then the items |
 * | option(item) | 0, or 1 and the item; nothing else |
 * | oneOf(names) | u8 index into the names |
 * | struct | its fields in order, nothing between |
 * | variant | u8 tag, then that variant's struct |
 *
 * There is exactly one encoding of a value: a decoder refuses anything else, trailing bytes included. Sizes are checked
 * before anything is allocated. Source: our own, after the canonical forms of RFC 8949 section 4.2 without its generality.
 */
import { fail, ok, type Result } from './result.ts'

export interface Malformed {
  readonly type: 'malformed'
  readonly why: string
}

/** Internal to decoding: turned into a `Malformed` value by `decode`. */
class NotCanonical extends Error {}

const refuse = (why: string): never => {
  throw new NotCanonical(why)
}

/** A growing byte buffer. */
export class Writer {
  #bytes = new Uint8Array(256)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more))
    grown.set(this.#bytes)
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }

  u8(value: number): void {
    this.#room(1)
    this.#bytes[this.#length++] = value
  }

  u16(value: number): void {
    this.#room(2)
    this.#view.setUint16(this.#length, value)
    this.#length += 2
  }

  u32(value: number): void {
    this.#room(4)
    this.#view.setUint32(this.#length, value)
    this.#length += 4
  }

  u64(value: number): void {
    this.u32(Math.floor(value / 0x1_0000_0000))
    this.u32(value % 0x1_0000_0000)
  }

  raw(bytes: Uint8Array): void {
    this.#room(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** The bytes so far, as a copy of their own. */
  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }
}

/** A cursor over bytes that never reads past their end. */
export class Reader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #inPlace: boolean
  #at = 0

  constructor(bytes: Uint8Array, inPlace = false) {
    // A plain view: subclasses may slice without copying (Node's Buffer does).
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#inPlace = inPlace
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  #take(count: number): number {
    const at = this.#at
    if (count > this.#bytes.length - at) refuse('ends too early')
    this.#at = at + count
    return at
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1))
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2))
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4))
  }

  u64(): number {
    const value = this.u32() * 0x1_0000_0000 + this.u32()
    return Number.isSafeInteger(value) ? value : refuse('number above 2^53')
  }

  /** A copy, so that a small value does not keep a large frame alive; a view when reading in place. */
  raw(count: number): Uint8Array {
    const at = this.#take(count)
    return this.#inPlace ? this.#bytes.subarray(at, at + count) : this.#bytes.slice(at, at + count)
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }
}

export interface Codec<T> {
  readonly write: (writer: Writer, value: T) => void
  readonly read: (reader: Reader) => T
}

/** The type a codec speaks of. */
export type Of<C> = C extends Codec<infer T> ? T : never

/** Throws on values the type forbids but cannot express (a broken invariant of ours, never a peer's doing). */
const must = (condition: boolean, what: string): void => {
  if (!condition) throw new RangeError(`cannot encode: ${what}`)
}

const uint = (width: 1 | 2 | 4 | 8): Codec<number> => {
  const name = ({ 1: 'u8', 2: 'u16', 4: 'u32', 8: 'u64' } as const)[width]
  const most = width === 8 ? Number.MAX_SAFE_INTEGER : 2 ** (8 * width) - 1
  return {
    write: (writer, value) => {
      must(Number.isSafeInteger(value) && value >= 0 && value <= most, `${name} ${value}`)
      writer[name](value)
    },
    read: (reader) => reader[name](),
  }
}

export const u8 = uint(1)
export const u16 = uint(2)
export const u32 = uint(4)
export const u64 = uint(8)

export const fixed = (length: number): Codec<Uint8Array> => ({
  write: (writer, value) => {
    must(value.length === length, `${value.length} bytes where ${length} belong`)
    writer.raw(value)
  },
  read: (reader) => reader.raw(length),
})

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Native where the engine has it (ES2026 typed array hex): ids are converted on every commit. */
const native = Uint8Array as unknown as {
  readonly fromHex?: (text: string) => Uint8Array
  readonly prototype: { readonly toHex?: (this: Uint8Array) => string }
}
const nativeToHex = native.prototype.toHex

/** Lower-case hex. */
export const hex = (bytes: Uint8Array): string => {
  if (nativeToHex) return nativeToHex.call(bytes)
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}

/** Bytes of hex text, or null when it is not hex. */
export const unhex = (text: string): Uint8Array | null => {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null
  if (native.fromHex) return native.fromHex(text)
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16))
}

/** Bytes of an id. Throws on anything that is not one. */
export const idBytes = (id: string): Uint8Array => {
  const bytes = unhex(id)
  if (bytes === null) throw new RangeError('not an id')
  return bytes
}

export const id = <T extends string>(length: 16 | 32): Codec<T> => ({
  write: (writer, value) => {
    must(value.length === 2 * length, `id of ${value.length / 2} bytes`)
    writer.raw(idBytes(value))
  },
  read: (reader) => hex(reader.raw(length)) as T,
})

export const blob = (max: number): Codec<Uint8Array> => ({
  write: (writer, value) => {
    must(value.length <= max, `${value.length} bytes, at most ${max}`)
    writer.u32(value.length)
    writer.raw(value)
  },
  read: (reader) => {
    const length = reader.u32()
    if (length > max) refuse(`${length} bytes, at most ${max}`)
    return reader.raw(length)
  },
})

export const list = <T>(item: Codec<T>, max: number): Codec<readonly T[]> => ({
  write: (writer, values) => {
    must(values.length <= max, `${values.length} items, at most ${max}`)
    writer.u32(values.length)
    for (const value of values) item.write(writer, value)
  },
  read: (reader) => {
    const count = reader.u32()
    // Every item takes at least one byte, so a count beyond what is left cannot be honest.
    if (count > max || count > reader.left) refuse(`${count} items, at most ${max}`)
    const values: T[] = []
    for (let n = 0; n < count; n++) values.push(item.read(reader))
    return values
  },
})

export const option = <T>(item: Codec<T>): Codec<T | null> => ({
  write: (writer, value) => {
    writer.u8(value === null ? 0 : 1)
    if (value !== null) item.write(writer, value)
  },
  read: (reader) => {
    const tag = reader.u8()
    if (tag > 1) refuse('option is 0 or 1')
    return tag === 0 ? null : item.read(reader)
  },
})

export const flag: Codec<boolean> = {
  write: (writer, value) => writer.u8(value ? 1 : 0),
  read: (reader) => {
    const tag = reader.u8()
    if (tag > 1) refuse('flag is 0 or 1')
    return tag === 1
  },
}

export const oneOf = <const N extends readonly string[]>(names: N): Codec<N[number]> => ({
  write: (writer, value) => {
    const at = names.indexOf(value)
    must(at >= 0, `unknown name ${value}`)
    writer.u8(at)
  },
  read: (reader) => names[reader.u8()] ?? refuse('unknown name'),
})

type Struct<S> = { readonly [F in keyof S]: Of<S[F]> }

/** Any codec at all: `never` in, `unknown` out would refuse every real one. */
// oxlint-disable-next-line typescript/no-explicit-any
type AnyCodec = Codec<any>

export const struct = <const S extends { readonly [field: string]: AnyCodec }>(shape: S): Codec<Struct<S>> => {
  const fields = Object.entries(shape) as unknown as [keyof S & string, Codec<unknown>][]
  return {
    write: (writer, value) => {
      for (const [field, codec] of fields) codec.write(writer, value[field])
    },
    read: (reader) => {
      const value: Record<string, unknown> = {}
      for (const [field, codec] of fields) value[field] = codec.read(reader)
      return value as Struct<S>
    },
  }
}

type Variants<V> = { readonly [T in keyof V & string]: { readonly t: T } & Of<V[T]> }[keyof V & string]

/** `tags` gives each variant its byte by position: append only, never reorder. */
export const variant = <const V extends { readonly [tag: string]: AnyCodec }>(variants: V): Codec<Variants<V>> => {
  const tags = Object.keys(variants)
  return {
    write: (writer, value) => {
      const at = tags.indexOf(value.t)
      must(at >= 0, `unknown variant ${value.t}`)
      writer.u8(at)
      variants[value.t]!.write(writer, value)
    },
    read: (reader) => {
      const tag = tags[reader.u8()] ?? refuse('unknown variant')
      return { t: tag, ...variants[tag]!.read(reader) } as Variants<V>
    },
  }
}

export const encode = <T>(codec: Codec<T>, value: T): Uint8Array => {
  const writer = new Writer()
  codec.write(writer, value)
  return writer.done()
}

const decodeFrom = <T>(codec: Codec<T>, reader: Reader): Result<T, Malformed> => {
  try {
    const value = codec.read(reader)
    return reader.left === 0 ? ok(value) : fail({ type: 'malformed', why: `${reader.left} bytes too many` })
  } catch (error) {
    if (error instanceof NotCanonical) return fail({ type: 'malformed', why: error.message })
    throw error
  }
}

/** The value, or why these bytes are not one. Never throws on any input. */
export const decode = <T>(codec: Codec<T>, bytes: Uint8Array): Result<T, Malformed> => decodeFrom(codec, new Reader(bytes))

/** The same, but byte fields are views into `bytes`: for values that are used up before `bytes` would be let go. */
export const decodeInPlace = <T>(codec: Codec<T>, bytes: Uint8Array): Result<T, Malformed> => decodeFrom(codec, new Reader(bytes, true))

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at])

/** ASCII only: labels that separate one use of a key or hash from another. */
export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
