import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceOf, personOf, sha256, verified, writePush } from '../test/scribe.ts'
import {
  HEADER_BYTES,
  LIMITS,
  NO_COMMIT,
  commitBytes,
  commitHeader,
  commitId,
  decode,
  emptyHead,
  encode,
  isPadded,
  nextHead,
  padme,
  paddedLength,
  parseCommit,
  pushMessage,
  receiptMessage,
  type SpaceId,
} from './index.ts'

const device = deviceOf(personOf('Amina'), 'Amina')
const space = 'ab'.repeat(16) as SpaceId
const [one] = writePush(device, space, 1).commits

describe('a commit', () => {
  it('LOG-1 splits into header, nonce and ciphertext, and its header is 113 bytes', () => {
    const parsed = parseCommit(one!)
    if (!parsed.ok) throw new Error(parsed.problem.why)
    const { header, headerBytes, nonce, ciphertext } = parsed.value
    expect(headerBytes.length).toBe(HEADER_BYTES)
    expect(commitBytes(header, nonce, ciphertext)).toEqual(one)
    expect(header).toMatchObject({ space, device: device.id, seq: 1, prev: NO_COMMIT })
  })

  it('LOG-1 of another suite, of a length no padding gives, or too large is refused', () => {
    expect(parseCommit(Uint8Array.of(2, ...one!.subarray(1)))).toMatchObject({
      ok: false,
      problem: { why: expect.stringContaining('suite') },
    })
    expect(parseCommit(one!.subarray(1)).ok).toBe(false)
    expect(parseCommit(new Uint8Array(LIMITS.commitBytes + 1)).ok).toBe(false)
    expect(parseCommit(new Uint8Array(3)).ok).toBe(false)
  })

  it('LOG-1 changed in any one byte has another id, or is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: one!.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Uint8Array.from(one!)
        changed[at]! ^= by
        expect(commitId(sha256, changed)).not.toBe(commitId(sha256, one!))
      }),
    )
  })

  it('LOG-2 chains to the one before of its device', () => {
    const { commits } = writePush(device, space, 3)
    const headers = commits.map((bytes) => decode(commitHeader, bytes.subarray(0, HEADER_BYTES)))
    expect(headers.map((header) => header.ok && header.value.prev)).toEqual([
      NO_COMMIT,
      ...commits.slice(0, 2).map((bytes) => commitId(sha256, bytes)),
    ])
  })

  it('LOG-3 is covered by the signature on the last of its push', () => {
    const { last, signature } = writePush(device, space, 3)
    expect(verified(device.certificate.deviceKey, pushMessage(last), signature)).toBe(true)
    expect(verified(device.certificate.deviceKey, pushMessage(commitId(sha256, one!)), signature)).toBe(false)
  })
})

it('LOG-11 the running hash differs for another space, another order, another time', () => {
  const ids = writePush(device, space, 2).commits.map((bytes) => commitId(sha256, bytes))
  const run = (from: SpaceId, order: readonly number[], time: number) =>
    order.reduce((head, at) => nextHead(sha256, head, ids[at]!, time), emptyHead(sha256, from))
  const other = 'cd'.repeat(16) as SpaceId
  const heads = [run(space, [0, 1], 5), run(other, [0, 1], 5), run(space, [1, 0], 5), run(space, [0, 1], 6), run(space, [0], 5)]
  expect(new Set(heads).size).toBe(5)
})

it('LOG-4 a receipt names space, position, running hash and time', () => {
  const body = { space, pos: 4, head: emptyHead(sha256, space), time: 7 }
  const messages = [body, { ...body, pos: 5 }, { ...body, time: 8 }, { ...body, space: 'cd'.repeat(16) as SpaceId }].map((value) =>
    Buffer.from(receiptMessage(value)).toString('hex'),
  )
  expect(new Set(messages).size).toBe(4)
})

describe('padding', () => {
  it('ENC-8 goes in steps to 4,096 bytes, then by PADMÉ with at most 12 % more', () => {
    expect([0, 1, 256, 257, 4000].map(paddedLength)).toEqual([256, 256, 256, 512, 4096])
    fc.assert(
      fc.property(fc.integer({ min: 4097, max: 200_000 }), (length) => {
        const padded = paddedLength(length)
        expect(padded).toBe(padme(length))
        expect(padded).toBeGreaterThanOrEqual(length)
        expect(padded).toBeLessThanOrEqual(length * 1.12)
        expect(isPadded(padded)).toBe(true)
      }),
    )
  })
})

it('LOG-1 a header survives encoding for every number in it', () => {
  const seq = fc.integer({ min: 0, max: 0xffff_ffff })
  fc.assert(
    fc.property(seq, seq, seq, seq, (n, epoch, control, seenPos) => {
      const header = {
        suite: 1,
        space,
        epoch,
        device: device.id,
        seq: n,
        prev: NO_COMMIT,
        control,
        seenPos,
        seenHead: emptyHead(sha256, space),
      }
      expect(decode(commitHeader, encode(commitHeader, header))).toEqual({ ok: true, value: header })
    }),
  )
})
