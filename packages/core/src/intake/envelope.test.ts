import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { LIMITS, SUITE, concat, decode, encode, u32, mailboxContent, type BlobId, type OrgId } from '@pergola/protocol'
import { kemKeys, sealTo } from '../crypto/hpke.ts'
import { envelope, messageInfo } from './envelope.ts'
import { message, MESSAGE_STEPS, pad } from './payload.ts'
import {
  envelopeKeyNumber,
  newReceipt,
  openAnswer,
  readEnvelope,
  readMailbox,
  receiptKeys,
  sealAnswer,
  sealMessage,
  type Arrival,
  type Draft,
  type Thread,
} from './index.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
const bytes = (length: number, fill: number): Uint8Array => new Uint8Array(length).fill(fill)
const org = '11'.repeat(16) as OrgId
const intake = kemKeys(bytes(32, 5))
const target = { org, keyNumber: 3, intakeKey: intake.publicKey }
const amina = receiptKeys(sha256, newReceipt('words', bytes(15, 1)))
const samir = receiptKeys(sha256, newReceipt('letters', bytes(15, 2)))
const random = (n: number) => ({ message: bytes(16, n), seal: bytes(64, n) })
const draft: Draft = {
  text: 'They came to the office again. We are three, with a child.',
  reach: '',
  language: 'ar',
  files: [
    {
      blob: 'ab'.repeat(16) as BlobId,
      key: bytes(32, 8),
      name: Buffer.from('../صورة.jpg'),
      type: Buffer.from('image/jpeg'),
      size: 1234,
      sha256: bytes(32, 9),
    },
  ],
}
const sealed = (kind: 'first' | 'later', keys = amina, what: Draft = draft): Uint8Array => {
  const result = sealMessage(kind, target, keys, what, random(1))
  if (!result.ok) throw new Error(result.problem.type)
  return result.value
}
const arrival: Arrival = { org, keyNumber: 3, secret: intake.secretKey, mailbox: amina.mailbox, thread: null }
const first = readEnvelope(arrival, sealed('first'))
const thread = first.ok ? first.value.thread! : (null as never as Thread)
const later: Arrival = { ...arrival, thread }
const problem = (where: Arrival, envelopeBytes: Uint8Array) => {
  const read = readEnvelope(where, envelopeBytes)
  return read.ok ? null : read.problem.type
}

describe('envelopes', () => {
  it('INTAKE-6 what Amina writes reaches the organisation whole, with her keys for the answer', () => {
    expect(first.ok && first.value.message).toEqual({
      id: '01'.repeat(16),
      text: draft.text,
      reach: '',
      language: 'ar',
      files: [{ blob: 'ab'.repeat(16), key: bytes(32, 8), name: 'صورة.jpg', type: 'image/jpeg', size: 1234, sha256: bytes(32, 9) }],
    })
    expect(thread).toEqual({ replyKey: amina.reply.publicKey, threadKey: amina.thread })
    expect(envelopeKeyNumber(sealed('first'))).toBe(3)
  })

  it('INTAKE-7 an envelope is one of three sizes', () => {
    const sizeOf = (letters: number): number => sealed('first', amina, { ...draft, text: 'x'.repeat(letters) }).length
    expect(new Set([1, 100, 2000].map(sizeOf)).size).toBe(1)
    expect(new Set([3000, 9000, 14_000].map(sizeOf)).size).toBe(1)
    expect(new Set([15_000, 20_000].map(sizeOf)).size).toBe(1)
    const most = {
      text: 'ع'.repeat(20_000),
      reach: 'ع'.repeat(500),
      language: 'x'.repeat(35),
      files: Array(8).fill({ ...draft.files[0]!, name: bytes(255, 65), type: bytes(100, 65) }),
    }
    expect(sealed('first', amina, most).length).toBeLessThanOrEqual(LIMITS.intakeEnvelopeBytes)
  })

  it('INTAKE-7 no other padding is taken, nor text that is not UTF-8', () => {
    const content = {
      mailbox: amina.mailbox,
      message: bytes(16, 1),
      text: Buffer.from('Help'),
      reach: bytes(0, 0),
      language: bytes(0, 0),
      files: [],
    }
    const contents = (text: Uint8Array): Uint8Array =>
      encode(message, { t: 'first', ...content, text, replyKey: amina.reply.publicKey, threadKey: amina.thread })
    const sealedAs = (padded: Uint8Array): Uint8Array =>
      encode(envelope, { suite: SUITE, keyNumber: 3, sealed: sealTo(intake.publicKey, messageInfo(org, 3), padded, bytes(64, 2)) })
    const good = pad(MESSAGE_STEPS, contents(content.text))
    expect(problem(arrival, sealedAs(good))).toBeNull()
    expect(problem(arrival, sealedAs(concat(good, bytes(12 * 1024, 0))))).toBe('malformed')
    expect(problem(arrival, sealedAs(good.with(good.length - 1, 1)))).toBe('malformed')
    expect(problem(arrival, sealedAs(good.subarray(0, 2000)))).toBe('malformed')
    expect(problem(arrival, sealedAs(pad(MESSAGE_STEPS, contents(Uint8Array.of(0xc0, 0x80)))))).toBe('malformed')
  })

  it('INTAKE-8 text of a megabyte, a ninth file and an empty message are refused in words before anything is sealed', () => {
    const refused = (what: Partial<Draft>) => {
      const result = sealMessage('first', target, amina, { ...draft, ...what }, random(1))
      return result.ok ? null : result.problem
    }
    expect(refused({ text: 'a'.repeat(1_000_000) })).toEqual({ type: 'too_long', field: 'text', characters: 1_000_000, most: 20_000 })
    expect(refused({ text: '😀'.repeat(15_000) })).toEqual({ type: 'too_long', field: 'text', characters: 15_000, most: 14_000 })
    expect(refused({ reach: 'a'.repeat(501) })).toMatchObject({ type: 'too_long', field: 'reach' })
    expect(refused({ files: Array(9).fill(draft.files[0]) })).toEqual({ type: 'too_many_files', most: 8 })
    expect(refused({ text: ' \n', files: [] })).toEqual({ type: 'empty' })
  })

  it('INTAKE-9 only who began a conversation can write on in it', () => {
    expect(problem(later, sealed('later'))).toBeNull()
    // Samir, or the relay, knows Amina's mailbox hash but not her thread key.
    expect(problem(later, sealed('later', { ...samir, mailbox: amina.mailbox }))).toBe('not_from_sender')
    expect(problem(later, sealed('first', { ...samir, mailbox: amina.mailbox }))).toBe('not_from_sender')
    expect(problem(arrival, sealed('later'))).toBe('not_from_sender')
  })

  it('INTAKE-9 a first message that arrives twice, its acknowledgement lost, is still hers', () => {
    expect(problem(later, sealed('first'))).toBeNull()
  })

  it('INTAKE-9 the relay cannot file a message under another conversation', () => {
    expect(problem({ ...arrival, mailbox: samir.mailbox }, sealed('first'))).toBe('wrong_mailbox')
  })

  it('INTAKE-10 an envelope for another organisation, key or suite does not open', () => {
    expect(problem({ ...arrival, org: '22'.repeat(16) as OrgId }, sealed('first'))).toBe('not_for_us')
    expect(problem({ ...arrival, secret: kemKeys(bytes(32, 6)).secretKey }, sealed('first'))).toBe('not_for_us')
    expect(problem({ ...arrival, keyNumber: 4 }, sealed('first'))).toBe('other_key')
    const outer = decode(envelope, sealed('first'))
    if (!outer.ok) throw new Error('own envelope')
    expect(problem(arrival, encode(envelope, { ...outer.value, suite: 2 }))).toBe('unsupported')
    expect(problem({ ...arrival, keyNumber: 4 }, encode(envelope, { ...outer.value, keyNumber: 4 }))).toBe('not_for_us')
  })

  it('INTAKE-10 no change of any byte goes unnoticed, and none throws', () => {
    const good = sealed('first')
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(good)
        changed[at]! ^= change
        expect(problem(arrival, changed)).not.toBeNull()
      }),
      { numRuns: 40 },
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (junk) => void expect(problem(arrival, junk)).not.toBeNull()))
  })
})

