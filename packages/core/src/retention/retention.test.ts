/** How long cases are kept, what stops that, and what is left. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BlobId, DeviceId, Head, PersonId, SpaceId } from '@pergola/protocol'
import { closeCase, readClosings } from '../caselife/index.ts'
import { caseRules, dayFrom, dayNumber, readCase, type Day } from '../casework/index.ts'
import { OPENING, caseAfter, day } from '../casework/story.fixture.ts'
import { fold } from '../record/document.ts'
import type { Entry } from '../record/model.ts'
import { setOp } from '../record/write.ts'
import { AMINA, JOOST, LOCAL_GROUP, ROSA, SHELTER, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import {
  ALONE_DAYS,
  bareRecordOf,
  bareRecordOfAlerts,
  bookRules,
  confirmRefusal,
  dropProposal,
  dueAlerts,
  dueCases,
  dueOf,
  endingId,
  holdCase,
  isHeld,
  keepBareRecord,
  liftHold,
  monthsAfter,
  proposeEnding,
  readBareRecords,
  readHold,
  readProposals,
  readRetention,
  ruleFor,
  setKept,
  setRetentionRule,
  type ClosedCase,
  type Proposal,
  type RetentionRuleId,
} from './index.ts'

const STEWARD = { ...AMINA, role: 'steward' } as const
const EDITOR = { ...AMINA, role: 'editor' } as const
const bookAfter = (...entries: readonly Entry[]) => fold(entries, bookRules).doc
const turnOn = (id: RetentionRuleId, months: number, on = true) => opsOf(setRetentionRule({ id, months, on }))
const SPACE = 'ab'.repeat(16) as SpaceId
const closed = (changes: Partial<ClosedCase> = {}): ClosedCase => ({
  space: SPACE,
  closedOn: day('2025-01-31'),
  reason: 'safe',
  hasParts: true,
  heldUntil: null,
  ...changes,
})
const on = (...rules: readonly (readonly [RetentionRuleId, number])[]) =>
  readRetention(bookAfter(...rules.map(([id, months], n) => wrote(STEWARD, n, ...turnOn(id, months)))))

describe('rules', () => {
  test('KEEP-1 what nobody turned on is a suggestion, and by it nothing is due', () => {
    const { rules, kept } = readRetention(bookAfter())
    expect(rules.map((rule) => [rule.id, rule.months, rule.on])).toEqual([
      ['safe', 24, false],
      ['taken_over', 12, false],
      ['outside_mandate', 6, false],
      ['other', 24, false],
      ['identity', 6, false],
      ['alert', 12, false],
    ])
    expect(kept).toEqual({ kinds: true, outcomes: true })
    expect(dueCases(readRetention(bookAfter()), [closed({ closedOn: day('1999-01-01') })], day('2026-03-02'))).toEqual([])
  })

  test('KEEP-1 a steward sets a rule and turns it off again; an editor does not, and months have bounds', () => {
    const set = wrote(STEWARD, 1, ...turnOn('safe', 18))
    const ruleAfter = (...more: readonly Entry[]) => readRetention(bookAfter(set, ...more)).rules[0]
    expect(ruleAfter()).toEqual({ id: 'safe', months: 18, on: true })
    expect(ruleAfter(wrote(EDITOR, 2, ...turnOn('safe', 1)))).toEqual({ id: 'safe', months: 18, on: true })
    expect(ruleAfter(wrote(STEWARD, 2, ...turnOn('safe', 18, false)))?.on).toBe(false)
    for (const months of [0, 241, 1.5, Number.NaN]) expect(setRetentionRule({ id: 'safe', months, on: true }).ok).toBe(false)
    expect(setRetentionRule({ id: 'never' as RetentionRuleId, months: 3, on: true }).ok).toBe(false)
    const odd = wrote(STEWARD, 3, setOp('retention', 'safe', { months: -4, on: true }))
    expect(ruleAfter(odd)).toEqual({ id: 'safe', months: 24, on: false })
  })

  test('KEEP-2 due from the day on that is so many months after closing, by how it was closed', () => {
    const rules = on(['safe', 12], ['other', 3])
    expect(dueOf(rules, closed(), day('2026-01-30'))).toBeNull()
    expect(dueOf(rules, closed(), day('2026-01-31'))).toEqual({ space: SPACE, what: 'all', rule: 'safe', since: '2026-01-31' })
    expect(dueOf(rules, closed({ reason: 'lost_contact' }), day('2025-04-30'))).toMatchObject({ rule: 'other', since: '2025-04-30' })
    expect(dueOf(rules, closed({ reason: null }), day('2025-04-29'))).toBeNull()
    expect([ruleFor('taken_over'), ruleFor('outside_mandate'), ruleFor('died'), ruleFor(null)]).toEqual([
      'taken_over',
      'outside_mandate',
      'other',
      'other',
    ])
  })

  test('KEEP-2 names and sealed parts go sooner than the file, as long as there are any; then all of it', () => {
    const rules = on(['safe', 24], ['identity', 6])
    expect(dueOf(rules, closed(), day('2025-08-01'))).toMatchObject({ what: 'parts', rule: 'identity', since: '2025-07-31' })
    expect(dueOf(rules, closed({ hasParts: false }), day('2025-08-01'))).toBeNull()
    expect(dueOf(rules, closed(), day('2027-02-01'))).toMatchObject({ what: 'all', rule: 'safe' })
  })

  test('KEEP-2 months end on a day that there is, and later months never come earlier', () => {
    expect(monthsAfter(day('2024-08-31'), 6)).toBe('2025-02-28')
    expect(monthsAfter(day('2023-08-31'), 6)).toBe('2024-02-29')
    expect(monthsAfter(day('2025-12-15'), 1)).toBe('2026-01-15')
    const anyDay = fc.integer({ min: 0, max: 60_000 }).map((number) => dayFrom(number))
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 239 }), (from, months) => {
        const [one, next] = [monthsAfter(from, months), monthsAfter(from, months + 1)]
        expect(one < next && from < one).toBe(true)
        expect(dayNumber(one) - dayNumber(from)).toBeGreaterThanOrEqual(28 * months)
        expect(dayNumber(one) - dayNumber(from)).toBeLessThanOrEqual(31 * months)
      }),
    )
  })

  test('KEEP-2 the longest due stands first', () => {
    const [a, b] = ['aa'.repeat(16) as SpaceId, 'bb'.repeat(16) as SpaceId]
    const rows = [
      closed({ space: b, closedOn: day('2024-05-01') }),
      closed({ space: a, closedOn: day('2024-05-01') }),
      closed({ closedOn: day('2023-01-01') }),
    ]
    expect(dueCases(on(['safe', 1]), rows, day('2026-03-02')).map(({ space }) => space)).toEqual([SPACE, a, b])
  })
})

describe('a hold', () => {
  const hold = (until: string) => opsOf(holdCase('Needed for proceedings.', AMINA.person, day('2026-03-02'), day(until)))

  test('KEEP-3 stands in the case, by the organisation that holds it, until its day', () => {
    const doc = docOf([...OPENING, wrote(AMINA, 5, ...hold('2026-09-01'))], caseRules(LOCAL_GROUP))
    expect(readHold(doc)).toEqual({ reason: 'Needed for proceedings.', by: AMINA.person, since: '2026-03-02', until: '2026-09-01' })
    const joosts = docOf([...OPENING, wrote(JOOST, 5, ...hold('2026-09-01'))], caseRules(LOCAL_GROUP))
    expect(readHold(joosts)).toBeNull()
    const lifted = docOf([...OPENING, wrote(AMINA, 5, ...hold('2026-09-01')), wrote(AMINA, 6, liftHold())], caseRules(LOCAL_GROUP))
    expect(readHold(lifted)).toBeNull()
  })

  test('KEEP-3 while it stands nothing of the case is due; on its day it is over', () => {
    const held = closed({ heldUntil: day('2026-09-01') })
    const rules = on(['safe', 1])
    expect([isHeld(held, day('2026-08-31')), isHeld(held, day('2026-09-01')), isHeld(closed(), day('2026-01-01'))]).toEqual([
      true,
      false,
      false,
    ])
    expect([dueOf(rules, held, day('2026-08-31')), dueOf(rules, held, day('2026-09-01'))?.what]).toEqual([null, 'all'])
  })

  test('KEEP-3 it says what for and until when, later than today', () => {
    expect(holdCase(' ', AMINA.person, day('2026-03-02'), day('2026-09-01'))).toMatchObject({ problem: { field: 'reason' } })
    expect(holdCase('x'.repeat(2001), AMINA.person, day('2026-03-02'), day('2026-09-01')).ok).toBe(false)
    for (const until of ['2026-03-02', '2026-02-30', ''])
      expect(holdCase('x', AMINA.person, day('2026-03-02'), until as Day)).toMatchObject({ problem: { field: 'until' } })
  })
})

const ending = {
  space: SPACE,
  blobs: ['cd'.repeat(16) as BlobId],
  pos: 7,
  head: 'ef'.repeat(32) as Head,
  device: '12'.repeat(16) as DeviceId,
  signature: new Uint8Array(64).fill(3),
}
const proposal: Proposal = { case: SPACE, what: 'all', by: AMINA.person, at: 1_000_000, rule: 'safe', spaces: [ending], alerts: [] }

test('KEEP-7 a conversation is due so many months after its last word, by a rule that is on', () => {
  const [old, young] = [
    { id: 'b', last: day('2025-01-31') },
    { id: 'a', last: day('2026-01-31') },
  ]
  const today = day('2026-03-02')
  expect(dueAlerts(readRetention(bookAfter()), [old, young], today)).toEqual([])
  expect(dueAlerts(on(['safe', 1]), [old, young], today)).toEqual([])
  expect(dueAlerts(on(['alert', 12]), [young, old], today)).toEqual([{ ...old, since: '2026-01-31' }])
  expect(dueAlerts(on(['alert', 1]), [young, old], today).map(({ id }) => id)).toEqual(['b', 'a'])
})

describe('two people', () => {
  test('KEEP-4 a proposal is read as it was written, until it is taken back; one with a space that cannot be read is none', () => {
    const proposed = wrote(EDITOR, 1, ...proposeEnding(proposal))
    expect(readProposals(bookAfter(proposed))).toEqual([proposal])
    expect(readProposals(bookAfter(proposed, wrote(EDITOR, 2, dropProposal(SPACE, 'all'))))).toEqual([])
    const spaces = [
      { ...ending, blobs: [...ending.blobs] },
      { ...ending, blobs: [], signature: new Uint8Array(3) },
    ]
    const odd = wrote(EDITOR, 2, setOp('ending', endingId(proposal), { by: AMINA.person, at: 1, rule: 'safe', spaces }))
    expect(readProposals(bookAfter(odd))).toEqual([])
  })

  test('KEEP-4 whoever names what is to end may edit and signs as themselves: no other name, nobody else’s list, no record of an end', () => {
    const rosas = { ...ROSA, role: 'editor' } as const
    const proposed = wrote(rosas, 1, ...proposeEnding({ ...proposal, by: ROSA.person }))
    const after = (...more: readonly Entry[]) => readProposals(bookAfter(proposed, ...more))
    const more = [{ ...ending, blobs: [...ending.blobs], space: 'dd'.repeat(16) }]
    expect(after(wrote(EDITOR, 2, setOp('ending', endingId(proposal), { spaces: more })))).toEqual([{ ...proposal, by: ROSA.person }])
    expect(after(wrote(EDITOR, 2, ...proposeEnding({ ...proposal, by: ROSA.person, at: 2 })))[0]?.at).toBe(proposal.at)
    const contributor = { ...AMINA, role: 'contributor' } as const
    for (const op of [...proposeEnding({ ...proposal, at: 2 }), dropProposal(SPACE, 'all')])
      expect(after(wrote(contributor, 2, op))).toEqual([{ ...proposal, by: ROSA.person }])
    const record = setOp('ended', endingId(proposal), { proposedBy: ROSA.person, confirmedBy: AMINA.person, done: false })
    expect(readBareRecords(bookAfter(wrote(EDITOR, 1, record)))).toEqual([])
    expect(readBareRecords(bookAfter(wrote(STEWARD, 1, record))).length).toBe(1)
  })

  test('KEEP-7 conversations are proposed with how many messages each has, and only a steward says that they are gone', () => {
    const alerts = [{ id: 'e'.repeat(64), turns: 3 }]
    const words: Proposal = { ...proposal, what: 'alerts', rule: 'alert', alerts }
    expect(readProposals(bookAfter(wrote(EDITOR, 1, ...proposeEnding(words))))).toEqual([words])
    const odd = setOp('ending', endingId(words), {
      alerts: [{ id: 'e', turns: 3 }, { id: 'e'.repeat(64), turns: -1 }, 5],
      by: AMINA.person,
    })
    expect(readProposals(bookAfter(wrote(EDITOR, 1, ...proposeEnding(words)), wrote(EDITOR, 2, odd)))[0]?.alerts).toEqual([])
    const record = bareRecordOfAlerts(words, AMINA.person, day('2026-03-02'))
    expect(readBareRecords(bookAfter(wrote(STEWARD, 1, keepBareRecord(record))))).toEqual([{ ...record, alerts: 1, ended: '2026-03' }])
    const gone = setOp('alert', 'e'.repeat(64), { destroyed: true })
    expect(bookAfter(wrote(EDITOR, 1, gone)).rows.size).toBe(0)
    expect(bookAfter(wrote(STEWARD, 1, gone)).rows.size).toBe(1)
  })

  test('KEEP-5 another steward confirms; who proposed does not, unless alone and after seven days', () => {
    const [amina, rosa] = [AMINA.person, ROSA.person]
    const wait = ALONE_DAYS * 86_400_000
    const ask = (person: PersonId, isSteward: boolean, others: number, later: number) =>
      confirmRefusal({ ...proposal, by: rosa }, { person, isSteward }, others, proposal.at + later)
    expect(ask(amina, true, 1, 0)).toBeNull()
    expect(ask(amina, false, 1, 0)).toBe('steward')
    expect(ask(rosa, true, 1, wait * 9)).toBe('second_person')
    expect(ask(rosa, true, 0, wait - 1)).toBe('wait')
    expect(ask(rosa, true, 0, wait)).toBeNull()
    expect(ask(rosa, false, 0, wait)).toBe('steward')
  })
})

describe('what is left', () => {
  const decided = {
    what: 'all',
    rule: 'safe',
    proposedBy: ROSA.person,
    confirmedBy: AMINA.person,
    on: day('2026-03-02'),
    told: [SHELTER],
  } as const
  const closing = opsOf(
    closeCase('closing', {
      on: day('2025-11-20'),
      reason: 'safe',
      says: 'I sleep again.',
      wouldReturn: 'yes',
      outcomes: [{ need: 'shelter', change: 'better', text: 'They live in Utrecht.' }],
    }),
  )
  const doc = docOf([...OPENING, wrote(AMINA, 9, ...closing)], caseRules(LOCAL_GROUP))
  const file = readCase(SPACE, doc)
  const plain = readRetention(bookAfter())

  test('KEEP-6 months, codes and who decided; no day, no name, no place, no word', () => {
    const record = bareRecordOf(file, readClosings(doc)[0]!, plain, decided)
    expect(record).toMatchObject({
      closed: '2025-11',
      ended: '2026-03',
      reason: 'safe',
      outcomes: ['better'],
      told: [SHELTER],
      done: false,
    })
    expect(record.kinds).toEqual([...new Set(file.needs.map(({ kind }) => kind))].sort())
    const text = JSON.stringify({ ...record, case: '' })
    for (const word of [file.pseudonym, file.country, 'Utrecht', 'sleep', ...file.people.map(({ label }) => label)])
      if (word !== '') expect(text).not.toContain(word)
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/u)
  })

  test('KEEP-6 an organisation that keeps neither kinds nor outcomes keeps neither', () => {
    const { kept } = readRetention(bookAfter(wrote(STEWARD, 1, ...setKept({ kinds: false, outcomes: false }))))
    expect(bareRecordOf(file, readClosings(doc)[0]!, { ...plain, kept }, decided)).toMatchObject({ kinds: [], outcomes: [], reason: null })
    expect(bareRecordOf(caseAfter(), null, plain, decided)).toMatchObject({ closed: '', reason: null, outcomes: [] })
  })

  test('KEEP-6 it is read as it was written; odd fields are plain', () => {
    const record = bareRecordOf(file, readClosings(doc)[0]!, plain, decided)
    expect(readBareRecords(bookAfter(wrote(STEWARD, 1, keepBareRecord(record))))).toEqual([record])
    const odd = setOp('ended', endingId(record), {
      opened: '2026-13',
      reason: 'bored',
      kinds: [4, 'medical'],
      outcomes: ['great'],
      done: 1,
    })
    expect(readBareRecords(bookAfter(wrote(STEWARD, 1, keepBareRecord(record)), wrote(STEWARD, 2, odd)))).toEqual([
      { ...record, opened: '', reason: null, kinds: ['medical'], outcomes: [] },
    ])
    expect(readBareRecords(bookAfter(wrote(STEWARD, 1, setOp('ended', 'nowhere', { proposedBy: 'x' }))))).toEqual([])
  })
})
