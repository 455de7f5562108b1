import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apart } from './apart.ts'

test('two looks at the risk on one day are two marks, also on the last day; what is apart stays where it is', () => {
  expect(apart([0, 100, 100, 400], 452)).toEqual([0, 100, 116, 400])
  expect(apart([0, 452, 452], 452)).toEqual([0, 436, 452])
  expect(apart([0, 0], 452)).toEqual([0, 16])
  expect(apart([200], 452)).toEqual([200])
})

test('in order, within the room, and never on each other, however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(452), { minLength: 2, maxLength: 200 }), (days) => {
      const at = apart(
        days.toSorted((a, b) => a - b),
        452,
      )
      expect(at[0]).toBeGreaterThanOrEqual(0)
      expect(at.at(-1)).toBeLessThanOrEqual(452)
      const least = Math.min(...at.slice(1).map((one, index) => one - at[index]!))
      expect(least).toBeGreaterThan(Math.min(16, 452 / (days.length - 1)) - 1e-6)
    }),
  )
})
