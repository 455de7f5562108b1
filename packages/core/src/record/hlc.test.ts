import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HLC_ZERO, ceilingAt, hlcAt, msOf, observe, tick } from './hlc.ts'
import type { Hlc } from './model.ts'

const NOON = Date.UTC(2026, 2, 1, 12)

test('REC-1 two notes within one millisecond keep their order', () => {
  const first = tick(HLC_ZERO, NOON)
  const second = tick(first, NOON)
  expect(second).toBeGreaterThan(first)
  expect(msOf(second)).toBe(NOON)
})

test('REC-1 a clock set back does not put new writes before old ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 1 }), (moments) => {
      let last = HLC_ZERO
      for (const ms of moments) {
        const next = tick(last, ms)
        expect(next > last && Number.isSafeInteger(next)).toBe(true)
        last = next
      }
    }),
  )
})

test('REC-1 a clock that shows no date at all still gives a clock', () => {
  for (const ms of [Number.NaN, -5, Number.POSITIVE_INFINITY, 1e18]) expect(Number.isSafeInteger(tick(HLC_ZERO, ms))).toBe(true)
})

test('REC-2 after reading a colleague whose clock is ahead, the answer still comes after what was read', () => {
  const mine = tick(HLC_ZERO, NOON)
  const theirs = hlcAt(NOON + 60_000)
  expect(tick(observe(mine, theirs), NOON + 1)).toBeGreaterThan(theirs)
  expect(observe(theirs as Hlc, mine)).toBe(theirs)
})

test('REC-3 the ceiling is the relay time and five minutes', () => {
  expect(msOf(ceilingAt(NOON))).toBe(NOON + 5 * 60_000)
})
