/** What an organisation answers that was asked to vouch stands in the case as its evidence, whoever of us looks first. */
import { evidenceFromVouch } from '@pergola/core/verification'
import { dayOf } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import { mayWrite, openCaseFile } from '../views/openCase.ts'
import { openVouchSpace } from '../views/verificationView.ts'
import type { World } from '../world/world.ts'

/** Of our cases: requests with an answer that the case does not have, or not as it is now. */
const due = (world: World): readonly (readonly [SpaceId, SpaceId])[] => {
  const found: (readonly [SpaceId, SpaceId])[] = []
  for (const [space, file] of world.summaries) {
    if (file.kind !== 'case' || file.ownerOrg !== world.me.org || file.goneSince !== null) continue
    for (const vouch of file.verification?.vouches ?? []) {
      const request = world.summaries.get(vouch.space)
      const said = request?.kind === 'referral' ? (request.vouch?.answer ?? null) : null
      if (said !== null && said !== vouch.landed) found.push([space, vouch.space])
    }
  }
  return found
}

/** The record's id follows from the request: taken in by two members at once it is one. */
export const takeInVouches = async (world: World): Promise<void> => {
  for (const [caseSpace, vouchSpace] of due(world)) {
    const [found, asked] = [await openCaseFile(world, caseSpace), await openVouchSpace(world, vouchSpace)]
    if (!found.ok || !asked.ok || !mayWrite(world, found.value.opened)) continue
    const { toOrg, answer } = asked.value.request
    if (answer === null) continue
    await world.write(caseSpace, evidenceFromVouch(world.me.org, { space: vouchSpace, toOrg, answer, on: dayOf(answer.at) }))
  }
}
