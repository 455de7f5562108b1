import { afterEach, expect, test } from 'vitest'
import { dayNumberOf, endOfDay, endsItsDay, isoDay } from './pastDays.ts'

const zone = process.env['TZ']
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})
const LATER = Date.UTC(2030, 0, 1)

test.each(['UTC', 'Africa/Nairobi', 'America/Bogota', 'Pacific/Auckland', 'Asia/Kathmandu'])(
  'the slider and the time above it name the same day, wherever one reads: %s',
  (there) => {
    process.env['TZ'] = there
    const day = Date.UTC(2026, 2, 29) / 86_400_000
    const end = endOfDay(day, LATER)
    expect(new Date(end).toLocaleString('en-GB')).toBe('29/03/2026, 23:59:59')
    expect([dayNumberOf(end), dayNumberOf(end + 1), isoDay(day)]).toEqual([day, day + 1, '2026-03-29'])
  },
)

test('a moment of a day is not called its end: who asks how it was then reads the same time twice', () => {
  const then = new Date(2026, 2, 29, 10, 48).getTime()
  expect([endsItsDay(then), endsItsDay(endOfDay(dayNumberOf(then), LATER)), endsItsDay(endOfDay(dayNumberOf(then), then))]).toEqual([
    false,
    true,
    false,
  ])
})

test('what has not been yet is not asked for', () => {
  const now = Date.UTC(2026, 2, 29, 12)
  expect(endOfDay(dayNumberOf(now), now)).toBe(now)
})
