import { encode, rfc8949EncodeOptions } from 'cborg'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePayload, encodePayload } from './encode.ts'
import { LIMITS } from './limits.ts'
import type { Payload, Value } from './model.ts'
import { hlcAt } from './hlc.ts'

const at = hlcAt(Date.UTC(2026, 2, 1))
const saying = (f: Record<string, Value>): Payload => ({ at, ops: [{ o: 'set', c: 'case', i: 'main', f }] })
const bytesOf = (payload: Payload): Uint8Array => {
  const encoded = encodePayload(payload)
  if (!encoded.ok) throw new Error(encoded.problem.type)
  return encoded.value
}
const problemOf = (bytes: Uint8Array): string => {
  const read = decodePayload(bytes)
  return read.ok ? 'read' : read.problem.type
}

const name = fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/).filter((key) => !(key in Object.prototype) && key !== 'prototype')
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => value.isWellFormed())
const leaf = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 8 }),
  fc.maxSafeInteger().map((n) => n + 0),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
)
const value: fc.Arbitrary<Value> = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(name, fc.array(leaf, { maxLength: 2 }), { maxKeys: 3, noNullPrototype: true }),
) as fc.Arbitrary<Value>
const payload: fc.Arbitrary<Payload> = fc.record({
  at: fc.nat().map((ms) => hlcAt(ms)),
  ops: fc.array(
    fc.oneof(
      fc.record({ o: fc.constant('set' as const), c: name, i: name, f: fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true }) }),
      fc.record({ o: fc.constantFrom('add' as const, 'rem' as const), c: name, i: name, f: name, v: name }),
      fc.record({
        o: fc.constant('note' as const),
        c: name,
        i: name,
        f: fc.dictionary(name, value, { maxKeys: 2, noNullPrototype: true }),
        revises: name,
      }),
    ),
    { maxLength: 4 },
  ),
}) as fc.Arbitrary<Payload>

test('REC-13 what is written is read back the same', () => {
  fc.assert(
    fc.property(payload, (said) => {
      expect(decodePayload(bytesOf(said))).toEqual({ ok: true, value: said })
    }),
    { numRuns: 300 },
  )
})

test('REC-13 the bytes are those that another implementation of deterministic CBOR writes', () => {
  fc.assert(
    fc.property(payload, (said) => {
      expect([...bytesOf(said)]).toEqual([...encode(said, { ...rfc8949EncodeOptions, float64: true })])
    }),
    { numRuns: 300 },
  )
  const keys = {
    z: 1,
    aa: 2,
    é: 3,
    '\uffee': 4,
    '\u{1f600}': 5,
    ['k'.repeat(30)]: 6,
    text: 'ü'.repeat(200),
    mark: '\ufeffx',
    broken: '\ufffd',
  }
  expect([...bytesOf(saying(keys))]).toEqual([...encode(saying(keys), rfc8949EncodeOptions)])
  expect(decodePayload(bytesOf(saying(keys)))).toEqual({ ok: true, value: saying(keys) })
})

test('REC-13 the bytes do not depend on the order in which fields were typed', () => {
  expect(bytesOf(saying({ a: 1, longer: 2, b: 3 }))).toEqual(bytesOf(saying({ b: 3, a: 1, longer: 2 })))
})

test('REC-14 bytes with one byte changed, cut or added are refused or are the one encoding of what they now say', () => {
  fc.assert(
    fc.property(payload, fc.nat(), fc.nat({ max: 255 }), fc.constantFrom('change', 'cut', 'add'), (said, where, byte, act) => {
      const bytes = bytesOf(said)
      const place = where % bytes.length
      const other = act === 'cut' ? bytes.slice(0, place) : act === 'add' ? new Uint8Array([...bytes, byte]) : bytes.with(place, byte)
      const read = decodePayload(other)
      if (read.ok) expect(bytesOf(read.value)).toEqual(other)
      else expect(read.problem.type).toBeTypeOf('string')
    }),
    { numRuns: 1500 },
  )
})

test('REC-14 any bytes at all give an answer and never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(problemOf(bytes)).not.toBe('read')
    }),
    { numRuns: 1500 },
  )
})

