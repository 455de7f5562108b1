import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import type { CommitmentState, Day } from '@pergola/core/casework'
import type { RelayRow } from '@pergola/client/contract'
import { addDays, dayNumber, dayOf, daysBetween, weekday } from './days.ts'
import {
  dayAt,
  edge,
  freeStretchAt,
  lanes,
  moveEdge,
  openBands,
  rowShape,
  scaleFor,
  scrollTo,
  span,
  spanOf,
  textWidth,
  ticks,
  wordingThatFits,
} from './geometry.ts'
import type { Zoom } from './geometry.ts'

const day = (text: string): Day => text as Day
const year = { from: day('2026-03-01'), to: day('2026-08-31') }
const aDay = fc.integer({ min: dayNumber(year.from), max: dayNumber(year.to) })
const aZoom = fc.constantFrom<Zoom>('week', 'month', 'quarter', 'all')

const cover = (id: string, from: string, to: string, state: CommitmentState = 'confirmed') =>
  ({
    id,
    need: 'shelter',
    org: 'huis-noord',
    from,
    to,
    state,
    stopGap: false,
    note: '',
    look: 0,
    orgName: 'Huis Noord',
    endsSoonUncovered: false,
    mine: true,
  }) as unknown as RelayRow['commitments'][number]

const shelter = (commitments: RelayRow['commitments'], stretches: RelayRow['stretches'] = []): RelayRow =>
  ({ need: { id: 'shelter' }, stretches, commitments, handovers: [], gapDays: 0, coveredDays: 0 }) as unknown as RelayRow

describe('days', () => {
  test('a leap day and a change to summer time are one day each', () => {
    expect(daysBetween(day('2028-02-28'), day('2028-03-01'))).toBe(3)
    expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(3)
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01')
  })

  test('every number is the day it came from', () => {
    fc.assert(fc.property(fc.integer({ min: -20_000, max: 60_000 }), (number) => dayNumber(dayOf(number)) === number))
  })

  test('22 November 2026 is a Sunday', () => expect(weekday(dayNumber(day('2026-11-22')))).toBe(6))
})

describe('scale', () => {
  test('the whole of Amina’s case fits the window when asked for all', () => {
    const scale = scaleFor(year, 'all', 920, false)
    expect(scale.width).toBe(920)
    expect(edge(scale, dayNumber(year.from))).toBeGreaterThan(0)
    expect(edge(scale, dayNumber(year.to) + 1)).toBeLessThan(920)
  })

  test('a short case is never drawn smaller than the window', () => {
    const week = { from: day('2026-03-01'), to: day('2026-03-04') }
    expect(scaleFor(week, 'quarter', 920, false).width).toBe(920)
  })

  test('the day under the beginning of a day is that day, in both reading directions and every zoom', () => {
    fc.assert(
      fc.property(aDay, aZoom, fc.boolean(), fc.integer({ min: 200, max: 2400 }), (number, zoom, mirrored, visible) => {
        const scale = scaleFor(year, zoom, visible, mirrored)
        const { x, width } = span(scale, number, number)
        return dayAt(scale, x + width / 2) === number
      }),
    )
  })

  test('right to left is the mirror of left to right', () => {
    fc.assert(
      fc.property(aDay, aDay, aZoom, (a, b, zoom) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const ltr = span(scaleFor(year, zoom, 800, false), from, to)
        const scale = scaleFor(year, zoom, 800, true)
        const rtl = span(scale, from, to)
        expect(rtl.width).toBeCloseTo(ltr.width, 6)
        expect(rtl.x).toBeCloseTo(scale.width - ltr.x - ltr.width, 6)
      }),
    )
  })

  test('a bar of one day is one day wide: both ends are counted', () => {
    const scale = scaleFor(year, 'week', 700, false)
    expect(spanOf(scale, day('2026-04-01'), day('2026-04-01')).width).toBeCloseTo(50)
  })

  test('positions outside the chart are kept inside it', () => {
    const scale = scaleFor(year, 'month', 800, true)
    expect(dayAt(scale, -40)).toBe(scale.last)
    expect(dayAt(scale, scale.width + 40)).toBe(scale.first)
  })

  test('scrolling to today never goes past either end', () => {
    const scale = scaleFor(year, 'month', 800, false)
    expect(scrollTo(scale, scale.first, 800)).toBe(0)
    expect(scrollTo(scale, scale.last, 800)).toBe(scale.width - 800)
  })

  test('the window opens at the beginning of a month, with today in it', () => {
    fc.assert(
      fc.property(aDay, (today) => {
        const scale = scaleFor(year, 'quarter', 800, false)
        const at = scrollTo(scale, today, 800)
        const first = dayOf(Math.round(scale.first + at / scale.dayWidth))
        expect(at === 0 || first.endsWith('-01') || at === scale.width - 800).toBe(true)
        expect((today - scale.first) * scale.dayWidth - at).toBeLessThan(800)
      }),
    )
  })
})

