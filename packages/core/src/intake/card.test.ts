import fc from 'fast-check'
import { webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  controlEntry,
  controlId,
  decode,
  encode,
  intakeCard,
  LABELS,
  NO_HEAD,
  NO_SPACE,
  orgKeysMessage,
  spaceIdOf,
  SUITE,
  concat,
  unhex,
  type DeviceId,
  type OrgId,
  type OrgKeys,
} from '@pergola/protocol'
import { cryptoOn, kemKeys, signingKey, type Subtle } from '../crypto/index.ts'
import {
  enoughZeros,
  openAnswer,
  parseReceipt,
  readEnvelope,
  receiptKeys,
  signCard,
  solveWork,
  verifyCard,
  type CardDraft,
} from './index.ts'
import { asKey } from '../crypto/seal.ts'

const crypto = cryptoOn({
  subtle: webcrypto.subtle as unknown as Subtle,
  random: (length) => webcrypto.getRandomValues(new Uint8Array(length)),
})
const { sha256 } = crypto
const bytes = (length: number, fill: number): Uint8Array => new Uint8Array(length).fill(fill)
const NOW = 1_800_000_000_000
const DAY = 86_400_000

const keysOf = (generation: number): OrgKeys => ({
  generation,
  signKey: signingKey(bytes(32, generation)),
  kemKey: kemKeys(bytes(32, generation)).publicKey,
  sealedSeed: bytes(72, 0),
  signature: bytes(64, 0),
})
const foundingWith = (keys: OrgKeys, salt = 1): Uint8Array =>
  encode(controlEntry, {
    suite: SUITE,
    space: NO_SPACE,
    seq: 0,
    prev: NO_HEAD,
    device: '00'.repeat(16) as DeviceId,
    time: NOW,
    pos: 0,
    head: NO_HEAD,
    actions: [
      { t: 'found', kind: 'organisation', salt: bytes(16, salt), org: null },
      { t: 'orgKeys', keys },
    ],
  })
const founding = foundingWith(keysOf(1))
const idOf = (entry: Uint8Array): OrgId => spaceIdOf(controlId(sha256, entry)) as OrgId
const org = idOf(founding)
const renewed = async (generation: number, by: number): Promise<OrgKeys> => {
  const keys = keysOf(generation)
  return { ...keys, signature: await crypto.sign(bytes(32, by), orgKeysMessage(keys)) }
}
const draft: CardDraft = {
  org,
  intakeKey: kemKeys(bytes(32, 40)).publicKey,
  keyNumber: 2,
  issued: NOW - DAY,
  expires: NOW + 90 * DAY,
  about: { name: 'Harbour House', intro: 'Three people read what you write.', languages: ['en', 'ar'] },
}
const cardBy = async (
  signer: number,
  later: readonly OrgKeys[],
  changed: Partial<CardDraft> = {},
  from = founding,
): Promise<Uint8Array> => {
  const card = await signCard({ ...draft, ...changed }, { founding: from, later }, (message) => crypto.sign(bytes(32, signer), message))
  if (!card.ok) throw new Error(card.problem.type)
  return card.value
}
const problem = async (card: Uint8Array, of = org, now = NOW) => {
  const verified = await verifyCard(crypto, of, card, now)
  return verified.ok ? null : verified.problem.type
}