describe('other ways to write the same thing', () => {
  const ascii = (s: string): number[] => [...s].map((c) => c.charCodeAt(0))
  const key = (s: string): number[] => [0x60 + s.length, ...ascii(s)]
  const ways: Readonly<Record<string, readonly number[]>> = {
    'a number in a longer form': [0xa2, ...key('at'), 0x18, 5, ...key('ops'), 0x80],
    'keys out of order': [0xa2, ...key('ops'), 0x80, ...key('at'), 5],
    'a list without a length': [0xa2, ...key('at'), 5, ...key('ops'), 0x9f, 0xff],
    'a key twice': [0xa3, ...key('at'), 5, ...key('at'), 5, ...key('ops'), 0x80],
    'a fraction in a shorter form': [
      0xa2,
      ...key('at'),
      5,
      ...key('ops'),
      0x81,
      0xa4,
      ...key('c'),
      ...key('x'),
      ...key('f'),
      0xa1,
      ...key('n'),
      0xf9,
      0x38,
      0x00,
      ...key('i'),
      ...key('x'),
      ...key('o'),
      ...key('set'),
    ],
    'a whole number as a fraction': [0xa2, ...key('at'), 0xf9, 0x45, 0x00, ...key('ops'), 0x80],
    'a tag': [0xa2, ...key('at'), 0xc1, 5, ...key('ops'), 0x80],
    'something after the end': [0xa2, ...key('at'), 5, ...key('ops'), 0x80, 0],
    'text that is not UTF-8': [
      0xa2,
      ...key('at'),
      5,
      ...key('ops'),
      0x81,
      0xa4,
      ...key('c'),
      0x61,
      0xff,
      ...key('f'),
      0xa0,
      ...key('i'),
      ...key('x'),
      ...key('o'),
      ...key('set'),
    ],
  }
  test('REC-14 the plain form of the same is read', () => {
    expect(problemOf(new Uint8Array([0xa2, ...key('at'), 5, ...key('ops'), 0x80]))).toBe('read')
  })
  for (const [way, bytes] of Object.entries(ways)) {
    test(`REC-14 refused: ${way}`, () => expect(['malformed', 'not_canonical']).toContain(problemOf(new Uint8Array(bytes))))
  }
})

describe('bounds', () => {
  const nested = (depth: number): Value => (depth === 0 ? 'x' : [nested(depth - 1)])

  test('REC-15 a text of one megabyte is taken, a longer one is not', () => {
    expect(problemOf(bytesOf(saying({ text: 'x'.repeat(999_000) })))).toBe('read')
    expect(encodePayload(saying({ text: 'x'.repeat(1_000_001) }))).toEqual({ ok: false, problem: { type: 'too_large' } })
    expect(problemOf(encode(saying({ text: 'x'.repeat(1_000_001) })))).toBe('too_large')
  })
  test('REC-15 a commit of a thousand operations is taken, one more is not', () => {
    const many = (count: number): Payload => ({
      at,
      ops: Array.from({ length: count }, () => ({ o: 'add', c: 'h', i: 'x', f: 'yes', v: 'a' })),
    })
    expect(problemOf(bytesOf(many(LIMITS.ops)))).toBe('read')
    expect(encodePayload(many(LIMITS.ops + 1))).toEqual({ ok: false, problem: { type: 'too_many_ops' } })
  })
  test('REC-15 four levels within a field are taken, five are not, and a million are refused before anything is built', () => {
    expect(problemOf(bytesOf(saying({ deep: nested(4) })))).toBe('read')
    expect(encodePayload(saying({ deep: nested(5) }))).toEqual({ ok: false, problem: { type: 'too_deep' } })
    expect(problemOf(new Uint8Array(1_000_000).fill(0x81))).toBe('too_deep')
  })
  test('REC-15 a length that promises a gigabyte is refused without waiting for it', () => {
    expect(problemOf(new Uint8Array([0x7a, 0x40, 0, 0, 0, 0x61]))).toBe('malformed')
    expect(problemOf(new Uint8Array([0x9b, 0, 0, 0, 1, 0, 0, 0, 0]))).toBe('malformed')
  })
  test('REC-11 names that reach the prototype are refused, in fields and within values', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const bad = JSON.parse(`{"${key}": 1}`) as Record<string, Value>
      for (const said of [saying(bad), saying({ value: bad }), { at, ops: [{ o: 'add' as const, c: 'h', i: 'x', f: key, v: 'a' }] }]) {
        expect(encodePayload(said)).toEqual({ ok: false, problem: { type: 'forbidden_key' } })
      }
    }
  })
  test('REC-13 what has no one encoding cannot be written', () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, -0, '\ud800', undefined as unknown as Value, new Date(0) as unknown as Value])
      expect(encodePayload(saying({ odd })).ok).toBe(false)
  })
})
