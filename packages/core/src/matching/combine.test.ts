import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysIn } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { ServiceReach } from '../directory/model.ts'
import { combine, type Combination } from './combine.ts'
import { match } from './match.ts'
import type { MatchNeed } from './model.ts'
import { findChoice } from './searchChoice.ts'
import { NEED, TODAY, day, service } from './matching.fixture.ts'
import { boundOf, choiceOf, gapAt, gapsBetween, isBetter, lay, timelineOf, type Piece, type Timeline } from './timeline.ts'

const SHELTER: MatchNeed = { ...NEED, from: TODAY, days: 270 }

const together = (
  reaches: readonly ServiceReach[],
  need: Partial<MatchNeed> = {},
  covered: readonly { readonly from: Day; readonly to: Day }[] = [],
): Combination => {
  const wanted = { ...SHELTER, ...need }
  const services = reaches.map((reach, i) =>
    service({ kinds: [wanted.kind], state: 'open', ...reach }, { id: `s${i}`, provider: `House ${i}` }),
  )
  return combine({ need: wanted, matches: match(wanted, services, TODAY).matches, covered, today: TODAY })
}
const said = ({ parts }: Combination): readonly string[] =>
  parts.map(({ service: { id }, from, to, sure }) => `${id} ${from} ${to}${sure ? '' : ' ?'}`)

describe('one after another', () => {
  test('COMB-1 nine months of shelter: the fewest houses that hold all days, one after another', () => {
    const found = together([{ maxDays: 91 }, { maxDays: 182 }, { maxDays: 30 }, { maxDays: 100 }])
    expect(said(found)).toEqual(['s1 2026-03-01 2026-08-29', 's3 2026-08-30 2026-11-25'])
    expect(found).toMatchObject({
      way: 'days',
      wantedDays: 270,
      sureDays: 270,
      uncoveredDays: 0,
      uncovered: [],
      exact: true,
      bound: 0,
      options: 4,
    })
  })

  test('COMB-2 what is covered already is not asked for again, and days that nobody holds are named', () => {
    const found = together([{ maxDays: 30 }, { maxDays: 40 }], { days: 100 }, [{ from: day('2026-03-11'), to: day('2026-03-30') }])
    expect(found.coveredDays).toBe(20)
    expect(found.uncoveredDays).toBe(100 - 20 - found.sureDays)
    expect(found.uncovered.reduce((sum, { from, to }) => sum + daysIn(from, to), 0)).toBe(found.uncoveredDays)
    // The first ten days stay open: a stay that began there would be spent on days that others hold.
    expect(found).toMatchObject({ exact: true, sureDays: 70, bound: 10 })
  })

  test('COMB-3 a house begins when it has decided or when its room is free, and days before today cannot be covered', () => {
    const soon = together([{ maxDays: 300, decisionHours: 240 }], { days: 30 })
    expect([said(soon), soon.uncovered]).toEqual([['s0 2026-03-11 2026-03-30'], [{ from: '2026-03-01', to: '2026-03-10' }]])
    const room = { capacity: { unit: 'families', free: 1, from: day('2026-03-20'), updated: TODAY } } as const
    expect(said(together([{ maxDays: 300, ...room }], { days: 30 }))).toEqual(['s0 2026-03-20 2026-03-30'])
    expect(together([{ maxDays: 300 }], { from: day('2026-02-01'), days: 38 })).toMatchObject({ wantedDays: 10, sureDays: 10 })
    expect(together([{ maxDays: 300 }], { from: day('2026-01-01'), days: 10 })).toMatchObject({ wantedDays: 0, parts: [], exact: true })
  })

  test('COMB-4 who did not say how long fills what is left, as unsure', () => {
    const found = together([{ maxDays: 91 }, {}])
    expect(said(found)).toEqual(['s0 2026-03-01 2026-05-30', 's1 2026-05-31 2026-11-25 ?'])
    expect(found).toMatchObject({ sureDays: 91, unsureDays: 179, uncoveredDays: 0, bound: 179, exact: true })
  })

  test('COMB-5 a family is not divided: too few places for all is no option; nor is what is not possible', () => {
    const few = { capacity: { unit: 'places', free: 2, updated: TODAY } } as const
    expect(together([{ maxDays: 400, ...few }, { maxDays: 50 }]).parts.map((part) => part.service.id)).toEqual(['s1'])
    expect(together([{ maxDays: 400, family: 'alone_only' }]).parts).toEqual([])
  })

  test('COMB-6 a stay that is only given for longer begins earlier, and one before it gives way', () => {
    const found = together([{ maxDays: 200 }, { maxDays: 100, minDays: 90 }])
    expect(said(found)).toEqual(['s0 2026-03-01 2026-08-27', 's1 2026-08-28 2026-11-25'])
    expect(found.parts[1]?.days).toBe(90)
    expect(together([{ maxDays: 800, minDays: 700 }]).parts).toEqual([])
  })

  test('COMB-7 money sets the length too: a grant lasts as long as its amount, spread over the days', () => {
    const found = together([{ maxDays: 200, amountMax: { amount: 3000, currency: 'EUR' } }, { maxDays: 200 }], {
      days: 180,
      amount: { amount: 9000, currency: 'EUR' },
      kind: 'humanitarian.living',
    })
    expect(found.parts.map(({ days, cost }) => [days, cost])).toEqual([[180, null]])
    const alone = together([{ maxDays: 200, amountMax: { amount: 3000, currency: 'EUR' } }], {
      days: 180,
      amount: { amount: 9000, currency: 'EUR' },
      kind: 'humanitarian.living',
    })
    expect(alone.parts.map(({ days, cost }) => [days, cost])).toEqual([[60, { amount: 3000, currency: 'EUR' }]])
  })
})

