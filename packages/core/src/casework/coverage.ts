/**
 * The relay of support of one need: which wanted days somebody covers. A day counts as covered when a commitment that is
 * confirmed, under way or delivered includes it; an offer does not cover. Days are counted since 1970-01-01, ends included.
 */
import type { RecordId } from '../record/model.ts'
import { dayFrom, dayNumber } from './day.ts'
import type { CaseFile, Commitment, CommitmentState, Day, Need } from './model.ts'

/** Cover that ends within so many days, with nobody after it, wears a flag. */
export const SOON_DAYS = 14

export interface Stretch {
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly covered: boolean
}

export interface NeedCoverage {
  readonly stretches: readonly Stretch[]
  readonly wantedDays: number
  readonly coveredDays: number
  readonly gapDays: number
  /** Of the gap, what is today or later: what can still be closed. */
  readonly gapDaysAhead: number
  /** First wanted day from today on that nobody covers. */
  readonly breaksOn: Day | null
  /** Commitments that end within 14 days while cover is still wanted, with nobody after them. */
  readonly endSoon: readonly RecordId[]
}

export const covers = (state: CommitmentState): boolean => state === 'confirmed' || state === 'active' || state === 'delivered'

/** An interval in day numbers and whose it is. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly commitment: Commitment
}

/** A run of days, covered by somebody (`last` is whose cover ends it) or by nobody. */
export interface Run {
  readonly from: number
  readonly to: number
  readonly last: Commitment | null
}

/** The commitments that cover something of `from..to`, by their beginning. */
export const coveringSpans = (commitments: readonly Commitment[], from: number, to: number): readonly Span[] => {
  const spans: Span[] = []
  for (const commitment of commitments) {
    if (!covers(commitment.state)) continue
    const first = dayNumber(commitment.from)
    const last = dayNumber(commitment.to)
    if (first <= to && last >= from) spans.push({ from: first, to: last, commitment })
  }
  return spans.length > 1 ? spans.sort((a, b) => a.from - b.from || a.to - b.to) : spans
}

/** Covered and uncovered runs of `from..to`, in order and without holes. `spans` are by beginning; those that overlap or touch are one run. */
export const runsOf = (spans: readonly Span[], from: number, to: number): readonly Run[] => {
  const runs: Run[] = []
  let at = from
  for (let i = 0; i < spans.length && at <= to;) {
    const first = spans[i++] as Span
    let end = first.to
    let last = first.commitment
    for (let next = spans[i]; next !== undefined && next.from <= end + 1; next = spans[++i]) {
      if (next.to > end) [end, last] = [next.to, next.commitment]
    }
    if (first.from > at) runs.push({ from: at, to: first.from - 1, last: null })
    runs.push({ from: Math.max(at, first.from), to: Math.min(to, end), last })
    at = end + 1
  }
  if (at <= to) runs.push({ from: at, to, last: null })
  return runs
}

const daysOf = ({ from, to }: Run): number => to - from + 1

/** `commitments` are those of the need. */
export const needCoverage = (need: Need, commitments: readonly Commitment[], today: Day): NeedCoverage => {
  const from = dayNumber(need.from)
  const to = dayNumber(need.to)
  const now = dayNumber(today)
  const runs = runsOf(coveringSpans(commitments, from, to), from, to)
  const gaps = runs.filter(({ last }) => last === null)
  const ahead = gaps.filter((gap) => gap.to >= now)
  const gapDays = gaps.reduce((sum, gap) => sum + daysOf(gap), 0)
  return {
    stretches: runs.map((run) => ({ from: dayFrom(run.from), to: dayFrom(run.to), days: daysOf(run), covered: run.last !== null })),
    wantedDays: to - from + 1,
    coveredDays: to - from + 1 - gapDays,
    gapDays,
    gapDaysAhead: ahead.reduce((sum, gap) => sum + gap.to - Math.max(gap.from, now) + 1, 0),
    breaksOn: ahead[0] ? dayFrom(Math.max(ahead[0].from, now)) : null,
    endSoon: runs.filter((run) => endsSoon(run, to, now)).map(({ last }) => (last as Commitment).id),
  }
}

const endsSoon = (run: Run, wantedTo: number, now: number): boolean =>
  run.last !== null && run.to < wantedTo && run.to >= now && run.to <= now + SOON_DAYS

export interface CaseCoverage {
  readonly byNeed: ReadonlyMap<RecordId, NeedCoverage>
  readonly wantedDays: number
  readonly coveredDays: number
  readonly gapDays: number
  readonly gapDaysAhead: number
  readonly breaksOn: Day | null
}

/** The commitments of each need. */
export const commitmentsByNeed = (commitments: readonly Commitment[]): ReadonlyMap<RecordId, readonly Commitment[]> => {
  const byNeed = new Map<RecordId, Commitment[]>()
  for (const commitment of commitments) {
    const known = byNeed.get(commitment.need)
    if (known) known.push(commitment)
    else byNeed.set(commitment.need, [commitment])
  }
  return byNeed
}

const NOTHING: readonly Commitment[] = []

/** All needs of a case that were not dropped. */
export const caseCoverage = (file: Pick<CaseFile, 'needs' | 'commitments'>, today: Day): CaseCoverage => {
  const commitments = commitmentsByNeed(file.commitments)
  const byNeed = new Map(
    file.needs.filter(({ dropped }) => !dropped).map((need) => [need.id, needCoverage(need, commitments.get(need.id) ?? NOTHING, today)]),
  )
  const each = [...byNeed.values()]
  const total = (count: (coverage: NeedCoverage) => number): number => each.reduce((sum, coverage) => sum + count(coverage), 0)
  return {
    byNeed,
    wantedDays: total((c) => c.wantedDays),
    coveredDays: total((c) => c.coveredDays),
    gapDays: total((c) => c.gapDays),
    gapDaysAhead: total((c) => c.gapDaysAhead),
    breaksOn: each.reduce<Day | null>(
      (first, { breaksOn }) => (first === null || (breaksOn !== null && breaksOn < first) ? breaksOn : first),
      null,
    ),
  }
}
