import type { SpaceId } from '@pergola/protocol'
import { describe, expect, test } from 'vitest'
import { NEED, caseAfter } from '../casework/story.fixture.ts'
import type { Instant, Need } from '../casework/model.ts'
import type { Entry, Op } from '../record/model.ts'
import { AMINA, FUND, JOOST, LOCAL_GROUP, ROSA, SHELTER, SPACE, as, docOf, minute, opsOf, wrote } from '../record/story.fixture.ts'
import { msOf } from '../record/hlc.ts'
import { isOpen, readReferral, referralState, turnsFor } from './referral.ts'
import type { Referral } from './model.ts'
import { referralRules } from './policy.ts'
import { composeTeaser, defaultAnswerBy, nameCase, openReferral, takeTurn, type NewReferral } from './write.ts'

const at = (minutes: number): Instant => msOf(minute(minutes)) as Instant
const file = caseAfter()
const need = file.needs[0] as Need
const request: NewReferral = {
  fromOrg: LOCAL_GROUP,
  toOrg: SHELTER,
  service: null,
  teasers: [composeTeaser(file, need, 'Three people, soon.')],
  sentAt: at(0),
  answerBy: at(60),
}
const sent = wrote(AMINA, 0, ...opsOf(openReferral('t0', request)))
const turn = (entry: typeof AMINA, minutes: number, ...args: Parameters<typeof takeTurn>): Entry =>
  wrote(entry, minutes, ...opsOf(takeTurn(...args)))

const referralAfter = (...more: readonly Entry[]): Referral => {
  const referral = readReferral(SPACE, docOf([sent, ...more], referralRules(LOCAL_GROUP)))
  if (referral === null) throw new Error('no referral')
  return referral
}
const stateAfter = (minutes: number, ...more: readonly Entry[]) => referralState(referralAfter(...more), at(minutes))

describe('the teaser', () => {
  test('REF-1 says what is needed, for how many, in which languages and region, and nothing finer', () => {
    expect(composeTeaser(file, { ...need, note: 'sleeps at her cousin’s in Ngong' }, 'Soon, please.')).toEqual({
      kind: NEED.kind,
      from: NEED.from,
      to: NEED.to,
      region: '014',
      urgency: 'days',
      languages: ['sw', 'en'],
      headcount: 3,
      text: 'Soon, please.',
    })
  })
  test('REF-1 a need for one person gives that person’s languages only; a place that is withheld stays withheld', () => {
    expect(composeTeaser({ ...file, country: '' }, { ...need, person: 'wren', headcount: 1 })).toMatchObject({
      languages: ['sw'],
      region: '',
    })
    expect(composeTeaser(file, { ...need, place: '142' }).region).toBe('142')
  })
  test('REF-2 what was sent is what the other side reads', () => {
    expect(referralAfter()).toEqual({
      space: SPACE,
      caseSpace: null,
      ...request,
      turns: [{ id: 't0', act: 'sent', text: '', reason: null, by: AMINA.person, org: LOCAL_GROUP, at: at(0) }],
    })
  })
  test('REF-2 a referral that says nothing yet, or odd things, is not shown as one', () => {
    expect(readReferral(SPACE, docOf([]))).toBeNull()
    const odd: Op = {
      o: 'set',
      c: 'referral',
      i: 'main',
      f: {
        toOrg: SHELTER,
        teasers: [{ kind: 'medical', from: '2026-02-30' }, 7, { kind: 'medical', from: '2026-03-01', to: '2026-02-01', region: 'Nairobi' }],
        answerBy: 'soon',
      },
    }
    expect(readReferral(SPACE, docOf([wrote(AMINA, 0, odd)]))?.teasers).toMatchObject([
      { from: '2026-03-01', to: '2026-03-01', region: '', headcount: 1 },
    ])
  })
})

