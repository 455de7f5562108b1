import { describe, expect, test } from 'vitest'
import { FUND, LOCAL_GROUP, SHELTER } from '../record/story.fixture.ts'
import { overlapsOf } from './overlaps.ts'
import { bar } from './story.fixture.ts'

const shelter = bar(SHELTER, 's', '2026-03-01', '2026-03-20')
const fund = bar(FUND, 'f', '2026-03-11', '2026-03-31')

describe('days covered twice', () => {
  test('RELAY-7 ten days of shelter and fund at once, with who covers them', () => {
    expect(overlapsOf([fund, shelter])).toEqual([{ from: '2026-03-11', to: '2026-03-20', days: 10, commitments: [shelter.id, fund.id] }])
  })
  test('RELAY-7 cover that follows the day after overlaps with nothing, and an offer does not cover', () => {
    expect(overlapsOf([shelter, { ...fund, from: '2026-03-21' as typeof fund.from }])).toEqual([])
    expect(overlapsOf([shelter, { ...fund, state: 'offered' }])).toEqual([])
  })
  test('RELAY-7 where a third joins, the days of three stand apart', () => {
    const third = bar(LOCAL_GROUP, 'l', '2026-03-15', '2026-03-16')
    expect(overlapsOf([shelter, fund, third]).map(({ from, to, commitments }) => [from, to, commitments.length])).toEqual([
      ['2026-03-11', '2026-03-14', 2],
      ['2026-03-15', '2026-03-16', 3],
      ['2026-03-17', '2026-03-20', 2],
    ])
  })
})
