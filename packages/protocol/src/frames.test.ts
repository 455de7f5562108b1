import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256, verified } from '../test/scribe.ts'
import { CLIENT_FRAMES, RELAY_FRAMES, VECTORS_FILE, codecNamed, fromHex, makeVectors } from '../test/vectors.ts'
import {
  ERRORS,
  HTTP_STATUS,
  LIMITS,
  commitId,
  controlId,
  controlMessage,
  decode,
  emptyHead,
  encode,
  encodeFrame,
  fromClient,
  fromRelay,
  hex,
  nextHead,
  pushMessage,
  receipt,
  receiptMessage,
  sameBytes,
  spaceIdOf,
  type CommitId,
  type Head,
  type SpaceId,
} from './index.ts'

const golden = JSON.parse(readFileSync(VECTORS_FILE, 'utf8')) as ReturnType<typeof makeVectors>

describe('golden bytes', () => {
  it('ENC-9 what this package makes is what the file says, byte for byte', () => {
    expect(JSON.parse(JSON.stringify(makeVectors()))).toEqual(golden)
  })

  it('ENC-9 frames of the file decode, and encode to the same bytes', () => {
    for (const text of Object.values(golden.fromClient)) expect(again('fromClient', text)).toBe(text)
    for (const text of Object.values(golden.fromRelay)) expect(again('fromRelay', text)).toBe(text)
  })

  for (const { codec, bytes, why } of golden.refused) {
    it(`ENC-9 refuses ${codec}: ${why}`, () => expect(decode(codecNamed(codec), fromHex(bytes)).ok).toBe(false))
  }

  it('ENC-9 the log of the file holds: ids, signatures, running hashes, receipt', () => {
    const { log, organisation } = golden
    const last = log.commits.at(-1)!.id as CommitId
    for (const { bytes, id } of log.commits) expect(commitId(sha256, fromHex(bytes))).toBe(id)
    expect(verified(fromHex(log.device), pushMessage(last), fromHex(log.signature))).toBe(true)
    const heads = log.commits.reduce<Head[]>(
      (all, { id }) => [...all, nextHead(sha256, all.at(-1)!, id as CommitId, log.time)],
      [emptyHead(sha256, log.space as SpaceId)],
    )
    expect(heads).toEqual(log.heads)
    const given = decode(receipt, fromHex(log.receipt))
    expect(given.ok && verified(fromHex(log.relayKey), receiptMessage(given.value), given.value.signature)).toBe(true)
    const founding = organisation.entries[0]!
    expect(spaceIdOf(controlId(sha256, fromHex(founding.bytes)))).toBe(organisation.space)
    expect(verified(fromHex(golden.device.deviceKey), controlMessage(fromHex(founding.bytes)), fromHex(founding.signature))).toBe(true)
  })
})

const again = (codec: string, text: string): string => {
  const value = decode(codecNamed(codec), fromHex(text))
  return value.ok ? hex(encode(codecNamed(codec), value.value)) : value.problem.why
}

describe('frames', () => {
  it('FRAME-8 every kind stands in the golden file, with a tag of its own by position', () => {
    const tags = (frames: readonly { t: string }[], codec: string) => frames.map((frame) => encode(codecNamed(codec), frame)[0])
    expect(tags(CLIENT_FRAMES, 'fromClient')).toEqual(CLIENT_FRAMES.map((_, at) => at))
    expect(tags(RELAY_FRAMES, 'fromRelay')).toEqual(RELAY_FRAMES.map((_, at) => at))
    for (const [codec, count] of [
      ['fromClient', CLIENT_FRAMES.length],
      ['fromRelay', RELAY_FRAMES.length],
    ] as const) {
      expect(decode(codecNamed(codec), Uint8Array.of(count))).toMatchObject({ problem: { why: 'unknown variant' } })
    }
  })

  it('ENC-6 a true frame with bytes changed, cut or added never throws, and what decodes is canonical', () => {
    const frames = [
      ...CLIENT_FRAMES.map((frame) => ['fromClient', encode(fromClient, frame)] as const),
      ...RELAY_FRAMES.map((frame) => ['fromRelay', encode(fromRelay, frame)] as const),
    ]
    const change = fc.record({
      at: fc.nat(),
      by: fc.integer({ min: 1, max: 255 }),
      cut: fc.integer({ min: 0, max: 3 }),
      add: fc.uint8Array({ maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.constantFrom(...frames), fc.array(change, { minLength: 1, maxLength: 4 }), ([codec, bytes], changes) => {
        let mutated = Uint8Array.from(bytes)
        for (const { at, by, cut, add } of changes) {
          mutated[at % Math.min(mutated.length, 60)]! ^= by
          mutated = Uint8Array.of(...mutated.subarray(0, mutated.length - cut), ...add)
          if (mutated.length === 0) return
        }
        const value = decode(codecNamed(codec), mutated)
        if (value.ok) expect(sameBytes(encode(codecNamed(codec), value.value), mutated)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('ENC-5 a decoded frame has the fields of its variant and no others', () => {
    const decoded = decode(fromClient, encodeFrame({ t: 'list', id: 1 }))
    expect(decoded.ok && Object.keys(decoded.value)).toEqual(['t', 'id'])
  })

  it('FRAME-9 the largest push fits a frame', () => {
    expect(LIMITS.pushBytes + LIMITS.pushCommits * 77 + 200).toBeLessThan(LIMITS.frameBytes)
    expect(LIMITS.snapshotBytes + LIMITS.pageBytes).toBeLessThanOrEqual(LIMITS.frameBytes)
  })
})

it('HTTP-19 every error of the catalogue has a status', () => {
  expect(Object.keys(HTTP_STATUS).sort()).toEqual([...ERRORS].sort())
  for (const status of Object.values(HTTP_STATUS)) expect(status).toBeGreaterThanOrEqual(400)
})
