/** Whether an organisation was asked about a need already, and what became of it. */
import type { CaseFile } from '@pergola/core/casework'
import { isOpen, type ReferralState } from '@pergola/core/referral'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { World } from '../world/world.ts'
import { stateAt } from './stateAt.ts'

/** Our last request for a need to an organisation; its state is null while this device has not read it. */
export const lastRequest = (
  world: World,
  file: CaseFile,
  need: string,
  org: OrgId,
): { readonly space: SpaceId; readonly state: ReferralState | null } | null => {
  const link = file.referrals.findLast((one) => one.org === org && one.needs.includes(need))
  if (link === undefined) return null
  const summary = world.summaries.get(link.space)
  return { space: link.space, state: summary?.kind === 'referral' ? stateAt(summary, world.now()) : null }
}

/** The last request, when it still waits for something. */
export const openRequest = (world: World, file: CaseFile, need: string, org: OrgId): SpaceId | null => {
  const last = lastRequest(world, file, need, org)
  return last !== null && last.state !== null && isOpen(last.state) ? last.space : null
}
