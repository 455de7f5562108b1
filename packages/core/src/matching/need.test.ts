import { describe, expect, test } from 'vitest'
import { caseAfter } from '../casework/story.fixture.ts'
import type { Need } from '../casework/model.ts'
import { NEED, TODAY, day } from './matching.fixture.ts'
import { matchNeedOf } from './need.ts'

describe('what matching learns of a case', () => {
  test('MATCH-14 what the need says, whose it is, and what was told; no name, no note, no text', () => {
    const file = caseAfter()
    const need = file.needs[0] as Need
    expect(matchNeedOf(file, need, TODAY)).toEqual({ ...NEED, days: 92 })
    expect(matchNeedOf(file, need, day('2026-05-01'))).toMatchObject({ from: '2026-05-01', days: 31 })
    expect(matchNeedOf(file, { ...need, person: 'wren', headcount: 1, place: '142' }, TODAY)).toMatchObject({
      languages: ['sw'],
      place: '142',
    })
    const told = { canReturn: false, groups: ['women'], amount: { amount: 900, currency: 'EUR' } }
    expect(matchNeedOf({ ...file, rightsFields: ['land', 'women'] }, { ...need, answers: told }, TODAY)).toMatchObject({
      canReturn: false,
      groups: ['women', 'land'],
      groupsComplete: true,
      amount: { amount: 900, currency: 'EUR' },
      referees: null,
    })
  })

  test('MATCH-14 a hospital wanted abroad is help in exile; a house abroad is how one gets there, and exile is asked', () => {
    const file = caseAfter()
    const need = { ...(file.needs[0] as Need), place: 'UG' }
    expect(matchNeedOf(file, need, TODAY).inExile).toBe(null)
    expect(matchNeedOf(file, { ...need, kind: 'medical' }, TODAY).inExile).toBe(true)
    expect(matchNeedOf(file, { ...need, kind: 'medical', place: 'KE' }, TODAY).inExile).toBe(false)
    expect(matchNeedOf(file, { ...need, answers: { inExile: true } }, TODAY).inExile).toBe(true)
  })
})
