import { expect, test } from 'vitest'
import { addressOf, filterFrom } from './filters.ts'

test('a filtered list can be come back to by its address', () => {
  const filter = { status: 'open', urgency: 'hours', country: 'KE', mine: true, withGap: true, sort: 'breaks' } as const
  expect(filterFrom(addressOf(filter))).toEqual(filter)
})

test('what someone typed to find a person is not in the address', () => {
  expect(addressOf({ text: 'Amina' })).toBe('#/cases')
})

test('an address that says something unknown is an unfiltered list', () => {
  expect(filterFrom('#/cases?status=ticket&country=<b>&sort=size&gap=yes')).toEqual({})
})