describe('towards one sum', () => {
  const pays = (amount: number, more: ServiceReach = {}): ServiceReach => ({ amountMax: { amount, currency: 'EUR' }, ...more })
  const surgery = { kind: 'medical', amount: { amount: 12_000, currency: 'EUR' } } as const

  test('COMB-8 an operation of 12,000 is paid by the fewest who reach it, and each pays what is left', () => {
    const found = together([pays(5000), pays(7500), pays(4000), pays(8000)], surgery)
    expect(found.parts).toHaveLength(2)
    expect(found.parts.reduce((sum, { cost }) => sum + (cost?.amount ?? 0), 0)).toBe(12_000)
    expect(found).toMatchObject({ way: 'sum', unpaid: { amount: 0, currency: 'EUR' }, exact: true })
  })

  test('COMB-9 who does not pay where others pay is asked alone or not at all', () => {
    const found = together([pays(7500, { excludes: ['already_funded'] }), pays(5000), pays(6000)], surgery)
    expect(found.parts.map(({ service: { id } }) => id).toSorted()).toEqual(['s1', 's2'])
    expect(found.unpaid).toEqual({ amount: 1000, currency: 'EUR' })
    const alone = together([pays(20_000, { excludes: ['already_funded'] }), pays(5000), pays(8000)], { ...surgery, alreadyFunded: false })
    expect(alone.parts.map(({ service: { id } }) => id)).toEqual(['s0'])
  })

  test('COMB-10 an amount in another currency counts only with a rate, and who said no amount stands for the rest as unsure', () => {
    const dollars = { amountMax: { amount: 9000, currency: 'USD' } }
    const found = together([pays(5000), dollars], surgery)
    expect(found.parts.map(({ service: { id }, sure, cost }) => [id, sure, cost?.amount])).toEqual([
      ['s0', true, 5000],
      ['s1', false, undefined],
    ])
    expect(found.unpaid?.amount).toBe(7000)
  })
})

/** Every order of every choice, with every wait that can make a difference. */
const bruteForce = (line: Timeline, pieces: readonly Piece[]): { days: number; pieces: number } => {
  let best = { days: 0, pieces: 0, score: 0 }
  const used = new Set<number>()
  const visit = (at: number, days: number): void => {
    const here = { days, pieces: used.size, score: 0 }
    if (isBetter(here, best)) best = here
    if (at >= line.length) return
    for (const [index, piece] of pieces.entries()) {
      const place = used.has(index) ? null : lay(line, piece, at)
      if (place === null) continue
      used.add(index)
      visit(gapAt(line, place.end), days + gapsBetween(line, at, place.end))
      used.delete(index)
    }
    visit(gapAt(line, at + 1), days)
  }
  visit(gapAt(line, 0), 0)
  return { days: best.days, pieces: best.pieces }
}

