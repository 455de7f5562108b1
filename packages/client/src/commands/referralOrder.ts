/** Asking several one after the other: who is named at sending, and who is asked when it is their turn. */
import { linkReferral, type Instant, type Need } from '@pergola/core/casework'
import { mayPass, teaserPassage } from '@pergola/core/consent'
import {
  MOST_HOURS,
  MOST_IN_ORDER,
  composeTeaser,
  nameCandidate,
  openReferral,
  readCandidates,
  readReferral,
  stopCandidate,
  type Candidate,
} from '@pergola/core/referral'
import { isWhole, type Op } from '@pergola/core/record'
import type { Answer, Commands } from '../contract/index.ts'
import { needIn, type OpenedCase } from '../views/openCase.ts'
import { done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inOwnCase, textTooLong, write } from './open.ts'
import { pass } from './passing.ts'
import { LONGEST_TURN } from './referralTurns.ts'
import { sendOne } from './referrals.ts'

const HOUR_MS = 3_600_000

type InOrder = Commands['sendInOrder']['args']

const problemOf = (world: World, { text, to }: InOrder): Answer<never> | null => {
  if (to.length < 2 || to.length > MOST_IN_ORDER) return problem('invalid', 'to')
  if (new Set(to.map(({ org, service }) => `${org} ${service ?? ''}`)).size !== to.length) return problem('invalid', 'to')
  if (to.some(({ org }) => org === world.me.org || !world.organisations.has(org))) return problem('invalid', 'org')
  if (to.some(({ hours }) => !isWhole(hours, 1, MOST_HOURS))) return problem('invalid', 'hours')
  return textTooLong(['text', text, LONGEST_TURN])
}

/** The first is asked now. A space of its own is founded for each of the others, which nobody but us reads until it is their turn. */
export const sendInOrder: Command<'sendInOrder'> = async (world, request) =>
  problemOf(world, request) ??
  inOwnCase(world, request.space, async (found) => {
    const { space, needs, text, afterNo, to } = request
    const [first, ...others] = to as [InOrder['to'][number], ...InOrder['to']]
    const answerBy = world.now() + first.hours * HOUR_MS
    const sent = await sendOne(world, found, { space, needs, text, ...first, answerBy })
    if (!sent.ok) return sent
    const named: Op[] = []
    for (const [at, { org, service, hours, shareFileOnTakeUp }] of others.entries()) {
      const founded = await world.found('referral', [], [])
      if (!founded.ok) return founded
      const candidate: Candidate = {
        space: founded.value,
        chain: sent.value.space,
        rank: at + 1,
        org,
        service,
        needs,
        text,
        hours,
        shareFile: shareFileOnTakeUp,
        afterNo,
        stopped: false,
      }
      const ops = nameCandidate(candidate)
      if (!ops.ok) return ops
      named.push(...ops.value)
    }
    return write(world, space, named, sent.value)
  })

export const stopNext: Command<'stopNext'> = (world, { space, candidate }) =>
  inOwnCase(world, space, ({ opened, file }) => {
    const known = readCandidates(opened.doc).some((one) => one.space === candidate)
    if (!known || file.referrals.some((one) => one.space === candidate)) return problem('not_found', 'candidate')
    return write(world, space, stopCandidate(candidate), null)
  })

/** What of a candidate's request is still wanted: needs that nobody dropped. */
const wantedOf = ({ file }: OpenedCase, { needs }: Candidate): readonly Need[] =>
  needs.map((need) => needIn(file, need)).filter((need): need is Need => need !== null)

/** Can this one be asked today: is something still wanted, are they a member, and does everyone whom it is about still agree? */
export const mayAsk = (world: World, found: OpenedCase, candidate: Candidate): boolean => {
  const wanted = wantedOf(found, candidate)
  if (wanted.length === 0 || !world.organisations.has(candidate.org)) return false
  return mayPass(found.file, teaserPassage(found.file, wanted, candidate.org), world.today()).allowed
}

/**
 * Asks a candidate whose turn it is. Their space is shared, which the relay accepts once; what is written into it and into the case has
 * the same ids whoever of us does it. After a failure it goes on where it stopped.
 */
export const askCandidate = (world: World, found: OpenedCase, candidate: Candidate): Promise<Answer<null>> => {
  const wanted = wantedOf(found, candidate)
  return pass(world, found, teaserPassage(found.file, wanted, candidate.org), async (doors) => {
    const shared = await doors.share(candidate.space, candidate.org, 'contributor')
    if (!shared.ok) return shared
    const told = await tell(world, found, candidate, wanted)
    if (!told.ok) return told
    const { org, service, space, shareFile } = candidate
    return write(world, found.file.space, linkReferral(space, { needs: wanted.map(({ id }) => id), org, service, space }, shareFile), null)
  })
}

/** The teaser as the case stands today. */
const tell = async (world: World, { file }: OpenedCase, candidate: Candidate, wanted: readonly Need[]): Promise<Answer<null>> => {
  const { space, org, service, text, hours } = candidate
  const opened = await world.open(space)
  if (opened === null) return problem('not_found', 'space')
  if (readReferral(space, opened.doc) !== null) return done
  const now = world.now()
  const ops = openReferral(SENT, {
    fromOrg: world.me.org,
    toOrg: org,
    service,
    teasers: wanted.map((need, i) => composeTeaser(file, need, i === 0 ? text : '')),
    sentAt: now as Instant,
    answerBy: (now + hours * HOUR_MS) as Instant,
  })
  return write(world, space, ops, null)
}

/** The first turn of a request that several devices may send at once. */
const SENT = 'sent'