describe('the clock', () => {
  test('REF-3 an answer is due in a day, three days, a week or two, by how urgent it is', () => {
    const hours = (['hours', 'days', 'weeks', 'months'] as const).map((urgency) => (defaultAnswerBy(urgency, at(0)) - at(0)) / 3_600_000)
    expect(hours).toEqual([24, 72, 168, 336])
  })
  test('REF-4 it waits until the last moment and expires after it', () => {
    expect([stateAfter(60), stateAfter(61)]).toEqual(['waiting', 'expired'])
  })
  test('REF-4 a question back does not stop the clock; an answer sets it waiting again', () => {
    const asked = turn(JOOST, 5, 't1', 'asked', 'School age?')
    const answered = turn(AMINA, 6, 't2', 'answered', 'Both.')
    expect([stateAfter(10, asked), stateAfter(61, asked), stateAfter(10, asked, answered)]).toEqual(['asked', 'expired', 'waiting'])
  })
  test('REF-4 what was taken up or declined in time, or late, never expires', () => {
    expect(stateAfter(999, turn(JOOST, 5, 't1', 'taken_up', ''))).toBe('taken_up')
    expect(stateAfter(999, turn(JOOST, 90, 't1', 'declined', '', 'no_capacity'))).toBe('declined')
    expect(['waiting', 'asked', 'expired', 'taken_up', 'declined', 'withdrawn'].map((state) => isOpen(state as 'waiting'))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })
  test('REF-5 the first decision stands; withdrawing counts at any time', () => {
    const taken = turn(JOOST, 5, 't1', 'taken_up', '')
    const declined = turn(JOOST, 6, 't2', 'declined', '', 'other')
    expect(stateAfter(10, declined, taken)).toBe('taken_up')
    expect(stateAfter(10, taken, turn(AMINA, 7, 't3', 'withdrawn', ''))).toBe('withdrawn')
  })
})

describe('who may do which turn', () => {
  const after = (...entries: readonly Entry[]) =>
    referralAfter(...entries)
      .turns.map(({ act, org }) => [act, org])
      .slice(1)

  test('REF-6 only the organisation asked takes up, declines and asks back; only the sender answers and withdraws', () => {
    const acts = ['taken_up', 'declined', 'asked', 'answered', 'withdrawn'] as const
    const tried = [AMINA, JOOST].map((author) =>
      acts.filter((act) => after(turn(author, 5, 't', act, 'x', act === 'declined' ? 'other' : null)).length > 0),
    )
    expect(tried).toEqual([
      ['answered', 'withdrawn'],
      ['taken_up', 'declined', 'asked'],
    ])
  })
  test('REF-6 the request itself is the sender’s, and a reader writes nothing', () => {
    const extend: Op = { o: 'set', c: 'referral', i: 'main', f: { answerBy: at(999), toOrg: FUND } }
    expect(referralAfter(wrote(JOOST, 5, extend))).toMatchObject({ answerBy: at(60), toOrg: SHELTER })
    expect(after(turn(as(JOOST, 'reader'), 5, 't', 'taken_up', ''))).toEqual([])
  })
  test('REF-7 a turn of a third organisation is left out', () => expect(after(turn(ROSA, 5, 't', 'taken_up', ''))).toEqual([]))
  test('REF-8 each side is offered what it may do now', () => {
    expect([
      turnsFor(referralAfter(), LOCAL_GROUP, at(5)),
      turnsFor(referralAfter(), SHELTER, at(5)),
      turnsFor(referralAfter(), FUND, at(5)),
    ]).toEqual([['withdrawn'], ['taken_up', 'declined', 'asked'], []])
    const asked = referralAfter(turn(JOOST, 5, 't1', 'asked', 'School age?'))
    expect(turnsFor(asked, LOCAL_GROUP, at(6))).toEqual(['answered', 'withdrawn'])
    const declined = referralAfter(turn(JOOST, 5, 't1', 'declined', '', 'other'))
    expect([turnsFor(declined, LOCAL_GROUP, at(6)), turnsFor(declined, SHELTER, at(6))]).toEqual([[], []])
    expect(turnsFor(referralAfter(turn(JOOST, 5, 't1', 'taken_up', '')), LOCAL_GROUP, at(6))).toEqual(['withdrawn'])
    expect(turnsFor(referralAfter(), SHELTER, at(999))).toEqual(['taken_up', 'declined', 'asked'])
  })
  test('REF-9 declining needs a reason, asking and answering need words, a request needs someone else and time', () => {
    const field = (result: { ok: boolean; problem?: { field: string } }) => result.problem?.field
    expect(
      [
        takeTurn('t', 'declined', ''),
        takeTurn('t', 'asked', ' '),
        takeTurn('t', 'answered', ''),
        takeTurn('t', 'taken_up', '', 'other'),
      ].map(field),
    ).toEqual(['reason', 'text', 'text', 'reason'])
    expect(
      [
        openReferral('t', { ...request, toOrg: LOCAL_GROUP }),
        openReferral('t', { ...request, teasers: [] }),
        openReferral('t', { ...request, answerBy: at(0) }),
      ].map(field),
    ).toEqual(['toOrg', 'needs', 'answerBy'])
  })
  test('REF-10 after take-up the sender says where the shared case file is', () => {
    const caseSpace = 'ca5e' as SpaceId
    expect(referralAfter(wrote(AMINA, 9, ...nameCase(caseSpace))).caseSpace).toBe(caseSpace)
    expect(referralAfter(wrote(JOOST, 9, ...nameCase(caseSpace))).caseSpace).toBeNull()
  })
})