describe('ticks', () => {
  test('months are marked from the first, cut at the beginning of the chart', () => {
    const months = ticks(scaleFor(year, 'all', 920, false)).filter((tick) => tick.level === 'month')
    expect(months.map((tick) => dayOf(tick.number))).toEqual([
      '2026-02-24',
      '2026-03-01',
      '2026-04-01',
      '2026-05-01',
      '2026-06-01',
      '2026-07-01',
      '2026-08-01',
      '2026-09-01',
    ])
  })

  test('days appear only where there is room for their number', () => {
    const levels = (zoom: Zoom, visible: number) => new Set(ticks(scaleFor(year, zoom, visible, false)).map((tick) => tick.level))
    expect(levels('week', 700)).toEqual(new Set(['month', 'week', 'day']))
    expect(levels('month', 700)).toEqual(new Set(['month', 'week']))
    expect(levels('all', 920)).toEqual(new Set(['month', 'week']))
    expect(levels('all', 360)).toEqual(new Set(['month']))
  })
})

describe('lanes', () => {
  test('Huis Noord hands over to Casa Azul on one line; what overlaps goes under it', () => {
    const row = shelter([
      cover('fund', '2026-03-10', '2026-04-20'),
      cover('huis-noord', '2026-03-01', '2026-03-31'),
      cover('casa-azul', '2026-04-01', '2026-05-31'),
    ])
    expect(lanes(row).map((one) => [one.bar.id, one.lane])).toEqual([
      ['huis-noord', 0],
      ['fund', 1],
      ['casa-azul', 0],
    ])
  })

  test('cover that was withdrawn or failed takes no place', () => {
    expect(lanes(shelter([cover('a', '2026-03-01', '2026-03-31', 'withdrawn'), cover('b', '2026-03-01', '2026-03-31', 'failed')]))).toEqual(
      [],
    )
  })

  test('no two bars of a lane share a day', () => {
    const interval = fc.tuple(aDay, fc.integer({ min: 0, max: 60 })).map(([from, length]) => [dayOf(from), dayOf(from + length)] as const)
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 12 }), (intervals) => {
        const placed = lanes(shelter(intervals.map(([from, to], index) => cover(String(index), from, to))))
        for (const [index, one] of placed.entries())
          for (const other of placed.slice(index + 1))
            if (one.lane === other.lane) expect(one.bar.to < other.bar.from || other.bar.to < one.bar.from).toBe(true)
      }),
    )
  })

  test('a row grows with its lanes and its track stays under them', () => {
    const one = rowShape(shelter([cover('a', '2026-03-01', '2026-03-31')]))
    const three = rowShape(shelter(['a', 'b', 'c'].map((id) => cover(id, '2026-03-01', '2026-03-31'))))
    expect(three.height).toBeGreaterThan(one.height)
    expect(three.track + 4).toBeLessThan(three.height)
  })
})

describe('labels', () => {
  test('the longest wording that fits is taken, or none', () => {
    const wordings = ['Nobody for 31 days', '31 days', '31']
    expect(wordingThatFits(200, wordings)).toBe('Nobody for 31 days')
    expect(wordingThatFits(60, wordings)).toBe('31 days')
    expect(wordingThatFits(15, wordings)).toBe('31')
    expect(wordingThatFits(6, wordings)).toBe('')
  })

  test('a name in a wide script takes twice the room', () => expect(textWidth('保護')).toBe(textWidth('abcd')))

  test('nothing that is chosen is wider than its bar', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 400, noNaN: true }),
        fc.array(fc.string()),
        (width, wordings) => textWidth(wordingThatFits(width, wordings)) <= width,
      ),
    )
  })
})

describe('proposing and changing', () => {
  const gap = { from: day('2026-04-01'), to: day('2026-05-01'), days: 31, covered: false }
  const row = shelter([], [{ from: day('2026-03-01'), to: day('2026-03-31'), days: 31, covered: true }, gap])

  test('dragging begins on uncovered days only', () => {
    expect(freeStretchAt(row, dayNumber(day('2026-03-15')))).toBeNull()
    expect(freeStretchAt(row, dayNumber(day('2026-04-15')))).toEqual({ from: dayNumber(gap.from), to: dayNumber(gap.to) })
  })

  test('an offer inside a gap takes its days out of the loud part, the rest stays loud', () => {
    const offered = shelter([cover('offer', '2026-04-10', '2026-04-19', 'offered')], [gap])
    expect(openBands(offered).map((band) => [dayOf(band.from), dayOf(band.to)])).toEqual([
      ['2026-04-01', '2026-04-09'],
      ['2026-04-20', '2026-05-01'],
    ])
    expect(openBands(shelter([cover('offer', '2026-03-20', '2026-06-01', 'offered')], [gap]))).toEqual([])
  })

  test('an edge never passes the other', () => {
    expect(moveEdge({ from: 10, to: 20 }, 'to', 4)).toEqual({ from: 10, to: 10 })
    expect(moveEdge({ from: 10, to: 20 }, 'from', 31)).toEqual({ from: 20, to: 20 })
  })
})
