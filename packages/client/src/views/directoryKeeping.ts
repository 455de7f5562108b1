/** Keeping the directory alive: what is due, what is wrong with it, where it has holes. */
import {
  dueOn,
  finestRegions,
  gapCells,
  isKeptBy,
  isListed,
  isStaleFact,
  issuesOf,
  weightOf,
  type Issue,
  type Service,
  type UnmetNeed,
} from '@pergola/core/directory'
import { addDays, daysIn, type Day } from '@pergola/core/casework'
import { SUPPORT_TYPES, countriesOf, regionOf } from '@pergola/core/vocabulary'
import type { OrgId } from '@pergola/protocol'
import type { Answer, GapMap, QualityBoard, QualityIssue, Queries, ReviewRow } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { directoryOf } from './directoryOf.ts'
import { directoryRow, disputeRow, factRow } from './directoryRows.ts'
import { orgName } from './names.ts'
import { answer } from './problems.ts'

/** Most days ahead for which reviews are shown. */
const MOST_AHEAD = 365

export const reviewsDue = async (
  world: World,
  { withinDays = 0 }: Queries['reviewsDue']['args'],
): Promise<Answer<readonly ReviewRow[]>> => {
  const known = directoryOf(world)
  const until = addDays(world.today(), Math.max(0, Math.min(MOST_AHEAD, Math.trunc(withinDays) || 0)))
  const rows = known.services
    .filter((service) => isKeptBy(service.id, world.me.org) && isListed(service))
    .flatMap((service): readonly ReviewRow[] => {
      const { facts, dueOn: day } = dueOf(service, until)
      const disputes = (known.disputes.get(service.id) ?? NO_DISPUTES).filter(({ resolved }) => resolved === null)
      if (facts.length === 0 && disputes.length === 0) return []
      return [
        {
          row: directoryRow(world, known, service),
          facts: facts.map((fact) => factRow(world, service, fact)),
          disputes: disputes.map(disputeRow(world)),
          dueOn: facts.length > 0 && day === null ? null : earliest([...(day === null ? [] : [day]), ...disputes.map(({ on }) => on)]),
        },
      ]
    })
  return answer(rows.toSorted((a, b) => order(a.dueOn ?? '', b.dueOn ?? '') || order(a.row.service.id, b.row.service.id)))
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Facts to be looked at until then, all of them when the entry's own day has come; since when, null where one was never checked. */
const dueOf = ({ facts, reviewOn }: Service, until: Day): Pick<ReviewRow, 'dueOn'> & { readonly facts: Service['facts'] } => {
  const due = facts.filter((fact) => isStaleFact(fact, until))
  const days = due.map(dueOn)
  const isWhole = reviewOn !== null && reviewOn <= until
  const known = days.filter((day) => day !== null)
  return {
    facts: isWhole ? facts : due,
    dueOn: days.length > known.length ? null : earliest(reviewOn === null ? known : [...known, reviewOn]),
  }
}

const earliest = (days: readonly Day[]): Day | null => days.reduce<Day | null>((a, b) => (a !== null && a < b ? a : b), null)

const NO_DISPUTES: readonly never[] = []

/** Issues hold as long as the service, its disputes and the day are the same. */
const judged = new WeakMap<
  Service,
  { readonly disputes: unknown; readonly today: Day; readonly issues: readonly Issue[]; readonly weight: number }
>()

export const quality = async (world: World, { from, count }: Queries['quality']['args']): Promise<Answer<QualityBoard>> => {
  const known = directoryOf(world)
  const today = world.today()
  const services = known.services.filter(isListed)
  const judge = (service: Service) => {
    const disputes = known.disputes.get(service.id) ?? NO_DISPUTES
    const held = judged.get(service)
    if (held !== undefined && held.disputes === disputes && held.today === today) return held
    const issues = issuesOf(service, disputes, today)
    const fresh = { disputes, today, issues, weight: weightOf(issues) }
    judged.set(service, fresh)
    return fresh
  }
  const all = services.map((service) => ({ service, ...judge(service) })).filter(({ weight }) => weight > 0)
  all.sort((a, b) => b.weight - a.weight || order(a.service.id, b.service.id))
  const named = (issue: Issue): QualityIssue =>
    issue.type === 'disputed' ? { ...issue, by: issue.by.map((org) => orgName(world, org)) } : issue
  return answer({
    total: all.length,
    rows: all.slice(from, from + count).map(({ service, issues, weight }) => ({
      row: directoryRow(world, known, service),
      ownerName: orgName(world, service.enteredBy),
      issues: issues.map(named),
      weight,
    })),
    ...sums(world, services, today),
    contradictions: all.filter(({ issues }) => issues.some(({ type }) => type === 'contradiction')).length,
    disputes: all.filter(({ issues }) => issues.some(({ type }) => type === 'disputed')).length,
  })
}

type Sums = Pick<QualityBoard, 'entries' | 'facts' | 'staleFacts' | 'middleCheck' | 'owners'>

const sums = (world: World, services: readonly Service[], today: Day): Sums => {
  const owners = new Map<OrgId, { facts: number; stale: number }>()
  const checks: Day[] = []
  for (const { enteredBy, facts } of services) {
    const sum = owners.get(enteredBy) ?? { facts: 0, stale: 0 }
    owners.set(enteredBy, sum)
    for (const fact of facts) {
      sum.facts++
      if (isStaleFact(fact, today)) sum.stale++
      if (fact.checkedOn !== null) checks.push(fact.checkedOn)
    }
  }
  const rows = [...owners].map(([org, sum]) => ({ org, name: orgName(world, org), ...sum }))
  return {
    entries: services.length,
    facts: rows.reduce((sum, { facts }) => sum + facts, 0),
    staleFacts: rows.reduce((sum, { stale }) => sum + stale, 0),
    middleCheck: checks.sort()[Math.floor(checks.length / 2)] ?? null,
    owners: rows.sort((a, b) => b.stale - a.stale || order(a.org, b.org)),
  }
}

/** From the directory as we know it, matches included, and from the cases that we read. */
export const gapMap = async (world: World, { kinds }: Queries['gapMap']['args']): Promise<Answer<GapMap>> => {
  const known = kinds === undefined || kinds.length === 0 ? SUPPORT_TYPES : SUPPORT_TYPES.filter((kind) => kinds.includes(kind))
  const cells = gapCells(directoryOf(world).services, unmetNeeds(world), known).filter(
    ({ services, uncoveredDays }) => services === 0 || uncoveredDays > 0,
  )
  const regions = finestRegions()
  return answer({ kinds: known, regions, countries: Object.fromEntries(regions.map((region) => [region, countriesOf(region)])), cells })
}

const unmetNeeds = (world: World): readonly UnmetNeed[] => {
  const today = world.today()
  const unmet: UnmetNeed[] = []
  for (const summary of world.summaries.values()) {
    if (summary.kind !== 'case' || summary.status === 'closed' || summary.goneSince !== null) continue
    for (const { kind, place, gaps } of summary.needs) {
      const days = gaps.reduce((sum, [from, to]) => sum + (to < today ? 0 : daysIn(from < today ? today : from, to)), 0)
      if (days > 0) unmet.push({ kind, place: place || regionOf(summary.country) || summary.country, days })
    }
  }
  return unmet
}
