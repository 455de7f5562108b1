/** Finding out whether somebody is a human rights defender, deciding it by two, and asking others whether they know the work. */
import { parsePartialDay, setCase, type Instant } from '@pergola/core/casework'
import { vouchPassage } from '@pergola/core/consent'
import { ownedId } from '@pergola/core/record'
import {
  LONGEST_REASON,
  answerVouch as answerOps,
  askVouch as askOps,
  describeWork as workOps,
  findTest as testOps,
  giveOpinion as opinionOps,
  linkVouch,
  openRound,
  openTo,
  routeTo,
  saveEvidence as evidenceOps,
  standing,
  vouchState,
} from '@pergola/core/verification'
import { takeTurn } from '@pergola/core/referral'
import { RIGHTS_FIELDS } from '@pergola/core/vocabulary'
import { roleNow } from '@pergola/protocol'
import { problem } from '../views/problems.ts'
import { verificationOf, vouchDraftOf } from '../views/verificationView.ts'
import type { Command } from './command.ts'
import { inCase, inOwnCase, inVouch, lineTooLong, newId, textTooLong, write } from './open.ts'
import { pass } from './passing.ts'

export const describeWork: Command<'describeWork'> = (world, { space, rightsFields, activities, since, deciders }) =>
  inOwnCase(world, space, (found) => {
    const when = since === '' ? '' : parsePartialDay(since)
    if (when === null) return problem('invalid', 'since')
    if (rightsFields.some((field) => !(RIGHTS_FIELDS as readonly string[]).includes(field))) return problem('invalid', 'rightsFields')
    // Who cannot read the file cannot decide on it.
    if (deciders.some((org) => org === world.me.org || roleNow(found.opened.membership, org) === null))
      return problem('invalid', 'deciders')
    const before = verificationOf(found).deciders
    const [work, rights] = [workOps({ activities, since: when }, { now: deciders, before }), setCase({ rightsFields })]
    if (!work.ok) return work
    return rights.ok ? write(world, space, [...work.value, ...rights.value], null) : rights
  })

export const findTest: Command<'findTest'> = async (world, { space, test, finding, reason }) =>
  textTooLong(['reason', reason, LONGEST_REASON]) ??
  inOwnCase(world, space, () => write(world, space, testOps(test, finding, reason), null))

export const saveEvidence: Command<'saveEvidence'> = async (world, { space, id, evidence }) =>
  textTooLong(['text', evidence.text, LONGEST_REASON]) ??
  lineTooLong(['source', evidence.source, 120]) ??
  inCase(world, space, (found) => {
    const known = verificationOf(found).evidence.find((one) => one.id === id)
    if (id !== undefined && (known === undefined || known.vouch !== null)) return problem('not_found', 'id')
    if (evidence.on > world.today()) return problem('invalid', 'on')
    if (evidence.file !== null && !found.file.files.some((file) => file.id === evidence.file)) return problem('not_found', 'file')
    const saved = id ?? ownedId(world.me.org, newId(world))
    return write(world, space, evidenceOps(saved, evidence), { id: saved })
  })

/** Whether the function is open to this person now; two who decide at once on two devices are two opinions. */
export const giveOpinion: Command<'giveOpinion'> = async (world, { space, opinion }) =>
  textTooLong(['reasons', opinion.reasons, LONGEST_REASON]) ??
  inCase(world, space, (found) => {
    const verification = verificationOf(found)
    const { person, org } = world.me
    if (!openTo(verification, person, org).functions.includes(opinion.function)) return problem('not_permitted', 'function')
    return write(world, space, opinionOps(person, { ...opinion, round: verification.round, on: world.today() }), null)
  })

export const appealDecision: Command<'appealDecision'> = async (world, { space, kind, reasons }) =>
  textTooLong(['reasons', reasons, LONGEST_REASON]) ??
  inCase(world, space, (found) => {
    const verification = verificationOf(found)
    // Nothing that stands, nothing to appeal against.
    if (standing(verification).state !== 'stands') return problem('not_permitted')
    const round = { round: verification.round + 1, kind, reasons, on: world.today() }
    return write(world, space, openRound(world.me.person, round), null)
  })

export const routeElsewhere: Command<'routeElsewhere'> = async (world, { space, to, why }) =>
  textTooLong(['why', why, LONGEST_REASON]) ??
  inCase(world, space, () => write(world, space, routeTo(ownedId(world.me.org, newId(world)), { to, why, on: world.today() }), null))

/** Without the name unless they agreed that this organisation reads it; nothing leaves that the draft does not show. */
export const askVouch: Command<'askVouch'> = async (world, { space, answerBy, ...asked }) =>
  textTooLong(['text', asked.text, LONGEST_REASON]) ??
  inOwnCase(world, space, async (found) => {
    const { org, withName } = asked
    if (org === world.me.org || !world.organisations.has(org)) return problem('invalid', 'org')
    const { about } = await vouchDraftOf(world, found, asked)
    if (withName && about.name === '') return problem('invalid', 'name')
    const from = { fromOrg: world.me.org, toOrg: org, sentAt: world.now() as Instant, answerBy: answerBy as Instant }
    const ops = askOps(newId(world), { ...from, about })
    if (!ops.ok) return ops
    const founded = await pass(world, found, vouchPassage(found.file, org, withName), (doors) =>
      doors.found('referral', [{ org, role: 'contributor' }], ops.value),
    )
    return founded.ok ? write(world, space, linkVouch(founded.value, { org, withName }), { space: founded.value }) : founded
  })

export const answerVouch: Command<'answerVouch'> = async (world, { space, answer, text }) =>
  textTooLong(['text', text, LONGEST_REASON]) ??
  inVouch(world, space, ({ request }) =>
    request.toOrg === world.me.org && vouchState(request, world.now()) !== 'withdrawn'
      ? write(world, space, answerOps(world.me.org, answer, text), null)
      : problem('not_permitted'),
  )

export const withdrawVouch: Command<'withdrawVouch'> = (world, { space }) =>
  inVouch(world, space, ({ request }) =>
    request.fromOrg === world.me.org && request.answer === null
      ? write(world, space, takeTurn(newId(world), 'withdrawn', ''), null)
      : problem('not_permitted'),
  )
