import { describe, expect, test } from 'vitest'
import type { ServiceReach, Service } from '../directory/model.ts'
import { match } from './match.ts'
import { NEED, TODAY, day, service } from './matching.fixture.ts'
import type { Match, MatchNeed, Reason, RuleName, Standing } from './model.ts'
import { indexServices } from './serviceIndex.ts'

/** A case of which everything has been told. */
const TOLD: Partial<MatchNeed> = {
  inExile: false,
  groups: ['women'],
  groupsComplete: true,
  organisation: false,
  unsafeCountries: ['KE'],
  canReturn: true,
  incidentOn: day('2026-02-20'),
  workMonths: 40,
  amount: { amount: 4000, currency: 'EUR' },
  alreadyFunded: false,
  memberVouches: true,
  referees: 2,
  hostFound: true,
}
const FITTING: ServiceReach = {
  kinds: ['relocation.regional'],
  regions: ['002'],
  locatedIn: ['ZA', 'KE'],
  languages: ['en', 'fr'],
  maxDays: 182,
  amountMax: { amount: 5000, currency: 'EUR' },
  family: 'yes',
  exile: 'yes',
  answerHours: 48,
  targets: ['women'],
  excludes: ['already_funded'],
  whoMayApply: ['self', 'third_party'],
  endorsement: 'member',
  returnRequired: true,
  incidentWindowDays: 90,
  trackRecordMonths: 6,
  state: 'open',
  capacity: { unit: 'places', free: 3, updated: day('2026-02-20') },
}
const PRAISED: Standing = { observed: { n: 9, medianHours: 30, takenUp: 8, declined: 1 }, vouches: 2, disputes: 0 }

const matchOf = (reach: ServiceReach, need: Partial<MatchNeed> = {}, more: Partial<Service> = {}, standing?: Standing): Match | undefined =>
  match({ ...NEED, ...need }, indexServices([service(reach, more)], standing && (() => standing)), TODAY).matches[0]
const reason = (rule: RuleName, ...args: Parameters<typeof matchOf>): Reason | undefined =>
  matchOf(...args)?.reasons.find((found) => found.rule === rule)
const verdict = (...args: Parameters<typeof reason>) => reason(...args)?.verdict
const worth = (...args: Parameters<typeof matchOf>): number => matchOf(...args)?.score ?? -1

