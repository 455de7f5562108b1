/** After take-up the case file is shared, if that was said when the request was sent and consent holds on that day. */
import { sharesFileOnTakeUp } from '@pergola/core/casework'
import { mayPass, sharePassage } from '@pergola/core/consent'
import { nameCase, referralState, type Referral } from '@pergola/core/referral'
import { roleNow, type SpaceId } from '@pergola/protocol'
import type { Instant } from '@pergola/core/casework'
import { sharePart } from '../commands/sharing.ts'
import { openCaseFile, openReferralSpace, mayWrite, type OpenedCase } from '../views/openCase.ts'
import { done } from '../views/problems.ts'
import type { CaseSummary, ReferralSummary } from '../views/summary.ts'
import type { Answer } from '../contract/index.ts'
import type { World } from '../world/world.ts'

/** `name`: the file is with them already, only the referral does not say where. */
export type Decision = 'nothing' | 'share' | 'name'

/** Pure: the same on every device of ours, whoever looks first. */
export const decide = (world: Pick<World, 'me' | 'today' | 'now'>, { opened, file }: OpenedCase, referral: Referral): Decision => {
  const link = file.referrals.find(({ space, org }) => space === referral.space && org === referral.toOrg)
  const ours = file.ownerOrg === world.me.org && referral.fromOrg === world.me.org && mayWrite(world, opened)
  if (!ours || link === undefined || referralState(referral, world.now() as Instant) !== 'taken_up') return 'nothing'
  if (referral.caseSpace !== null) return 'nothing'
  if (roleNow(opened.membership, referral.toOrg) !== null) return 'name'
  if (!sharesFileOnTakeUp(opened.doc, link.id)) return 'nothing'
  return mayPass(file, sharePassage(referral.toOrg, 'file'), world.today()).allowed ? 'share' : 'nothing'
}

/** For one referral of ours. Doing it twice, or by two members at once, shares once. `offline` is tried again later. */
const shareOne = async (world: World, caseSpace: SpaceId, referralSpace: SpaceId): Promise<Answer<null>> => {
  const [found, asked] = [await openCaseFile(world, caseSpace), await openReferralSpace(world, referralSpace)]
  if (!found.ok || !asked.ok) return done
  const { referral } = asked.value
  const decision = decide(world, found.value, referral)
  if (decision === 'share') {
    const shared = await sharePart(world, found.value, referral.toOrg, 'file')
    if (!shared.ok) return shared
  }
  return decision === 'nothing' ? done : world.write(referralSpace, nameCase(caseSpace))
}

/** Can anything be due here at all? Asked of summaries, so that only few spaces are opened. */
const mayBeDue = (world: World, file: CaseSummary, space: SpaceId, referral: ReferralSummary): boolean =>
  referral.fromOrg === world.me.org &&
  referral.state === 'taken_up' &&
  referral.caseSpace === null &&
  (file.shareOnTakeUp.includes(space) || file.organisations.includes(referral.toOrg))

/** Looks at all our cases. Run after any change: of a referral, of a consent, of the connection, of the day. */
export const shareOnTakeUp = async (world: World): Promise<void> => {
  const due: (readonly [SpaceId, SpaceId])[] = []
  for (const [space, file] of world.summaries) {
    if (file.kind !== 'case' || file.ownerOrg !== world.me.org || file.goneSince !== null) continue
    for (const referral of file.referrals) {
      const summary = world.summaries.get(referral)
      if (summary?.kind === 'referral' && mayBeDue(world, file, referral, summary)) due.push([space, referral])
    }
  }
  for (const [space, referral] of due) await shareOne(world, space, referral)
}
