/** Over all cases: what opens if one organisation can no longer do what it promised. */
import type { OrgId } from '@pergola/protocol'
import { commitmentsByNeed, coveringSpans, runsOf } from './coverage.ts'
import { dayFrom, dayNumber } from './day.ts'
import { outside, type Interval } from './intervals.ts'
import type { Commitment, Day, Need } from './model.ts'
import type { Break, OverviewCase } from './overview.ts'

export interface Leaving {
  /** How many cases and needs lose a day. */
  readonly cases: number
  readonly needs: number
  /** Days within the horizon. */
  readonly days: number
  /** What opens, earliest first; its days within the horizon. */
  readonly opens: readonly Break[]
}

/** Looks at `horizonDays` days from today on. Closed cases and dropped needs lose nothing; what others cover stays covered. */
export const ifLeaves = (cases: Iterable<OverviewCase>, org: OrgId, today: Day, horizonDays: number): Leaving => {
  const first = dayNumber(today)
  const last = first + Math.max(1, horizonDays) - 1
  const opens: Break[] = []
  for (const file of cases) {
    if (file.status === 'closed' || !file.commitments.some((one) => one.org === org)) continue
    const commitments = commitmentsByNeed(file.commitments)
    for (const need of file.needs) {
      const those = need.dropped ? undefined : commitments.get(need.id)
      if (those?.some((one) => one.org === org)) opens.push(...lostBy(file, need, those, org, first, last))
    }
  }
  return {
    cases: new Set(opens.map(({ caseSpace }) => caseSpace)).size,
    needs: new Set(opens.map(({ caseSpace, need }) => `${caseSpace}/${need}`)).size,
    days: opens.reduce((sum, { days }) => sum + days, 0),
    opens: opens.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : b.days - a.days)),
  }
}

const lostBy = (
  { space, pseudonym, country }: OverviewCase,
  need: Need,
  commitments: readonly Commitment[],
  org: OrgId,
  first: number,
  last: number,
): readonly Break[] => {
  const [from, to] = [Math.max(dayNumber(need.from), first), Math.min(dayNumber(need.to), last)]
  const gaps = (those: readonly Commitment[]): readonly Interval[] =>
    from > to ? [] : runsOf(coveringSpans(those, from, to), from, to).filter((run) => run.last === null)
  const without = commitments.filter((one) => one.org !== org)
  return outside(gaps(without), gaps(commitments)).map((lost) => ({
    caseSpace: space,
    pseudonym,
    need: need.id,
    needKind: need.kind,
    country,
    from: dayFrom(lost.from),
    days: lost.to - lost.from + 1,
    org,
  }))
}
