import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as protocol from './index.ts'
import {
  LABELS,
  blob,
  decode,
  decodeInPlace,
  encode,
  fixed,
  flag,
  hex,
  id,
  list,
  oneOf,
  option,
  sameBytes,
  struct,
  u16,
  u32,
  u64,
  u8,
  unhex,
  variant,
  type Codec,
} from './index.ts'

const bytes = (text: string): Uint8Array => unhex(text.replaceAll(' ', ''))!
const refused = (codec: Codec<unknown>, text: string): string => {
  const value = decode(codec, bytes(text))
  return value.ok ? 'decoded' : value.problem.why
}

/** Every codec that this package exports: what a stranger may send. */
const CODECS = Object.entries(protocol).filter((entry): entry is [string, Codec<unknown>] => {
  const value: unknown = entry[1]
  return typeof value === 'object' && value !== null && 'read' in value && 'write' in value
})

const shape = struct({
  a: u8,
  name: blob(4),
  maybe: option(u16),
  kind: oneOf(['x', 'y'] as const),
  many: list(u8, 3),
  yes: flag,
  who: id<string>(16),
})

describe('one value, one encoding', () => {
  it('ENC-3 numbers are big-endian and bounded', () => {
    expect(hex(encode(u16, 258))).toBe('0102')
    expect(hex(encode(u32, 1))).toBe('00000001')
    expect(hex(encode(u64, 2 ** 40 + 5))).toBe('0000010000000005')
    expect(refused(u64, '0020000000000000')).toContain('2^53')
    expect(() => encode(u8, 256)).toThrow(RangeError)
    expect(() => encode(u32, -1)).toThrow(RangeError)
    expect(() => encode(u64, 0.5)).toThrow(RangeError)
  })

  it('ENC-2 bytes too many or too few are refused', () => {
    expect(refused(u16, '010203')).toContain('too many')
    expect(refused(u16, '01')).toContain('too early')
    expect(refused(blob(9), '00000003 0102')).toContain('too early')
  })

  it('ENC-4 a size beyond its limit, or beyond what is there, is refused before anything is allocated', () => {
    expect(refused(blob(4), '00000005 0102030405')).toContain('at most 4')
    expect(refused(list(u8, 3), '00000004 01020304')).toContain('at most 3')
    expect(refused(list(u8, 4_000_000_000), 'ffffffff')).toContain('items')
    expect(() => encode(blob(2), new Uint8Array(3))).toThrow(RangeError)
    expect(() => encode(list(u8, 1), [1, 2])).toThrow(RangeError)
    expect(() => encode(fixed(2), new Uint8Array(3))).toThrow(RangeError)
  })

  it('ENC-5 options and flags are 0 or 1, names and variants are known ones', () => {
    expect(refused(option(u8), '02 01')).toContain('option')
    expect(refused(flag, '02')).toContain('flag')
    expect(refused(oneOf(['x']), '01')).toContain('name')
    expect(refused(variant({ x: struct({}) }), '01')).toContain('variant')
    expect(() => encode(oneOf(['x']), 'y' as 'x')).toThrow(RangeError)
    expect(() => encode(id<string>(16), 'AB'.repeat(16))).toThrow(RangeError)
  })

  it('ENC-1 what is encoded decodes to itself', () => {
    const value = fc.record({
      a: fc.integer({ min: 0, max: 255 }),
      name: fc.uint8Array({ maxLength: 4 }),
      maybe: fc.option(fc.integer({ min: 0, max: 65535 })),
      kind: fc.constantFrom('x' as const, 'y' as const),
      many: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 3 }),
      yes: fc.boolean(),
      who: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(hex),
    })
    fc.assert(
      fc.property(value, (given) => {
        expect(decode(shape, encode(shape, given))).toEqual({ ok: true, value: given })
      }),
    )
  })
})

describe('bytes from strangers', () => {
  const holdsUp = (codec: Codec<unknown>, given: Uint8Array): void => {
    const value = decode(codec, given)
    if (value.ok) expect(sameBytes(encode(codec, value.value), given)).toBe(true)
  }

  it('ENC-6 no bytes make any codec throw, and whatever decodes encodes to the same bytes (ENC-1)', () => {
    expect(CODECS.length).toBeGreaterThan(35)
    for (const [, codec] of CODECS)
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300, size: 'max' }), (given) => holdsUp(codec, given)),
        { numRuns: 60 },
      )
  })

  it('ENC-6 small numbers first, where lengths and tags are likely to be right', () => {
    const likely = fc.array(
      fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 255 })),
      { maxLength: 400, size: 'max' },
    )
    for (const [, codec] of CODECS)
      fc.assert(
        fc.property(likely, (given) => holdsUp(codec, Uint8Array.from(given))),
        { numRuns: 60 },
      )
  })

  it('ENC-1 values read in place are the same, and a copy does not change with the frame', () => {
    const frame = Buffer.from(encode(blob(8), Uint8Array.of(1, 2, 3)))
    const [copied, inPlace] = [decode(blob(8), frame), decodeInPlace(blob(8), frame)]
    frame[4] = 9
    expect(copied).toEqual({ ok: true, value: Uint8Array.of(1, 2, 3) })
    expect(inPlace).toEqual({ ok: true, value: Uint8Array.of(9, 2, 3) })
  })

  it('ENC-1 hex is lower case and whole', () => {
    for (const text of ['AB', 'a', 'zz', '0x']) expect(unhex(text)).toBeNull()
    expect(hex(unhex('00ff10')!)).toBe('00ff10')
  })
})

it('ENC-7 every use of a hash or signature starts with a label of its own, and no label starts another', () => {
  const labels = Object.values(LABELS).map((label) => String.fromCharCode(...label))
  for (const one of labels) expect(labels.filter((other) => other.startsWith(one))).toEqual([one])
})
