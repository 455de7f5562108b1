import { expect, it } from 'vitest'
import { carriedOver, linesOf, timesOf, timeText } from './lines.ts'

it('what is known of a threat follows it when it is moved, reworded or when another goes', () => {
  const known = { 'A car': 1, 'A call': 2 }
  expect(carriedOver('A car\nA call', 'A call\nA car', known)).toEqual(known)
  expect(carriedOver('A car\nA call', 'A grey car\nA call', known)).toEqual({ 'A grey car': 1, 'A call': 2 })
  expect(carriedOver('A car\nA call', 'A call', known)).toEqual({ 'A call': 2 })
  expect(carriedOver('A car\nA call', 'A letter\nA car\nA call', known)).toEqual(known)
  expect(linesOf(' a \n\n b\na')).toEqual(['a', 'b'])
})

it('times of day are read as people write them', () => {
  expect(timesOf('21, 8:30؛')).toBeNull()
  expect(timesOf('21, 8:30')).toEqual([510, 1260])
  expect(timesOf('8.05،21:00')).toEqual([485, 1260])
  for (const odd of ['', '25:00', '8:61', 'morning']) expect(timesOf(odd)).toBeNull()
  expect([0, 65, 1439].map(timeText)).toEqual(['00:00', '01:05', '23:59'])
})
