import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayFrom, dayNumber, dayOf, daysFrom, daysIn, parseDay, parsePartialDay } from './day.ts'
import type { Day, Instant } from './model.ts'

const day = (text: string): Day => text as Day

test('CASE-1 only days of the calendar are days', () => {
  expect(['2026-02-28', '2024-02-29', '1999-12-31', '0001-01-01'].map(parseDay)).toEqual([
    '2026-02-28',
    '2024-02-29',
    '1999-12-31',
    '0001-01-01',
  ])
  for (const odd of [
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '0000-01-01',
    '2026-01-01T00:00',
    '',
    null,
    20260101,
  ])
    expect(parseDay(odd)).toBeNull()
})

test('CASE-1 counting days agrees with the calendar of the platform', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (number) => {
      const written = new Date(number * 86_400_000).toISOString().slice(0, 10)
      expect(dayNumber(written as Day)).toBe(number)
      expect(dayFrom(number)).toBe(written)
    }),
  )
})

test('CASE-1 an interval counts its first and its last day', () => {
  expect(daysIn(day('2026-03-01'), day('2026-03-31'))).toBe(31)
  expect(daysIn(day('2026-03-31'), day('2026-03-31'))).toBe(1)
  expect(daysIn(day('2026-04-01'), day('2026-03-31'))).toBe(0)
  expect([addDays(day('2026-02-28'), 1), daysFrom(day('2025-12-31'), day('2026-01-01'))]).toEqual(['2026-03-01', 1])
})

test('CASE-2 dates of events may be partial', () => {
  expect(['1987', '1987-04', '1987-04-30'].map(parsePartialDay)).toEqual(['1987', '1987-04', '1987-04-30'])
  for (const odd of ['87', '1987-13', '1987-04-31', 'spring 1987', '']) expect(parsePartialDay(odd)).toBeNull()
})

test('CASE-1 today is the day on the reader’s own clock', () => {
  const lateEvening = Date.UTC(2026, 2, 1, 23, 30) as Instant
  expect([dayOf(lateEvening), dayOf(lateEvening, 180), dayOf(lateEvening, -300)]).toEqual(['2026-03-01', '2026-03-02', '2026-03-01'])
})
