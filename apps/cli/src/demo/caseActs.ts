/** One planned case as things that organisations do. */
import type { PartialDay } from '@pergola/core/casework'
import type { OrgId } from '@pergola/protocol'
import { dayAt, type Act, type Stage } from './stage.ts'
import type { OrgKey } from './cast.ts'
import type { GatheredOrg } from './gather.ts'
import { closes, lifeActs } from './lifeActs.ts'
import { askingActs } from './depth/asking.ts'
import { consentsOf, outsideActs, takenBackActs } from './depth/consenting.ts'
import { decidingActs } from './depth/deciding.ts'
import { familyActs, medicalActs, paperActs } from './depth/household.ts'
import { movingActs } from './depth/moving.ts'
import { safetyActs } from './depth/safety.ts'
import { goesThrough, isAhead, termsOf } from './depth/terms.ts'
import { verifyingActs } from './verifying.ts'
import type { PlannedCommitment, PlannedHandover, PlannedReferral, PlannedTurn } from './planModel.ts'

const HOUR_DAYS = 1 / 24

export const caseActs = (stage: Stage): readonly Act[] => {
  const { plan } = stage
  const mine = (at: number, run: Act['run']): Act => ({ at, by: plan.owner, run })
  const acts = [
    mine(plan.openedAt, (here) => opens(stage, here)),
    ...plan.risks.map(({ at, ...assessment }) =>
      mine(at, async ({ officer }) => void (await officer.run('assessRisk', { space: await stage.space.value, assessment }))),
    ),
    ...plan.referrals.flatMap((referral, number) => referralActs(stage, referral, number)),
    ...plan.commitments.map((one, number): Act => ({ at: one.at, by: one.org, run: (here) => commits(stage, one, number, here) })),
    ...plan.handovers.flatMap((handover) =>
      handover.yes.map((by): Act => ({ at: handover.at, by, run: (here) => agrees(stage, handover, here) })),
    ),
    ...plan.notes.map(({ org, at, text }): Act => ({
      at,
      by: org,
      run: async ({ officer }) => void (await officer.run('addNote', { space: await stage.space.value, text })),
    })),
    ...verifyingActs(stage),
    ...lifeActs(stage),
    ...depthActs(stage),
    ...closingActs(stage),
  ]
  return [...acts, ...takenBackActs(stage, acts)]
}

/** What casework is made of beside needs and cover. */
const depthActs = (stage: Stage): readonly Act[] => [
  ...familyActs(stage),
  ...paperActs(stage),
  ...medicalActs(stage),
  ...safetyActs(stage),
  ...askingActs(stage),
  ...decidingActs(stage),
  ...movingActs(stage),
  ...outsideActs(stage),
]

const orgId = ({ orgs }: Stage, key: OrgKey): OrgId => orgs.get(key)!.org

/* ---- opening ---- */

const opens = async (stage: Stage, { officer, people }: GatheredOrg): Promise<void> => {
  const { pseudonym, country, urgency, summary, status } = stage.plan
  const { space } = await officer.run('createCase', { pseudonym, country, urgency, summary })
  await peopleIn(stage, space, officer)
  await needsIn(stage, space, officer)
  await consentsIn(stage, space, officer)
  const assignedTo = people[pseudonym.length % people.length]!
  await officer.run('editCase', { space, fields: { assignedTo, ...(status === null ? {} : { status: 'open' as const }) } })
  stage.space.is(space)
}

type Officer = GatheredOrg['officer']
type Space = Awaited<Stage['space']['value']>

const peopleIn = async ({ plan, people }: Stage, space: Space, officer: Officer): Promise<void> => {
  for (const [at, { identity, ...person }] of plan.people.entries()) {
    const { id } = await officer.run('savePerson', { space, ...person })
    people[at]!.is(id)
    await officer.run('saveIdentity', {
      space,
      identity: { person: id, otherNames: '', documents: '', ...identity, birth: identity.birth as PartialDay },
    })
  }
}

const needsIn = async (stage: Stage, space: Space, officer: Officer): Promise<void> => {
  for (const [at, { person, from, to, ...need }] of stage.plan.needs.entries()) {
    const about = { ...need, person: await stage.people[person]!.value, from: dayAt(stage, from), to: dayAt(stage, to) }
    stage.needs[at]!.is((await officer.run('saveNeed', { space, need: about })).id)
  }
}

