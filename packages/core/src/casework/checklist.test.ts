import { describe, expect, test } from 'vitest'
import { AMINA, JOOST, LOCAL_GROUP, ROSA, SHELTER, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import type { Entry } from '../record/model.ts'
import { HANDOVER_GIVES, HANDOVER_TAKES } from '../vocabulary/caseCodes.ts'
import { listItem, readChecklist, tickItem } from './checklist.ts'
import { caseRules } from './policy.ts'
import { bar } from './story.fixture.ts'

const BEFORE = bar(LOCAL_GROUP, 'l', '2026-03-01', '2026-03-10').id
const AFTER = bar(SHELTER, 's', '2026-03-11', '2026-04-30').id
const rules = caseRules(LOCAL_GROUP)
const list = (side: 'gives' | 'takes', ...entries: readonly Entry[]) => readChecklist(docOf(entries, rules), BEFORE, AFTER, side)
const ticked = (side: 'gives' | 'takes', ...entries: readonly Entry[]) =>
  list(side, ...entries)
    .filter((one) => one.ticked)
    .map(({ item }) => item)

describe('the list for a hand-over', () => {
  test('RELAY-4 each side has its own, with nothing ticked at first', () => {
    expect(list('gives').map(({ item }) => item)).toEqual([...HANDOVER_GIVES])
    expect(list('takes').map(({ item }) => item)).toEqual([...HANDOVER_TAKES])
    expect(ticked('gives')).toEqual([])
  })
  test('RELAY-4 Amina ticks hers and Joost his, both at once, and a tick can be taken back', () => {
    const amina = wrote(AMINA, 1, ...opsOf(tickItem(BEFORE, AFTER, LOCAL_GROUP, 'story', true)))
    const joost = wrote(JOOST, 1, ...opsOf(tickItem(BEFORE, AFTER, SHELTER, 'met', true)))
    expect([ticked('gives', amina, joost), ticked('takes', amina, joost)]).toEqual([['story'], ['met']])
    const back = wrote(AMINA, 2, ...opsOf(tickItem(BEFORE, AFTER, LOCAL_GROUP, 'story', false)))
    expect(ticked('gives', amina, back)).toEqual([])
  })
  test('RELAY-4 nobody ticks for another, and a third organisation is on neither list', () => {
    const forJoost = wrote(AMINA, 1, ...opsOf(tickItem(BEFORE, AFTER, SHELTER, 'met', true)))
    expect(ticked('takes', forJoost)).toEqual([])
    const rosa = wrote(ROSA, 1, ...opsOf(tickItem(BEFORE, AFTER, ROSA.org, 'met', true)))
    expect([ticked('gives', rosa), ticked('takes', rosa)]).toEqual([[], []])
  })
  test('RELAY-4 what one side adds stands on its list, and only that side takes it out', () => {
    const adds = wrote(AMINA, 1, ...opsOf(listItem(BEFORE, AFTER, LOCAL_GROUP, ' The cat  goes along ', true)))
    expect(list('gives', adds).at(-1)).toEqual({ item: 'The cat goes along', written: true, ticked: false })
    expect(list('takes', adds)).toHaveLength(HANDOVER_TAKES.length)
    const joost = wrote(JOOST, 2, ...opsOf(listItem(BEFORE, AFTER, LOCAL_GROUP, 'The cat goes along', false)))
    const amina = wrote(AMINA, 2, ...opsOf(listItem(BEFORE, AFTER, LOCAL_GROUP, 'The cat goes along', false)))
    expect([list('gives', adds, joost).length, list('gives', adds, amina).length]).toEqual([
      HANDOVER_GIVES.length + 1,
      HANDOVER_GIVES.length,
    ])
  })
  test('RELAY-4 an item without words is refused', () => {
    expect([listItem(BEFORE, AFTER, LOCAL_GROUP, ' ', true).ok, tickItem(BEFORE, AFTER, LOCAL_GROUP, '', true).ok]).toEqual([false, false])
  })
})
