/** Asking another organisation, and answering. */
import { linkReferral, type Instant, type Need } from '@pergola/core/casework'
import type { DeclineReason, ReferralTurn } from '@pergola/core/referral'
import { composeTeaser, openReferral, takeTurn, turnsFor } from '@pergola/core/referral'
import type { SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { teaserConsent } from '../views/matchView.ts'
import { needIn } from '../views/openCase.ts'
import { problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inOwnCase, inReferral, newId, textTooLong, write } from './open.ts'

/** Longest text of a request or a turn, in UTF-8 bytes. */
const LONGEST_TURN = 20_000
const MOST_NEEDS = 50

/** Teaser first: nothing leaves without the yes of everyone it is about, and nothing leaves that names anyone. */
export const sendReferral: Command<'sendReferral'> = async (world, { space, needs, org, service, text, answerBy, shareFileOnTakeUp }) =>
  textTooLong(['text', text, LONGEST_TURN]) ??
  inOwnCase(world, space, async ({ file }) => {
    const wanted = [...new Set(needs)].map((need) => needIn(file, need)).filter((need): need is Need => need !== null)
    if (wanted.length === 0 || wanted.length !== new Set(needs).size || wanted.length > MOST_NEEDS) return problem('invalid', 'needs')
    if (org === world.me.org || !world.organisations.has(org)) return problem('invalid', 'org')
    if (!teaserConsent(world, file, wanted, org).allowed) return problem('no_consent', 'share_network')
    const now = world.now() as Instant
    const teasers = wanted.map((need, i) => composeTeaser(file, need, i === 0 ? text : ''))
    const ops = openReferral(newId(world), {
      fromOrg: world.me.org,
      toOrg: org,
      service,
      teasers,
      sentAt: now,
      answerBy: answerBy as Instant,
    })
    if (!ops.ok) return ops
    const founded = await world.found('referral', [{ org, role: 'contributor' }], ops.value)
    if (!founded.ok) return founded
    const link = { needs: wanted.map(({ id }) => id), org, service, space: founded.value }
    return write(world, space, linkReferral(founded.value, link, shareFileOnTakeUp), { space: founded.value })
  })

type Act = Exclude<ReferralTurn['act'], 'sent'>

/** `not_permitted` when it is not our turn, or the turn is not one that is open now. */
const turn = async (world: World, space: SpaceId, act: Act, text: string, reason: DeclineReason | null = null): Promise<Answer<null>> =>
  textTooLong(['text', text, LONGEST_TURN]) ??
  inReferral(world, space, ({ referral }) =>
    turnsFor(referral, world.me.org, world.now() as Instant).includes(act)
      ? write(world, space, takeTurn(newId(world), act, text, reason), null)
      : problem('not_permitted'),
  )

export const takeUp: Command<'takeUp'> = (world, { space, text }) => turn(world, space, 'taken_up', text)
export const askReferral: Command<'askReferral'> = (world, { space, text }) => turn(world, space, 'asked', text)
export const answerReferral: Command<'answerReferral'> = (world, { space, text }) => turn(world, space, 'answered', text)
export const declineReferral: Command<'declineReferral'> = (world, { space, reason, text }) => turn(world, space, 'declined', text, reason)
export const withdrawReferral: Command<'withdrawReferral'> = (world, { space, text }) => turn(world, space, 'withdrawn', text)
