import { expect, test } from 'vitest'
import type { SpaceId } from '@pergola/protocol'
import type { TodayItem } from '../../contract.ts'
import { titleOf } from '../components/windowTitle.ts'
import { alarmsIn, rings } from './alarms.ts'

const missed = (alarm: string): TodayItem => ({
  ...{ kind: 'check_in', caseSpace: 'a1' as SpaceId, pseudonym: 'Olive', alarm, cause: 'missed', since: 1 },
  ...{ act: null, onIt: [], mine: true },
})
const task: TodayItem = { kind: 'task', caseSpace: 'a1' as SpaceId, task: 't1', pseudonym: 'Olive', text: 'Call', due: null, inDays: null }
const packet: TodayItem = { kind: 'packet', space: 'b2' as SpaceId, from: 'Amal' }

test('a missed check-in and an opened packet ring; a task does not', () => {
  expect(alarmsIn([missed('one'), task, packet])).toEqual(['one', 'b2'])
})

test('rings once for each alarm, again for another one, and not when one is settled', () => {
  expect(rings(new Set(), ['one'])).toBe(true)
  expect(rings(new Set(['one']), ['one'])).toBe(false)
  expect(rings(new Set(['one']), ['one', 'two'])).toBe(true)
  expect(rings(new Set(['one', 'two']), ['two'])).toBe(false)
})

test('the title of the window has the number, and no word of whom', () => {
  expect([titleOf('Today · Pergola', 2), titleOf('Today · Pergola', 0)]).toEqual(['(2) Today · Pergola', 'Today · Pergola'])
})
