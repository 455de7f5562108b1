/** The relay of support over all cases: what breaks next, and what would if an organisation left. */
import { ifLeaves, overview, type Break, type Commitment, type Day, type Need, type OverviewCase } from '@pergola/core/casework'
import { countriesOf, groupOf } from '@pergola/core/vocabulary'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Answer, Queries, RelayBreak, RelayFilter, RelayOverview } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import { isCountedInOwnCase } from './ownCases.ts'
import { answer } from './problems.ts'
import type { CaseSummary, NeedSummary } from './summary.ts'

/** Nobody reads further down the list; the sums count everything. */
const MOST_BREAKS = 1_000

type Args = Queries['relay']['args']

export const relayOverview = async (world: World, { horizonDays, filter = {}, without }: Args): Promise<Answer<RelayOverview>> => {
  const names = new Map<OrgId, string>()
  const nameOf = (org: OrgId): string => {
    const name = names.get(org) ?? orgName(world, org)
    names.set(org, name)
    return name
  }
  const shown = (breaks: readonly Break[]): readonly RelayBreak[] =>
    breaks.slice(0, MOST_BREAKS).map((gap) => ({ ...gap, org: gap.org === null ? '' : nameOf(gap.org) }))
  const days = Math.trunc(horizonDays) || 1
  const { breaks, byOrg, ...sums } = overview(casesOf(world, filter), world.today(), days)
  const leaving = without ? ifLeaves(casesOf(world, filter), without, world.today(), days) : null
  return answer({
    ...sums,
    breaks: shown(breaks),
    byOrg: byOrg.map(({ org, coveredDays }) => ({ key: org, name: nameOf(org), coveredDays })),
    leaving: leaving && without ? { ...leaving, org: without, name: nameOf(without), opens: shown(leaving.opens) } : null,
  })
}

const casesOf = function* (world: World, filter: RelayFilter): Generator<OverviewCase> {
  const fits = needFilter(filter)
  const countries = filter.place ? new Set(countriesOf(filter.place)) : null
  for (const [space, summary] of world.summaries) {
    if (summary.kind !== 'case' || summary.goneSince !== null) continue
    if (countries && !countries.has(summary.country)) continue
    const known = asked.get(summary) ?? asCase(space, summary)
    asked.set(summary, known)
    const counted = summary.ownCases === undefined ? known : { ...known, needs: ownNeeds(world, summary, known) }
    yield fits ? { ...counted, needs: counted.needs.filter((need) => fits(need, counted)) } : counted
  }
}

/** Without those that are needs of somebody's own case as well. */
const ownNeeds = (world: World, summary: CaseSummary, { needs }: OverviewCase): OverviewCase['needs'] => {
  const elsewhere = new Set(summary.needs.filter((need) => isCountedInOwnCase(world, need)).map(({ id }) => id))
  return needs.filter(({ id }) => !elsewhere.has(id))
}

/** null when every need fits. */
const needFilter = ({ kind, org }: RelayFilter): ((need: Need, file: OverviewCase) => boolean) | null => {
  if (!kind && !org) return null
  return (need, { commitments }) =>
    (!kind || need.kind === kind || groupOf(need.kind) === kind) &&
    (!org || commitments.some((commitment) => commitment.need === need.id && commitment.org === org))
}

const asked = new WeakMap<CaseSummary, OverviewCase>()

/** As much of the file as coverage rests on. */
const asCase = (space: SpaceId, { pseudonym, status, country, needs }: CaseSummary): OverviewCase => {
  const commitments: Commitment[] = []
  for (const { id, cover } of needs) for (const [org, from, to] of cover) commitments.push(asCommitment(id, org, from, to))
  return { space, pseudonym, status, country, needs: needs.map(asNeed), commitments }
}

const asNeed = ({ id, kind, place, from, to }: NeedSummary): Need => ({
  id,
  kind,
  place,
  from,
  to,
  person: '',
  urgency: 'weeks',
  headcount: 1,
  note: '',
  dropped: false,
})

const asCommitment = (need: string, org: OrgId, from: Day, to: Day): Commitment => ({
  id: org,
  need,
  org,
  from,
  to,
  state: 'confirmed',
  stopGap: false,
  note: '',
})
