import { expect, test } from 'vitest'
import type { TodayItem } from '../../../contract.ts'
import { groupsOf, keyOf } from './groups.ts'

const asked = (space: string, answerBy: number) =>
  ({ kind: 'referral_in', space, from: 'Riverbend', needKind: 'visa', urgency: 'days', answerBy }) as unknown as TodayItem
const gap = (caseSpace: string, inDays: number) =>
  ({ kind: 'gap', caseSpace, pseudonym: 'Heron', needKind: 'medical', from: '2026-05-04', days: 9, inDays }) as unknown as TodayItem
const alert = { kind: 'alert', id: 'a', firstLine: 'They came again.', at: 5 } as const satisfies TodayItem

test('Joost sees clocks before alerts and alerts before gaps, the nearest first in each', () => {
  const groups = groupsOf([gap('b', 9), alert, gap('a', 2), asked('late', 90), asked('soon', 10)])
  expect(groups.map((group) => group.id)).toEqual(['clocks', 'alerts', 'gaps'])
  expect(groups.map((group) => group.items.map(keyOf))).toEqual([
    ['referral_insoon', 'referral_inlate'],
    ['alerta'],
    ['gapamedical2026-05-04', 'gapbmedical2026-05-04'],
  ])
})

test('an empty day has no groups', () => expect(groupsOf([])).toEqual([]))
