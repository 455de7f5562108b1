import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currentRisk, readCase, riskHistory } from '../casework/index.ts'
import { caseRules } from '../casework/policy.ts'
import { OPENING, TODAY, day } from '../casework/story.fixture.ts'
import { ownedId, type Doc, type Entry } from '../record/index.ts'
import { AMINA, JOOST, LOCAL_GROUP, SHELTER, SPACE, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { STEPS } from '../vocabulary/index.ts'
import { assessRisk, readAssessments, type AssessmentDraft, type Threat } from './index.ts'

const file = (...entries: readonly Entry[]): Doc => docOf([...OPENING, ...entries], caseRules(LOCAL_GROUP))
const QUIET: AssessmentDraft = {
  probability: 'low',
  impact: 'low',
  deathThreat: false,
  threats: [],
  vulnerabilities: [],
  capacities: [],
}
const CALLS: Threat = {
  text: 'Calls at night',
  who: 'A guard of the mine',
  why: 'The hearing in May',
  kind: 'direct',
  pattern: 'recurring',
  change: 'more',
  area: 'At home',
  death: false,
}
const looks = (...drafts: readonly (readonly [string, AssessmentDraft])[]): Doc =>
  file(...drafts.map(([on, draft], at) => wrote(AMINA, 3 + at, ...opsOf(assessRisk(ownedId(LOCAL_GROUP, `r${at}`), day(on), draft)))))

test('SAFE-1 what Amina knows of a threat stays beside it, with the five steps', () => {
  const analysis = { facts: 'Four calls', pattern: 'After each filing', objective: 'Silence', source: 'The mine', conclusion: 'Likely' }
  const doc = looks([
    '2026-03-01',
    { ...QUIET, threats: [CALLS], vulnerabilities: [{ text: 'Lives alone', component: 'geography' }], capacities: ['A lawyer'], analysis },
  ])
  const [one] = readAssessments(doc)
  expect(one).toMatchObject({ threats: [CALLS], vulnerabilities: [{ component: 'geography' }], analysis })
  expect(one?.capacities).toEqual([{ text: 'A lawyer', component: '' }])
  expect(readCase(SPACE, doc).assessments[0]).toMatchObject({ threats: ['Calls at night'], vulnerabilities: ['Lives alone'] })
})

test('SAFE-1 lists of lines, as they were written before, still read', () => {
  const doc = file(
    wrote(AMINA, 3, {
      o: 'set',
      c: 'risk',
      i: ownedId(LOCAL_GROUP, 'old'),
      f: {
        on: '2026-02-01',
        probability: 'high',
        impact: 'high',
        deathThreat: true,
        threats: ['A letter'],
        vulnerabilities: [],
        capacities: [7],
      },
    }),
  )
  expect(readAssessments(doc)[0]).toMatchObject({
    deathThreat: true,
    threats: [{ text: 'A letter', kind: '' }],
    capacities: [],
    analysis: null,
  })
})

test('SAFE-1 a code that nobody knows is refused when written and nothing when read', () => {
  const odd = { ...CALLS, kind: 'rumour' } as unknown as Threat
  expect(assessRisk(ownedId(LOCAL_GROUP, 'x'), TODAY, { ...QUIET, threats: [odd] })).toEqual({
    ok: false,
    problem: { type: 'invalid', field: 'threats' },
  })
  const doc = file(wrote(AMINA, 3, { o: 'set', c: 'risk', i: ownedId(LOCAL_GROUP, 'x'), f: { threats: [{ ...odd }, {}, null] } }))
  expect(readAssessments(doc)[0]?.threats).toEqual([{ ...CALLS, kind: '' }])
})

test('SAFE-2 one threat of death among many is very high, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...STEPS), fc.constantFrom(...STEPS), fc.nat(5), (probability, impact, others) => {
      const threats = [...Array.from({ length: others }, () => CALLS), { ...CALLS, text: 'A coffin at the door', death: true }]
      expect(currentRisk(readCase(SPACE, looks(['2026-03-01', { ...QUIET, probability, impact, threats }])).assessments)).toBe('very_high')
    }),
    { numRuns: 30 },
  )
})

test('SAFE-2 who reads only whether there is a death threat, as an earlier version does, is told of it too', () => {
  const [op] = opsOf(assessRisk(ownedId(LOCAL_GROUP, 'r'), TODAY, { ...QUIET, threats: [{ ...CALLS, death: true }] }))
  expect(op).toMatchObject({ f: { deathThreat: true } })
})

test('SAFE-2 a quieter look later does not undo it; saying why it is over does', () => {
  const threat = ['2026-03-01', { ...QUIET, deathThreat: true }] as const
  const later = ['2026-04-01', QUIET] as const
  const over = ['2026-05-01', { ...QUIET, deathThreatOver: 'He was sentenced, and wrote that he is sorry.' }] as const
  const levels = (doc: Doc) => riskHistory(readAssessments(doc)).map(({ level, threatStands }) => [level, threatStands])
  expect(levels(looks(threat, later, over, ['2026-06-01', QUIET]))).toEqual([
    ['very_high', true],
    ['very_high', true],
    ['low', false],
    ['low', false],
  ])
})

test('SAFE-2 two organisations assess at once: the threat that one of them knows of stands', () => {
  const doc = file(
    wrote(AMINA, 3, ...opsOf(assessRisk(ownedId(LOCAL_GROUP, 'a'), TODAY, { ...QUIET, deathThreat: true }))),
    wrote(JOOST, 3, ...opsOf(assessRisk(ownedId(SHELTER, 'b'), TODAY, QUIET))),
  )
  expect(currentRisk(readCase(SPACE, doc).assessments)).toBe('very_high')
})
