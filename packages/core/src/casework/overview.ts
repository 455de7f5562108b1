/** The relay of support over all cases: what breaks within the horizon, and what share of the wanted days is covered. */
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { RecordId } from '../record/model.ts'
import { commitmentsByNeed, coveringSpans, runsOf, type Run, type Span } from './coverage.ts'
import { dayFrom, dayNumber } from './day.ts'
import type { CaseFile, Commitment, Day, Need } from './model.ts'

/** Wanted days from `from` on that nobody covers. */
export interface Break {
  readonly caseSpace: SpaceId
  readonly pseudonym: string
  readonly need: RecordId
  readonly needKind: string
  readonly country: string
  readonly from: Day
  /** All days of the gap, beyond the horizon as well. */
  readonly days: number
  /** Whose cover ended before it, or null where nobody covered. */
  readonly org: OrgId | null
}

export interface Tally {
  readonly key: string
  readonly gapDays: number
  readonly neededDays: number
}

export interface Overview {
  readonly horizonDays: number
  /** By day, earliest first. */
  readonly breaks: readonly Break[]
  /** Days within the horizon; most gap days first. */
  readonly byKind: readonly Tally[]
  readonly byCountry: readonly Tally[]
  /** Most covered days first. */
  readonly byOrg: readonly { readonly org: OrgId; readonly coveredDays: number }[]
  /** Covered share of the wanted days within the horizon; 1 when none is wanted. */
  readonly coveredShare: number
}

export type OverviewCase = Pick<CaseFile, 'space' | 'pseudonym' | 'status' | 'country' | 'needs' | 'commitments'>

/** Counts for one kind or one country. */
interface Sums {
  gap: number
  needed: number
}

class Counts {
  readonly breaks: Break[] = []
  readonly byKind = new Map<string, Sums>()
  readonly byCountry = new Map<string, Sums>()
  readonly byOrg = new Map<OrgId, number>()

  add(kind: string, country: string, needed: number, gap: number): void {
    sumUp(this.byKind, kind, needed, gap)
    sumUp(this.byCountry, country, needed, gap)
  }
}

const sumUp = (sums: Map<string, Sums>, key: string, needed: number, gap: number): void => {
  const known = sums.get(key)
  if (known === undefined) sums.set(key, { gap, needed })
  else {
    known.gap += gap
    known.needed += needed
  }
}

const NOTHING: readonly Commitment[] = []

/** Looks at `horizonDays` days from today on. Closed cases and dropped needs want nothing. */
export const overview = (cases: Iterable<OverviewCase>, today: Day, horizonDays: number): Overview => {
  const counts = new Counts()
  const first = dayNumber(today)
  const last = first + Math.max(1, horizonDays) - 1
  for (const file of cases) {
    if (file.status === 'closed') continue
    const commitments = commitmentsByNeed(file.commitments)
    for (const need of file.needs) if (!need.dropped) lookAt(file, need, commitments.get(need.id) ?? NOTHING, first, last, counts)
  }
  return summary(counts, horizonDays)
}

const lookAt = (file: OverviewCase, need: Need, commitments: readonly Commitment[], first: number, last: number, counts: Counts): void => {
  const wantedFrom = dayNumber(need.from)
  const wantedTo = dayNumber(need.to)
  const from = Math.max(wantedFrom, first)
  const to = Math.min(wantedTo, last)
  if (from > to) return
  const spans = coveringSpans(commitments, wantedFrom, wantedTo)
  const runs = runsOf(spans, wantedFrom, wantedTo)
  let gap = 0
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i] as Run
    if (run.last !== null || run.to < from || run.from > to) continue
    gap += Math.min(run.to, to) - Math.max(run.from, from) + 1
    counts.breaks.push(breakOf(file, need, run, Math.max(run.from, first), runs[i - 1]))
  }
  counts.add(need.kind, file.country, to - from + 1, gap)
  countByOrg(spans, from, to, counts.byOrg)
}

const breakOf = (file: OverviewCase, need: Need, gap: Run, from: number, before: Run | undefined): Break => ({
  caseSpace: file.space,
  pseudonym: file.pseudonym,
  need: need.id,
  needKind: need.kind,
  country: file.country,
  from: dayFrom(from),
  days: gap.to - from + 1,
  org: before?.last?.org ?? null,
})

/** Days each organisation covers; days it committed twice count once. `spans` are by beginning. */
const countByOrg = (spans: readonly Span[], from: number, to: number, byOrg: Map<OrgId, number>): void => {
  const counted = new Map<OrgId, number>()
  for (const { from: begins, to: ends, commitment } of spans) {
    const before = counted.get(commitment.org) ?? from - 1
    const days = Math.min(ends, to) - Math.max(begins, before + 1) + 1
    counted.set(commitment.org, Math.max(before, ends))
    if (days > 0) byOrg.set(commitment.org, (byOrg.get(commitment.org) ?? 0) + days)
  }
}

const summary = ({ breaks, byKind, byCountry, byOrg }: Counts, horizonDays: number): Overview => {
  const kinds = tallies(byKind)
  const needed = kinds.reduce((sum, { neededDays }) => sum + neededDays, 0)
  const gap = kinds.reduce((sum, { gapDays }) => sum + gapDays, 0)
  return {
    horizonDays,
    breaks: breaks.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : b.days - a.days)),
    byKind: kinds,
    byCountry: tallies(byCountry),
    byOrg: [...byOrg].map(([org, coveredDays]) => ({ org, coveredDays })).sort((a, b) => b.coveredDays - a.coveredDays),
    coveredShare: needed === 0 ? 1 : (needed - gap) / needed,
  }
}

const tallies = (sums: ReadonlyMap<string, Sums>): readonly Tally[] =>
  [...sums]
    .map(([key, { gap, needed }]) => ({ key, gapDays: gap, neededDays: needed }))
    .sort((a, b) => b.gapDays - a.gapDays || (a.key < b.key ? -1 : 1))
