import type { SpaceId } from '@pergola/protocol'
import { describe, expect, test } from 'vitest'
import { FUND, SHELTER, SPACE } from '../record/story.fixture.ts'
import { ifLeaves } from './ifLeaves.ts'
import type { OverviewCase } from './overview.ts'
import { NEED, TODAY, bar } from './story.fixture.ts'

const caseOf = (more: Partial<OverviewCase>): OverviewCase => ({
  space: SPACE,
  pseudonym: 'Heron',
  status: 'open',
  country: 'KE',
  needs: [{ id: 'shelter', ...NEED, dropped: false }],
  commitments: [bar(SHELTER, 's', '2026-02-01', '2026-03-14'), bar(FUND, 'f', '2026-03-10', '2026-05-31')],
  ...more,
})

describe('if an organisation leaves', () => {
  test('RELAY-10 the days that the shelter alone covers open; those the fund covers as well do not', () => {
    expect(ifLeaves([caseOf({})], SHELTER, TODAY, 30)).toEqual({
      cases: 1,
      needs: 1,
      days: 9,
      opens: [
        {
          caseSpace: SPACE,
          pseudonym: 'Heron',
          need: 'shelter',
          needKind: NEED.kind,
          country: 'KE',
          from: '2026-03-01',
          days: 9,
          org: SHELTER,
        },
      ],
    })
  })
  test('RELAY-10 within the horizon only: of the fund’s eleven weeks those until day 30', () => {
    expect(ifLeaves([caseOf({})], FUND, TODAY, 30)).toMatchObject({ days: 16, opens: [{ from: '2026-03-15', days: 16 }] })
  })
  test('RELAY-10 closed cases and dropped needs lose nothing; a gap that is open anyway is not its doing', () => {
    const closed = caseOf({ status: 'closed' })
    const dropped = caseOf({ needs: [{ id: 'shelter', ...NEED, dropped: true }] })
    const late = caseOf({ space: 'x' as SpaceId, commitments: [bar(SHELTER, 's', '2026-03-20', '2026-03-21')] })
    expect(ifLeaves([closed, dropped], SHELTER, TODAY, 30)).toEqual({ cases: 0, needs: 0, days: 0, opens: [] })
    expect(ifLeaves([late], SHELTER, TODAY, 30)).toMatchObject({ cases: 1, days: 2 })
  })
})
