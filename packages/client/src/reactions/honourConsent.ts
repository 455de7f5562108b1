/** What was withdrawn is taken back as soon as it can be; and a device that has nothing left of what was taken back says so. */
import { confirmGone, readNotice } from '@pergola/core/consent'
import { rowAt } from '@pergola/core/record'
import { atLeast, type SpaceId } from '@pergola/protocol'
import { takeBackWithdrawn } from '../commands/takingBack.ts'
import { endAsTold } from '../commands/withdrawing.ts'
import { mayWrite, openCaseFile } from '../views/openCase.ts'
import type { NoticeSummary, Summary } from '../views/summary.ts'
import type { World } from '../world/world.ts'

/** Looks at all cases of ours and all notices to us; by summaries, so that only few spaces are opened. */
export const honourConsent = async (world: World): Promise<void> => {
  if (!atLeast(world.me.role, 'contributor')) return
  const today = world.today()
  const [cases, notices]: [SpaceId[], SpaceId[]] = [[], []]
  for (const [space, summary] of world.summaries) {
    if (isToBeTakenBack(world, summary, today)) cases.push(space)
    if (summary.kind === 'notice' && summary.toOrg === world.me.org && isGone(world, summary)) notices.push(space)
  }
  for (const space of cases) {
    const found = await openCaseFile(world, space)
    if (found.ok && mayWrite(world, found.value.opened)) await takeBackWithdrawn(world, space)
  }
  for (const space of notices) await confirm(world, space)
}

const isToBeTakenBack = (world: World, summary: Summary, today: string): boolean =>
  summary.kind === 'case' &&
  summary.ownerOrg === world.me.org &&
  summary.goneSince === null &&
  (summary.lapses ?? []).some(({ takeBack, on, referral }) => takeBack && on <= today && (referral === null || isWaiting(world, referral)))

const isWaiting = (world: World, referral: SpaceId): boolean => {
  const summary = world.summaries.get(referral)
  return summary?.kind === 'referral' && !summary.vouch?.answer && (summary.state === 'waiting' || summary.state === 'asked')
}

/** Once per device, also of a notice that names no space: a space that is gone holds no key and no content here any more (LOCAL, `goneSince`). */
const isGone = (world: World, { spaces, confirmed }: Pick<NoticeSummary, 'spaces' | 'confirmed'>): boolean =>
  !confirmed.includes(world.me.device) && spaces.every((space) => world.summaries.get(space)?.goneSince !== null)

const confirm = async (world: World, space: SpaceId): Promise<void> => {
  const opened = await world.open(space)
  const notice = opened === null ? null : readNotice(space, opened.doc)
  if (opened === null || notice === null || !mayWrite(world, opened)) return
  // What was withdrawn ends in our own case first; without the relay it is tried again.
  if (notice.ended.length > 0 && !(await endAsTold(world, notice)).ok) return
  if (rowAt(opened.doc, 'confirmed', world.me.device) === undefined) await world.write(space, confirmGone(world.me.device))
}
