import { expect, test } from 'vitest'
import { titleOf } from '../components/windowTitle.ts'
import { rings } from './alarms.ts'

test('rings once for each alarm, again for another one, and not when one is settled', () => {
  expect(rings(new Set(), ['one'])).toBe(true)
  expect(rings(new Set(['one']), ['one'])).toBe(false)
  expect(rings(new Set(['one']), ['one', 'two'])).toBe(true)
  expect(rings(new Set(['one', 'two']), ['two'])).toBe(false)
})

test('the title of the window has the number, and no word of whom', () => {
  expect([titleOf('Today · Pergola', 2), titleOf('Today · Pergola', 0)]).toEqual(['(2) Today · Pergola', 'Today · Pergola'])
})
