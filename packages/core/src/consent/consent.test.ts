import { expect, test } from 'vitest'
import { caseRules } from '../casework/policy.ts'
import { TODAY, caseAfter, day, says, OPENING } from '../casework/story.fixture.ts'
import { linkReferral } from '../casework/write.ts'
import type { Author, Op } from '../record/model.ts'
import { AMINA, FUND, JOOST, LOCAL_GROUP, SHELTER, SPACE, as, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { CONSENT_SCOPES } from '../vocabulary/codes.ts'
import type { SpaceId } from '@pergola/protocol'
import { consentMatrix } from './matrix.ts'
import type { NewConsent } from './model.ts'
import { NOTICE_RULES, confirmCopies, confirmGone, noticeRules, openNotice, readNotice } from './notice.ts'
import { CONSENT_RULES } from './policy.ts'
import { readPassages, readWords } from './read.ts'
import { lapses, readShares, recordShare } from './shares.ts'
import { giveConsent, withdrawConsent } from './write.ts'

const rules = caseRules(LOCAL_GROUP)
const docAfter = (...more: Parameters<typeof caseAfter>) => docOf([...OPENING, ...more], rules)
const NOTICE = 'aa'.repeat(16) as SpaceId

const REFUSED: readonly (readonly [field: string, said: Partial<NewConsent>])[] = [
  ['scope', { scope: 'everything' }],
  ['org', { scope: 'share_named_org' }],
  ['recipient', { org: SHELTER, recipient: 'The embassy' }],
  ['parts', { parts: ['identity'] }],
  ['guardian', { givenBy: 'guardian' }],
  ['guardian', { givenBy: 'guardian', guardian: 'heron' }],
  ['trusted', { givenBy: 'trusted', trusted: ' ' }],
  ['words', { words: 'x'.repeat(20_001) }],
  ['language', { language: 'two words' }],
  ['until', { until: day('2026-02-01') }],
]

for (const [field, said] of REFUSED) {
  test(`CONS-11 refused, with the field at fault: ${field} of ${JSON.stringify(said).slice(0, 60)}`, () => {
    const consent: NewConsent = { person: 'heron', scope: 'share_network', org: null, given: true, on: TODAY, how: 'spoken', until: null }
    expect(giveConsent('c', { ...consent, ...said })).toMatchObject({ ok: false, problem: { field } })
  })
}

test('CONS-11 who gave it, the words and their language are kept and read back', () => {
  const words = 'May we ask others without your name?'
  const doc = docAfter(
    wrote(AMINA, 3, ...says('c1', 'wren', { givenBy: 'guardian', guardian: 'heron', words, language: 'sw' })),
    wrote(AMINA, 4, ...says('c2', 'heron', { givenBy: 'trusted', trusted: 'Her lawyer', how: 'through_trusted_person' })),
  )
  const file = caseAfter(
    wrote(AMINA, 3, ...says('c1', 'wren', { givenBy: 'guardian', guardian: 'heron', words, language: 'sw' })),
    wrote(AMINA, 4, ...says('c2', 'heron', { givenBy: 'trusted', trusted: 'Her lawyer', how: 'through_trusted_person' })),
  )
  expect(file.consents).toMatchObject([
    { givenBy: 'guardian', guardian: 'heron', language: 'sw' },
    { givenBy: 'trusted', trusted: 'Her lawyer', guardian: null },
  ])
  expect([...readWords(doc)]).toEqual([['c1', words]])
})

test('CONS-11 a yes to parts that nobody knows is no yes to everything', () => {
  const odd: Op = {
    o: 'set',
    c: 'consent',
    i: 'c1',
    f: { person: 'heron', scope: 'share_network', given: true, on: TODAY, parts: ['soul'] },
  }
  expect(caseAfter(wrote(AMINA, 3, odd)).consents).toMatchObject([{ given: false, parts: [] }])
})

test('CONS-18 the matrix has every scope, one row for each recipient that is named, and a state for each person', () => {
  const file = caseAfter(
    wrote(AMINA, 3, ...says('c1', 'heron', {}), ...says('c2', 'wren', { given: false })),
    wrote(AMINA, 4, ...says('c3', 'heron', { scope: 'share_named_org', org: SHELTER })),
    wrote(AMINA, 5, ...says('c4', 'heron', { scope: 'share_named_org', org: FUND, parts: ['summary'] })),
    wrote(AMINA, 6, ...says('c5', 'heron', { scope: 'media', until: TODAY })),
    wrote(AMINA, 7, ...says('c6', 'heron', { scope: 'research' }), ...opsOf(withdrawConsent('c6', TODAY))),
  )
  const matrix = consentMatrix(file, day('2026-03-02'))
  expect(new Set(matrix.map(({ scope }) => scope))).toEqual(new Set(CONSENT_SCOPES))
  const states = (scope: string) =>
    matrix.filter((row) => row.scope === scope).map(({ org, cells }) => [org, ...cells.map(({ state }) => state)])
  expect(states('share_network')).toEqual([[null, 'yes', 'not_asked', 'no']])
  expect(states('share_named_org')).toEqual([
    [SHELTER, 'yes', 'not_asked', 'not_asked'],
    [FUND, 'partly', 'not_asked', 'not_asked'],
  ])
  expect([states('media'), states('research')]).toEqual([
    [[null, 'ended', 'not_asked', 'not_asked']],
    [[null, 'withdrawn', 'not_asked', 'not_asked']],
  ])
})

test('CONS-14 a share lapses with the first consent it rests on, by the day on which that ends', () => {
  const yes = (id: string, person: string, more: Partial<NewConsent> = {}) =>
    says(id, person, { scope: 'share_named_org', org: SHELTER, ...more })
  const shared = wrote(AMINA, 4, recordShare(SHELTER, { file: 1, identity: 2, medical: null }))
  const after = (...ops: readonly Op[]) => {
    const entries = [wrote(AMINA, 3, ...ops), shared]
    return lapses(caseAfter(...entries), readShares(docAfter(...entries)))
  }
  const all = [...yes('c1', 'heron'), ...yes('c2', 'wren'), ...yes('c3', 'lark')]
  expect(after(...all)).toEqual([])
  expect(after(...yes('c1', 'heron'), ...yes('c2', 'wren', { until: day('2026-03-31') }), ...yes('c3', 'lark'))).toMatchObject([
    { org: SHELTER, part: 'file', on: '2026-04-01', takeBack: false },
    { part: 'identity' },
  ])
  expect(after(...all, ...opsOf(withdrawConsent('c2', day('2026-03-05'), true)))).toMatchObject([
    { part: 'file', on: '2026-03-05', takeBack: true },
    { part: 'identity', takeBack: true },
  ])
  expect(after(...yes('c1', 'heron')).map(({ on }) => on)).toEqual([TODAY, TODAY])
})

test('CONS-14 a sealed part lapses with the consent of those it is about, not of everyone', () => {
  const yes = says('c1', 'heron', { scope: 'share_named_org', org: SHELTER, parts: ['emergency'] })
  const passage: Op = {
    o: 'note',
    c: 'passage',
    i: 'p1',
    f: { act: 'emergency', scope: 'share_named_org', org: SHELTER, parts: ['emergency'], people: ['heron'], consents: ['c1'] },
  }
  const after = (...ops: readonly Op[]) => {
    const entries = [wrote(AMINA, 3, ...yes, passage, recordShare(SHELTER, { emergency: 5 }), ...ops)]
    return lapses(caseAfter(...entries), readShares(docAfter(...entries)))
  }
  expect(after()).toEqual([])
  expect(after(...opsOf(withdrawConsent('c1', TODAY)))).toMatchObject([{ part: 'emergency', on: TODAY }])
})

test('CONS-17 a request lapses with the consent of those whom its needs are about, and an older one of no need at all does not', () => {
  const link = (id: string, needs: readonly string[]) =>
    linkReferral(id, { needs, org: SHELTER, service: null, space: id as SpaceId }, false)
  const file = caseAfter(wrote(AMINA, 3, ...says('c1', 'heron', {}), ...link('r1', ['shelter']), ...link('r2', ['gone'])))
  expect(lapses(file, [])).toMatchObject([{ referral: 'r1', part: null, on: TODAY }])
})

test('CONS-15 a notice keeps what was taken back, and what devices and people there have said', () => {
  const holder = noticeRules(LOCAL_GROUP)
  const opening = openNotice({
    caseSpace: SPACE,
    toOrg: SHELTER,
    pseudonym: 'Heron',
    parts: [{ part: 'file', since: 5 }],
    spaces: [SPACE],
    why: 'withdrawn',
  })
  const doc = docOf(
    [
      wrote(AMINA, 1, ...opening),
      wrote(JOOST, 2, ...confirmGone(JOOST.device)),
      wrote(JOOST, 3, ...opsOf(confirmCopies(SHELTER, 'kept', TODAY, 'One page is with the court.'))),
    ],
    holder,
  )
  expect(readNotice(NOTICE, doc)).toMatchObject({
    fromOrg: LOCAL_GROUP,
    toOrg: SHELTER,
    parts: [{ part: 'file', since: 5 }],
    spaces: [SPACE],
    confirmed: [{ device: JOOST.device }],
    copies: { what: 'kept', by: JOOST.person, text: 'One page is with the court.' },
  })
  expect(readNotice(NOTICE, docOf([], holder))).toBeNull()
})

const both = (of: typeof rules, op: Op): readonly string[] => [AMINA, JOOST].map((author: Author) => of(op, author))
const set = (c: string, i: string): Op => ({ o: 'set', c, i, f: { x: 1 } })

test('CASE-14 who may write what of consent, of shares and of notices', () => {
  expect(both(rules, set('consent', 'c'))).toEqual(['ok', 'holder_records_consent'])
  expect(both(rules, set('share', SHELTER))).toEqual(['ok', 'holder_shares'])
  expect(both(rules, { o: 'add', c: 'case', i: 'main', f: 'notices', v: NOTICE })).toEqual(['ok', 'holder_shares'])
  expect(both(rules, set('seen', SHELTER))).toEqual(['seen_is_own', 'ok'])
  expect(both(rules, set('passage', 'p'))).toEqual(['passage_stands', 'passage_stands'])
  const notice = noticeRules(LOCAL_GROUP)
  expect(both(notice, set('notice', 'main'))).toEqual(['ok', 'holder_takes_back'])
  expect(both(notice, set('confirmed', JOOST.device))).toEqual(['device_confirms_itself', 'ok'])
  expect(both(notice, set('confirmed', AMINA.device))).toEqual(['device_confirms_itself', 'device_confirms_itself'])
  expect(both(notice, set('copies', SHELTER))).toEqual(['copies_are_own', 'ok'])
  expect(notice(set('copies', SHELTER), as(JOOST, 'reader'))).toBe('readers_only_read')
  for (const { sentence } of [...CONSENT_RULES, ...NOTICE_RULES]) expect(sentence).toMatch(/^[A-Z].*\.$/u)
})

test('CONS-13 a passage whose act or scope nobody knows is left out', () => {
  const note = (i: string, f: Record<string, string>): Op => ({ o: 'note', c: 'passage', i, f })
  const doc = docAfter(wrote(AMINA, 3, note('p1', { act: 'teaser', scope: 'share_network' }), note('p2', { act: 'shout', scope: 'media' })))
  expect(readPassages(doc)).toMatchObject([{ id: 'p1', org: null, parts: [], by: AMINA.person }])
})
