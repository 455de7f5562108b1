/** What is decided about keeping and destroying. Nothing of it happens by itself; two people decide, or one who waited. */
import { readClosings } from '@pergola/core/caselife'
import {
  LONGEST_REASON,
  bareRecordOf,
  confirmRefusal,
  dropProposal,
  holdCase as holdOps,
  keepBareRecord,
  liftHold as liftOps,
  proposeEnding as proposeOps,
  readBareRecords,
  readHold,
  readProposals,
  readRetention,
  setKept as keptOps,
  setRetentionRule as ruleOps,
  type BareRecord,
  type EndsWhat,
  type EndingSpace,
  type Proposal,
} from '@pergola/core/retention'
import { setOp } from '@pergola/core/record'
import { atLeast, isEnded, membersNow, type OrgId, type SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { isAsProposed } from '../views/alertsEnding.ts'
import { endingParts } from '../views/endingParts.ts'
import { openCaseFile, type OpenedCase } from '../views/openCase.ts'
import { done, problem } from '../views/problems.ts'
import { otherEditors } from '../views/retentionView.ts'
import type { World } from '../world/world.ts'
import { noteDestroyed, recordOfAlerts } from './alertsEnding.ts'
import type { Command } from './command.ts'
import { inOwnCase, textTooLong, write } from './open.ts'

const isSteward = ({ me }: World): boolean => me.role === 'steward'

export const setRetentionRule: Command<'setRetentionRule'> = async (world, rule) =>
  isSteward(world) ? write(world, world.book().space, ruleOps(rule), null) : problem('not_permitted')

export const setKept: Command<'setKept'> = async (world, kept) =>
  isSteward(world) ? write(world, world.book().space, keptOps(kept), null) : problem('not_permitted')

export const holdCase: Command<'holdCase'> = async (world, { space, reason, until }) =>
  textTooLong(['reason', reason, LONGEST_REASON]) ??
  (atLeast(world.me.role, 'editor')
    ? inOwnCase(world, space, () => write(world, space, holdOps(reason, world.me.person, world.today(), until), null))
    : problem('not_permitted'))

export const liftHold: Command<'liftHold'> = async (world, { space }) =>
  atLeast(world.me.role, 'editor') ? inOwnCase(world, space, () => write(world, space, [liftOps()], null)) : problem('not_permitted')

/** A case that may be destroyed today: closed, ours, not held. */
const endable = async (world: World, space: SpaceId): Promise<Answer<OpenedCase>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { opened, file } = found.value
  if (file.ownerOrg !== world.me.org) return problem('not_permitted')
  if (opened.goneSince !== null) return problem('gone')
  if (file.status !== 'closed') return problem('invalid', 'open')
  const hold = readHold(opened.doc)
  return hold !== null && world.today() < hold.until ? problem('invalid', 'held') : found
}

/** The word of this device for each space as it stands now. */
export const proposeEnding: Command<'proposeEnding'> = async (world, { space, what, rule }) => {
  if (!atLeast(world.me.role, 'editor')) return problem('not_permitted')
  if (what === 'alerts') return problem('invalid', 'what')
  const found = await endable(world, space)
  if (!found.ok) return found
  const parts = await endingParts(world, found.value.opened, what)
  if (parts === null || parts.length === 0) return problem('not_found', 'space')
  const spaces: EndingSpace[] = []
  for (const { space: part, blobs } of parts) {
    const agreed = await world.agreeToEnd(part, blobs)
    if (!agreed.ok) return agreed
    spaces.push({ space: part, blobs, ...agreed.value })
  }
  const proposal: Proposal = { case: space, what, by: world.me.person, at: world.now(), rule, spaces, alerts: [] }
  return write(world, world.book().space, proposeOps(proposal), null)
}

const proposalOf = (world: World, space: SpaceId, what: EndsWhat): Proposal | null =>
  readProposals(world.book().doc).find((one) => one.case === space && one.what === what) ?? null

export const withdrawEnding: Command<'withdrawEnding'> = async (world, { space, what }) => {
  if (!atLeast(world.me.role, 'editor')) return problem('not_permitted')
  if (proposalOf(world, space, what) === null) return problem('not_found', 'space')
  return hasBegun(world, { case: space, what })
    ? problem('invalid', 'began')
    : write(world, world.book().space, [dropProposal(space, what)], null)
}

const hasBegun = (world: World, { case: space, what }: Pick<Proposal, 'case' | 'what'>): boolean =>
  readBareRecords(world.book().doc).some((one) => one.case === space && one.what === what && !one.done)

