import type { SpaceId } from '@pergola/protocol'
import { describe, expect, test } from 'vitest'
import { NEED, caseAfter } from '../casework/story.fixture.ts'
import type { Instant, Need } from '../casework/model.ts'
import type { Entry, Op } from '../record/model.ts'
import { AMINA, FUND, JOOST, LOCAL_GROUP, ROSA, SHELTER, SPACE, as, docOf, minute, opsOf, wrote } from '../record/story.fixture.ts'
import { msOf } from '../record/hlc.ts'
import { isOpen, readReferral, referralState, turnsFor } from './referral.ts'
import type { Referral, Teaser } from './model.ts'
import { referralRules } from './policy.ts'
import { defaultAnswerBy } from './clock.ts'
import { openRest } from './parts.ts'
import { composeTeaser, giveFeedback, nameCase, openReferral, suggestOther, takeTurn, takeUpPart, type NewReferral } from './write.ts'

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
      purpose: 'support',
      ...request,
      turns: [
        {
          id: 't0',
          act: 'sent',
          text: '',
          reason: null,
          parts: null,
          suggestion: null,
          feedback: null,
          by: AMINA.person,
          org: LOCAL_GROUP,
          at: at(0),
        },
      ],
    })
  })
  test('REF-2 two devices that send it at once send one request', () => {
    const twice = referralAfter(
      wrote({ ...AMINA, device: 'e'.repeat(32) as typeof AMINA.device }, 1, ...opsOf(openReferral('t0', request))),
      sent,
    )
    expect(twice.turns.filter(({ act }) => act === 'sent')).toHaveLength(1)
  })
  test('REF-11 a request says what it is for: support where nothing is said, or to vouch, which needs no teaser of a need', () => {
    const { teasers: _none, ...rest } = request
    const vouch = wrote(AMINA, 0, ...opsOf(openReferral('t0', { ...rest, teasers: [], purpose: 'vouch' })))
    expect(readReferral(SPACE, docOf([vouch], referralRules(LOCAL_GROUP)))).toMatchObject({ purpose: 'vouch', teasers: [] })
    expect(referralAfter(wrote(AMINA, 1, { o: 'set', c: 'referral', i: 'main', f: { purpose: 'gossip' } })).purpose).toBe('support')
    expect(openReferral('t0', { ...rest, teasers: [], purpose: 'gossip' as 'vouch' })).toMatchObject({ problem: { field: 'purpose' } })
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
    ]).toEqual([['withdrawn'], ['taken_up', 'declined', 'asked', 'forwarded'], []])
    const asked = referralAfter(turn(JOOST, 5, 't1', 'asked', 'School age?'))
    expect(turnsFor(asked, LOCAL_GROUP, at(6))).toEqual(['answered', 'withdrawn'])
    const declined = referralAfter(turn(JOOST, 5, 't1', 'declined', '', 'other'))
    expect([turnsFor(declined, LOCAL_GROUP, at(6)), turnsFor(declined, SHELTER, at(6))]).toEqual([[], []])
    expect(turnsFor(referralAfter(turn(JOOST, 5, 't1', 'taken_up', '')), LOCAL_GROUP, at(6))).toEqual(['withdrawn'])
    expect(turnsFor(referralAfter(), SHELTER, at(999))).toEqual(['taken_up', 'declined', 'asked', 'forwarded'])
    expect(turnsFor(referralAfter(turn(JOOST, 5, 't1', 'taken_up', '')), SHELTER, at(6))).toEqual(['feedback'])
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