describe('every reason, one by one', () => {
  test('MATCH-1 a service that fits in everything is possible, with a tick at every rule, in one order', () => {
    const found = matchOf(FITTING, TOLD, {}, PRAISED)
    expect([found?.possible, new Set(found?.reasons.map((one) => one.verdict))]).toEqual([true, new Set(['fits'])])
    expect(found?.score).toBeGreaterThan(0.95)
    expect(found?.reasons.map(({ rule }) => rule)).toEqual([
      'kind',
      'region',
      'safety',
      'open',
      'family',
      'exile',
      'target',
      'apply',
      'endorsement',
      'return',
      'incident',
      'track_record',
      'excludes',
      'language',
      'time',
      'amount',
      'places',
      'answer',
      'acceptance',
      'nearness',
      'freshness',
      'standing',
      'member',
    ])
  })

  test('MATCH-2 what nobody knows is unknown, never a yes and never a no', () => {
    const found = matchOf({}, {}, { checkedOn: null })
    expect(found?.possible).toBe(true)
    expect(found?.reasons.filter(({ rule }) => rule !== 'member').map((one) => one.verdict)).toEqual(Array(22).fill('unknown'))
    expect([worth({}) > 0, worth({}) < worth(FITTING)]).toEqual([true, true])
  })

  test('MATCH-3 a service for another kind of support is not in the answer; one for the group, or for part of it, is', () => {
    expect(match(NEED, [service({ kinds: ['medical'] })], TODAY)).toMatchObject({ matches: [], possible: 0, others: 0 })
    expect(verdict('kind', { kinds: ['medical', 'relocation'] })).toBe('fits')
    expect(verdict('kind', { kinds: ['relocation.international'] }, { kind: 'relocation' })).toBe('fits')
    expect(match(NEED, [service({ kinds: ['relocation.international'] })], TODAY).matches).toEqual([])
    expect(worth({ kinds: ['relocation.regional'] })).toBeGreaterThan(worth({ kinds: ['relocation'] }))
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
    expect([['002'], ['KE'], ['014'], ['142']].map((regions) => verdict('region', { regions }, { place: '202', country: '' }))).toEqual([
      'fits',
      'unknown',
      'unknown',
      'violates',
    ])
    expect(reason('region', { regions: ['142'] }, { country: '' })).toMatchObject({ verdict: 'unknown', asks: 'place' })
    expect(verdict('region', { regions: ['001'] }, { country: '' })).toBe('fits')
    expect(matchOf({ regions: ['142'] })?.possible).toBe(false)
  })

  test('MATCH-4 wanted abroad: a place there for people from here fits; help at home that takes place elsewhere is none', () => {
    const abroad = { place: '150', country: 'KE' }
    expect(verdict('region', { regions: ['KE'], locatedIn: ['NL'] }, abroad)).toBe('fits')
    expect(verdict('region', { regions: ['KE'], locatedIn: ['UG'] }, abroad)).toBe('violates')
    const home = { kind: 'relocation.internal' }
    expect(verdict('region', { kinds: ['relocation'], regions: ['001'], locatedIn: ['NL'] }, home)).toBe('violates')
    expect(verdict('region', { kinds: ['relocation'], regions: ['001'], locatedIn: ['KE', 'NL'] }, home)).toBe('fits')
  })

  test('MATCH-16 where those who threaten reach every place it is ruled out; next door costs; a lawyer stays where the court is', () => {
    const told = { unsafeCountries: ['KE', 'UG'] }
    expect(matchOf({ locatedIn: ['KE', 'UG'] }, told)?.possible).toBe(false)
    expect(reason('safety', { locatedIn: ['KE', 'TZ'] }, told)).toMatchObject({
      verdict: 'violates',
      hard: false,
      args: { countries: 'TZ' },
    })
    expect(reason('safety', { locatedIn: ['TZ', 'ZA'] }, told)).toMatchObject({ verdict: 'fits', args: { countries: 'ZA' } })
    expect(reason('safety', { locatedIn: ['KE'] })).toMatchObject({ verdict: 'unknown', asks: 'unsafeCountries' })
    expect([verdict('safety', {}, told), reason('safety', {})?.asks]).toEqual(['unknown', undefined])
    const court = { kinds: ['legal.defence'], locatedIn: ['KE'] }
    expect(verdict('safety', court, { ...told, kind: 'legal.defence' })).toBe('fits')
    const [near, far] = [worth({ locatedIn: ['TZ'] }, told), worth({ locatedIn: ['ZA'] }, told)]
    expect(near).toBeLessThan(far)
  })

  test('MATCH-5 closed rules out; paused rules out who needs it this week; not known to be closed is not known to be open', () => {
    expect((['open', 'paused', 'closed'] as const).map((state) => [verdict('open', { state }), matchOf({ state })?.possible])).toEqual([
      ['fits', true],
      ['violates', false],
      ['violates', false],
    ])
    expect(matchOf({ state: 'paused' }, { urgency: 'weeks' })?.possible).toBe(true)
    expect(verdict('open', {})).toBe('unknown')
  })

  test('MATCH-6 "come alone" rules out three people, and not one; it would fit if the family came later', () => {
    expect([matchOf({ family: 'alone_only' })?.possible, matchOf({ family: 'alone_only' }, { headcount: 1 })?.possible]).toEqual([
      false,
      true,
    ])
    expect([verdict('family', {}), verdict('family', {}, { headcount: 1 })]).toEqual(['unknown', 'fits'])
    expect(matchOf({ family: 'alone_only' })).toMatchObject({ withChanges: true, changes: [{ field: 'headcount', to: 1 }] })
  })

  test('MATCH-7 exile rules out only when both sides have said it', () => {
    const cell = (reach: ServiceReach, inExile: boolean | null) => verdict('exile', reach, { inExile })
    expect([
      cell({ exile: 'no' }, true),
      cell({ excludes: ['exile'] }, true),
      cell({ exile: 'no' }, false),
      cell({ exile: 'no' }, null),
      cell({ exile: 'only' }, false),
      cell({ exile: 'only' }, true),
      cell({ exile: 'yes' }, true),
      cell({}, true),
    ]).toEqual(['violates', 'violates', 'fits', 'unknown', 'violates', 'fits', 'fits', 'unknown'])
    expect(reason('exile', { exile: 'no' })?.asks).toBe('inExile')
    expect(matchOf({ exile: 'no' }, { inExile: true })?.possible).toBe(false)
  })

  test('MATCH-17 a service for a group is for its people; for others only when all their groups are known; for organisations, not for a person', () => {
    const women = { targets: ['women', 'trans_led'] } as const
    expect(verdict('target', women, { groups: ['women'] })).toBe('fits')
    expect(reason('target', women)).toMatchObject({ verdict: 'unknown', asks: 'groups' })
    expect(matchOf(women, { groups: ['land'], groupsComplete: true })?.possible).toBe(false)
    expect([
      verdict('target', { targets: ['any'] }),
      verdict('target', { targets: ['defenders', 'writers'] }),
      verdict('target', {}),
    ]).toEqual(['fits', 'fits', 'unknown'])
    const organisations = { targets: ['organisations'] } as const
    expect([null, false, true].map((organisation) => verdict('target', organisations, { organisation }))).toEqual([
      'unknown',
      'violates',
      'fits',
    ])
    expect(verdict('target', { targets: ['writers'] }, { organisation: true, groupsComplete: true })).toBe('violates')
  })

  test('MATCH-18 we ask in somebody’s name: their own word, a host, or others who must refer cost; a member is asked by a request anyway', () => {
    const asked = (whoMayApply: NonNullable<ServiceReach['whoMayApply']>, more: Partial<Service> = {}) =>
      reason('apply', { whoMayApply }, {}, more)
    expect(asked(['self', 'third_party'])?.verdict).toBe('fits')
    expect(asked(['self'])).toMatchObject({ verdict: 'violates', hard: false, args: { who: 'self' } })
    expect([asked(['referral_only'])?.verdict, asked(['referral_only'], { org: null })?.verdict]).toEqual(['fits', 'violates'])
    expect(asked(['host'])).toMatchObject({ verdict: 'unknown', asks: 'hostFound' })
    expect(matchOf({ whoMayApply: ['host'] }, { hostFound: false })?.changes).toEqual([{ field: 'hostFound', to: 1 }])
  })

  test('MATCH-19 a member or referees must vouch: asked for; without them not possible, and with them it is', () => {
    const byMember = { endorsement: 'member' } as const
    expect(reason('endorsement', byMember)).toMatchObject({ verdict: 'unknown', asks: 'memberVouches' })
    expect(matchOf(byMember, { memberVouches: false })).toMatchObject({
      possible: false,
      withChanges: true,
      changes: [{ field: 'memberVouches', to: 1 }],
    })
    const byTwo = { endorsement: 'referees', referees: 2 } as const
    expect([null, 1, 2].map((referees) => verdict('endorsement', byTwo, { referees }))).toEqual(['unknown', 'violates', 'fits'])
    expect(matchOf(byTwo, { referees: 1 })?.changes).toEqual([{ field: 'referees', to: 2 }])
    expect(verdict('endorsement', { endorsement: 'none' })).toBe('fits')
  })

  test('MATCH-20 who must return and cannot, whose incident is too long ago, who has not worked long enough: not possible, and no change helps', () => {
    const cases: readonly (readonly [ServiceReach, Partial<MatchNeed>, Partial<MatchNeed>, Reason['asks']])[] = [
      [{ returnRequired: true }, { canReturn: false }, { canReturn: true }, 'canReturn'],
      [{ incidentWindowDays: 90 }, { incidentOn: day('2025-11-30') }, { incidentOn: day('2025-12-01') }, 'incidentOn'],
      [{ trackRecordMonths: 6 }, { workMonths: 5 }, { workMonths: 6 }, 'workMonths'],
    ]
    for (const [reach, no, yes, asks] of cases) {
      expect(matchOf(reach, no)).toMatchObject({ possible: false, withChanges: false })
      expect(matchOf(reach, yes)?.possible).toBe(true)
      expect(matchOf(reach)?.reasons.find((one) => one.asks === asks)?.verdict).toBe('unknown')
    }
    expect(verdict('return', { returnRequired: false })).toBe('fits')
  })

  test('MATCH-21 exclusions count when they are about this need; those about how money is spent are for the provider to say', () => {
    const out = (excludes: NonNullable<ServiceReach['excludes']>, need: Partial<MatchNeed>) =>
      verdict('excludes', { kinds: [need.kind ?? NEED.kind], excludes }, need)
    expect(out(['living_costs'], { kind: 'humanitarian.living' })).toBe('violates')
    expect(out(['living_costs'], {})).toBe('fits')
    expect(out(['running_costs'], { kind: 'organisational' })).toBe('violates')
    expect([null, true, false].map((alreadyFunded) => out(['already_funded'], { alreadyFunded }))).toEqual(['unknown', 'violates', 'fits'])
    expect(out(['retrospective'], { from: day('2026-01-01'), days: 59 })).toBe('violates')
    expect(out(['retrospective'], { from: day('2026-01-01'), days: 60 })).toBe('fits')
    expect([out(['evacuation'], {}), out(['evacuation'], { urgency: 'weeks' })]).toEqual(['violates', 'fits'])
    expect(out(['armed_guards', 'vehicles'], {})).toBe('fits')
  })

  test('MATCH-8 no language in common is a cross but not the end: an interpreter can be found', () => {
    expect([['en'], ['any'], ['nl'], []].map((languages) => verdict('language', { languages }))).toEqual([
      'fits',
      'fits',
      'violates',
      'unknown',
    ])
    expect(matchOf({ languages: ['nl'] })).toMatchObject({ possible: true, changes: [{ field: 'languages', to: 'nl' }] })
    expect(reason('language', { languages: ['fr', 'en'] })?.args).toEqual({ languages: 'en' })
    expect(reason('language', { languages: ['nl'] }, { languages: [] })).toMatchObject({ verdict: 'unknown', asks: 'languages' })
  })

  test('MATCH-9 three months for a need of nine stay possible and count for a third; what is only given for longer counts for less', () => {
    expect(matchOf({ ...FITTING, maxDays: 91 }, { days: 273 })).toMatchObject({ possible: true, changes: [{ field: 'days', to: 91 }] })
    expect(reason('time', { maxDays: 91 }, { days: 273 })).toMatchObject({
      verdict: 'violates',
      hard: false,
      args: { days: 273, maxDays: 91 },
    })
    const [short, half, whole] = [91, 182, 273].map((maxDays) => worth({ ...FITTING, maxDays }, { days: 273 })) as [number, number, number]
    expect([short < half, half < whole]).toEqual([true, true])
    expect(reason('time', { minDays: 730 })).toMatchObject({ verdict: 'violates', change: { field: 'days', to: 730 } })
    expect(reason('time', { maxDays: 365, implementWithinDays: 60 })?.args).toEqual({ days: 91, maxDays: 60 })
  })

  test('MATCH-22 amounts are compared in one currency, or by rates of a day that is said; otherwise nobody knows', () => {
    const euros = { amountMax: { amount: 5000, currency: 'EUR' } }
    expect(reason('amount', euros)).toMatchObject({ verdict: 'unknown', asks: 'amount' })
    expect(verdict('amount', euros, { amount: { amount: 5000, currency: 'EUR' } })).toBe('fits')
    expect(reason('amount', euros, { amount: { amount: 8000, currency: 'EUR' } })).toMatchObject({
      verdict: 'violates',
      hard: false,
      change: { field: 'amount', to: 5000 },
    })
    const shillings = { ...NEED, amount: { amount: 300_000, currency: 'KES' } }
    const asked = (rates?: Parameters<typeof match>[3]) =>
      match(shillings, [service(euros)], TODAY, rates).matches[0]?.reasons.find(({ rule }) => rule === 'amount')
    expect([asked()?.verdict, asked()?.asks]).toEqual(['unknown', undefined])
    expect(asked({ rates: { on: day('2026-02-27'), base: 'EUR', units: { KES: 150 } } })).toMatchObject({
      verdict: 'fits',
      args: { ratesOn: '2026-02-27' },
    })
    expect(asked({ rates: { on: TODAY, base: 'EUR', units: { UGX: 4000 } } })?.verdict).toBe('unknown')
  })

  test('MATCH-10 free places count when somebody confirmed them within 30 days; rooms and grants are counted by the one; later is later', () => {
    const places = (free: number, updated: string, unit: 'places' | 'families' = 'places') =>
      verdict('places', { capacity: { unit, free, updated: day(updated) } })
    expect([places(3, '2026-01-30'), places(3, '2026-01-29'), places(2, '2026-02-20'), places(1, '2026-02-20', 'families')]).toEqual([
      'fits',
      'unknown',
      'violates',
      'fits',
    ])
    const later = { capacity: { unit: 'families', free: 1, from: day('2026-04-01'), updated: TODAY } } as const
    expect(matchOf(later)).toMatchObject({ possible: true, changes: [{ field: 'from', to: '2026-04-01' }] })
    expect(verdict('places', later, { from: day('2026-04-01') })).toBe('fits')
  })

  test('MATCH-11 an answer helps within a day, three days, a week or two, by how urgent it is', () => {
    const answers = (['hours', 'days', 'weeks', 'months'] as const).map((urgency) => verdict('answer', { answerHours: 100 }, { urgency }))
    expect(answers).toEqual(['violates', 'violates', 'fits', 'fits'])
  })

  test('MATCH-23 what was seen of five requests and more says more than what a provider says of itself', () => {
    const seen = (n: number, medianHours: number, takenUp: number, declined: number): Standing => ({
      observed: { n, medianHours, takenUp, declined },
      vouches: 0,
      disputes: 0,
    })
    const promise = { answerHours: 24 }
    expect(reason('answer', promise, {}, {}, seen(5, 200, 4, 1))).toMatchObject({ verdict: 'violates', args: { hours: 200, seen: 1 } })
    expect(reason('answer', promise, {}, {}, seen(4, 200, 4, 0))).toMatchObject({ verdict: 'fits', args: { hours: 24, seen: 0 } })
    expect([seen(6, 20, 5, 1), seen(6, 20, 1, 5), seen(4, 20, 0, 4)].map((one) => verdict('acceptance', promise, {}, {}, one))).toEqual([
      'fits',
      'violates',
      'unknown',
    ])
  })

  test('MATCH-24 near is better than far, among places that are safe; help that needs no place is near everybody', () => {
    const near = (locatedIn: readonly string[], need: Partial<MatchNeed> = {}) => reason('nearness', { locatedIn }, need)?.args['distance']
    expect([near(['KE']), near(['UG', 'NL']), near(['ZA']), near(['NL']), near(['KE', 'ZA'], { unsafeCountries: ['KE'] })]).toEqual([
      0, 1, 2, 3, 2,
    ])
    expect(verdict('nearness', { locatedIn: ['NL'] })).toBe('violates')
    expect(matchOf({ locatedIn: ['NL'] })?.possible).toBe(true)
    expect(verdict('nearness', { kinds: ['helpline'] }, { kind: 'helpline' })).toBe('fits')
  })

  test('MATCH-12 old facts, disputed ones and providers outside the network cost, but rule nothing out', () => {
    expect(reason('freshness', {}, {}, { checkedOn: day('2025-09-01') })).toMatchObject({
      verdict: 'violates',
      hard: false,
      args: { checkedOn: '2025-09-01', days: 181 },
    })
    expect([verdict('member', {}), verdict('member', {}, {}, { org: null })]).toEqual(['fits', 'violates'])
    const heard = (vouches: number, disputes: number) => verdict('standing', {}, {}, {}, { observed: null, vouches, disputes })
    expect([heard(2, 0), heard(2, 1), heard(0, 0)]).toEqual(['fits', 'violates', 'unknown'])
    expect(matchOf(FITTING, TOLD, { org: null, checkedOn: day('2020-01-01') }, { ...PRAISED, disputes: 3 })?.possible).toBe(true)
  })
})