describe('intake cards', () => {
  it('INTAKE-12 a card proves itself from the id in the address alone', async () => {
    expect(await verifyCard(crypto, org, await cardBy(1, []), NOW)).toEqual({ ok: true, value: draft })
    expect(await problem(await cardBy(3, [await renewed(2, 1), await renewed(3, 2)]))).toBeNull()
  })

  it('INTAKE-12 a relay that offers its own keys under this address is refused', async () => {
    const forged = foundingWith(keysOf(9))
    expect(await problem(await cardBy(9, [], {}, forged))).toBe('wrong_org')
    expect(await problem(await cardBy(9, []))).toBe('bad_signature')
    expect(await problem(await cardBy(1, [], { org: idOf(forged) }))).toBe('wrong_org')
  })

  it('INTAKE-13 each generation of keys is signed by the one before, none skipped', async () => {
    expect(await problem(await cardBy(2, [await renewed(2, 9)]))).toBe('bad_generation')
    expect(await problem(await cardBy(3, [await renewed(3, 1)]))).toBe('bad_generation')
    expect(await problem(await cardBy(3, [await renewed(3, 2), await renewed(2, 1)]))).toBe('bad_generation')
    const card = decode(intakeCard, await cardBy(2, [await renewed(2, 1)]))
    if (!card.ok) throw new Error('own card')
    expect(await problem(encode(intakeCard, { ...card.value, generation: 1 }))).toBe('bad_generation')
    expect(await problem(encode(intakeCard, { ...card.value, generations: [] }))).toBe('bad_generation')
  })

  it('INTAKE-14 a key that would sign anything is not admitted', async () => {
    const weak = { ...keysOf(1), signKey: Uint8Array.of(1, ...bytes(31, 0)) }
    const entry = foundingWith(weak)
    expect(await problem(await cardBy(1, [], { org: idOf(entry) }, entry), idOf(entry))).toBe('bad_generation')
  })

  it('INTAKE-14 nor one that the organisation itself would hand on to', async () => {
    const weak = { ...keysOf(2), signKey: Uint8Array.of(1, ...bytes(31, 0)) }
    const next = { ...weak, signature: await crypto.sign(bytes(32, 1), orgKeysMessage(weak)) }
    expect(await problem(await cardBy(1, [next]))).toBe('bad_generation')
  })

  it('INTAKE-14 a founding entry of a case, or with two sets of keys, founds no organisation', async () => {
    const parsed = decode(controlEntry, founding)
    if (!parsed.ok) throw new Error('own entry')
    const [found, keys] = parsed.value.actions
    for (const actions of [
      [found!, keys!, keys!],
      [keys!, found!],
      [{ ...found!, kind: 'case' as const }, keys!],
    ]) {
      const entry = encode(controlEntry, { ...parsed.value, actions: actions as typeof parsed.value.actions })
      expect(await problem(await cardBy(1, [], { org: idOf(entry) }, entry), idOf(entry))).toBe('malformed')
    }
  })

  it('INTAKE-15 a card that has run out is refused with both dates, so that a wrong clock can be seen', async () => {
    const card = await cardBy(1, [])
    const late = await verifyCard(crypto, org, card, NOW + 3650 * DAY)
    expect(late).toEqual({ ok: false, problem: { type: 'expired', expires: draft.expires, now: NOW + 3650 * DAY } })
  })

  it('INTAKE-16 an introduction too long for a card is refused when it is made', async () => {
    const about = { ...draft.about, intro: 'x'.repeat(6001) }
    expect(await signCard({ ...draft, about }, { founding, later: [] }, async () => bytes(64, 0))).toMatchObject({
      ok: false,
      problem: { type: 'too_large' },
    })
  })

  it('INTAKE-12 no change of any byte passes, and none throws', async () => {
    const card = await cardBy(2, [await renewed(2, 1)])
    // `sealedSeed` and the founder's signature are no part of what a card claims, but their bytes are under the id's hash.
    await fc.assert(
      fc.asyncProperty(fc.nat(card.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Uint8Array.from(card)
        changed[at]! ^= change
        expect(await problem(changed)).not.toBeNull()
      }),
      { numRuns: 60 },
    )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 9000 }), async (junk) => void expect(await problem(junk)).not.toBeNull()),
      { numRuns: 50 },
    )
  })
})

