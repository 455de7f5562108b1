import { expect, test } from 'vitest'
import type { RelayChart } from '../../../contract.ts'
import { stillCounted } from './stillCounted.ts'

const bar = (org: string, to: string, state: string) => ({ org, to, state })
const chart = {
  today: '2026-03-10',
  rows: [
    { need: { id: 'shelter' }, commitments: [bar('noord', '2026-06-30', 'active'), bar('fund', '2026-06-30', 'active')] },
    { need: { id: 'school' }, commitments: [bar('noord', '2026-03-09', 'delivered'), bar('noord', '2026-05-01', 'offered')] },
  ],
} as unknown as RelayChart

test('Joost lost the file, and the chart still counts on his shelter: only what covers today or later, and nothing once he has it again', () => {
  expect(stillCounted(chart, 'noord', ['fund']).map(({ need, bar: { to } }) => [need.id, to])).toEqual([['shelter', '2026-06-30']])
  expect(stillCounted(chart, 'noord', ['fund', 'noord'])).toEqual([])
})
