/** Requests that went out and came in. */
import type { SpaceId } from '@pergola/protocol'
import type { Answer, Queries, ReferralRow } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
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
    purpose: summary.purpose,
    otherOrg,
    otherName: orgName(world, otherOrg),
    kind: summary.needKind,
    urgency: summary.urgency,
    state: stateAt(summary, world.now()),
    inPart: summary.inPart,
    sentAt: summary.sentAt,
    answerBy: summary.answerBy,
    caseSpace: found?.space ?? null,
    pseudonym: found?.pseudonym ?? '',
  }
}

/** Requests for support, newest first. */
export const referrals = async (world: World, { direction }: Queries['referrals']['args']): Promise<Answer<readonly ReferralRow[]>> => {
  const about = casesByReferral(world)
  const rows: ReferralRow[] = []
  for (const [space, summary] of world.summaries) {
    if (summary.kind !== 'referral' || summary.toOrg === '' || summary.purpose === 'vouch') continue
    const row = referralRow(world, space, summary, about.get(space) ?? null)
    if (row.direction === direction) rows.push(row)
  }
  return answer(rows.sort((a, b) => b.sentAt - a.sentAt || (a.space < b.space ? -1 : 1)))
}
