/** Asking another organisation, and answering. */
import { linkReferral, type Instant, type Need } from '@pergola/core/casework'
import { teaserPassage } from '@pergola/core/consent'
import type { DeclineReason, PlainAct } from '@pergola/core/referral'
import { composeTeaser, openReferral, takeTurn } from '@pergola/core/referral'
import type { SpaceId } from '@pergola/protocol'
import type { Answer, Commands } from '../contract/index.ts'
import { needIn, openCaseFile, type OpenedCase } from '../views/openCase.ts'
import { problem } from '../views/problems.ts'
import { casesByReferral } from '../views/referrals.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inOwnCase, newId, textTooLong, write } from './open.ts'
import { pass } from './passing.ts'
import { LONGEST_TURN, takeTurnIn } from './referralTurns.ts'

const MOST_NEEDS = 50
/** Organisations asked at once. */
const MOST_ASKED = 50

type Sending = Commands['sendReferral']['args']

/** Teaser first: nothing leaves without the yes of everyone it is about, and nothing leaves that names anyone. */
export const sendReferral: Command<'sendReferral'> = async (world, request) =>
  textTooLong(['text', request.text, LONGEST_TURN]) ?? inOwnCase(world, request.space, (found) => sendOne(world, found, request))

/** To several, one after the other: what one organisation cannot be asked does not keep the others from being asked. */
export const sendReferrals: Command<'sendReferrals'> = async (world, { space, needs, text, to }) => {
  if (to.length === 0 || to.length > MOST_ASKED) return problem('invalid', 'to')
  if (new Set(to.map(({ org, service }) => `${org} ${service ?? ''}`)).size !== to.length) return problem('invalid', 'to')
  return (
    textTooLong(['text', text, LONGEST_TURN]) ??
    inOwnCase(world, space, async (found) => {
      const sent: Sent['sent'][number][] = []
      const failed: Sent['failed'][number][] = []
      for (const { org, service, answerBy, shareFileOnTakeUp } of to) {
        const one = await sendOne(world, found, { space, needs, text, org, service, answerBy, shareFileOnTakeUp })
        if (one.ok) sent.push({ org, service, space: one.value.space })
        else failed.push({ org, service, problem: one.problem })
      }
      return { ok: true, value: { sent, failed } }
    })
  )
}

type Sent = Commands['sendReferrals']['value']

/** Founds the space of one request, and remembers it in the case. */
export const sendOne = async (world: World, found: OpenedCase, request: Sending): Promise<Answer<{ space: SpaceId }>> => {
  const { file } = found
  const { space, needs, org, service, text, answerBy, shareFileOnTakeUp } = request
  const wanted = [...new Set(needs)].map((need) => needIn(file, need)).filter((need): need is Need => need !== null)
  if (wanted.length === 0 || wanted.length !== new Set(needs).size || wanted.length > MOST_NEEDS) return problem('invalid', 'needs')
  if (org === world.me.org || !world.organisations.has(org)) return problem('invalid', 'org')
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
  return pass(world, found, teaserPassage(file, wanted, org), async (doors) => {
    const founded = await doors.found('referral', [{ org, role: 'contributor' }], ops.value)
    if (!founded.ok) return founded
    const link = { needs: wanted.map(({ id }) => id), org, service, space: founded.value }
    return write(world, space, linkReferral(founded.value, link, shareFileOnTakeUp), { space: founded.value })
  })
}

const turn = (world: World, space: SpaceId, act: PlainAct, text: string, reason: DeclineReason | null = null): Promise<Answer<null>> =>
  takeTurnIn(world, space, { act, text, ops: (id) => takeTurn(id, act, text, reason) })

export const takeUp: Command<'takeUp'> = (world, { space, text }) => turn(world, space, 'taken_up', text)
export const askReferral: Command<'askReferral'> = (world, { space, text }) => turn(world, space, 'asked', text)

/** An answer tells more of the case than the request did: it passes the gate again, on the day on which it is given. */
export const answerReferral: Command<'answerReferral'> = async (world, { space, text }) => {
  const about = casesByReferral(world).get(space)
  const found = about === undefined ? problem('not_permitted') : await openCaseFile(world, about.space)
  if (!found.ok) return found
  const link = found.value.file.referrals.find((one) => one.space === space)
  if (link === undefined) return problem('not_permitted')
  const needs = link.needs.flatMap((id) => found.value.file.needs.filter((need) => need.id === id))
  return pass(world, found.value, teaserPassage(found.value.file, needs, link.org), () => turn(world, space, 'answered', text))
}

export const declineReferral: Command<'declineReferral'> = (world, { space, reason, text }) => turn(world, space, 'declined', text, reason)
export const withdrawReferral: Command<'withdrawReferral'> = (world, { space, text }) => turn(world, space, 'withdrawn', text)