const replied = (text: string, n: number, from: Thread = thread): Uint8Array => {
  const result = sealAnswer(amina.mailbox, from, { text, time: 1_700_000_000_000 + n }, random(n))
  if (!result.ok) throw new Error(result.problem.type)
  return result.value
}
const mailbox = (...envelopes: readonly Uint8Array[]): Uint8Array => {
  const content = encode(mailboxContent, { replies: envelopes.map((one) => ({ time: 1, envelope: one })) })
  const whole = bytes(LIMITS.mailboxBytes, 0xee)
  whole.set(concat(encode(u32, content.length), content))
  return whole
}

describe('answers', () => {
  it('INTAKE-11 Amina reads the answers in order, each once', () => {
    const box = readMailbox(amina, mailbox(replied('Second', 2), replied('First', 1), replied('Second', 2)))
    expect(box.ok && box.value.answers.map((one) => one.text)).toEqual(['First', 'Second'])
    expect(replied('a', 1).length).toBe(replied('b'.repeat(4000), 1).length)
  })

  it('INTAKE-11 an answer that others sealed is not shown', () => {
    const forged = replied('Come to the gate alone', 3, { ...thread, threadKey: samir.thread })
    expect(openAnswer(amina, forged)).toEqual({ ok: false, problem: { type: 'not_from_them' } })
    expect(openAnswer(samir, replied('First', 1))).toEqual({ ok: false, problem: { type: 'not_for_us' } })
    expect(readMailbox(amina, mailbox(forged, replied('First', 1)))).toMatchObject({
      value: { answers: [{ text: 'First' }], unreadable: 1 },
    })
  })

  it('INTAKE-11 no conversation, an empty one and a broken connection are told apart', () => {
    const noise = createHash('shake256', { outputLength: LIMITS.mailboxBytes }).update('noise').digest()
    expect(readMailbox(amina, new Uint8Array(noise))).toEqual({ ok: false, problem: { type: 'no_mailbox' } })
    expect(readMailbox(amina, mailbox())).toEqual({ ok: true, value: { answers: [], unreadable: 0 } })
    expect(readMailbox(amina, bytes(100, 0))).toMatchObject({ ok: false, problem: { type: 'malformed' } })
  })

  it('INTAKE-11 an answer too long for a mailbox is refused with its limit', () => {
    expect(sealAnswer(amina.mailbox, thread, { text: 'a'.repeat(16_001), time: 1 }, random(1))).toEqual({
      ok: false,
      problem: { type: 'too_long', bytes: 16_001, most: 16_000 },
    })
  })
})
