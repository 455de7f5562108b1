import { describe, expect, test } from 'vitest'
import type { OrgId } from '@pergola/protocol'
import type { Service, ServiceReach } from '../directory/model.ts'
import { caseAfter, day } from '../casework/story.fixture.ts'
import type { Need } from '../casework/model.ts'
import { SHELTER } from '../record/story.fixture.ts'
import { SUPPORT_TYPES } from '../vocabulary/codes.ts'
import { countryCodes } from '../vocabulary/regions.ts'
import { match } from './match.ts'
import { matchNeedOf } from './need.ts'
import type { MatchNeed, Reason } from './model.ts'
import { indexServices } from './serviceIndex.ts'

const TODAY = day('2026-03-01')
const NEED: MatchNeed = {
  kind: 'relocation.regional',
  place: 'KE',
  days: 91,
  headcount: 3,
  languages: ['sw', 'en'],
  inExile: false,
  urgency: 'days',
}
const FITTING: ServiceReach = {
  kinds: ['relocation.regional'],
  regions: ['002'],
  languages: ['en', 'fr'],
  maxDays: 182,
  family: 'yes',
  exile: 'yes',
  answerHours: 48,
  placesFree: 3,
  placesCheckedOn: day('2026-02-20'),
  closed: false,
}

const service = (reach: ServiceReach, more: Partial<Service> = {}): Service => ({
  id: 's',
  org: SHELTER,
  provider: 'Huis Noord',
  name: 'Rooms',
  about: '',
  reach,
  facts: [],
  checkedOn: day('2026-02-01'),
  enteredBy: SHELTER as OrgId,
  ...more,
})
const matchOf = (reach: ServiceReach, need: Partial<MatchNeed> = {}, more: Partial<Service> = {}) =>
  match({ ...NEED, ...need }, [service(reach, more)], TODAY)[0]
const reason = (rule: Reason['rule'], reach: ServiceReach, need: Partial<MatchNeed> = {}, more: Partial<Service> = {}) =>
  matchOf(reach, need, more)?.reasons.find((found) => found.rule === rule)
const verdict = (...args: Parameters<typeof reason>) => reason(...args)?.verdict
const scoreOf = (...args: Parameters<typeof matchOf>): number => matchOf(...args)?.score ?? -1