describe('proof of work', () => {
  const working = { pause: async () => undefined, cancelled: () => false }
  it('INTAKE-17 a solution has the zeros that were asked for', async () => {
    for (const bits of [0, 1, 7, 8, 11]) {
      const challenge = bytes(40, bits)
      const solution = await solveWork(sha256, challenge, bits, working)
      const hash = sha256(concat(LABELS.work, challenge, solution!))
      expect(enoughZeros(hash, bits)).toBe(true)
      expect(
        [...hash]
          .map((byte) => byte.toString(2).padStart(8, '0'))
          .join('')
          .startsWith('0'.repeat(bits)),
      ).toBe(true)
    }
  })

  it('INTAKE-17 work can be called off, and says how far it is', async () => {
    let pauses = 0
    const seen: number[] = []
    const stopped = await solveWork(sha256, bytes(40, 1), 40, {
      pause: async () => void pauses++,
      cancelled: () => pauses >= 2,
      onProgress: (chance) => seen.push(chance),
    })
    expect(stopped).toBeNull()
    expect(seen).toHaveLength(2)
    expect(seen[1]).toBeGreaterThan(seen[0]!)
  })
})

interface Vectors {
  readonly receipts: readonly {
    typed: string
    text?: string
    problem?: object
    token?: string
    mailbox?: string
    replySeed?: string
    threadKey?: string
  }[]
  readonly envelopes: readonly {
    name: string
    org: string
    keyNumber: number
    secret: string
    mailbox: string
    thread: { replyKey: string; threadKey: string } | null
    envelope: string
    text?: string
    problem?: string
  }[]
  readonly answers: readonly { name: string; receipt: string; sealed: string; text?: string; problem?: string }[]
  readonly cards: readonly { name: string; org: string; now: number; card: string; about?: object; problem?: string }[]
}
const vectors = JSON.parse(readFileSync(new URL('../../../../test/vectors/intake.json', import.meta.url), 'utf8')) as Vectors
const from = (text: string): Uint8Array => unhex(text)!

describe('golden bytes', () => {
  it.each(vectors.receipts)('INTAKE-5 receipt $typed', ({ typed, text, problem: expected, token, mailbox, replySeed, threadKey }) => {
    const receipt = parseReceipt(typed)
    if (!receipt.ok) return void expect(receipt.problem).toEqual(expected)
    const keys = receiptKeys(sha256, receipt.value)
    expect(receipt.value.text).toBe(text)
    expect([keys.token, keys.mailbox, keys.reply.secretKey, keys.thread]).toEqual(
      [token, mailbox, replySeed, threadKey].map((one) => from(one!)),
    )
  })

  it.each(vectors.envelopes)('INTAKE-6 envelope: $name', (v) => {
    const thread = v.thread && { replyKey: from(v.thread.replyKey), threadKey: asKey<'receipt'>(from(v.thread.threadKey)) }
    const read = readEnvelope(
      { org: v.org as OrgId, keyNumber: v.keyNumber, secret: from(v.secret), mailbox: from(v.mailbox), thread },
      from(v.envelope),
    )
    expect(read.ok ? { text: read.value.message.text } : { problem: read.problem.type }).toEqual(
      v.text === undefined ? { problem: v.problem } : { text: v.text },
    )
  })

  it.each(vectors.answers)('INTAKE-11 answer: $name', (v) => {
    const receipt = parseReceipt(v.receipt)
    const opened = openAnswer(receiptKeys(sha256, receipt.ok ? receipt.value : (null as never)), from(v.sealed))
    expect(opened.ok ? { text: opened.value.text } : { problem: opened.problem.type }).toEqual(
      v.text === undefined ? { problem: v.problem } : { text: v.text },
    )
  })

  it.each(vectors.cards)('INTAKE-12 card: $name', async (v) => {
    const verified = await verifyCard(crypto, v.org as OrgId, from(v.card), v.now)
    expect(verified.ok ? { about: verified.value.about } : { problem: verified.problem.type }).toEqual(
      v.about ? { about: v.about } : { problem: v.problem },
    )
  })
})
