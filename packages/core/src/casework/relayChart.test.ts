import { expect, test } from 'vitest'
import { AMINA, FUND, JOOST, LOCAL_GROUP, ROSA, SHELTER, opsOf, wrote } from '../record/story.fixture.ts'
import { ownedId } from '../record/owned.ts'
import { relayChart } from './relayChart.ts'
import { NEED, TODAY, caseAfter, day } from './story.fixture.ts'
import { agreeHandover, dropNeed, saveCommitment, saveNeed } from './write.ts'
import type { OrgId } from '@pergola/protocol'

const commits = (org: OrgId, from: string, to: string) =>
  opsOf(saveCommitment(ownedId(org, 'x'), { need: 'shelter', from: day(from), to: day(to), state: 'confirmed', stopGap: false, note: '' }))

test('COV-13 the chart shows every need with its stretches, bars and hand-overs, from the opening to the last day', () => {
  const file = caseAfter(
    wrote(JOOST, 3, ...commits(SHELTER, '2026-03-11', '2026-04-30')),
    wrote(
      AMINA,
      4,
      ...commits(LOCAL_GROUP, '2026-03-01', '2026-03-10'),
      ...agreeHandover(ownedId(LOCAL_GROUP, 'x'), ownedId(SHELTER, 'x'), LOCAL_GROUP),
    ),
    wrote(ROSA, 5, ...commits(FUND, '2026-06-01', '2026-06-15')),
  )
  const chart = relayChart(file, TODAY, LOCAL_GROUP)
  expect(chart).toMatchObject({ from: '2026-03-01', to: '2026-06-15', today: TODAY, gapDays: 31 })
  expect(chart.coveredShare).toBeCloseTo(61 / 92)
  expect(chart.rows[0]?.stretches).toEqual([
    { from: '2026-03-01', to: '2026-04-30', days: 61, covered: true },
    { from: '2026-05-01', to: '2026-05-31', days: 31, covered: false },
  ])
  expect(chart.rows[0]?.handovers).toMatchObject([{ agreedBefore: true, agreedAfter: false }])
  expect(chart.rows[0]?.commitments.map(({ org, mine, endsSoonUncovered }) => [org, mine, endsSoonUncovered])).toEqual([
    [SHELTER, false, false],
    [LOCAL_GROUP, true, false],
    [FUND, false, false],
  ])
})

test('COV-14 an organisation keeps its colour when others join after it', () => {
  const before = caseAfter(wrote(JOOST, 3, ...commits(SHELTER, '2026-03-11', '2026-04-30')))
  const after = caseAfter(
    wrote(JOOST, 3, ...commits(SHELTER, '2026-03-11', '2026-04-30')),
    wrote(AMINA, 4, ...commits(LOCAL_GROUP, '2026-03-01', '2026-03-10')),
  )
  expect(relayChart(before, TODAY, null).organisations).toEqual([{ org: SHELTER, look: 0 }])
  expect(relayChart(after, TODAY, null).organisations).toEqual([
    { org: SHELTER, look: 0 },
    { org: LOCAL_GROUP, look: 1 },
  ])
})

test('COV-13 the defender’s needs come first, then each dependent’s; dropped ones are gone', () => {
  const need = (id: string, person: string) => opsOf(saveNeed(id, { ...NEED, person }))
  const file = caseAfter(
    wrote(AMINA, 3, ...need('a', 'wren'), ...need('b', 'lark'), ...need('c', 'heron')),
    wrote(AMINA, 4, ...dropNeed('shelter')),
  )
  expect(relayChart(file, TODAY, null).rows.map((row) => row.need.person)).toEqual(['heron', 'lark', 'wren'])
})
