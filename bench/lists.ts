/** Lists over 10,000 and 100,000 cases, the relay overview, today, one case's summary. Medians of processor time, with the limit beside each. */
import type { Day } from '../packages/core/src/casework/index.ts'
import { applyTo, emptyDoc, hlcAt, setOp, type Doc, type Entry, type Op } from '../packages/core/src/record/index.ts'
import type { DeviceId, Membership, OrgId, PersonId, SpaceId } from '../packages/protocol/src/index.ts'
import { queries, summarise, type CaseSummary, type Summary } from '../packages/client/src/views/index.ts'
import { SummaryMap } from '../packages/client/src/world/summaries.ts'
import type { World } from '../packages/client/src/world/world.ts'
import { cpuSince, fitExponent, generator, median, quantile, since } from './measure.ts'
import { also, growth as grows, ms as inMs, report, under, type Figure } from './report.ts'

const random = generator(11)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
const TODAY = '2026-03-02' as Day
const dayAt = (offset: number): Day => new Date(Date.UTC(2026, 2, 2) + offset * 86_400_000).toISOString().slice(0, 10) as Day
const ORGS = Array.from({ length: 8 }, (_, i) => String(i).repeat(32) as OrgId)
const KINDS = ['relocation.international', 'medical', 'legal.defence', 'humanitarian.living', 'psychosocial'] as const
const COUNTRIES = ['MA', 'TN', 'SN', 'CO', 'PH', 'UA', 'SD', 'IR'] as const
const author = { device: 'd'.repeat(32) as DeviceId, person: 'p'.repeat(32) as PersonId, org: ORGS[0] as OrgId, role: 'steward' } as const

/** 25 operations: the case, three people, four needs, eight commitments, a risk, two consents, six notes. */
const caseOps = (at: number): readonly Op[] => {
  const needs = Array.from({ length: 4 }, (_, i) => {
    const from = Math.floor(random() * 180) - 90
    return { id: `need${i}`, from, to: from + 30 + Math.floor(random() * 120) }
  })
  const needOps = needs.map(({ id, from, to }) =>
    setOp('need', id, {
      person: 'person0',
      kind: pick(KINDS),
      from: dayAt(from),
      to: dayAt(to),
      place: pick(COUNTRIES),
      urgency: 'days',
      headcount: 1,
      note: '',
    }),
  )
  // Two after one another, mostly without a day between; two of three needs are covered to the end.
  const commitments = needs.flatMap(({ id, from, to }, i) => {
    const change = from + Math.floor((to - from) / 2)
    const hole = random() < 0.3 ? Math.floor(random() * 20) : 1
    const cover = (n: number, first: number, last: number): Op =>
      setOp('commitment', `${pick(ORGS)}:c${i}${n}`, {
        need: id,
        from: dayAt(first),
        to: dayAt(Math.max(first, last)),
        state: 'confirmed',
        stopGap: false,
        note: '',
      })
    return [cover(0, from, change), cover(1, change + hole, random() < 0.67 ? to : to - 20)]
  })
  return [
    setOp('case', 'main', {
      pseudonym: `${pick(['Olive', 'Cedar', 'Palm', 'Fig', 'Heron'])} ${at}`,
      status: 'open',
      urgency: pick(['hours', 'days', 'weeks', 'months']),
      country: pick(COUNTRIES),
      summary: 'Threats after a land case, and a search of the house. '.repeat(6),
      openedOn: TODAY,
    }),
    ...['person0', 'person1', 'person2'].map((id) =>
      setOp('person', id, { role: 'defender', label: 'Defender', relation: '', languages: ['ar'] }),
    ),
    ...needOps,
    ...commitments,
    setOp('risk', `${ORGS[0]}:r`, {
      on: TODAY,
      probability: 'high',
      impact: 'medium',
      deathThreat: false,
      threats: [],
      vulnerabilities: [],
      capacities: [],
    }),
    ...[0, 1].map((i) =>
      setOp('consent', `consent${i}`, {
        person: `person${i}`,
        scope: 'share_network',
        org: null,
        given: true,
        on: TODAY,
        how: 'spoken',
        until: null,
      }),
    ),
    ...Array.from({ length: 6 }, (_, i): Op => ({
      o: 'note',
      c: 'note',
      i: `note${i}`,
      f: { text: 'Spoke with the family; they are well and wait for an answer about the school. '.repeat(2) },
    })),
  ]
}

const docOf = (at: number): Doc =>
  applyTo(
    emptyDoc(),
    caseOps(at).map((op, i): Entry => ({ payload: { at: hlcAt(1_772_442_000_000 + i), ops: [op] }, author })),
  ).doc
