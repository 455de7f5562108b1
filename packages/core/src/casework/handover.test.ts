import { describe, expect, test } from 'vitest'
import { FUND, LOCAL_GROUP, SHELTER } from '../record/story.fixture.ts'
import { expectedHandovers, handoverId, isAgreed, waitsFor } from './handover.ts'
import type { Commitment, Handover } from './model.ts'
import { bar } from './story.fixture.ts'

const stopGap = bar(LOCAL_GROUP, 'l', '2026-03-01', '2026-03-10')
const shelter = bar(SHELTER, 's', '2026-03-11', '2026-04-30')
const pairs = (...bars: readonly Commitment[]) => expectedHandovers(bars, []).map(({ before, after }) => [before, after])

describe('hand-overs to expect', () => {
  test('HAND-1 the shelter goes on the day after the local group’s stop-gap ends', () => {
    expect(pairs(shelter, stopGap)).toEqual([[stopGap.id, shelter.id]])
  })
  test('HAND-1 days in common are a hand-over too; a day between them is a gap and none', () => {
    expect(pairs(stopGap, { ...shelter, from: stopGap.from })).toHaveLength(1)
    expect(pairs(stopGap, bar(SHELTER, 's', '2026-03-12', '2026-04-30'))).toEqual([])
  })
  test('HAND-2 an organisation does not hand over to itself, nor to cover that ends before its own', () => {
    expect(pairs(stopGap, { ...shelter, org: LOCAL_GROUP })).toEqual([])
    expect(pairs(shelter, bar(FUND, 'f', '2026-03-20', '2026-04-01'))).toEqual([])
  })
  test('HAND-2 what was withdrawn or failed hands over to nobody', () => {
    expect(pairs(stopGap, { ...shelter, state: 'withdrawn' })).toEqual([])
    expect(pairs({ ...stopGap, state: 'failed' }, shelter)).toEqual([])
  })
  test('HAND-3 it is agreed when both organisations said yes, and waits for the one that has not', () => {
    const half: Handover = {
      id: handoverId(stopGap.id, shelter.id),
      before: stopGap.id,
      after: shelter.id,
      agreedBefore: true,
      agreedAfter: false,
    }
    const [known] = expectedHandovers([stopGap, shelter], [half])
    expect(known).toEqual(half)
    expect([isAgreed(half), waitsFor(half, LOCAL_GROUP), waitsFor(half, SHELTER), waitsFor(half, FUND)]).toEqual([
      false,
      false,
      true,
      false,
    ])
    expect(isAgreed({ ...half, agreedAfter: true })).toBe(true)
  })
})
