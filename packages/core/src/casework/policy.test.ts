import type { OrgId } from '@pergola/protocol'
import { describe, expect, test } from 'vitest'
import { ownedId, type Author, type Op } from '../record/index.ts'
import { AMINA, JOOST, LOCAL_GROUP, SHELTER, as } from '../record/story.fixture.ts'
import { CASE_RULES, caseRules, identityRules } from './policy.ts'

const rules = caseRules(LOCAL_GROUP)
const set = (c: string, i: string, f: Extract<Op, { o: 'set' }>['f'] = { note: 'x' }): Op => ({ o: 'set', c, i, f })
const yes = (v: OrgId, o: 'add' | 'rem' = 'add', f = 'yes'): Op => ({ o, c: 'handover', i: 'a:1:b:2', f, v })

/** What the holder (Amina) and another member (Joost) hear. */
const both = (op: Op): readonly string[] => [AMINA, JOOST].map((author: Author) => rules(op, author))

describe('who may write what in a case', () => {
  test('CASE-11 someone who may only read writes nothing', () =>
    expect(rules(set('need', 'n'), as(AMINA, 'reader'))).toBe('readers_only_read'))
  test('CASE-12 a commitment belongs to the organisation that makes it', () => {
    expect(both(set('commitment', ownedId(SHELTER, 'b')))).toEqual(['commitment_is_own', 'ok'])
    expect(both(set('commitment', 'nobodys'))).toEqual(['commitment_is_own', 'commitment_is_own'])
  })
  test('CASE-12 so do an assessment and a file', () => {
    expect(both(set('risk', ownedId(SHELTER, 'r')))).toEqual(['commitment_is_own', 'ok'])
    expect(both(set('file', ownedId(LOCAL_GROUP, 'f')))).toEqual(['ok', 'commitment_is_own'])
  })
  test('CASE-13 an organisation says yes to a hand-over for itself only, and takes back only its own', () => {
    expect([both(yes(SHELTER)), both(yes(SHELTER, 'rem')), both(yes(LOCAL_GROUP))]).toEqual([
      ['yes_is_own', 'ok'],
      ['yes_is_own', 'ok'],
      ['ok', 'yes_is_own'],
    ])
    expect(both(set('handover', 'a:1:b:2', { before: 'x' }))).toEqual(['yes_is_own', 'yes_is_own'])
  })
  test('CASE-14 consent is recorded by the organisation that holds the case', () =>
    expect(both(set('consent', 'c'))).toEqual(['ok', 'holder_records_consent']))
  test('CASE-15 only the holder refers', () => expect(both(set('referral', 'r'))).toEqual(['ok', 'holder_refers']))
  test('CASE-16 only the holder closes, names and assigns the case; others may complete its summary', () => {
    for (const field of ['status', 'pseudonym', 'assignedTo', 'identitySpace', 'openedOn', 'alert'])
      expect(both(set('case', 'main', { [field]: 'x' }))).toEqual(['ok', 'holder_closes'])
    expect(both(set('case', 'main', { summary: 'more is known', urgency: 'hours' }))).toEqual(['ok', 'ok'])
  })
  test('CASE-17 nobody, not even the holder, gives the case to another organisation by writing it into a field', () => {
    expect(both(set('case', 'main', { ownerOrg: SHELTER }))).toEqual(['holder_stays', 'holder_closes'])
    expect(rules(set('case', 'main', { ownerOrg: LOCAL_GROUP }), AMINA)).toBe('ok')
  })
  test('CASE-18 names and contacts are kept by the holder', () => {
    expect([AMINA, JOOST].map((author) => identityRules(LOCAL_GROUP)(set('person', 'p', { name: 'x' }), author))).toEqual([
      'ok',
      'holder_writes_identity',
    ])
  })
  test('CASE-11 every rule has its own name and a sentence', () => {
    expect(new Set(CASE_RULES.map(({ name }) => name)).size).toBe(CASE_RULES.length)
    for (const { sentence } of CASE_RULES) expect(sentence).toMatch(/^[A-Z].*\.$/u)
  })
})