const members = Object.fromEntries(
  ORGS.map((org) => [org, [{ from: 0, until: null, pin: null, roles: [{ from: 0, role: 'contributor' as const }] }]]),
)
const membership = { seq: 0, founder: ORGS[0] as OrgId, members } as unknown as Membership
const summaryOf = (space: SpaceId, doc: Doc): Summary => summarise(space, 'case', { doc, membership, pending: 0, goneSince: null })

/** Copies, as they come from disk: none shares an object with another. */
const patterns = Array.from({ length: 500 }, (_, i) => summaryOf(String(i) as SpaceId, docOf(i)) as CaseSummary & Summary)
const summariesOf = (count: number): SummaryMap => {
  const all = new SummaryMap()
  for (let i = 0; i < count; i++) {
    const [caseSpace, identitySpace] = [`space${i}` as SpaceId, `identity${i}` as SpaceId]
    const pattern = structuredClone(patterns[i % patterns.length] as Summary & CaseSummary)
    all.set(caseSpace, { ...pattern, pseudonym: `Case ${(i * 7919) % count}`, identitySpace })
    all.set(identitySpace, { kind: 'identity', caseSpace, name: `Amina Number ${i}`, goneSince: null, pending: 0 })
  }
  return all
}

const worldOf = (summaries: SummaryMap): World =>
  ({
    me: { org: ORGS[0], person: author.person, role: 'steward' },
    now: () => Date.UTC(2026, 2, 2, 9),
    today: () => TODAY,
    summaries,
    network: () => null,
    farewells: () => [],
    book: () => ({ doc: emptyDoc() }),
  }) as unknown as World

const figures: Figure[] = []
const figure = (what: string, ms: number, limit: number | null): void =>
  void figures.push(limit === null ? also(what, inMs(ms)) : under(what, ms, limit, inMs))

const docs = Array.from({ length: 300 }, (_, i) => docOf(i))
figure('summary of a case of 25 operations', median(5, () => docs.forEach((doc) => summaryOf('s' as SpaceId, doc))) / docs.length, 0.06)

/** Larger than any cache of today's processors. */
const elsewhere = new Float64Array(16 * 2 ** 20)

/** Median, by the clock on the wall because one call is too short for the other, with nothing of the lists left in the processor's caches: what a small list gains by fitting into them is taken away. */
const fromMemory = (runs: number, call: () => unknown): number =>
  quantile(
    Array.from({ length: runs }, () => {
      for (let at = 0; at < elsewhere.length; at += 8) elsewhere[at]! += 1
      return since(call)
    }),
    0.5,
  )

// What is loaded when it is first asked for is there before anything is measured.
await queries.relay(worldOf(new SummaryMap()), { horizonDays: 90 })

const growth: Record<string, [number, number][]> = {}
const note = (what: string, size: number, ms: number): void => void (growth[what] ??= []).push([size, ms])
for (const size of [1_000, 10_000, 100_000]) {
  const limited = size === 10_000
  const measure = (what: string, limit: number, call: (world: World) => unknown): void => {
    const ms = median(size > 10_000 ? 3 : 7, () => call(world))
    figure(`${what}, ${size} cases`, ms, limited ? limit : null)
    note(what, size, ms)
  }
  let world = worldOf(summariesOf(size))
  figure(
    `list, first time, ${size} cases`,
    cpuSince(() => queries.cases(world, { filter: {}, from: 0, count: 50 })),
    null,
  )
  measure('list by urgency', 10, (w) => queries.cases(w, { filter: {}, from: 0, count: 50 }))
  const withText = (w: World): unknown => queries.cases(w, { filter: { sort: 'pseudonym', text: 'case 1' }, from: 100, count: 50 })
  measure('list by pseudonym with text', 10, withText)
  const changed = [...world.summaries].find(([, { kind }]) => kind === 'case') as [SpaceId, Summary]
  const afterAChange = (w: World): unknown => {
    ;(w.summaries as SummaryMap).set(changed[0], { ...changed[1] })
    return queries.cases(w, { filter: { text: 'case 1' }, from: 0, count: 50 })
  }
  figure(
    `list by urgency with text, after a change, ${size} cases`,
    median(5, () => afterAChange(world)),
    limited ? 16 : null,
  )
  note(
    'the same with empty caches',
    size,
    fromMemory(15, () => withText(world)),
  )
  measure('coverage and gaps of all (relay overview, 90 days)', 150, (w) => queries.relay(w, { horizonDays: 90 }))
  measure('what opens if an organisation leaves (180 days)', 150, (w) => queries.relay(w, { horizonDays: 180, without: ORGS[1] as OrgId }))
  measure('today', 50, (w) => queries.today(w, {}))
  world = worldOf(new SummaryMap())
}
for (const [what, points] of Object.entries(growth)) figures.push(grows(`${what}, 1,000 to 100,000 cases`, fitExponent(points)))

await report('Lists: medians of processor time', figures)
