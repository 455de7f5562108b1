import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FUND, LOCAL_GROUP, SHELTER } from '../record/story.fixture.ts'
import { needCoverage } from './coverage.ts'
import { dayFrom, dayNumber } from './day.ts'
import type { Commitment, Need } from './model.ts'
import { NEED, TODAY, bar, day } from './story.fixture.ts'
import { whatIf, type Change } from './whatIf.ts'

const need: Need = { id: 'shelter', ...NEED, dropped: false }
const shelter = bar(SHELTER, 's', '2026-03-01', '2026-04-30')
const fund = bar(FUND, 'f', '2026-05-01', '2026-05-31')
const file = { needs: [need], commitments: [shelter, fund] }
const opens = (...changes: readonly Change[]) =>
  whatIf(file, changes).outcomes.flatMap((one) => one.opens.map(({ from, to }) => [from, to]))

describe('what if', () => {
  test('RELAY-8 the shelter ends two weeks early: the days until the fund begins open', () => {
    expect(opens({ type: 'move', commitment: shelter.id, from: shelter.from, to: day('2026-04-16') })).toEqual([
      ['2026-04-17', '2026-04-30'],
    ])
  })
  test('RELAY-8 the fund begins two weeks early as well: nothing opens', () => {
    const early: Change = { type: 'move', commitment: shelter.id, from: shelter.from, to: day('2026-04-16') }
    expect(whatIf(file, [early, { type: 'move', commitment: fund.id, from: day('2026-04-17'), to: fund.to }])).toMatchObject({
      outcomes: [],
      opensDays: 0,
    })
  })
  test('RELAY-8 an organisation leaves on a day: what it promised after opens, what it gave before stays', () => {
    expect(opens({ type: 'leave', org: SHELTER, from: day('2026-04-01') })).toEqual([['2026-04-01', '2026-04-30']])
    expect(whatIf(file, [{ type: 'leave', org: FUND, from: day('2026-04-01') }]).commitments).toEqual([shelter])
    expect(opens({ type: 'end', commitment: fund.id })).toEqual([['2026-05-01', '2026-05-31']])
  })
  test('RELAY-8 somebody who would come closes what opens', () => {
    const without = { needs: [need], commitments: [shelter] }
    const { outcomes, closesDays } = whatIf(without, [
      { type: 'add', need: 'shelter', org: LOCAL_GROUP, from: day('2026-05-11'), to: day('2026-06-30') },
    ])
    expect(outcomes).toEqual([{ need: 'shelter', opens: [], closes: [{ from: '2026-05-11', to: '2026-05-31', days: 21 }] }])
    expect(closesDays).toBe(21)
  })
  test('RELAY-8 a change that ends before it begins or names nothing changes nothing, and the file stays as it is', () => {
    const before = structuredClone(file)
    const odd: readonly Change[] = [
      { type: 'move', commitment: shelter.id, from: day('2026-04-01'), to: day('2026-03-01') },
      { type: 'add', need: 'shelter', org: FUND, from: day('2026-04-01'), to: day('2026-03-01') },
      { type: 'add', need: 'nobody’s', org: FUND, from: day('2026-03-01'), to: day('2026-03-02') },
      { type: 'end', commitment: 'nothing' },
    ]
    expect(whatIf(file, odd)).toEqual({ commitments: file.commitments, outcomes: [], opensDays: 0, closesDays: 0 })
    whatIf(file, [{ type: 'leave', org: SHELTER, from: TODAY }])
    expect(file).toEqual(before)
  })
  const anyDay = fc.integer({ min: dayNumber(day('2026-02-20')), max: dayNumber(day('2026-06-10')) }).map(dayFrom)
  const anyBar: fc.Arbitrary<Commitment> = fc
    .record({ org: fc.constantFrom(SHELTER, FUND), name: fc.stringMatching(/^[a-z]{6}$/u), a: anyDay, b: anyDay })
    .map(({ org, name, a, b }) => bar(org, name, a < b ? a : b, a < b ? b : a))
  test('RELAY-9 whatever the changes: what opens less what closes is how many gap days there are more', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyBar, { maxLength: 5, selector: ({ id }) => id }), anyDay, anyDay, (commitments, from, to) => {
        const target = commitments[0]?.id ?? ''
        const changes: readonly Change[] = [
          { type: 'move', commitment: target, from, to },
          { type: 'leave', org: FUND, from: to },
        ]
        const answer = whatIf({ needs: [need], commitments }, changes)
        const before = needCoverage(need, commitments, TODAY).gapDays
        expect(needCoverage(need, answer.commitments, TODAY).gapDays).toBe(before + answer.opensDays - answer.closesDays)
      }),
    )
  })
})
