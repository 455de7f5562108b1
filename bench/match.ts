/**
 * Matching and combining. Limits: one need against 10,000 services under 10 ms, a combination for one need under 100 ms. Services
 * are of all kinds, as in a directory; if all
 * were of the kind that is asked for, that is the worst there is. The median is processor time, the same whether or not the machine has
 * other work; p95 and worst are by the clock.
 */
import type { Service, ServiceReach } from '../packages/core/src/directory/index.ts'
import { combine, indexServices, match, type MatchNeed, type ServiceIndex } from '../packages/core/src/matching/index.ts'
import { APPLICANTS, EXCLUSIONS, SUPPORT_TYPES, TARGET_GROUPS, countryCodes, regionCodes } from '../packages/core/src/vocabulary/index.ts'
import type { Day } from '../packages/core/src/casework/index.ts'
import { fitExponent, generator, median, quantile, since } from './measure.ts'
import { also, growth, ms, report, under, type Figure } from './report.ts'

const random = generator(11)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
const some = <T>(list: readonly T[], most: number): readonly T[] =>
  Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(list))
const maybe = <T>(share: number, value: () => T): T | undefined => (random() < share ? value() : undefined)

const TODAY = '2026-03-01' as Day
const COUNTRIES = countryCodes()
const PLACES = [...COUNTRIES, ...regionCodes(), '001', '001', '002', '142']
const LANGUAGES = ['en', 'fr', 'es', 'ar', 'sw', 'ru', 'fa', 'any']

/** About half of what a programme could state, as in published lists. */
const reach = (kinds: readonly string[]): ServiceReach =>
  Object.fromEntries(
    Object.entries({
      kinds: maybe(0.9, () => kinds),
      regions: maybe(0.8, () => some(PLACES, 4)),
      locatedIn: maybe(0.4, () => some(COUNTRIES, 3)),
      languages: maybe(0.6, () => some(LANGUAGES, 4)),
      maxDays: maybe(0.7, () => 14 + Math.floor(random() * 350)),
      minDays: maybe(0.1, () => 7),
      amountMax: maybe(0.5, () => ({ amount: 500 + Math.floor(random() * 20_000), currency: pick(['EUR', 'USD']) })),
      family: maybe(0.5, () => pick(['yes', 'alone_only'] as const)),
      exile: maybe(0.4, () => pick(['yes', 'no', 'only'] as const)),
      answerHours: maybe(0.5, () => Math.floor(random() * 400)),
      targets: maybe(0.5, () => some(TARGET_GROUPS, 3)),
      excludes: maybe(0.4, () => some(EXCLUSIONS, 4)),
      whoMayApply: maybe(0.5, () => some(APPLICANTS, 2)),
      returnRequired: maybe(0.2, () => random() < 0.5),
      incidentWindowDays: maybe(0.2, () => 90),
      state: maybe(0.6, () => pick(['open', 'open', 'open', 'paused', 'closed'] as const)),
      capacity: maybe(0.4, () => ({ unit: 'places' as const, free: Math.floor(random() * 8), updated: '2026-02-20' as Day })),
    }).filter(([, value]) => value !== undefined),
  ) as ServiceReach

const service = (at: number, kinds: readonly string[]): Service => ({
  id: `s${at}`,
  org: null,
  providerId: `p${at % 1200}`,
  provider: `Provider ${at % 1200}`,
  programme: '',
  name: `Service ${at}`,
  about: '',
  reach: reach(kinds),
  facts: [],
  places: [],
  contacts: [],
  visibility: 'network',
  reviewOn: null,
  checkedOn: '2026-01-15' as Day,
  enteredBy: 'a'.repeat(32) as Service['enteredBy'],
  changedAt: 0,
})

const need = (kind: string): MatchNeed => ({
  kind,
  place: '',
  country: pick(COUNTRIES),
  from: TODAY,
  days: 90 + Math.floor(random() * 300),
  headcount: 1 + Math.floor(random() * 4),
  languages: some(LANGUAGES.slice(0, 7), 2),
  urgency: pick(['hours', 'days', 'weeks', 'months'] as const),
  inExile: pick([true, false, null]),
  groups: ['women'],
  groupsComplete: random() < 0.5,
  organisation: false,
  unsafeCountries: null,
  canReturn: null,
  incidentOn: null,
  workMonths: null,
  amount: null,
  alreadyFunded: null,
  memberVouches: null,
  referees: null,
  hostFound: null,
})

/** As many as the page shows. */
const SHOWN = 100

interface Times {
  /** Median of the processor's time. */
  readonly cpu: number
  readonly clock: readonly number[]
}

const matching = (index: ServiceIndex, kind: () => string): Times => {
  const call = (): unknown => match(need(kind()), index, TODAY, { most: SHOWN })
  for (let i = 0; i < 30; i++) call()
  return { cpu: median(9, call), clock: Array.from({ length: 60 }, () => since(call)) }
}

const combining = (index: ServiceIndex, kind: () => string): readonly number[] => {
  const call = (): unknown => {
    const asked = need(kind())
    const { matches } = match(asked, index, TODAY, { most: SHOWN })
    return since(() => combine({ need: asked, matches, covered: [], today: TODAY }))
  }
  for (let i = 0; i < 10; i++) call()
  return Array.from({ length: 40 }, () => call() as number)
}

const SIZES = [1_000, 3_000, 10_000, 30_000, 100_000]
const kinds = (): string => pick(SUPPORT_TYPES)
const p95 = (times: readonly number[]): number => quantile(times, 0.95)
const beside = (times: readonly number[]): string =>
  `by the clock p50 ${ms(quantile(times, 0.5))}, p95 ${ms(p95(times))}, worst ${ms(Math.max(...times))}`

const figures: Figure[] = []
const medians: [number, number][] = []
for (const size of SIZES) {
  const services = Array.from({ length: size }, (_, at) => service(at, some(SUPPORT_TYPES, 3)))
  let index = indexServices([])
  const indexing = since(() => (index = indexServices(services)))
  const times = matching(index, kinds)
  medians.push([size, times.cpu])
  const what = `a need against ${size} services`
  if (size !== 10_000) {
    figures.push(also(`${what}, p50`, ms(times.cpu), beside(times.clock)))
    continue
  }
  figures.push(
    under(`${what}, p50`, times.cpu, 10, ms, beside(times.clock)),
    also('making 10,000 services ready, once a change', ms(indexing)),
  )
  const together = combining(index, kinds)
  figures.push(under('a combination for one need, p95', p95(together), 100, ms, beside(together)))
  const one = 'relocation.regional'
  const oneKind = indexServices(Array.from({ length: size }, (_, at) => service(at, [one])))
  const worst = matching(oneKind, () => one)
  figures.push(also('if all 10,000 were of the kind that is asked for, p50', ms(worst.cpu), beside(worst.clock)))
  const worstTogether = combining(oneKind, () => one)
  figures.push(under('the same: a combination, p95', p95(worstTogether), 100, ms, beside(worstTogether)))
}
figures.push(growth('matching p50', fitExponent(medians)))
await report('Matching, with every reason of the first hundred, and combining', figures)
