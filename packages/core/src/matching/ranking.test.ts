/** What holds for any services and any need, whatever anybody wrote. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SUPPORT_TYPES } from '../vocabulary/codes.ts'
import { APPLICANTS, ENDORSEMENTS, EXCLUSIONS, SERVICE_STATES, TARGET_GROUPS } from '../vocabulary/directoryCodes.ts'
import type { Service, ServiceReach } from '../directory/model.ts'
import { withChange } from './changes.ts'
import { match } from './match.ts'
import { NEED, TODAY, day, service } from './matching.fixture.ts'
import type { Change, Match, MatchNeed } from './model.ts'
import { indexServices } from './serviceIndex.ts'

const KINDS = ['relocation.regional', 'relocation', 'medical', 'humanitarian.living'] as const
const PLACES = ['KE', 'UG', 'ZA', 'NL', '014', '002', '150', '001'] as const
const COUNTRIES = ['KE', 'UG', 'ZA', 'NL'] as const
const CURRENCIES = ['EUR', 'USD'] as const

const some = <T>(codes: readonly T[]) => fc.subarray([...codes], { maxLength: 3 })
const money = fc.record({ amount: fc.integer({ min: 1, max: 20_000 }), currency: fc.constantFrom(...CURRENCIES) })
const aDay = fc
  .integer({ min: 0, max: 400 })
  .map((back) => day(new Date(Date.UTC(2026, 2, 1) - back * 86_400_000).toISOString().slice(0, 10)))

const aReach: fc.Arbitrary<ServiceReach> = fc.record(
  {
    kinds: some(KINDS),
    regions: some(PLACES),
    locatedIn: some(COUNTRIES),
    languages: some(['en', 'sw', 'nl', 'any']),
    minDays: fc.integer({ min: 1, max: 40 }),
    maxDays: fc.integer({ min: 20, max: 400 }),
    implementWithinDays: fc.integer({ min: 10, max: 400 }),
    amountMax: money,
    family: fc.constantFrom('yes', 'alone_only'),
    exile: fc.constantFrom('yes', 'no', 'only'),
    answerHours: fc.integer({ min: 0, max: 500 }),
    targets: some(TARGET_GROUPS.slice(0, 16)),
    excludes: some(EXCLUSIONS),
    whoMayApply: some(APPLICANTS),
    endorsement: fc.constantFrom(...ENDORSEMENTS),
    referees: fc.integer({ min: 1, max: 3 }),
    returnRequired: fc.boolean(),
    incidentWindowDays: fc.integer({ min: 1, max: 300 }),
    trackRecordMonths: fc.integer({ min: 1, max: 60 }),
    state: fc.constantFrom(...SERVICE_STATES),
    capacity: fc.record({ unit: fc.constantFrom('places', 'families'), free: fc.integer({ min: 0, max: 5 }), updated: aDay }),
  },
  { requiredKeys: [] },
)

const services: fc.Arbitrary<readonly Service[]> = fc
  .array(fc.tuple(aReach, fc.boolean(), fc.integer({ min: 0, max: 4 })), { maxLength: 14 })
  .map((list) =>
    list.map(([reach, isMember, provider], i) =>
      service(reach, { id: `s${i}`, ...(isMember ? {} : { org: null, providerId: `p${provider}`, provider: `P${provider}` }) }),
    ),
  )

const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const aNeed: fc.Arbitrary<MatchNeed> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    place: fc.constantFrom('', ...PLACES),
    country: fc.constantFrom('', ...COUNTRIES),
    days: fc.integer({ min: 1, max: 400 }),
    headcount: fc.integer({ min: 1, max: 5 }),
    languages: some(['en', 'sw', 'ar']),
    urgency: fc.constantFrom('hours', 'days', 'weeks', 'months'),
    inExile: orNull(fc.boolean()),
    groups: some(['women', 'land', 'journalists']),
    groupsComplete: fc.boolean(),
    organisation: orNull(fc.boolean()),
    unsafeCountries: orNull(some(COUNTRIES)),
    canReturn: orNull(fc.boolean()),
    incidentOn: orNull(aDay),
    workMonths: orNull(fc.integer({ min: 0, max: 80 })),
    amount: orNull(money),
    alreadyFunded: orNull(fc.boolean()),
    memberVouches: orNull(fc.boolean()),
    referees: orNull(fc.integer({ min: 0, max: 3 })),
    hostFound: orNull(fc.boolean()),
  })
  .map((need) => ({ ...NEED, ...need }))

const broken = ({ reasons }: Match): boolean => reasons.some(({ hard, verdict }) => hard && verdict === 'violates')
const idsOf = (matches: readonly Match[]): readonly string[] => matches.map((found) => found.service.id)

describe('whatever anybody wrote', () => {
  test('MATCH-27 no hard rule is ever broken by rank: nothing that is ruled out stands above anything that is possible', () => {
    fc.assert(
      fc.property(aNeed, services, (need, list) => {
        const { matches, possible, others } = match(need, list, TODAY)
        expect(matches.map((found) => found.possible)).toEqual([...Array(possible).fill(true), ...Array(others).fill(false)])
        for (const found of matches) expect(found.possible).toBe(!broken(found))
        for (const { score } of matches) expect(score >= 0 && score <= 1).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('MATCH-13 the order of the book changes nothing, nor does how many are asked for', () => {
    fc.assert(
      fc.property(aNeed, services, fc.integer({ min: 0, max: 5 }), (need, list, most) => {
        const all = match(need, list, TODAY)
        expect(match(need, indexServices(list.toReversed()), TODAY)).toEqual(all)
        const first = match(need, list, TODAY, { most })
        expect(idsOf(first.matches.filter((one) => one.possible))).toEqual(idsOf(all.matches.filter((one) => one.possible)).slice(0, most))
        expect(first.questions).toEqual(all.questions)
      }),
      { numRuns: 150 },
    )
  })

  test('MATCH-28 what would make it fit does: with its changes a service is possible, and one that was possible violates no rule that asked for one', () => {
    fc.assert(
      fc.property(aNeed, services, (need, list) => {
        for (const found of match(need, list, TODAY).matches) {
          const changed = found.changes.reduce<MatchNeed>((so, change: Change) => withChange(so, change), need)
          const again = match(changed, [found.service], TODAY).matches[0] as Match
          if (found.withChanges) expect(again.possible).toBe(true)
          expect(found.withChanges).toBe(!found.possible && found.changes.length > 0)
          for (const { rule, change } of found.possible ? found.reasons : [])
            if (change !== undefined)
              expect([rule, again.reasons.find((one) => one.rule === rule)?.verdict]).not.toEqual([rule, 'violates'])
          expect(new Set(found.changes.map(({ field }) => field)).size).toBe(found.changes.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('MATCH-26 what is not asked would change nothing: an answer to it leaves order and reasons as they are', () => {
    const answers: readonly Partial<MatchNeed>[] = [
      { canReturn: false },
      { incidentOn: day('2020-01-01') },
      { workMonths: 0 },
      { memberVouches: false },
      { referees: 0 },
      { hostFound: false },
      { alreadyFunded: true },
      { amount: { amount: 19_000, currency: 'EUR' } },
      { unsafeCountries: ['UG'] },
      { inExile: true },
    ]
    fc.assert(
      fc.property(aNeed, services, fc.constantFrom(...answers), (need, list, answer) => {
        const [field] = Object.keys(answer) as [keyof MatchNeed]
        const before = match(need, list, TODAY)
        if (need[field] !== null || before.questions.some(({ asks }) => asks === field)) return
        const after = match({ ...need, ...answer }, list, TODAY)
        expect(idsOf(after.matches.filter((one) => one.possible))).toEqual(idsOf(before.matches.filter((one) => one.possible)))
      }),
      { numRuns: 400 },
    )
  })

  test('MATCH-2 an unknown that turns out well never costs, and one that turns out badly never helps', () => {
    fc.assert(
      fc.property(aNeed, aReach, (need, reach) => {
        const scoreOf = (more: ServiceReach): number => match(need, [service({ ...reach, ...more })], TODAY).matches[0]?.score ?? 0
        const { maxDays: _, answerHours: __, minDays: ___, implementWithinDays: ____, ...rest } = reach
        const base = match(need, [service(rest)], TODAY).matches[0]?.score ?? 0
        const better = match(need, [service({ ...rest, maxDays: 10_000, answerHours: 0 })], TODAY).matches[0]?.score ?? 0
        expect(better).toBeGreaterThanOrEqual(base)
        expect(scoreOf({ answerHours: 8000 })).toBeLessThanOrEqual(scoreOf({ answerHours: 0 }))
      }),
      { numRuns: 150 },
    )
  })
})

test('MATCH-15 one need against 10,000 services takes milliseconds', () => {
  const list = Array.from({ length: 10_000 }, (_, i) =>
    service(
      {
        kinds: [SUPPORT_TYPES[i % 33] as string, SUPPORT_TYPES[(i * 7) % 33] as string],
        regions: [PLACES[i % PLACES.length] as string],
        maxDays: 1 + (i % 400),
        answerHours: i % 200,
        family: i % 3 === 0 ? 'yes' : 'alone_only',
      },
      { id: `s${i}`, org: null, providerId: `p${i % 900}` },
    ),
  )
  const index = indexServices(list)
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now()
    match(NEED, index, TODAY, { most: 100 })
    return performance.now() - start
  })
  expect(Math.min(...times)).toBeLessThan(50)
})
