/** Taking back what an organisation has of a case: it is told, then its keys end; and what consent does not carry any more. */
import { SHARE_PARTS, lapses, readShares, recordShare, spacesOfParts, type SharePart } from '@pergola/core/consent'
import type { NoticeWhy } from '@pergola/core/vocabulary'
import { readVouchesAsked } from '@pergola/core/verification'
import { roleNow, type OrgId, type SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { oneByOne } from '../oneByOne.ts'
import { openCaseFile, type OpenedCase } from '../views/openCase.ts'
import { done, problem } from '../views/problems.ts'
import { stateAt } from '../views/stateAt.ts'
import type { World } from '../world/world.ts'
import { giveNotice } from './notices.ts'
import { withdrawReferral } from './referrals.ts'

interface Taking {
  readonly org: OrgId
  /** The file stands for all of them. */
  readonly parts: readonly SharePart[]
  readonly why: NoticeWhy
}

/**
 * The notice first, so that it is known what was taken back if this stops half-way; then the parts, the file last. Done again
 * it goes on where it stopped. Needs the relay; `offline` says that the organisation can still read.
 */
export const takeBack = async (world: World, { opened, file }: OpenedCase, { org, parts, why }: Taking): Promise<Answer<null>> => {
  if (org === file.ownerOrg) return problem('invalid', 'org')
  const all = parts.includes('file') ? SHARE_PARTS : parts
  const spaces = spacesOfParts(opened.doc, opened.space)
  const had: SharePart[] = []
  for (const part of all.toReversed()) if (await hasAny(world, spaces[part], org)) had.push(part)
  if (had.length === 0) return world.write(opened.space, [recordShare(org, without(all))])
  const since = new Map(readShares(opened.doc).flatMap((share) => (share.org === org ? [[share.part, share.since] as const] : [])))
  const telling = { parts: had.map((part) => ({ part, since: since.get(part) ?? 0 })), spaces: had.flatMap((part) => spaces[part]) }
  const told = await giveNotice(world, { opened, file }, { org, why, ...telling })
  if (!told.ok) return told
  for (const part of had) {
    for (const space of spaces[part]) {
      const member = await hasAny(world, [space], org)
      const revoked = member ? await world.revoke(space, org) : done
      if (!revoked.ok) return revoked
    }
  }
  return world.write(opened.space, [recordShare(org, without(all))])
}

const without = (parts: readonly SharePart[]): Partial<Record<SharePart, null>> => Object.fromEntries(parts.map((part) => [part, null]))

const hasAny = async (world: World, spaces: readonly OpenedCase['opened']['space'][], org: OrgId): Promise<boolean> => {
  for (const space of spaces) {
    const opened = await world.open(space)
    if (opened !== null && roleNow(opened.membership, org) !== null) return true
  }
  return false
}

type Turns = ReturnType<typeof oneByOne<SpaceId>>

/** A press and the reaction to it would otherwise each tell the organisation. */
const turnsOf = new WeakMap<World, Turns>()

const inTurn = (world: World): Turns => {
  const turns = turnsOf.get(world) ?? oneByOne<SpaceId>()
  turnsOf.set(world, turns)
  return turns
}

/**
 * Takes back what rests on a consent that was withdrawn with that wish: shared parts, and requests that still wait. Any device of
 * ours may do so at any time, several at once: what is taken back already is left alone. One device does so once at a time.
 */
export const takeBackWithdrawn = (world: World, space: SpaceId): Promise<Answer<null>> =>
  inTurn(world)(space, async () => {
    const found = await openCaseFile(world, space)
    return found.ok ? takeBackDue(world, found.value) : found
  })

const takeBackDue = async (world: World, found: OpenedCase): Promise<Answer<null>> => {
  const due = lapses(found.file, readShares(found.opened.doc), readVouchesAsked(found.opened.doc)).filter(
    ({ takeBack: wished, on }) => wished && on <= world.today(),
  )
  for (const org of new Set(due.map((lapse) => lapse.org))) {
    const parts = due.flatMap(({ org: whose, part }) => (whose === org && part !== null ? [part] : []))
    const taken = parts.length === 0 ? done : await takeBack(world, found, { org, parts, why: 'withdrawn' })
    if (!taken.ok) return taken
  }
  for (const { referral } of due) {
    const summary = referral === null ? undefined : world.summaries.get(referral)
    if (referral === null || summary?.kind !== 'referral' || summary.vouch?.answer) continue
    const state = stateAt(summary, world.now())
    if (state === 'waiting' || state === 'asked' || state === 'expired') await withdrawReferral(world, { space: referral, text: '' })
  }
  return done
}