const consentsIn = async (stage: Stage, space: Space, officer: Officer): Promise<void> =>
  void (await officer.run('giveConsents', { space, consents: await consentsOf(stage, officer.today()) }))

const closingActs = (stage: Stage): readonly Act[] => {
  const { status, owner, openedAt } = stage.plan
  if (status !== 'resting' && status !== 'closed') return []
  const at = Math.min(-0.02, openedAt * 0.02 - 0.03)
  return [
    {
      at,
      by: owner,
      run: async (here) =>
        status === 'closed'
          ? closes(stage, here)
          : void (await here.officer.run('editCase', { space: await stage.space.value, fields: { status } })),
    },
  ]
}

/* ---- asking others ---- */

const referralActs = (stage: Stage, referral: PlannedReferral, number: number): readonly Act[] => {
  const { to, sentAt, turns } = referral
  const sender = stage.plan.owner
  const isSenders = ({ act }: PlannedTurn): boolean => act === 'answered' || act === 'withdrawn'
  return [
    { at: sentAt, by: sender, run: (here) => asks(stage, referral, number, here) },
    ...turns.map((turn, at): Act => ({
      at: turn.at,
      by: isSenders(turn) ? sender : to,
      run: (here) => takesTurn(stage, turn, { number, at }, here),
    })),
  ]
}

const asks = async (
  stage: Stage,
  { to, need, answerIn, text }: PlannedReferral,
  number: number,
  { officer }: GatheredOrg,
): Promise<void> => {
  const space = await stage.space.value
  const needs = [await stage.needs[need]!.value]
  const answerBy = Math.round(officer.now() + Math.max(HOUR_DAYS, answerIn) * 86_400_000)
  const sent = await officer.run('sendReferral', {
    space,
    needs,
    org: orgId(stage, to),
    service: null,
    text,
    answerBy,
    shareFileOnTakeUp: true,
  })
  stage.referrals[number]!.is(sent.space)
}

/** `at`: which turn it is, counted from 0. */
const takesTurn = async (
  stage: Stage,
  turn: PlannedTurn,
  { number, at }: { readonly number: number; readonly at: number },
  { officer }: GatheredOrg,
): Promise<void> => {
  const space = await stage.referrals[number]!.value
  // The other organisation may be busy with much else before it comes to its turn; only what it has done must arrive soon.
  await stage.turns[number]![at - 1]?.value
  await officer.sees('referral', { space }, ({ referral }) => referral.turns.length > at)
  await say(officer, space, turn)
  stage.turns[number]![at]!.is(true)
}

const say = async (officer: Officer, space: Space, { act, text, reason }: PlannedTurn): Promise<void> => {
  if (act === 'declined') await officer.run('declineReferral', { space, text, reason: reason ?? 'other' })
  else if (act === 'taken_up') await officer.run('takeUp', { space, text })
  else if (act === 'asked') await officer.run('askReferral', { space, text })
  else if (act === 'answered') await officer.run('answerReferral', { space, text })
  else await officer.run('withdrawReferral', { space, text })
}

/* ---- covering ---- */

const commits = async (stage: Stage, one: PlannedCommitment, number: number, { officer }: GatheredOrg): Promise<void> => {
  const { need, from, to, state, stopGap } = one
  const space = await stage.space.value
  const wanted = await stage.needs[need]!.value
  await officer.sees('case', { space }, ({ file }) => file.needs.some(({ id }) => id === wanted))
  const dates = { from: dayAt(stage, from), to: dayAt(stage, to) }
  const said = { ...dates, state, stopGap, note: '', ...termsOf(stage, one) }
  stage.commitments[number]!.is((await officer.run('commit', { space, need: wanted, ...said })).id)
}

const agrees = async (stage: Stage, handover: PlannedHandover, { officer, cast }: GatheredOrg): Promise<void> => {
  const space = await stage.space.value
  const [before, after] = [await stage.commitments[handover.before]!.value, await stage.commitments[handover.after]!.value]
  await officer.sees('case', { space }, ({ file }) => [before, after].every((one) => file.commitments.some(({ id }) => id === one)))
  await officer.run('agreeHandover', { space, before, after })
  if (!isAhead(stage, handover)) return
  const gives = stage.plan.commitments[handover.before]!.org === cast.key
  await goesThrough(officer, { space, before, after }, gives ? 'gives' : 'takes')
}
