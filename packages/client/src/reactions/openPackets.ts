/** Opens the emergency packet to those whom the ladder names, when their rung is reached and consent holds on that day. */
import type { Instant } from '@pergola/core/casework'
import { packetGoesTo, packetOpenings, standingOf } from '@pergola/core/safety'
import type { OrgId, SpaceId } from '@pergola/protocol'
import { openPacketTo } from '../commands/packet.ts'
import { mayWrite, openCaseFile } from '../views/openCase.ts'
import type { CaseSummary } from '../views/summary.ts'
import type { World } from '../world/world.ts'

interface Due {
  readonly alarm: string
  readonly org: OrgId
}

/** Pure: the same on every device of ours. */
const dueIn = (world: World, { safety, ownerOrg, goneSince }: CaseSummary & { readonly goneSince: number | null }): readonly Due[] => {
  if (safety === undefined || safety.packetSpaces.length === 0 || ownerOrg !== world.me.org || goneSince !== null) return []
  return safety.watches.flatMap(({ schedule, heard }) => {
    const { alarm } = standingOf(schedule, heard, world.now() as Instant)
    return alarm === null ? [] : packetGoesTo(alarm).map((org) => ({ alarm: alarm.id, org: org as OrgId }))
  })
}

/** Run after every change and every minute. Once for each alarm: what was taken back is not opened again by itself. */
export const openPackets = async (world: World): Promise<void> => {
  const due: (readonly [SpaceId, Due])[] = []
  for (const [space, file] of world.summaries) if (file.kind === 'case') for (const one of dueIn(world, file)) due.push([space, one])
  for (const [space, { alarm, org }] of due) {
    const found = await openCaseFile(world, space)
    if (!found.ok || !mayWrite(world, found.value.opened)) continue
    if (packetOpenings(found.value.opened.doc).some((one) => one.alarm === alarm && one.org === org)) continue
    await openPacketTo(world, found.value, org, alarm)
  }
}