const aPiece = fc
  .record({
    ready: fc.integer({ min: 0, max: 12 }),
    most: fc.integer({ min: 1, max: 9 }),
    least: fc.integer({ min: 1, max: 3 }),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map((piece) => ({ ...piece, least: Math.min(piece.least, piece.most) }))
const aLine = fc
  .array(fc.oneof({ arbitrary: fc.constant(false), weight: 4 }, { arbitrary: fc.constant(true), weight: 1 }), { maxLength: 16 })
  .map(timelineOf)

describe('what "exact" promises', () => {
  test('COMB-11 with few services no choice covers more days, nor as many with fewer; the bound is never beaten', () => {
    fc.assert(
      fc.property(aLine, fc.array(aPiece, { maxLength: 4 }), (line, pieces) => {
        const found = findChoice(line, pieces)
        const best = bruteForce(line, pieces)
        const bound = boundOf(line, pieces)
        expect(found.exact).toBe(true)
        expect({ days: found.choice.days, pieces: found.choice.pieces }).toEqual(best)
        expect(bound.days).toBeGreaterThanOrEqual(best.days)
        if (bound.days === best.days) expect(bound.pieces).toBeLessThanOrEqual(best.pieces)
      }),
      { numRuns: 400 },
    )
  })

  test('COMB-12 what is laid covers what it says: no piece twice, none before it is ready, none longer or shorter than it is given', () => {
    fc.assert(
      fc.property(aLine, fc.array(aPiece, { maxLength: 30 }), (line, pieces) => {
        const { choice, most } = findChoice(line, pieces)
        expect(new Set(choice.laid.map(({ piece }) => piece)).size).toBe(choice.laid.length)
        const held = [...line.covered]
        for (const { piece, at } of choice.laid) {
          const { ready, most: longest, least } = pieces[piece] as Piece
          expect(at.from).toBeGreaterThanOrEqual(ready)
          expect(at.end - at.from).toBeLessThanOrEqual(Math.max(longest, least))
          expect(at.end - at.from).toBeGreaterThanOrEqual(least)
          held.fill(true, at.from, at.end)
        }
        expect(held.filter(Boolean).length - line.covered.filter(Boolean).length).toBeGreaterThanOrEqual(choice.days)
        expect(choice.days).toBeLessThanOrEqual(most)
      }),
      { numRuns: 200 },
    )
  })

  test('COMB-13 with many services it says itself whether it is the best, and is never far: nine in ten days of what is possible', () => {
    fc.assert(
      fc.property(fc.array(aPiece, { minLength: 17, maxLength: 60 }), (pieces) => {
        const line = timelineOf(Array(90).fill(false))
        const { choice, exact, most } = findChoice(line, pieces)
        expect(choice.days).toBeGreaterThanOrEqual(0.9 * most)
        if (exact) expect([choice.days, choice.pieces]).toEqual([boundOf(line, pieces).days, boundOf(line, pieces).pieces])
      }),
      { numRuns: 100 },
    )
  })

  test('COMB-14 the same choice in any order of the services', () => {
    const reaches: ServiceReach[] = [{ maxDays: 91 }, { maxDays: 182, decisionHours: 200 }, { maxDays: 30 }, { maxDays: 91, family: 'yes' }]
    const wanted = { ...SHELTER, days: 200 }
    const services = reaches.map((reach, i) => service({ kinds: [wanted.kind], ...reach }, { id: `s${i}`, provider: `House ${i}` }))
    const answers = [services, services.toReversed()].map((list) =>
      said(combine({ need: wanted, matches: match(wanted, list, TODAY).matches, covered: [], today: TODAY })),
    )
    expect(answers[0]).toEqual(answers[1])
  })
})

test('COMB-15 a hundred services for three years answer in well under 100 ms', () => {
  const services = Array.from({ length: 100 }, (_, i) =>
    service(
      { kinds: [SHELTER.kind], maxDays: 20 + ((i * 37) % 90), decisionHours: (i * 31) % 900, minDays: (i * 7) % 20 },
      { id: `s${i}`, provider: `p${i}` },
    ),
  )
  const need = { ...SHELTER, days: 1095 }
  const matches = match(need, services, TODAY).matches
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now()
    combine({ need, matches, covered: [], today: TODAY })
    return performance.now() - start
  })
  expect(Math.min(...times)).toBeLessThan(100)
})

test('COMB-1 a choice in a fixed order waits for what is not ready and leaves out what does not help', () => {
  const line = timelineOf(Array(10).fill(false))
  const pieces = [
    { ready: 5, most: 3, least: 1, score: 1 },
    { ready: 0, most: 9, least: 1, score: 1 },
  ]
  expect(choiceOf(line, pieces, [0, 1])).toMatchObject({ days: 5, pieces: 2 })
})
