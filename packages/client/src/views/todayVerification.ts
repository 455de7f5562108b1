/** Of Today: what of verifications needs somebody today: whose word is missing, who asks us to vouch, and what those say whom we asked. */
import type { SpaceId } from '@pergola/protocol'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import type { CaseSummary, ReferralSummary } from './summary.ts'
import { DAY_MS, NEWS_DUE_MS, NOTHING_DUE, isNews, type Due } from './todayDue.ts'

/** A second word should follow the first within so long. */
const DECIDE_WITHIN_MS = 3 * DAY_MS

/** For everyone whose word would count and who has not said it. */
export const decideDue = (world: World, caseSpace: SpaceId, summary: CaseSummary): readonly Due[] => {
  const { verification, ownerOrg, pseudonym } = summary
  if (verification === undefined || verification.waitsFor === null || world.me.role === 'reader') return NOTHING_DUE
  if (ownerOrg !== world.me.org && !verification.deciders.includes(world.me.org)) return NOTHING_DUE
  if (verification.notThese.includes(world.me.person)) return NOTHING_DUE
  const { waitsFor, since } = verification
  return [{ item: { kind: 'decide', caseSpace, pseudonym, waitsFor, since }, due: since + DECIDE_WITHIN_MS }]
}

/** A request to vouch that came in. */
export const vouchDue = (world: World, space: SpaceId, summary: ReferralSummary): readonly Due[] => {
  const { vouch, toOrg, fromOrg, answerBy, state } = summary
  if (vouch === undefined || vouch.answer !== null || state === 'withdrawn' || toOrg !== world.me.org) return []
  return [{ item: { kind: 'vouch_in', space, from: orgName(world, fromOrg), answerBy }, due: answerBy }]
}

/** What those said whom we asked about a case of ours. */
export const vouchesAnsweredDue = (world: World, caseSpace: SpaceId, summary: CaseSummary): readonly Due[] => {
  const { ownerOrg, verification } = summary
  if (ownerOrg !== world.me.org || verification === undefined) return NOTHING_DUE
  return verification.vouches.flatMap(({ space }): readonly Due[] => {
    const request = world.summaries.get(space)
    if (request?.kind !== 'referral' || request.state === 'withdrawn' || !request.vouch?.answer) return []
    const { answer, answeredAt: at } = request.vouch
    if (!isNews(world, at)) return []
    const item = {
      kind: 'vouch_answered',
      space,
      caseSpace,
      pseudonym: summary.pseudonym,
      org: orgName(world, request.toOrg),
      answer,
      at,
    } as const
    return [{ item, due: at + NEWS_DUE_MS }]
  })
}