describe('the order', () => {
  test('MATCH-13 what is possible comes first, then what fits best, then by id; of the rest first what a change would make possible', () => {
    const services = [
      service({ ...FITTING, state: 'closed' }, { id: 'closed', provider: 'e' }),
      service({ ...FITTING, family: 'alone_only' }, { id: 'alone', provider: 'f' }),
      service(FITTING, { id: 'b', org: null, provider: 'b' }),
      service(FITTING, { id: 'a', org: null, provider: 'a' }),
      service({ kinds: ['relocation.regional'] }, { id: 'unknown', org: null, provider: 'd' }),
      service({ ...FITTING, maxDays: 30 }, { id: 'short', org: null, provider: 'c' }),
    ]
    const order = ['a', 'b', 'short', 'unknown', 'alone', 'closed']
    expect(match(NEED, services, TODAY).matches.map((found) => found.service.id)).toEqual(order)
    expect(match(NEED, indexServices(services.toReversed()), TODAY).matches.map((found) => found.service.id)).toEqual(order)
    expect(match(NEED, services, TODAY, { most: 1 })).toMatchObject({
      possible: 4,
      others: 2,
      matches: [{ service: { id: 'a' } }, { service: { id: 'alone' } }],
    })
  })

  test('MATCH-25 not five of one house on top: each further service of a provider gives way to one that is nearly as good', () => {
    const house = ['h1', 'h2', 'h3', 'h4', 'h5'].map((id) => service(FITTING, { id }))
    const other = service({ ...FITTING, languages: ['nl'] }, { id: 'other', org: null, providerId: 'p', provider: 'Other' })
    const far = service({ kinds: ['relocation.regional'] }, { id: 'far', org: null, providerId: 'q', provider: 'Far' })
    const order = match({ ...NEED, ...TOLD }, [...house, other, far], TODAY).matches.map(({ service: { id } }) => id)
    expect(order[0]).toBe('h1')
    expect(order.indexOf('other')).toBeLessThan(order.indexOf('h5'))
    expect(order.at(-1)).toBe('far')
  })
})

describe('what is asked', () => {
  test('MATCH-26 only what would move a service that is still possible is asked, first what may rule out, then what concerns most', () => {
    const asked = (services: readonly Service[], need: Partial<MatchNeed> = {}) => match({ ...NEED, ...need }, services, TODAY).questions
    expect(
      asked([
        service({ returnRequired: true, amountMax: { amount: 1, currency: 'EUR' } }),
        service({ amountMax: { amount: 2, currency: 'EUR' } }, { id: 't' }),
      ]),
    ).toEqual([
      { asks: 'canReturn', services: 1, decides: true },
      { asks: 'amount', services: 2, decides: false },
    ])
    expect(asked([service({ returnRequired: true, state: 'closed' })])).toEqual([])
    expect(asked([service({ returnRequired: true })], { canReturn: true })).toEqual([])
    expect(asked([service({})])).toEqual([])
  })
})
