import { expect, test } from 'vitest'
import type { SafetyView } from '../../../contract.ts'
import { latestLooks, looksAt } from './looks.ts'

type Shown = Pick<SafetyView, 'assessments' | 'history'>

const look = (id: string, person: string | null) => ({ id, person })
const seen = (...looks: readonly ReturnType<typeof look>[]): Shown =>
  ({ assessments: looks, history: looks.map((one) => ({ ...one, level: 'high', threatStands: one.id === 'threat' })) }) as unknown as Shown

test('the risk of the daughter is shown beside that of everyone, each with its own past', () => {
  const safety = seen(look('first', null), look('threat', 'daughter'), look('second', null))
  expect(looksAt(safety, null)).toMatchObject({ last: { id: 'second' }, history: [{ id: 'first' }, { id: 'second' }], threatStands: false })
  expect(looksAt(safety, 'daughter')).toMatchObject({ last: { id: 'threat' }, level: 'high', threatStands: true })
  expect(looksAt(safety, 'son')).toMatchObject({ last: undefined, level: null, threatStands: false })
})

test('on paper the latest look of everyone stands first, then those of single people, also where nobody may be named', () => {
  expect(latestLooks([look('a', 'daughter'), look('b', null), look('c', null), look('d', 'son')]).map(({ id }) => id)).toEqual([
    'c',
    'a',
    'd',
  ])
})
