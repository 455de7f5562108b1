/** Figures for a report to a fund: enough to plan with, too little to find anybody. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseRules } from '../casework/policy.ts'
import { OPENING } from '../casework/story.fixture.ts'
import { LOCAL_GROUP, SPACE, docOf } from '../record/story.fixture.ts'
import { FEW, TABLES, caseFigures, countCases, toCsv, type CaseFigures } from './count.ts'

const heron = caseFigures(SPACE, docOf(OPENING, caseRules(LOCAL_GROUP)))
const many = (count: number, more: Partial<CaseFigures> = {}): readonly CaseFigures[] =>
  Array.from({ length: count }, () => ({ ...heron, ...more }))
const cellsOf = (cases: readonly CaseFigures[], table: (typeof TABLES)[number]) =>
  countCases(cases).tables.find((one) => one.table === table)?.cells

describe('figures over cases', () => {
  it('STAT-1 count kinds of support, country, status, urgency, risk, rights, what changed, and the year, each case once', () => {
    expect(heron).toMatchObject({
      kind: ['relocation.regional'],
      country: ['KE'],
      status: ['checking'],
      urgency: ['days'],
      risk: ['not_said'],
      year: ['2026'],
    })
    expect(cellsOf(many(7, { kind: ['medical', 'visa'] }), 'kind')).toEqual([
      { code: 'medical', count: 7 },
      { code: 'visa', count: 7 },
    ])
  })

  it('STAT-2 say no count below five, of fewer than five cases nothing at all', () => {
    expect(countCases(many(4))).toEqual({ cases: null, tables: [] })
    expect(countCases([])).toEqual({ cases: null, tables: [] })
    expect(cellsOf([...many(6, { rights: ['land'] }), ...many(4, { rights: ['women'] }), ...many(1)], 'rights')).toEqual([
      { code: 'land', count: 6 },
      { code: 'women', count: null },
    ])
  })

  it('STAT-3 do not give away the one count that is not said: the next smallest is not said either', () => {
    const cases = [...many(9, { country: ['KE'] }), ...many(7, { country: ['UG'] }), ...many(2, { country: ['SD'] })]
    expect(cellsOf(cases, 'country')).toEqual([
      { code: 'KE', count: 9 },
      { code: 'SD', count: null },
      { code: 'UG', count: null },
    ])
    expect(cellsOf([...many(9, { kind: ['medical'] }), ...many(1, { kind: ['visa'] })], 'kind')).toEqual([
      { code: 'medical', count: null },
      { code: 'visa', count: null },
    ])
    const code = fc.constantFrom('KE', 'UG', 'SD', 'TZ')
    fc.assert(
      fc.property(fc.array(code, { minLength: FEW, maxLength: 60 }), (countries) => {
        const { cases: all, tables } = countCases(countries.flatMap((country) => many(1, { country: [country] })))
        const cells = tables.find(({ table }) => table === 'country')?.cells ?? []
        const hidden = cells.filter(({ count }) => count === null)
        const sum = cells.reduce((total, { count }) => total + (count ?? 0), 0)
        expect(cells.every(({ count }) => count === null || count >= FEW)).toBe(true)
        if (sum !== all && cells.length > 1) expect(hidden.length).toBeGreaterThan(1)
      }),
    )
  })

  it('STAT-3 several that are not said do not follow from the total: neither one case each, nor four each, nor so few together', () => {
    const of = (counts: Readonly<Record<string, number>>) =>
      cellsOf(
        Object.entries(counts).flatMap(([code, count]) => many(count, { country: [code] })),
        'country',
      )
    const shown = (counts: Readonly<Record<string, number>>) => of(counts)?.flatMap(({ code, count }) => (count === null ? [] : [code]))
    expect(shown({ KE: 9, UG: 8, SD: 1, TZ: 1 })).toEqual(['KE'])
    expect(shown({ KE: 9, UG: 8, SD: 4, TZ: 4 })).toEqual(['KE'])
    expect(shown({ KE: 9, UG: 8, SD: 1, TZ: 2 })).toEqual(['KE'])
    expect(shown({ KE: 9, UG: 8, SD: 3, TZ: 3 })).toEqual(['KE', 'UG'])
    expect([of({ SD: 4, TZ: 4 }), of({ A: 1, B: 1, C: 1, D: 1, E: 1 })]).toEqual([undefined, undefined])
    expect(shown({ SD: 3, TZ: 4 })).toEqual([])
  })

  it('STAT-4 stand in a table that any program reads, with nothing in it that a program would run', () => {
    const csv = toCsv(countCases([...many(6), ...many(5, { country: ['=cmd()'] }), ...many(3, { country: ['UG'] })]))
    expect(csv.split('\r\n')).toContain('all,all,14')
    expect(csv).toContain('country,KE,6')
    expect(csv).not.toContain('=cmd')
  })
})
