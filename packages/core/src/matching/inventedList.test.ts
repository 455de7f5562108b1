/** Ranking over a list of invented programmes, so that it is tested everywhere. */
import { describe, expect, test } from 'vitest'
import { adviceOn, listed } from './listed.fixture.ts'
import { day } from './matching.fixture.ts'
import type { MatchNeed } from './model.ts'

const LIST = [
  {
    id: 'lantern_grant',
    org: 'Lantern Fund',
    programme: 'Protection grants',
    amount_max: '6000 EUR',
    region: 'global',
    target: 'HRDs and their organisations',
    covers: ['legal.defence', 'medical', 'security.physical'],
    excludes: ['HRDs already in exile', 'already funded elsewhere for same purpose', 'general living costs'],
    languages: ['en', 'ar', 'es'],
  },
  {
    id: 'meridian_line',
    org: 'Meridian',
    programme: 'Emergency line',
    region: 'global',
    languages: ['en', 'sw'],
    response_time: '2 hours',
  },
  {
    id: 'harbour_rooms',
    org: 'Harbour Cities',
    programme: 'Shelter City rooms',
    duration: '3 months',
    region: 'applicants worldwide',
    return_required: 'able and willing to return after 3 months',
    conditions: ['willing to come alone'],
  },
  {
    id: 'harbour_family',
    org: 'Harbour Cities',
    programme: 'Relocation of families',
    duration: '6 months in Portugal',
    region: 'Africa',
    note: 'family included',
  },
  {
    id: 'acacia_hub',
    org: 'Acacia Network',
    programme: 'Hub Cities',
    region: 'Africa',
    endorsement: 'must be vouched for by a member',
    duration: '3–6 months',
  },
  {
    id: 'acacia_clinic',
    org: 'Acacia Network',
    programme: 'Care',
    covers: ['medical', 'psychosocial'],
    region: 'East Africa',
    response_time: '3 days',
    languages: ['sw', 'en'],
  },
  {
    id: 'pen_residence',
    org: 'House of Letters',
    programme: 'Writers’ residency',
    duration: '2 years',
    target: 'writers, translators',
    status: 'currently closed',
  },
  {
    id: 'swift_women',
    org: 'Swift Fund',
    programme: 'Rapid relocation',
    target: 'women-led groups',
    region: 'East Africa',
    response_time: '72 hours',
    implement_within: '2 months',
    languages: ['any'],
  },
  { id: 'far_asia', org: 'Banyan Forum', programme: 'Relocation', region: 'Asia', duration: '6 months' },
  {
    id: 'new_home',
    org: 'Northern Ministry',
    programme: 'Resettlement stream',
    conditions: ['outside home country'],
    channel: 'referral only',
  },
  {
    id: 'wounds',
    org: 'Mend',
    programme: 'After an attack',
    covers: ['medical'],
    incident_window: 'within past 60 days',
    track_record: 'at least one year',
    amount_max: '9000 EUR',
  },
].map((row) => ({ source: 'invented', last_checked_by_us: '2026-11-22', ...row }))
const services = listed(JSON.stringify(LIST))
const asked = (need: Partial<MatchNeed>) => adviceOn(services, need)

const AMINA: Partial<MatchNeed> = {
  country: 'KE',
  headcount: 3,
  languages: ['sw', 'en'],
  urgency: 'days',
  groups: ['women', 'land'],
  unsafeCountries: ['KE'],
  memberVouches: true,
}

describe('MATCH-30 invented programmes, ranked as an officer would', () => {
  test('a mother with two children: who answers in time and takes families stands first, who takes people alone is out for now', () => {
    const advice = asked(AMINA)
    // The fund for women answers in 72 hours, in any language; the hub's member vouches; Portugal takes families but is far.
    expect(advice.order).toEqual(['swift_women', 'harbour_family', 'acacia_hub'])
    expect(advice.of('harbour_rooms')).toMatchObject({ possible: false, withChanges: true, changes: [{ field: 'headcount', to: 1 }] })
    expect(advice.outBy('far_asia')).toEqual(['region'])
    expect(advice.of('acacia_clinic')).toBeUndefined()
    expect(asked({ ...AMINA, memberVouches: false }).outBy('acacia_hub')).toEqual(['endorsement'])
  })

  test('nine months for the three of them: two after one another, and the days that are left are named', () => {
    const together = asked({ ...AMINA, days: 273 }).together()
    expect(together.parts.map(({ service: { id }, sure }) => [id, sure])).toEqual([
      ['harbour_family', true],
      ['acacia_hub', true],
    ])
    expect(together).toMatchObject({ way: 'days', uncoveredDays: 0, exact: true })
  })

  test('a trial at home and the same in exile: what was first is out', () => {
    const trial = { kind: 'legal.defence', country: 'CO', languages: ['es'], amount: { amount: 5000, currency: 'EUR' } } as const
    expect(asked(trial).order).toEqual(['lantern_grant'])
    expect(asked(trial).asked).toEqual(['alreadyFunded'])
    expect(asked({ ...trial, inExile: true }).outBy('lantern_grant')).toEqual(['exile'])
  })

  test('an operation three weeks after an attack, and again when too long has passed', () => {
    const hurt = { kind: 'medical', country: 'KE', languages: ['sw'], amount: { amount: 8000, currency: 'EUR' }, workMonths: 30 } as const
    const soon = asked({ ...hurt, incidentOn: day('2026-11-01') })
    // The clinic near by speaks Swahili and answers in three days; the others pay, and the sum is above what one of them gives.
    expect(soon.order[0]).toBe('acacia_clinic')
    expect(new Set(soon.order.slice(1))).toEqual(new Set(['wounds', 'lantern_grant']))
    expect(soon.of('lantern_grant')?.changes).toContainEqual({ field: 'amount', to: 6000 })
    expect(asked({ ...hurt, incidentOn: day('2026-06-01') }).outBy('wounds')).toEqual(['incident'])
    expect(asked(hurt).asked).toEqual(expect.arrayContaining(['incidentOn', 'alreadyFunded']))
  })

  test('a family in exile for good: only who is referred, and it is said so', () => {
    const advice = asked({ kind: 'resettlement', country: 'TR', inExile: true, headcount: 4 })
    expect(advice.order[0]).toBe('new_home')
    expect(advice.rules('new_home', 'violates')).toEqual(['apply', 'member'])
    expect(asked({ kind: 'resettlement', country: 'TR', inExile: false }).outBy('new_home')).toEqual(['exile'])
  })
})
