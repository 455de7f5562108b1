import { describe, expect, test } from 'vitest'
import { AMINA, JOOST, LOCAL_GROUP, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { caseRules } from './policy.ts'
import { readPhases, removePhase, savePhase, type PhaseKind } from './phases.ts'
import { day } from './story.fixture.ts'

const phase = (id: string, kind: PhaseKind, from: string, place = '') => opsOf(savePhase(id, { kind, from: day(from), place }))
const read = (...entries: Parameters<typeof docOf>[0]) =>
  readPhases(docOf(entries, caseRules(LOCAL_GROUP))).map(({ kind, from, to }) => [kind, from, to])

describe('the long way', () => {
  const way = wrote(AMINA, 1, ...phase('b', 'in_exile', '2026-04-01', 'NL'), ...phase('a', 'in_country', '2026-01-10'))
  test('RELAY-11 in the country until the day before exile begins, in exile until somebody says more', () => {
    expect(read(way)).toEqual([
      ['in_country', '2026-01-10', '2026-03-31'],
      ['in_exile', '2026-04-01', null],
    ])
  })
  test('RELAY-11 the return ends the exile, and is taken out again when it does not come', () => {
    const back = wrote(AMINA, 2, ...phase('c', 'return', '2027-02-01'))
    expect(read(way, back)[1]).toEqual(['in_exile', '2026-04-01', '2027-01-31'])
    expect(read(way, back, wrote(AMINA, 3, ...removePhase('c')))).toHaveLength(2)
  })
  test('RELAY-11 of two that begin on one day the later written counts', () => {
    expect(read(way, wrote(AMINA, 2, ...phase('d', 'return', '2026-04-01')))[1]).toEqual(['return', '2026-04-01', null])
  })
  test('RELAY-11 no day, no kind, no place: refused with the field', () => {
    const refused = (more: Partial<Parameters<typeof savePhase>[1]>) => {
      const answer = savePhase('x', { kind: 'return', from: day('2026-04-01'), place: '', ...more })
      return answer.ok ? '' : answer.problem.field
    }
    expect([refused({ from: day('2026-02-30') }), refused({ kind: 'moon' as PhaseKind }), refused({ place: 'here' })]).toEqual([
      'from',
      'kind',
      'place',
    ])
  })
  test('LIFE-7 only the holder says where a defender is on the way', () => {
    expect(read(wrote(JOOST, 1, ...phase('a', 'in_country', '2026-01-10')))).toEqual([])
  })
})
