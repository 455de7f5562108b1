/** Requests that went out and came in. */
import { turnsFor } from '@pergola/core/referral'
import type { Instant } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import type { Answer, Queries, ReferralRow, ReferralView } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { directoryOf } from './directoryOf.ts'
import { orgName, peopleNames } from './names.ts'
import { openReferralSpace } from './openCase.ts'
import { answer } from './problems.ts'
import { stateAt } from './stateAt.ts'
import type { ReferralSummary } from './summary.ts'

export interface CaseOf {
  readonly space: SpaceId
  readonly pseudonym: string
}

/** Which case each referral is about: ours by the link in the case, others' once their case was shared with us. */
export const casesByReferral = (world: World): ReadonlyMap<SpaceId, CaseOf> => {
  const known = new Map<SpaceId, CaseOf>()
  for (const [space, summary] of world.summaries) {
    if (summary.kind === 'case') for (const referral of summary.referrals) known.set(referral, { space, pseudonym: summary.pseudonym })
  }
  return known
}

const sharedCase = (world: World, { caseSpace }: ReferralSummary): CaseOf | null => {
  const shared = caseSpace === null ? undefined : world.summaries.get(caseSpace)
  return caseSpace !== null && shared?.kind === 'case' ? { space: caseSpace, pseudonym: shared.pseudonym } : null
}

export const referralRow = (world: World, space: SpaceId, summary: ReferralSummary, about: CaseOf | null): ReferralRow => {
  const out = summary.fromOrg === world.me.org
  const otherOrg = out ? summary.toOrg : summary.fromOrg
  const found = about ?? sharedCase(world, summary)
  return {
    space,
    direction: out ? 'out' : 'in',
    otherOrg,
    otherName: orgName(world, otherOrg),
    kind: summary.needKind,
    urgency: summary.urgency,
    state: stateAt(summary, world.now()),
    sentAt: summary.sentAt,
    answerBy: summary.answerBy,
    caseSpace: found?.space ?? null,
    pseudonym: found?.pseudonym ?? '',
  }
}

/** Newest first. */
export const referrals = async (world: World, { direction }: Queries['referrals']['args']): Promise<Answer<readonly ReferralRow[]>> => {
  const about = casesByReferral(world)
  const rows: ReferralRow[] = []
  for (const [space, summary] of world.summaries) {
    if (summary.kind !== 'referral' || summary.toOrg === '') continue
    const row = referralRow(world, space, summary, about.get(space) ?? null)
    if (row.direction === direction) rows.push(row)
  }
  return answer(rows.sort((a, b) => b.sentAt - a.sentAt || (a.space < b.space ? -1 : 1)))
}

export const referralView = async (world: World, { space }: Queries['referral']['args']): Promise<Answer<ReferralView>> => {
  const found = await openReferralSpace(world, space)
  if (!found.ok) return found
  const { opened, referral } = found.value
  const summary = world.summaries.get(space)
  if (summary?.kind !== 'referral') return { ok: false, problem: { type: 'not_found', field: 'space' } }
  const row = referralRow(world, space, summary, casesByReferral(world).get(space) ?? null)
  const service = directoryOf(world).byId.get(referral.service ?? '')
  return answer({
    ...row,
    referral,
    serviceName: service?.name ?? '',
    people: peopleNames(
      world,
      referral.turns.map(({ by, org }) => ({ person: by, org })),
    ),
    canAnswer:
      opened.goneSince === null && world.me.role !== 'reader' && turnsFor(referral, world.me.org, world.now() as Instant).length > 0,
  })
}
