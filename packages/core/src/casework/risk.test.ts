import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownedId } from '../record/owned.ts'
import { AMINA, LOCAL_GROUP, opsOf, wrote } from '../record/story.fixture.ts'
import { STEPS } from '../vocabulary/codes.ts'
import type { RiskAssessment } from './model.ts'
import { currentRisk, latestOfEach, riskHistory, riskLevel } from './risk.ts'
import { caseAfter, day } from './story.fixture.ts'
import { assessRisk } from '../safety/assessments.ts'
import type { AssessmentDraft } from '../safety/model.ts'

/** Of the case as the fixture opens it. */
const DAUGHTER = 'wren'
const step = fc.constantFrom(...STEPS)

test('RISK-1 probability and impact count the same, and between two steps the higher counts', () => {
  const level = (probability: RiskAssessment['probability'], impact: RiskAssessment['impact']) =>
    riskLevel({ probability, impact, deathThreat: false })
  expect([
    level('medium', 'medium'),
    level('low', 'medium'),
    level('very_low', 'very_high'),
    level('high', 'very_high'),
    level('very_low', 'very_low'),
  ]).toEqual(['medium', 'medium', 'medium', 'very_high', 'very_low'])
})

test('RISK-1 a higher probability or impact never lowers the level', () => {
  fc.assert(
    fc.property(step, step, step, (a, b, impact) => {
      const [low, high] = [a, b].toSorted((x, y) => STEPS.indexOf(x) - STEPS.indexOf(y)) as [typeof a, typeof b]
      const index = (probability: typeof a) => STEPS.indexOf(riskLevel({ probability, impact, deathThreat: false }))
      expect(index(high)).toBeGreaterThanOrEqual(index(low))
    }),
  )
})

test('RISK-2 a declared death threat is very high, whatever is averaged around it', () => {
  fc.assert(
    fc.property(step, step, (probability, impact) => {
      expect(riskLevel({ probability, impact, deathThreat: true })).toBe('very_high')
    }),
  )
})

test('RISK-3 the case’s level is that of its latest assessment, by the day it is about', () => {
  const assess = (name: string, on: string, probability: RiskAssessment['probability']) =>
    opsOf(
      assessRisk(ownedId(LOCAL_GROUP, name), day(on), {
        probability,
        impact: probability,
        deathThreat: false,
        threats: [],
        vulnerabilities: [],
        capacities: [],
      }),
    )
  const file = caseAfter(wrote(AMINA, 3, ...assess('new', '2026-03-01', 'high')), wrote(AMINA, 4, ...assess('old', '2026-01-01', 'low')))
  expect(currentRisk(file.assessments)).toBe('high')
  expect(currentRisk([])).toBeNull()
})

describe('the risk of one person', () => {
  const draft = (probability: RiskAssessment['probability'], more: Partial<AssessmentDraft> = {}): AssessmentDraft => ({
    probability,
    impact: probability,
    deathThreat: false,
    threats: [],
    vulnerabilities: [],
    capacities: [],
    ...more,
  })
  const looks = (...drafts: readonly AssessmentDraft[]) =>
    drafts.map((one, at) => wrote(AMINA, 10 + at, ...opsOf(assessRisk(ownedId(LOCAL_GROUP, `r${at}`), day(`2026-03-0${at + 1}`), one))))

  test('RISK-3 a look at the daughter alone leaves that at everyone as it is, and the higher one is the level of the case', () => {
    const of = (...drafts: readonly AssessmentDraft[]) => caseAfter(...looks(...drafts)).assessments
    expect(currentRisk(of(draft('low'), draft('high', { person: DAUGHTER })))).toBe('high')
    expect(currentRisk(of(draft('high'), draft('low', { person: DAUGHTER })))).toBe('high')
    expect(currentRisk(of(draft('low'), draft('high', { person: DAUGHTER }), draft('medium', { person: DAUGHTER })))).toBe('medium')
    expect(latestOfEach(of(draft('high', { person: DAUGHTER }), draft('low'))).map(({ person }) => person)).toEqual([null, DAUGHTER])
  })

  test('RISK-4 a death threat against the daughter stands for her until somebody says of her why it is over', () => {
    const points = (...drafts: readonly AssessmentDraft[]) =>
      riskHistory(caseAfter(...looks(...drafts)).assessments).map(({ person, level }) => [person, level])
    const threatened = draft('low', { person: DAUGHTER, deathThreat: true })
    expect(
      points(
        threatened,
        draft('low', { deathThreatOver: 'The others were left alone.' }),
        draft('low', { person: DAUGHTER }),
        draft('low', { person: DAUGHTER, deathThreatOver: 'He is in prison.' }),
      ),
    ).toEqual([
      [DAUGHTER, 'very_high'],
      [null, 'low'],
      [DAUGHTER, 'very_high'],
      [DAUGHTER, 'low'],
    ])
  })

  test('RISK-4 of somebody whom the file does not know it is of everyone; who was taken out of the file has none', () => {
    const ofNobody = caseAfter(...looks(draft('high', { person: 'p-nobody' }))).assessments
    expect(ofNobody.map(({ person }) => person)).toEqual([null])
    const out = { o: 'set', c: 'person', i: DAUGHTER, f: { outOn: '2026-04-01', outWhy: 'asked' } } as const
    expect(caseAfter(...looks(draft('high', { person: DAUGHTER })), wrote(AMINA, 30, out)).assessments).toEqual([])
  })
})
