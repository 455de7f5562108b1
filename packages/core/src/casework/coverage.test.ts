import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FUND, LOCAL_GROUP, SHELTER } from '../record/story.fixture.ts'
import { COMMITMENT_STATES } from '../vocabulary/codes.ts'
import { caseCoverage, covers, needCoverage } from './coverage.ts'
import { addDays, dayNumber } from './day.ts'
import type { Commitment, Need } from './model.ts'
import { NEED, TODAY, bar, day } from './story.fixture.ts'

/** Shelter from 1 March to 31 May 2026: 92 days. */
const need: Need = { id: 'shelter', ...NEED, dropped: false }
const cover = (...bars: readonly Commitment[]) => needCoverage(need, bars, TODAY)
const gapsOf = (...bars: readonly Commitment[]) =>
  cover(...bars)
    .stretches.filter(({ covered }) => !covered)
    .map(({ from, to, days }) => [from, to, days])

describe('what counts as cover', () => {
  test('COV-1 confirmed, under way and delivered cover; an offer, a withdrawal and a failure do not', () => {
    expect(COMMITMENT_STATES.filter(covers)).toEqual(['confirmed', 'active', 'delivered'])
    for (const state of COMMITMENT_STATES)
      expect(cover(bar(SHELTER, 'b', '2026-03-01', '2026-05-31', state)).gapDays).toBe(covers(state) ? 0 : 92)
  })
  test('COV-2 nobody has promised anything: the whole need is one gap from today', () => {
    expect(cover()).toEqual({
      stretches: [{ from: '2026-03-01', to: '2026-05-31', days: 92, covered: false }],
      wantedDays: 92,
      coveredDays: 0,
      gapDays: 92,
      gapDaysAhead: 92,
      breaksOn: '2026-03-01',
      endSoon: [],
    })
  })
  test('COV-2 Huis Noord until 14 March, then nobody for 31 days, then the fund', () => {
    expect(gapsOf(bar(FUND, 'f', '2026-04-15', '2026-06-30'), bar(SHELTER, 's', '2026-02-01', '2026-03-14'))).toEqual([
      ['2026-03-15', '2026-04-14', 31],
    ])
  })
  test('COV-3 days that two organisations cover count once, and cover that touches is one stretch', () => {
    const covered = cover(
      bar(SHELTER, 's', '2026-03-01', '2026-04-10'),
      bar(FUND, 'f', '2026-04-01', '2026-04-20'),
      bar(LOCAL_GROUP, 'l', '2026-04-21', '2026-05-31'),
      bar(FUND, 'g', '2026-03-05', '2026-03-06'),
    )
    expect(covered).toMatchObject({ gapDays: 0, coveredDays: 92, breaksOn: null, stretches: [{ days: 92, covered: true }] })
  })
  test('COV-4 what is promised outside the wanted time covers nothing', () => {
    expect(cover(bar(SHELTER, 's', '2026-01-01', '2026-02-28'), bar(FUND, 'f', '2026-06-01', '2026-07-01')).coveredDays).toBe(0)
  })
})

test('COV-5 stretches and days agree with counting day by day', () => {
  const span = fc.tuple(fc.integer({ min: -20, max: 110 }), fc.integer({ min: 0, max: 40 }), fc.constantFrom(...COMMITMENT_STATES))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), fc.integer({ min: -30, max: 120 }), (spans, now) => {
      const bars = spans.map(([from, length, state], i) => bar(SHELTER, `${i}`, addDays(TODAY, from), addDays(TODAY, from + length), state))
      const result = needCoverage(need, bars, addDays(TODAY, now))
      const days = Array.from({ length: 92 }, (_, i) => addDays(TODAY, i))
      const open = days.filter((wanted) => !bars.some(({ from, to, state }) => covers(state) && from <= wanted && wanted <= to))
      expect([result.gapDays, result.coveredDays]).toEqual([open.length, 92 - open.length])
      expect(result.gapDaysAhead).toBe(open.filter((wanted) => wanted >= addDays(TODAY, now)).length)
      expect(result.breaksOn).toBe(open.find((wanted) => wanted >= addDays(TODAY, now)) ?? null)
      const shown = result.stretches.flatMap(({ from, days: count, covered }) =>
        Array.from({ length: count }, (_, i) => [addDays(from, i), covered]),
      )
      expect(shown).toEqual(days.map((wanted) => [wanted, !open.includes(wanted)]))
      for (const [i, stretch] of result.stretches.entries()) expect(stretch.covered).not.toBe(result.stretches[i + 1]?.covered)
    }),
  )
})

describe('what breaks next', () => {
  test('COV-6 cover that ends within 14 days with nobody after it wears a flag', () => {
    const ending = (to: string, ...others: readonly Commitment[]) => cover(bar(SHELTER, 's', '2026-02-01', to), ...others).endSoon.length
    expect([ending('2026-03-15'), ending('2026-03-16')]).toEqual([1, 0])
    expect(ending('2026-03-10', bar(FUND, 'f', '2026-03-11', '2026-05-31'))).toBe(0)
    expect(ending('2026-03-10', bar(FUND, 'f', '2026-03-11', '2026-05-31', 'offered'))).toBe(1)
    expect(ending('2026-03-10', bar(FUND, 'f', '2026-03-12', '2026-05-31'))).toBe(1)
  })
  test('COV-6 the last wanted day is no break', () => {
    expect(needCoverage({ ...need, to: day('2026-03-10') }, [bar(SHELTER, 's', '2026-02-01', '2026-03-10')], TODAY).endSoon).toEqual([])
  })
  test('COV-7 the next break is the first open day from today on; the past is past', () => {
    const bars = [bar(SHELTER, 's', '2026-03-05', '2026-04-09')]
    expect(needCoverage(need, bars, day('2026-03-20'))).toMatchObject({ breaksOn: '2026-04-10', gapDays: 56, gapDaysAhead: 52 })
    expect(needCoverage(need, bars, day('2026-05-01')).breaksOn).toBe('2026-05-01')
    expect(needCoverage(need, bars, day('2026-06-01')).breaksOn).toBeNull()
  })
})

test('COV-8 a case sums its needs, and a need that was dropped wants nothing', () => {
  const school: Need = { ...need, id: 'school', person: 'wren', from: day('2026-03-11'), to: day('2026-03-20') }
  const needs = [need, school, { ...school, id: 'old', dropped: true }]
  const total = caseCoverage(
    {
      needs,
      commitments: [bar(SHELTER, 's', '2026-03-01', '2026-05-30'), { ...bar(FUND, 'f', '2026-03-11', '2026-03-14'), need: 'school' }],
    },
    TODAY,
  )
  expect(total).toMatchObject({ wantedDays: 102, coveredDays: 95, gapDays: 7, breaksOn: '2026-03-15' })
  expect([...total.byNeed.keys()]).toEqual(['shelter', 'school'])
  expect(dayNumber(total.breaksOn ?? TODAY) - dayNumber(TODAY)).toBe(14)
})