describe('every reason, one by one', () => {
  test('MATCH-1 a service that fits in everything is possible, with a tick at every rule', () => {
    const found = matchOf(FITTING)
    expect([found?.possible, found?.score, new Set(found?.reasons.map((one) => one.verdict))]).toEqual([true, 1, new Set(['fits'])])
    expect(found?.reasons.map(({ rule }) => rule)).toEqual([
      'kind',
      'region',
      'open',
      'family',
      'exile',
      'language',
      'time',
      'places',
      'answer',
      'freshness',
      'member',
    ])
  })
  test('MATCH-2 what nobody knows is unknown, never a yes and never a no', () => {
    const found = matchOf({}, {}, { checkedOn: null })
    expect(found?.possible).toBe(true)
    expect(found?.reasons.filter(({ rule }) => rule !== 'member').map((one) => one.verdict)).toEqual(Array(10).fill('unknown'))
    const score = scoreOf({}, {}, { checkedOn: null })
    expect(score).toBeGreaterThan(0)
    expect(score).toBeLessThan(1)
  })
  test('MATCH-3 a service for another kind of support is not in the answer; one for the group, or for part of it, is', () => {
    expect(match(NEED, [service({ kinds: ['medical'] })], TODAY)).toEqual([])
    expect(verdict('kind', { kinds: ['medical', 'relocation'] })).toBe('fits')
    expect(verdict('kind', { kinds: ['relocation.international'] }, { kind: 'relocation' })).toBe('fits')
    expect(match(NEED, [service({ kinds: ['relocation.international'] })], TODAY)).toEqual([])
    expect(scoreOf({ kinds: ['relocation.regional'] })).toBeGreaterThan(scoreOf({ kinds: ['relocation'] }))
  })
  test('MATCH-4 a region holds its countries; another region rules out; a part of the region asked for leaves it open', () => {
    expect([['KE'], ['014'], ['002'], ['001'], ['142'], ['UG', '142']].map((regions) => verdict('region', { regions }))).toEqual([
      'fits',
      'fits',
      'fits',
      'fits',
      'violates',
      'violates',
    ])
    expect([['002'], ['KE'], ['014'], ['142']].map((regions) => verdict('region', { regions }, { place: '202' }))).toEqual([
      'fits',
      'unknown',
      'unknown',
      'violates',
    ])
    expect(verdict('region', { regions: ['142'] }, { place: '' })).toBe('unknown')
    expect(matchOf({ regions: ['142'] })?.possible).toBe(false)
  })
  test('MATCH-5 closed rules out; not known to be closed is not known to be open', () => {
    expect([{ closed: true }, { closed: false }, {}].map((reach) => verdict('open', reach))).toEqual(['violates', 'fits', 'unknown'])
    expect(matchOf({ closed: true })?.possible).toBe(false)
    expect(reason('open', { referralOnly: true })?.args).toEqual({ referralOnly: 1 })
  })
  test('MATCH-6 "come alone" rules out three people, and not one', () => {
    expect([matchOf({ family: 'alone_only' })?.possible, matchOf({ family: 'alone_only' }, { headcount: 1 })?.possible]).toEqual([
      false,
      true,
    ])
    expect([verdict('family', {}), verdict('family', {}, { headcount: 1 })]).toEqual(['unknown', 'fits'])
  })
  test('MATCH-7 exile rules out only when both sides have said it', () => {
    const cell = (exile: ServiceReach['exile'], inExile: boolean | null) =>
      verdict('exile', exile === undefined ? {} : { exile }, { inExile })
    expect([
      cell('no', true),
      cell('no', false),
      cell('no', null),
      cell('only', false),
      cell('only', true),
      cell('yes', true),
      cell(undefined, true),
    ]).toEqual(['violates', 'fits', 'unknown', 'violates', 'fits', 'fits', 'unknown'])
    expect(matchOf({ exile: 'no' }, { inExile: true })?.possible).toBe(false)
  })
  test('MATCH-8 no language in common is a cross but not the end: an interpreter can be found', () => {
    expect([['en'], ['any'], ['nl'], []].map((languages) => verdict('language', { languages }))).toEqual([
      'fits',
      'fits',
      'violates',
      'unknown',
    ])
    expect([matchOf({ languages: ['nl'] })?.possible, reason('language', { languages: ['fr', 'en'] })?.args]).toEqual([
      true,
      { languages: 'en' },
    ])
    expect(verdict('language', { languages: ['nl'] }, { languages: [] })).toBe('unknown')
  })
  test('MATCH-9 three months for a need of nine stay possible and count for a third', () => {
    expect(matchOf({ ...FITTING, maxDays: 91 }, { days: 273 })?.possible).toBe(true)
    expect(reason('time', { maxDays: 91 }, { days: 273 })).toEqual({
      rule: 'time',
      verdict: 'violates',
      hard: false,
      args: { days: 273, maxDays: 91 },
    })
    const [short, half, whole] = [91, 182, 273].map((maxDays) => scoreOf({ ...FITTING, maxDays }, { days: 273 })) as [
      number,
      number,
      number,
    ]
    expect([short < half, half < whole]).toEqual([true, true])
  })
  test('MATCH-10 places count when somebody confirmed them within 30 days', () => {
    const places = (placesFree: number, checked: string) => verdict('places', { placesFree, placesCheckedOn: day(checked) })
    expect([places(3, '2026-01-30'), places(3, '2026-01-29'), places(2, '2026-02-20')]).toEqual(['fits', 'unknown', 'violates'])
  })
  test('MATCH-11 an answer helps within a day, three days, a week or two, by how urgent it is', () => {
    const answers = (['hours', 'days', 'weeks', 'months'] as const).map((urgency) => verdict('answer', { answerHours: 100 }, { urgency }))
    expect(answers).toEqual(['violates', 'violates', 'fits', 'fits'])
  })
  test('MATCH-12 facts older than 180 days and providers outside the network cost, but rule nothing out', () => {
    expect(reason('freshness', {}, {}, { checkedOn: day('2025-09-01') })).toMatchObject({
      verdict: 'violates',
      hard: false,
      args: { checkedOn: '2025-09-01', days: 181 },
    })
    expect([verdict('member', {}), verdict('member', {}, {}, { org: null })]).toEqual(['fits', 'violates'])
    expect(matchOf(FITTING, {}, { org: null, checkedOn: day('2020-01-01') })?.possible).toBe(true)
  })
})

test('MATCH-13 what is possible comes first, then what fits best, then by id', () => {
  const services = [
    service({ ...FITTING, closed: true }, { id: 'closed' }),
    service(FITTING, { id: 'b' }),
    service(FITTING, { id: 'a' }),
    service({}, { id: 'unknown' }),
    service({ ...FITTING, maxDays: 30 }, { id: 'short' }),
  ]
  const order = ['a', 'b', 'short', 'unknown', 'closed']
  expect(match(NEED, services, TODAY).map((found) => found.service.id)).toEqual(order)
  expect(match(NEED, indexServices(services.toReversed()), TODAY).map((found) => found.service.id)).toEqual(order)
})

test('MATCH-14 matching learns of a case what it needs and no more', () => {
  const file = caseAfter()
  expect(matchNeedOf(file, file.needs[0] as Need)).toEqual({
    kind: 'relocation.regional',
    place: 'KE',
    days: 92,
    headcount: 3,
    languages: ['sw', 'en'],
    inExile: null,
    urgency: 'days',
  })
  expect(matchNeedOf(file, { ...(file.needs[0] as Need), person: 'wren', headcount: 1, place: '142' })).toMatchObject({
    languages: ['sw'],
    place: '142',
  })
})

test('MATCH-15 one need against 5,000 services takes milliseconds', () => {
  const countries = countryCodes()
  const services = Array.from({ length: 5000 }, (_, i) =>
    service(
      {
        ...FITTING,
        kinds: [SUPPORT_TYPES[i % 33] as string, 'relocation'],
        regions: [countries[i % 250] as string],
        maxDays: 1 + (i % 400),
        answerHours: i % 200,
      },
      { id: `s${i}` },
    ),
  )
  const index = indexServices(services)
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now()
    match(NEED, index, TODAY)
    return performance.now() - start
  }).sort((a, b) => a - b)
  expect(times[7]).toBeLessThan(100)
})
