import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, hex, unhex } from '@pergola/protocol'
import { asKey } from '../crypto/seal.ts'
import { isFile, openBytes, openFile, safeFileName, sealBytes, sealedSize, sealFile } from './index.ts'

const CHUNK = 65_536
const SEALED_CHUNK = CHUNK + 16
const key = asKey<'file'>(new Uint8Array(32).fill(7))
const prefix = new Uint8Array(16).fill(9)
const photo = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, at) => (at * 31) & 255)
const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())

const pieces = function* (bytes: Uint8Array, length: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

const gather = async (bytes: AsyncGenerator<Uint8Array>): Promise<Uint8Array> => {
  const all: Uint8Array[] = []
  for await (const piece of bytes) all.push(piece)
  return concat(...all)
}

const chunksOf = (sealed: Uint8Array): Uint8Array[] => [...pieces(sealed.subarray(16), SEALED_CHUNK)]
const problemOf = (sealed: Uint8Array) => {
  const opened = openBytes(key, sealed)
  return opened.ok ? null : opened.problem
}

describe('sealed files', () => {
  it('FILE-1 Amina seals a photo of any size and Joost opens the same bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.nat(3000), fc.integer({ min: CHUNK - 20, max: CHUNK + 20 }), fc.constantFrom(2 * CHUNK - 8, 2 * CHUNK, 3 * CHUNK + 1)),
        (size) => {
          const opened = openBytes(key, sealBytes(key, prefix, photo(size)))
          expect(opened.ok && hex(opened.value)).toBe(hex(photo(size)))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('FILE-1 a file read and sent in pieces of any length is the same blob', async () => {
    const whole = photo(150_000)
    const sealed = sealBytes(key, prefix, whole)
    for (const length of [1000, CHUNK, 70_001, 200_000]) {
      expect(await gather(sealFile(key, prefix, whole.length, pieces(whole, length)))).toEqual(sealed)
      const opened: Uint8Array[] = []
      for await (const piece of openFile(key, pieces(sealed, length))) if (piece.ok) opened.push(piece.value)
      expect(concat(...opened)).toEqual(whole)
    }
  })

  it('FILE-2 the blob tells only the padded size', () => {
    const lengths = new Set([10_000, 10_001, 10_200].map((size) => sealBytes(key, prefix, photo(size)).length))
    expect(lengths.size).toBe(1)
    for (const size of [0, 1, 248, 249, 65_528, 65_529, 1_000_000])
      expect(sealBytes(key, prefix, photo(size)).length).toBe(sealedSize(size))
  })

  it('FILE-3 a blob that was cut off is not taken for a shorter file', () => {
    const sealed = sealBytes(key, prefix, photo(200_000))
    const chunks = chunksOf(sealed)
    expect(problemOf(concat(prefix, ...chunks.slice(0, -1)))).toEqual({ type: 'truncated' })
    expect(problemOf(sealed.subarray(0, sealed.length - 5))).toEqual({ type: 'truncated' })
    expect(problemOf(prefix)).toEqual({ type: 'truncated' })
    expect(problemOf(new Uint8Array())).toEqual({ type: 'truncated' })
  })

  it('FILE-3 nothing can be put after the end', () => {
    const sealed = sealBytes(key, prefix, photo(CHUNK - 8))
    expect(problemOf(concat(sealed, sealed.subarray(16)))).toEqual({ type: 'trailing' })
  })

  it('FILE-4 chunks that changed places, or came from another file, are named', () => {
    const [a, b, ...rest] = chunksOf(sealBytes(key, prefix, photo(200_000)))
    const other = chunksOf(sealBytes(key, new Uint8Array(16).fill(1), photo(200_000)))
    expect(problemOf(concat(prefix, b!, a!, ...rest))).toEqual({ type: 'tampered', chunk: 0 })
    expect(problemOf(concat(prefix, a!, other[1]!, ...rest))).toEqual({ type: 'tampered', chunk: 1 })
    expect(problemOf(concat(prefix, a!, a!, ...rest))).toEqual({ type: 'tampered', chunk: 1 })
  })

  it('FILE-4 one flipped bit anywhere is found', () => {
    const sealed = sealBytes(key, prefix, photo(70_000))
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const changed = Uint8Array.from(sealed)
        changed[at]! ^= 1 << bit
        expect(problemOf(changed)).not.toBeNull()
      }),
      { numRuns: 60 },
    )
  })

  it('FILE-4 a stream that fails stops there, and gave nothing unchecked before', async () => {
    const sealed = sealBytes(key, prefix, photo(200_000))
    sealed[16 + SEALED_CHUNK + 5]! ^= 1
    const seen: unknown[] = []
    for await (const piece of openFile(key, pieces(sealed, 10_000))) seen.push(piece.ok ? piece.value.length : piece.problem)
    expect(seen).toEqual([CHUNK - 8, { type: 'tampered', chunk: 1 }])
  })

  it('FILE-5 a file that grows or shrinks while it is read is not sealed as if whole', async () => {
    await expect(gather(sealFile(key, prefix, 100, [photo(99)]))).rejects.toThrow(RangeError)
    await expect(gather(sealFile(key, prefix, 100, [photo(101)]))).rejects.toThrow(RangeError)
  })

  it('FILE-6 another file sealed with the same key is not the one that was named', () => {
    const ref = { size: 3, sha256: sha256(photo(3)) }
    expect(isFile(sha256, ref, photo(3))).toBe(true)
    expect(isFile(sha256, ref, Uint8Array.of(1, 2, 3))).toBe(false)
  })

  it('FILE-7 hostile names become harmless ones', () => {
    for (const [hostile, safe] of [
      ['../../etc/passwd', 'passwd'],
      ['C:\\Windows\\evil.exe', 'evil.exe'],
      ['invoice\u202egpj.exe', 'invoicegpj.exe'],
      ['a\u0000b\nc.txt', 'ab c.txt'],
      ['CON.txt', '_CON.txt'],
      ['...', 'file'],
      ['', 'file'],
      ['.htaccess', 'htaccess'],
    ] as const)
      expect(safeFileName(hostile)).toBe(safe)
  })

  it('FILE-7 no name whatever has a path, a control, a bidi override or more than 120 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (name) => {
        const safe = safeFileName(name)
        expect(safe).toMatch(/^[^/\\\p{Cc}\u202a-\u202e\u2066-\u2069<>:"|?*]+$/u)
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(120)
        expect(safe.startsWith('.')).toBe(false)
      }),
    )
  })
})

interface Vector {
  readonly name: string
  readonly key: string
  readonly sealed: string
  readonly plaintext?: string
  readonly problem?: object
}

describe('golden bytes', () => {
  const { vectors } = JSON.parse(readFileSync(new URL('../../../../test/vectors/files.json', import.meta.url), 'utf8')) as {
    vectors: readonly Vector[]
  }
  it.each(vectors)('FILE-1 $name', ({ key: keyHex, sealed, plaintext, problem }) => {
    const opened = openBytes(asKey<'file'>(unhex(keyHex)!), unhex(sealed)!)
    if (plaintext === undefined) expect(opened).toEqual({ ok: false, problem })
    else expect(opened.ok && hex(opened.value)).toBe(plaintext)
  })
})