describe('taking up in part', () => {
  const day = (text: string) => text as typeof need.from
  const [teaser] = request.teasers as [Teaser]
  const part = (from: string, to: string, share = 100) => ({ teaser: 0, from: day(from), to: day(to), share })
  const taken = (...parts: readonly ReturnType<typeof part>[]) =>
    referralAfter(wrote(JOOST, 5, ...opsOf(takeUpPart('t1', request.teasers, parts, 'This much.'))))

  test('REF-12 what is taken is read back, and the days and shares that stay open are told', () => {
    const referral = taken(part(teaser.from, '2026-04-09'), part('2026-04-10', '2026-04-20', 40))
    expect(referralState(referral, at(6))).toBe('taken_up')
    expect(referral.turns.at(-1)?.parts).toEqual([part(teaser.from, '2026-04-09'), part('2026-04-10', '2026-04-20', 40)])
    expect(openRest(referral.teasers, referral.turns.at(-1)!)).toEqual([
      part('2026-04-10', '2026-04-20', 60),
      part('2026-04-21', teaser.to, 100),
    ])
  })
  test('REF-12 taken in full, nothing stays open', () => {
    expect(openRest(request.teasers, { parts: null })).toEqual([])
    expect(openRest(request.teasers, { parts: [part(teaser.from, teaser.to)] })).toEqual([])
    expect(openRest(request.teasers, { parts: [] })).toEqual([part(teaser.from, teaser.to)])
  })
  test('REF-12 outside the days that were asked, end before start, or more than all of a day is refused', () => {
    const field = (...parts: readonly ReturnType<typeof part>[]) => {
      const ops = takeUpPart('t', request.teasers, parts, '')
      return ops.ok ? '' : ops.problem.field
    }
    expect([
      field(),
      field(part('2020-01-01', teaser.to)),
      field(part(teaser.to, teaser.from)),
      field(part(teaser.from, teaser.to, 0)),
      field({ ...part(teaser.from, teaser.to), teaser: 1 }),
      field(part(teaser.from, teaser.to, 60), part('2026-04-10', '2026-04-10', 50)),
      field(part(teaser.from, teaser.to, 60), part('2026-04-10', '2026-04-10', 40)),
    ]).toEqual(['parts', 'parts', 'parts', 'parts', 'parts', 'parts', ''])
  })
  test('REF-12 what another version wrote oddly is cut to what was asked, and never read as everything', () => {
    const odd: Op = {
      o: 'note',
      c: 'turn',
      i: 't1',
      f: {
        act: 'taken_up',
        text: '',
        reason: null,
        parts: [{ teaser: 0, from: '2020-01-01', to: '2026-04-01', share: 100 }, { teaser: 9 }, 7],
      },
    }
    expect(referralAfter(wrote(JOOST, 5, odd)).turns.at(-1)?.parts).toEqual([part(teaser.from, '2026-04-01')])
  })
})

describe('suggesting another, and what came of it', () => {
  test('REF-13 a suggestion ends the request here; only the sender can ask the one suggested', () => {
    const { fromOrg, toOrg } = request
    const forwarded = referralAfter(wrote(JOOST, 5, ...opsOf(suggestOther('t1', request, { org: FUND, service: 's1' }, 'They pay rent.'))))
    expect(referralState(forwarded, at(6))).toBe('forwarded')
    expect(forwarded.turns.at(-1)).toMatchObject({ act: 'forwarded', suggestion: { org: FUND, service: 's1' }, text: 'They pay rent.' })
    expect([turnsFor(forwarded, SHELTER, at(6)), turnsFor(forwarded, LOCAL_GROUP, at(6)), isOpen('forwarded')]).toEqual([[], [], false])
    expect([fromOrg, toOrg].map((org) => suggestOther('t', request, { org, service: null }, '').ok)).toEqual([false, false])
  })
  test('REF-13 a suggestion of nobody is left out, and nobody suggests in the other’s name', () => {
    const nobody: Op = { o: 'note', c: 'turn', i: 't1', f: { act: 'forwarded', text: 'someone', reason: null } }
    expect(stateAfter(6, wrote(JOOST, 5, nobody))).toBe('waiting')
    expect(stateAfter(6, wrote(AMINA, 5, ...opsOf(suggestOther('t1', request, { org: FUND, service: null }, ''))))).toBe('waiting')
  })
  test('REF-14 the organisation that helped says whether it helped, once or again; the state stays', () => {
    const up = turn(JOOST, 5, 't1', 'taken_up', '')
    const said = (minutes: number, id: string, helped: 'yes' | 'partly') =>
      wrote(JOOST, minutes, ...opsOf(giveFeedback(id, { helped, on: '2026-06-10' as typeof need.from }, 'Safe in a flat.')))
    const referral = referralAfter(up, said(8, 't2', 'partly'), said(9, 't3', 'yes'))
    expect([referralState(referral, at(10)), referral.turns.at(-1)?.feedback]).toEqual(['taken_up', { helped: 'yes', on: '2026-06-10' }])
    expect(giveFeedback('t', { helped: 'maybe' as 'yes', on: '2026-06-10' as typeof need.from }, '').ok).toBe(false)
    expect(giveFeedback('t', { helped: 'yes', on: '2026-06-31' as typeof need.from }, '').ok).toBe(false)
    const theirs = wrote(AMINA, 8, ...opsOf(giveFeedback('t2', { helped: 'yes', on: '2026-06-10' as typeof need.from }, '')))
    expect(referralAfter(up, theirs).turns).toHaveLength(2)
  })
})
