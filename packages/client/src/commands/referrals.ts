/** Asking another organisation, and answering. */
import { linkReferral, type CaseFile, type Instant, type Need } from '@pergola/core/casework'
import type { DeclineReason, ReferralTurn } from '@pergola/core/referral'
import { composeTeaser, openReferral, takeTurn, turnsFor } from '@pergola/core/referral'
import type { SpaceId } from '@pergola/protocol'
import type { Answer, Commands } from '../contract/index.ts'
import { teaserConsent } from '../views/referralDrafts.ts'
import { needIn } from '../views/openCase.ts'
import { problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inOwnCase, inReferral, newId, textTooLong, write } from './open.ts'

/** Longest text of a request or a turn, in UTF-8 bytes. */
const LONGEST_TURN = 20_000
const MOST_NEEDS = 50
/** Organisations asked at once. */
const MOST_ASKED = 50

type Sending = Commands['sendReferral']['args']

/** Teaser first: nothing leaves without the yes of everyone it is about, and nothing leaves that names anyone. */
export const sendReferral: Command<'sendReferral'> = async (world, request) =>
  textTooLong(['text', request.text, LONGEST_TURN]) ?? inOwnCase(world, request.space, ({ file }) => sendOne(world, file, request))

/** To several, one after the other: what one organisation cannot be asked does not keep the others from being asked. */
export const sendReferrals: Command<'sendReferrals'> = async (world, { space, needs, text, to }) => {
  if (to.length === 0 || to.length > MOST_ASKED) return problem('invalid', 'to')
  if (new Set(to.map(({ org, service }) => `${org} ${service ?? ''}`)).size !== to.length) return problem('invalid', 'to')
  return (
    textTooLong(['text', text, LONGEST_TURN]) ??
    inOwnCase(world, space, async ({ file }) => {
      const sent: Sent['sent'][number][] = []
      const failed: Sent['failed'][number][] = []
      for (const { org, service, answerBy, shareFileOnTakeUp } of to) {
        const one = await sendOne(world, file, { space, needs, text, org, service, answerBy, shareFileOnTakeUp })
        if (one.ok) sent.push({ org, service, space: one.value.space })
        else failed.push({ org, service, problem: one.problem })
      }
      return { ok: true, value: { sent, failed } }
    })
  )
}

type Sent = Commands['sendReferrals']['value']

/** Founds the space of one request, and remembers it in the case. */
const sendOne = async (world: World, file: CaseFile, request: Sending): Promise<Answer<{ space: SpaceId }>> => {
  const { space, needs, org, service, text, answerBy, shareFileOnTakeUp } = request
  const wanted = [...new Set(needs)].map((need) => needIn(file, need)).filter((need): need is Need => need !== null)
  if (wanted.length === 0 || wanted.length !== new Set(needs).size || wanted.length > MOST_NEEDS) return problem('invalid', 'needs')
  if (org === world.me.org || !world.organisations.has(org)) return problem('invalid', 'org')
  if (!teaserConsent(world, file, wanted, org).allowed) return problem('no_consent', 'share_network')
  const teasers = wanted.map((need, i) => composeTeaser(file, need, i === 0 ? text : ''))
  const ops = openReferral(newId(world), {
    fromOrg: world.me.org,
    toOrg: org,
    service,
    teasers,
    sentAt: world.now() as Instant,
    answerBy: answerBy as Instant,
  })
  if (!ops.ok) return ops
  const founded = await world.found('referral', [{ org, role: 'contributor' }], ops.value)
  if (!founded.ok) return founded
  const link = { needs: wanted.map(({ id }) => id), org, service, space: founded.value }
  return write(world, space, linkReferral(founded.value, link, shareFileOnTakeUp), { space: founded.value })
}

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