/** What would be left, worked out before anything goes. Of one that began and was interrupted it stands already. */
const recordOf = async (world: World, proposal: Proposal): Promise<Answer<BareRecord>> => {
  const { case: space, what, rule, by } = proposal
  const began = readBareRecords(world.book().doc).find((one) => one.case === space && one.what === what && !one.done)
  if (began) return { ok: true, value: began }
  if (what === 'alerts') return { ok: true, value: recordOfAlerts(world, proposal) }
  const found = await endable(world, space)
  if (!found.ok) return found
  const { opened, file } = found.value
  const closing = readClosings(opened.doc).findLast(({ reopened }) => reopened === null) ?? null
  const told = (membersNow(opened.membership) as readonly OrgId[]).filter((org) => org !== world.me.org)
  const decided = { what, rule, proposedBy: by, confirmedBy: world.me.person, on: world.today(), told }
  return { ok: true, value: bareRecordOf(file, closing, readRetention(world.book().doc), decided) }
}

/** What has not ended yet of what was agreed to; null when one of the spaces cannot be read here. */
const leftOf = async (world: World, { spaces }: Proposal): Promise<ReadonlyMap<SpaceId, EndingSpace> | null> => {
  const left = new Map<SpaceId, EndingSpace>()
  for (const one of spaces) {
    const opened = await world.open(one.space)
    if (opened === null || left.has(one.space)) return null
    if (!isEnded(opened.membership)) left.set(one.space, one)
  }
  return left
}

/** Is it what there is (left) of the case? A part that came since nobody agreed to, and what is no part of it nobody meant. */
const isWhole = async (world: World, proposal: Proposal): Promise<boolean> => {
  if (proposal.what === 'alerts') return isAsProposed(world, proposal, hasBegun(world, proposal))
  const found = await openCaseFile(world, proposal.case)
  const parts = found.ok ? await endingParts(world, found.value.opened, proposal.what) : null
  const left = await leftOf(world, proposal)
  if (parts === null || left === null || parts.length !== left.size) return false
  return parts.every(({ space, blobs }) => {
    const own = new Set(blobs)
    return left.get(space)?.blobs.every((blob) => own.has(blob)) ?? false
  })
}

/** The list for new devices named the case and went with it: with no line in it, it is due to be made anew (sync/caseIndex.ts). */
const indexIsGone = setOp('index', 'main', { count: 0 })

/** Done again after an interruption it goes on where it stopped: what has ended stays ended. */
export const confirmEnding: Command<'confirmEnding'> = async (world, { space, what }) => {
  const proposal = proposalOf(world, space, what)
  if (proposal === null) return problem('not_found', 'space')
  const me = { person: world.me.person, isSteward: isSteward(world) }
  const refused = confirmRefusal(proposal, me, otherEditors(world), world.now())
  if (refused === 'steward') return problem('not_permitted')
  if (refused !== null) return problem('invalid', refused)
  const record = await recordOf(world, proposal)
  if (!record.ok) return record
  if (!(await isWhole(world, proposal))) return problem('invalid', 'changed')
  const book = world.book().space
  const ready = await standsAsAgreed(world, proposal)
  if (!ready.ok) return ready
  const begun = await write(world, book, [keepBareRecord(record.value)], null)
  if (!begun.ok) return begun
  const alone = proposal.by === world.me.person
  for (const { space: part, blobs, ...agreed } of proposal.spaces) {
    const ended = await world.end(part, blobs, alone ? null : agreed)
    if (!ended.ok) return ended
  }
  const after = what === 'all' ? [indexIsGone] : noteDestroyed(proposal)
  return write(world, book, [keepBareRecord({ ...record.value, done: true }), ...after, dropProposal(space, what)], null)
}

/** Before anything goes: nothing was written in any of the spaces since, so that not half of a case is destroyed. */
const standsAsAgreed = async (world: World, { spaces }: Proposal): Promise<Answer<null>> => {
  for (const { space, blobs, pos, head } of spaces) {
    const now = await world.agreeToEnd(space, blobs)
    if (!now.ok) return now.problem.type === 'gone' ? problem('invalid', 'changed') : now
    const ended = (await world.open(space))?.goneSince ?? null
    if (ended === null && (now.value.pos !== pos || now.value.head !== head)) return problem('invalid', 'changed')
  }
  return done
}

export const dismissFarewell: Command<'dismissFarewell'> = async (world, { space }) => {
  await world.dismissFarewell(space)
  return done
}
