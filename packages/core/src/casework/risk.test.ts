import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownedId } from '../record/owned.ts'
import { AMINA, LOCAL_GROUP, opsOf, wrote } from '../record/story.fixture.ts'
import { STEPS } from '../vocabulary/codes.ts'
import type { RiskAssessment } from './model.ts'
import { currentRisk, riskLevel } from './risk.ts'
import { caseAfter, day } from './story.fixture.ts'
import { assessRisk } from '../safety/assessments.ts'

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
