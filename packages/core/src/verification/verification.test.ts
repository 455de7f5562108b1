import type { OrgId, PersonId } from '@pergola/protocol'
import { describe, expect, test } from 'vitest'
import { OPENING } from '../casework/story.fixture.ts'
import type { Day } from '../casework/model.ts'
import { caseRules } from '../casework/policy.ts'
import type { Author, Entry, Op } from '../record/model.ts'
import { ownedId } from '../record/owned.ts'
import { AMINA, FUND, JOOST, LOCAL_GROUP, ROSA, SHELTER, as, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { DEFENDER_TESTS, RELIABILITIES, RELIABILITY_IN_HURIDOCS, TESTS_OF_OURSELVES, TESTS_OF_THE_PERSON } from '../vocabulary/index.ts'
import type { DecisionFunction, DefenderDecision, Verification } from './model.ts'
import { readVerification } from './read.ts'
import { WAYS_TO_HELP } from './routes.ts'
import { openTo, standing, suggestedStatus, wroteMost } from './standing.ts'
import { describeWork, findTest, giveOpinion, openRound, routeTo, saveEvidence, type NewEvidence, type NewOpinion } from './write.ts'

const TODAY = '2026-03-01' as Day
/** Colleagues of Amina's in the local group. */
const colleague = (letter: string): Author => ({ ...AMINA, device: letter.repeat(32) as never, person: letter.repeat(32) as PersonId })
const YUSUF = colleague('4')
const SALMA = colleague('6')
const IDIR = colleague('7')
const NADIA = colleague('8')

const verified = (...entries: readonly Entry[]): Verification =>
  readVerification(docOf([...OPENING, ...entries], caseRules(LOCAL_GROUP)), LOCAL_GROUP)

const says = (
  who: Author,
  minutes: number,
  role: DecisionFunction,
  decision: DefenderDecision = 'defender',
  more: Partial<NewOpinion> = {},
): Entry => {
  const refuses = decision === 'not_defender'
  const opinion: NewOpinion = {
    round: 1,
    function: role,
    decision,
    failed: refuses ? ['peaceful'] : [],
    other: decision === 'at_risk_other' ? 'threatened_witness' : null,
    keptTo: refuses ? [...TESTS_OF_OURSELVES] : [],
    reasons: 'For reasons.',
    on: TODAY,
    ...more,
  }
  return wrote(who, minutes, ...opsOf(giveOpinion(who.person, opinion)))
}

const EVIDENCE: NewEvidence = {
  tests: ['acts_for_rights'],
  side: 'for',
  text: 'Wrote the report on the land of the village.',
  source: 'the report',
  reliability: 'high',
  on: TODAY,
  file: null,
}
const brings = (who: Author, minutes: number, id = `e${minutes}`): Entry =>
  wrote(who, minutes, ...opsOf(saveEvidence(ownedId(who.org, id), EVIDENCE)))

const appealed = (who: Author, minutes: number, kind: 'appeal' | 'new_facts' = 'appeal', round = 2): Entry =>
  wrote(who, minutes, ...opsOf(openRound(who.person, { round, kind, reasons: 'She was not heard.', on: TODAY })))
const admits = (...orgs: readonly OrgId[]): Entry =>
  wrote(AMINA, 3, ...opsOf(describeWork({ activities: ['journalism'], since: '2019' as never }, { now: orgs, before: [] })))

const now = (...entries: readonly Entry[]) => standing(verified(...entries))
const brief = (...entries: readonly Entry[]) => {
  const { state, decision } = now(...entries)
  return decision === null ? state : `${state} ${decision}`
}
const uncounted = (...entries: readonly Entry[]) => now(...entries).opinions.map(({ notCounted }) => notCounted)
const field = (result: { ok: boolean; problem?: { field: string } }) => result.problem?.field

describe('what was found', () => {
  test('VER-1 six tests, each with a finding and its reason; what nobody looked at has none', () => {
    const looked = verified(
      wrote(AMINA, 3, ...opsOf(findTest('peaceful', 'met', 'Marches and petitions.'))),
      wrote(AMINA, 4, ...opsOf(findTest('universality', 'unclear', 'One speech of 2012.'))),
    )
    expect(looked.tests.map(({ test: code }) => code)).toEqual([...DEFENDER_TESTS])
    expect(looked.tests.filter(({ finding }) => finding !== null)).toEqual([
      { test: 'universality', finding: 'unclear', reason: 'One speech of 2012.' },
      { test: 'peaceful', finding: 'met', reason: 'Marches and petitions.' },
    ])
    expect(field(findTest('peaceful', 'met', ' '))).toBe('reason')
    expect(field(findTest('nationality' as never, 'not_met', 'x'))).toBe('test')
  })

  test('VER-1 three tests can be failed, three bind those who decide', () => {
    expect([...TESTS_OF_THE_PERSON, ...TESTS_OF_OURSELVES].toSorted()).toEqual([...DEFENDER_TESTS].toSorted())
  })

  test('VER-2 evidence says what it is about, from whom, and how far that is to be relied on, as HURIDOCS list 42 has it', () => {
    const { evidence } = verified(brings(AMINA, 3), brings(JOOST, 4))
    expect(evidence).toMatchObject([
      { ...EVIDENCE, org: LOCAL_GROUP, by: AMINA.person, vouch: null },
      { ...EVIDENCE, org: SHELTER, by: JOOST.person },
    ])
    expect(RELIABILITIES.map((code) => RELIABILITY_IN_HURIDOCS[code])).toEqual(['01', '02', '03', '04', '05'])
    const id = ownedId(LOCAL_GROUP, 'e')
    expect(
      [
        saveEvidence('nobodys', EVIDENCE),
        saveEvidence(id, { ...EVIDENCE, tests: [] }),
        saveEvidence(id, { ...EVIDENCE, text: '' }),
        saveEvidence(id, { ...EVIDENCE, source: ' ' }),
        saveEvidence(id, { ...EVIDENCE, on: '2026-02-30' as Day }),
      ].map(field),
    ).toEqual(['id', 'tests', 'text', 'source', 'on'])
  })

  test('VER-3 what the person does, and since when', () => {
    expect(verified(admits())).toMatchObject({ activities: ['journalism'], since: '2019', deciders: [] })
    expect(field(describeWork({ activities: ['mayor' as never], since: '' }, { now: [], before: [] }))).toBe('activities')
    expect(field(describeWork({ activities: [], since: 'long' as never }, { now: [], before: [] }))).toBe('since')
  })

  test('VER-4 what is missing or odd gives a plain default or is left out', () => {
    const odd: readonly Op[] = [
      { o: 'set', c: 'verification', i: 'main', f: { activities: 'journalism', since: 7 } },
      { o: 'set', c: 'test', i: 'peaceful', f: { finding: 'perhaps', reason: 3 } },
      { o: 'set', c: 'evidence', i: ownedId(LOCAL_GROUP, 'x'), f: { tests: ['peaceful', 'charm', 4], side: 'left', on: 'never' } },
      { o: 'set', c: 'opinion', i: `0:${AMINA.person}`, f: { function: 'examines', decision: 'defender' } },
      { o: 'set', c: 'opinion', i: `1:${AMINA.person}`, f: { function: 'examines', decision: 'hero' } },
      { o: 'set', c: 'opinion', i: `1:${AMINA.person}:more`, f: { function: 'examines', decision: 'defender' } },
      { o: 'set', c: 'routing', i: 'nobodys', f: { to: 'legal.defence' } },
    ]
    expect(verified(wrote(AMINA, 3, ...odd))).toMatchObject({
      activities: [],
      since: '',
      tests: [{}, {}, {}, {}, {}, { test: 'peaceful', finding: null, reason: '' }],
      evidence: [{ tests: ['peaceful'], side: 'neither', reliability: 'unsure', on: TODAY }],
      opinions: [],
      routings: [],
      round: 1,
    })
  })
})

describe('two decide', () => {
  test('VER-5 a decision stands when two people in two functions say the same', () => {
    expect(brief()).toBe('nothing')
    expect(brief(says(AMINA, 3, 'examines'))).toBe('second')
    expect(now(says(AMINA, 3, 'examines'), says(YUSUF, 4, 'reviews', 'defender', { on: '2026-03-04' as Day }))).toMatchObject({
      state: 'stands',
      decision: 'defender',
      by: [AMINA.person, YUSUF.person],
      on: '2026-03-04',
    })
  })

  test('VER-5 not when one person says it twice, nor when two say it in the same function', () => {
    expect(brief(says(AMINA, 3, 'examines'), says(AMINA, 4, 'reviews'))).toBe('second')
    expect(brief(says(AMINA, 3, 'examines'), says(YUSUF, 4, 'examines'))).toBe('second')
  })

  test('VER-5 two people who decide at once, without knowing of each other, are two opinions in any order of arrival', () => {
    const [one, other] = [says(AMINA, 3, 'examines'), says(YUSUF, 3, 'reviews', 'at_risk_other')]
    expect([brief(one, other), brief(other, one)]).toEqual(['third', 'third'])
    expect(now(one, other).opinions).toHaveLength(2)
  })

  test('VER-6 when they differ a third settles it, for one of the two', () => {
    const differ = [says(AMINA, 3, 'examines'), says(YUSUF, 4, 'reviews', 'not_defender')]
    expect(brief(...differ)).toBe('third')
    expect(now(...differ, says(SALMA, 5, 'settles'))).toMatchObject({
      state: 'stands',
      decision: 'defender',
      by: [AMINA.person, SALMA.person],
    })
    expect(brief(...differ, says(SALMA, 5, 'settles', 'at_risk_other'))).toBe('third')
    expect(brief(...differ, says(SALMA, 5, 'settles'), says(IDIR, 5, 'settles', 'not_defender'))).toBe('third')
  })

  test('VER-6 while nobody differs there is nothing to settle', () => {
    expect(uncounted(says(AMINA, 3, 'examines'), says(YUSUF, 4, 'settles'))).toEqual([null, 'nothing_to_settle'])
    expect(brief(says(AMINA, 3, 'examines'), says(YUSUF, 4, 'settles'))).toBe('second')
  })

  test('VER-7 a refusal names a test that was failed, and only one that somebody can fail', () => {
    const refuse = (more: Partial<NewOpinion>) =>
      field(
        giveOpinion(AMINA.person, {
          round: 1,
          function: 'examines',
          decision: 'not_defender',
          failed: ['peaceful'],
          other: null,
          keptTo: [...TESTS_OF_OURSELVES],
          reasons: 'x',
          on: TODAY,
          ...more,
        }),
      )
    expect(refuse({})).toBeUndefined()
    expect(refuse({ failed: [] })).toBe('failed')
    for (const test of [...TESTS_OF_OURSELVES, 'nationality' as never]) expect(refuse({ failed: [test] })).toBe('failed')
    expect(refuse({ keptTo: ['what_they_do'] })).toBe('keptTo')
    expect(refuse({ reasons: '' })).toBe('reasons')
    expect(refuse({ decision: 'defender' })).toBe('failed')
    expect(refuse({ decision: 'at_risk_other' })).toBe('other')
  })

  test.each([
    ['what somebody is', ['nationality', 'what_they_do'], [...TESTS_OF_OURSELVES]],
    ['nothing', [], [...TESTS_OF_OURSELVES]],
    ['a test, and does not say what was kept to', ['peaceful'], ['what_they_do']],
  ])('VER-7 one that names %s is no decision, whatever client wrote it', (_, failed, keptTo) => {
    const bare: Op = {
      o: 'set',
      c: 'opinion',
      i: `1:${YUSUF.person}`,
      f: { function: 'reviews', decision: 'not_defender', failed, keptTo, reasons: 'Was charged once.' },
    }
    const entries = [says(AMINA, 3, 'examines', 'not_defender'), wrote(YUSUF, 4, bare)]
    expect([brief(...entries), uncounted(...entries)]).toEqual(['second', [null, 'no_test']])
  })

  test('VER-7 two refusals for different tests are no agreement; what they share is what was failed', () => {
    const first = says(AMINA, 3, 'examines', 'not_defender', { failed: ['peaceful', 'universality'] })
    expect(brief(first, says(YUSUF, 4, 'reviews', 'not_defender', { failed: ['acts_for_rights'] }))).toBe('third')
    expect(now(first, says(YUSUF, 4, 'reviews', 'not_defender', { failed: ['universality'] })).failed).toEqual(['universality'])
  })

  test('VER-8 whoever wrote most of the evidence may examine, not review or settle', () => {
    const most = [brings(AMINA, 3), brings(AMINA, 4), brings(YUSUF, 5)]
    expect(uncounted(...most, says(YUSUF, 6, 'examines'), says(AMINA, 7, 'reviews'))).toEqual([null, 'wrote_most_evidence'])
    expect(brief(...most, says(AMINA, 6, 'examines'), says(YUSUF, 7, 'reviews'))).toBe('stands defender')
    const differ = [...most, says(YUSUF, 6, 'examines'), says(SALMA, 7, 'reviews', 'at_risk_other')]
    expect(brief(...differ, says(AMINA, 8, 'settles'))).toBe('third')
  })

  test('VER-8 of two who wrote as much neither did; what is written later takes nothing back', () => {
    expect(wroteMost(verified(brings(AMINA, 3), brings(YUSUF, 4)).evidence)).toBeNull()
    expect(brief(brings(YUSUF, 3), says(AMINA, 4, 'reviews'), says(YUSUF, 5, 'examines'), brings(AMINA, 6), brings(AMINA, 7))).toBe(
      'stands defender',
    )
  })

  test('VER-9 who decides is of the organisation that holds the case, or of one that it named', () => {
    const entries = [says(AMINA, 4, 'examines'), says(JOOST, 5, 'reviews')]
    expect([brief(...entries), uncounted(...entries)]).toEqual(['second', [null, 'not_asked']])
    expect(brief(admits(SHELTER), ...entries)).toBe('stands defender')
    expect(brief(admits(FUND), ...entries)).toBe('second')
  })

  test('VER-10 a decision and an appeal belong to the person, evidence to the organisation, findings to the holder', () => {
    const rules = caseRules(LOCAL_GROUP)
    const set = (c: string, i: string): Op => ({ o: 'set', c, i, f: { reason: 'x' } })
    const heard = (op: Op) => [AMINA, YUSUF, JOOST].map((author) => rules(op, author))
    for (const c of ['opinion', 'appeal'])
      expect(heard(set(c, `1:${AMINA.person}`))).toEqual(['ok', 'opinion_is_ones_own', 'opinion_is_ones_own'])
    for (const c of ['evidence', 'routing']) expect(heard(set(c, ownedId(LOCAL_GROUP, 'x')))).toEqual(['ok', 'ok', 'evidence_is_own'])
    for (const c of ['verification', 'test', 'vouchAsked']) expect(heard(set(c, 'main'))).toEqual(['ok', 'ok', 'holder_verifies'])
    expect(rules({ o: 'add', c: 'verification', i: 'main', f: 'deciders', v: SHELTER }, JOOST)).toBe('holder_verifies')
    expect(rules(set('evidence', ownedId(LOCAL_GROUP, 'x')), as(AMINA, 'reader'))).toBe('readers_only_read')
  })
})

describe('an appeal', () => {
  const decided = [says(AMINA, 3, 'examines', 'not_defender'), says(YUSUF, 4, 'reviews', 'not_defender')]

  test('VER-11 opens a round with reasons, and nobody decides it who decided before', () => {
    const open = [...decided, appealed(AMINA, 5)]
    expect(now(...open)).toMatchObject({ round: 2, opened: 'appeal', state: 'nothing', opinions: [] })
    const again = says(YUSUF, 6, 'examines', 'not_defender', { round: 2 })
    expect(uncounted(...open, again)).toEqual(['decided_before'])
    expect(brief(...open, says(SALMA, 6, 'examines', 'defender', { round: 2 }), says(IDIR, 7, 'reviews', 'defender', { round: 2 }))).toBe(
      'stands defender',
    )
    expect(standing(verified(...open), 1)).toMatchObject({ state: 'stands', decision: 'not_defender', failed: ['peaceful'] })
  })

  test('VER-11 with new facts the same people may decide; as soon as somebody appeals they may not', () => {
    const facts = [...decided, appealed(AMINA, 5, 'new_facts')]
    const again = says(AMINA, 6, 'examines', 'defender', { round: 2 })
    expect(uncounted(...facts, again)).toEqual([null])
    expect(uncounted(...facts, appealed(SALMA, 5), again)).toEqual(['decided_before'])
  })

  test('VER-11 two who appeal at once open one round, each with their reasons; a round that follows none opens none', () => {
    const twice = verified(...decided, appealed(AMINA, 5), appealed(YUSUF, 5))
    expect([twice.round, twice.appeals.length]).toEqual([2, 2])
    expect(verified(...decided, appealed(AMINA, 5, 'appeal', 4)).round).toBe(1)
    expect(field(openRound(AMINA.person, { round: 2, kind: 'appeal', reasons: ' ', on: TODAY }))).toBe('reasons')
  })
})

describe('what a member may do now', () => {
  const offered = (who: Author, ...entries: readonly Entry[]) => openTo(verified(...entries), who.person, who.org)

  test('VER-12 the functions that are still open, or why none is', () => {
    expect(offered(AMINA)).toEqual({ functions: ['examines', 'reviews'], why: null })
    expect(offered(JOOST)).toEqual({ functions: [], why: 'not_asked' })
    expect(offered(JOOST, admits(SHELTER)).functions).toEqual(['examines', 'reviews'])
    const first = says(AMINA, 4, 'examines')
    expect(offered(AMINA, first).functions).toEqual(['examines'])
    expect(offered(YUSUF, first).functions).toEqual(['reviews'])
    expect(offered(YUSUF, brings(YUSUF, 3), first)).toEqual({ functions: [], why: 'wrote_most_evidence' })
    expect(offered(NADIA, brings(NADIA, 3)).functions).toEqual(['examines'])
    const differ = [first, says(YUSUF, 5, 'reviews', 'at_risk_other')]
    expect([offered(SALMA, ...differ), offered(AMINA, ...differ)].map(({ functions }) => functions)).toEqual([['settles'], ['examines']])
    const stands = [first, says(YUSUF, 5, 'reviews')]
    expect(offered(SALMA, ...stands)).toEqual({ functions: [], why: 'stands' })
    expect(offered(AMINA, ...stands, appealed(SALMA, 6))).toEqual({ functions: [], why: 'decided_before' })
    expect(offered(SALMA, ...stands, appealed(SALMA, 6)).functions).toEqual(['examines', 'reviews'])
  })

  test('VER-12 of two who examined at once either may take the other function, but for who wrote most of the evidence', () => {
    const both = [says(AMINA, 4, 'examines'), says(YUSUF, 4, 'examines')]
    expect([AMINA, YUSUF, SALMA].map((who) => offered(who, ...both).functions)).toEqual([
      ['reviews', 'examines'],
      ['reviews', 'examines'],
      ['reviews'],
    ])
    expect(offered(AMINA, brings(AMINA, 3), ...both).functions).toEqual(['examines'])
    expect(brief(...both, says(YUSUF, 5, 'reviews'))).toBe('stands defender')
    const reviewed = [says(AMINA, 4, 'reviews'), says(YUSUF, 4, 'reviews')]
    expect(offered(YUSUF, ...reviewed).functions).toEqual(['examines', 'reviews'])
  })

  test('VER-12 a third is offered to nobody who may not settle', () => {
    const differ = [brings(SALMA, 3), says(AMINA, 4, 'examines'), says(YUSUF, 5, 'reviews', 'at_risk_other')]
    expect(offered(SALMA, ...differ)).toEqual({ functions: [], why: 'wrote_most_evidence' })
  })

  test('VER-13 a case that is being checked is opened for a defender, and for everyone else who is at risk', () => {
    const decided = (decision: DefenderDecision) => now(says(AMINA, 3, 'examines', decision), says(YUSUF, 4, 'reviews', decision))
    expect((['defender', 'at_risk_other', 'not_defender'] as const).map((one) => suggestedStatus('checking', decided(one)))).toEqual([
      'open',
      'open',
      null,
    ])
    expect(suggestedStatus('resting', decided('defender'))).toBeNull()
    expect(suggestedStatus('checking', now(says(AMINA, 3, 'examines')))).toBeNull()
  })
})

describe('those who are no defenders and at risk', () => {
  test('VER-14 a threatened witness, a relative, someone who spoke to an international court: each has ways to help, written down with why', () => {
    for (const ways of Object.values(WAYS_TO_HELP)) expect(ways.length).toBeGreaterThan(2)
    expect(WAYS_TO_HELP.court_cooperator[0]).toBe('legal.defence')
    const id = ownedId(LOCAL_GROUP, 'r')
    const { routings } = verified(
      wrote(AMINA, 3, ...opsOf(routeTo(id, { to: 'outside', why: 'The court’s own witness protection.', on: TODAY }))),
      wrote(ROSA, 4, ...opsOf(routeTo(ownedId(FUND, 's'), { to: 'legal.defence', why: 'Lawyers for the trial.', on: TODAY }))),
    )
    expect(routings.map(({ to, org }) => [to, org])).toEqual([
      ['outside', LOCAL_GROUP],
      ['legal.defence', FUND],
    ])
    expect([routeTo(id, { to: 'away', why: 'x', on: TODAY }), routeTo(id, { to: 'outside', why: ' ', on: TODAY })].map(field)).toEqual([
      'to',
      'why',
    ])
    expect(brief(says(AMINA, 3, 'examines', 'at_risk_other'), says(YUSUF, 4, 'reviews', 'at_risk_other'))).toBe('stands at_risk_other')
  })
})
