/** Answers to a request that say more than a word: which part is taken up, who else could help, what came of it. */
import type { Instant } from '@pergola/core/casework'
import type { Ops } from '@pergola/core/record'
import {
  giveFeedback as feedbackOps,
  suggestOther as suggestOps,
  takeUpPart as takeUpOps,
  turnsFor,
  type Referral,
  type ReferralTurn,
} from '@pergola/core/referral'
import type { SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inReferral, newId, textTooLong, write } from './open.ts'

/** Longest text of a turn, in UTF-8 bytes. */
export const LONGEST_TURN = 20_000

interface Turn {
  readonly act: ReferralTurn['act']
  readonly text: string
  readonly ops: (id: string, referral: Referral) => Ops
}

/** `not_permitted` when it is not our turn, or the turn is not one that is open now. */
export const takeTurnIn = async (world: World, space: SpaceId, { act, text, ops }: Turn): Promise<Answer<null>> =>
  textTooLong(['text', text, LONGEST_TURN]) ??
  inReferral(world, space, ({ referral }) =>
    turnsFor(referral, world.me.org, world.now() as Instant).includes(act)
      ? write(world, space, ops(newId(world), referral), null)
      : problem('not_permitted'),
  )

export const takeUpPart: Command<'takeUpPart'> = (world, { space, parts, text }) =>
  takeTurnIn(world, space, { act: 'taken_up', text, ops: (id, { teasers }) => takeUpOps(id, teasers, parts, text) })

/** Only a member of the network can be suggested: nobody else can be asked from here. */
export const suggestOther: Command<'suggestOther'> = async (world, { space, org, service, text }) =>
  world.organisations.has(org)
    ? takeTurnIn(world, space, { act: 'forwarded', text, ops: (id, referral) => suggestOps(id, referral, { org, service }, text) })
    : problem('invalid', 'org')

export const giveFeedback: Command<'giveFeedback'> = (world, { space, helped, on, text }) =>
  takeTurnIn(world, space, { act: 'feedback', text, ops: (id) => feedbackOps(id, { helped, on }, text) })
