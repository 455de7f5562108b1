/** When the time of a request has passed in silence, the next of the officer's list is asked. */
import { isTurnOf, nextInLine, readCandidates, type Next } from '@pergola/core/referral'
import type { SpaceId } from '@pergola/protocol'
import { askCandidate, mayAsk } from '../commands/referralOrder.ts'
import type { Answer } from '../contract/index.ts'
import { mayWrite, openCaseFile, type OpenedCase } from '../views/openCase.ts'
import { done } from '../views/problems.ts'
import { nextGap } from '../views/stateAt.ts'
import type { CaseSummary } from '../views/summary.ts'
import type { World } from '../world/world.ts'

/** Long after every need that is written down. */
const EVER = '9999-12-31' as ReturnType<World['today']>

/** Is it somebody's turn here at all? Asked of summaries, so that only few cases are opened. */
const isDue = (world: World, { after, afterNo }: CaseSummary['next'][number]): boolean => {
  const before = world.summaries.get(after)
  return before?.kind === 'referral' && before.goneSince === null && isTurnOf({ afterNo }, before, world.now())
}

/** Needs that somebody covers by now are not asked for again. */
const isStillOpen = (world: World, space: SpaceId, needs: readonly string[]): boolean => {
  const file = world.summaries.get(space)
  return file?.kind === 'case' && file.needs.some((need) => needs.includes(need.id) && nextGap(need, world.today(), EVER) !== null)
}

/** The first of those left who can be asked today; one whom consent does not allow is passed over. */
const askOne = async (world: World, found: OpenedCase, { queue }: Next): Promise<Answer<null>> => {
  const candidate = queue.find((one) => mayAsk(world, found, one))
  if (candidate === undefined || !isStillOpen(world, found.file.space, candidate.needs)) return done
  return askCandidate(world, found, candidate)
}

/** Looks at all our cases. Any device of ours may do it, several at once: a candidate's space is shared once. `offline` is tried again. */
export const askNext = async (world: World): Promise<void> => {
  const due: SpaceId[] = []
  for (const [space, file] of world.summaries) {
    if (file.kind !== 'case' || file.next.length === 0 || file.ownerOrg !== world.me.org) continue
    if (file.goneSince === null && file.status !== 'closed' && file.next.some((one) => isDue(world, one))) due.push(space)
  }
  for (const space of due) {
    const found = await openCaseFile(world, space)
    if (!found.ok || !mayWrite(world, found.value.opened)) continue
    const { opened, file } = found.value
    for (const next of nextInLine(readCandidates(opened.doc), file.referrals)) {
      const { afterNo } = next.queue[0]!
      if (isDue(world, { after: next.after, org: next.queue[0]!.org, afterNo })) await askOne(world, found.value, next)
    }
  }
}
