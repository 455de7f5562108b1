import type { SpaceId } from '@pergola/protocol'
import { describe, expect, test } from 'vitest'
import { FUND, SHELTER, SPACE } from '../record/story.fixture.ts'
import { overview, type OverviewCase } from './overview.ts'
import { NEED, TODAY, bar, day } from './story.fixture.ts'

const caseOf = (more: Partial<OverviewCase>): OverviewCase => ({
  space: SPACE,
  pseudonym: 'Heron',
  status: 'open',
  country: 'KE',
  needs: [{ id: 'shelter', ...NEED, dropped: false }],
  commitments: [],
  ...more,
})

describe('the relay over all cases', () => {
  test('COV-9 within 30 days: whose cover ends, where, and for how long nobody follows', () => {
    const { breaks } = overview(
      [caseOf({ commitments: [bar(SHELTER, 's', '2026-02-01', '2026-03-14'), bar(FUND, 'f', '2026-04-15', '2026-05-31')] })],
      TODAY,
      30,
    )
    expect(breaks).toEqual([
      {
        caseSpace: SPACE,
        pseudonym: 'Heron',
        need: 'shelter',
        needKind: NEED.kind,
        country: 'KE',
        from: '2026-03-15',
        days: 31,
        org: SHELTER,
      },
    ])
  })
  test('COV-9 a gap nobody ever covered begins today and names nobody', () => {
    expect(overview([caseOf({})], day('2026-03-11'), 14).breaks).toMatchObject([{ from: '2026-03-11', days: 82, org: null }])
  })
  test('COV-10 days are counted within the horizon, by kind, by country and by organisation', () => {
    const medical = caseOf({
      space: 'x' as SpaceId,
      country: 'UG',
      needs: [{ id: 'shelter', ...NEED, kind: 'medical', dropped: false }],
      commitments: [bar(FUND, 'f', '2026-03-01', '2026-03-10'), bar(FUND, 'g', '2026-03-08', '2026-03-12')],
    })
    const result = overview([caseOf({ commitments: [bar(SHELTER, 's', '2026-03-01', '2026-05-31')] }), medical], TODAY, 30)
    expect(result.byKind).toEqual([
      { key: 'medical', gapDays: 18, neededDays: 30 },
      { key: NEED.kind, gapDays: 0, neededDays: 30 },
    ])
    expect(result.byCountry).toEqual([
      { key: 'UG', gapDays: 18, neededDays: 30 },
      { key: 'KE', gapDays: 0, neededDays: 30 },
    ])
    expect(result.byOrg).toEqual([
      { org: SHELTER, coveredDays: 30 },
      { org: FUND, coveredDays: 12 },
    ])
    expect(result.coveredShare).toBeCloseTo(42 / 60)
  })
  test('COV-11 closed cases and dropped needs want nothing, and nothing wanted is wholly covered', () => {
    const dropped = caseOf({ needs: [{ id: 'shelter', ...NEED, dropped: true }] })
    expect(overview([caseOf({ status: 'closed' }), dropped], TODAY, 90)).toMatchObject({ breaks: [], coveredShare: 1, byKind: [] })
  })
  test('COV-12 ten thousand cases of four needs and twenty commitments are looked at well within a second', () => {
    const needs = Array.from({ length: 4 }, (_, i) => ({ id: `n${i}`, ...NEED, dropped: false }))
    const commitments = Array.from({ length: 20 }, (_, i) => ({
      ...bar(SHELTER, `${i}`, `2026-0${1 + (i % 5)}-10`, `2026-0${2 + (i % 5)}-01`),
      need: `n${i % 4}`,
    }))
    const cases = Array.from({ length: 10_000 }, () => caseOf({ needs, commitments }))
    const start = performance.now()
    overview(cases, TODAY, 90)
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})
