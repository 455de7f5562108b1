/** The relay of support over all cases. */
import { overview, type Commitment, type Day, type Need, type OverviewCase } from '@pergola/core/casework'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Answer, Queries, RelayOverview } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import { answer } from './problems.ts'
import type { CaseSummary, NeedSummary } from './summary.ts'

/** Nobody reads further down the list; the sums count everything. */
const MOST_BREAKS = 1_000

export const relayOverview = async (world: World, { horizonDays }: Queries['relay']['args']): Promise<Answer<RelayOverview>> => {
  const names = new Map<OrgId, string>()
  const nameOf = (org: OrgId): string => {
    const name = names.get(org) ?? orgName(world, org)
    names.set(org, name)
    return name
  }
  const { breaks, byOrg, ...sums } = overview(casesOf(world), world.today(), Math.trunc(horizonDays) || 1)
  return answer({
    ...sums,
    breaks: breaks.slice(0, MOST_BREAKS).map((gap) => ({ ...gap, org: gap.org === null ? '' : nameOf(gap.org) })),
    byOrg: byOrg.map(({ org, coveredDays }) => ({ key: org, name: nameOf(org), coveredDays })),
  })
}

const casesOf = function* (world: World): Generator<OverviewCase> {
  for (const [space, summary] of world.summaries) {
    if (summary.kind !== 'case' || summary.goneSince !== null) continue
    const known = asked.get(summary) ?? asCase(space, summary)
    asked.set(summary, known)
    yield known
  }
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
