/** Opening a space as what it should be. */
import { readCase, type CaseFile, type Need } from '@pergola/core/casework'
import { readReferral, type Referral } from '@pergola/core/referral'
import { atLeast, lesser, roleNow, type SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import type { Opened, World } from '../world/world.ts'
import { answer, problem } from './problems.ts'

export interface OpenedCase {
  readonly opened: Opened
  readonly file: CaseFile
}

/** `not_found` when this device does not read the space, or it is of another kind. */
export const openCaseFile = async (world: World, space: SpaceId): Promise<Answer<OpenedCase>> => {
  const opened = await world.open(space)
  if (opened?.membership.kind !== 'case') return problem('not_found', 'space')
  const file = readCase(space, opened.doc)
  const pseudonym = file.pseudonym || pseudonymOfGone(world, space)
  return answer({ opened, file: { ...file, pseudonym, ownerOrg: opened.membership.founder ?? file.ownerOrg } })
}

/** Of a case that was taken back only what the lists show of it is left. */
const pseudonymOfGone = (world: World, space: SpaceId): string => {
  const summary = world.summaries.get(space)
  return summary?.kind === 'case' ? summary.pseudonym : ''
}

export interface OpenedReferral {
  readonly opened: Opened
  readonly referral: Referral
}

export const openReferralSpace = async (world: World, space: SpaceId): Promise<Answer<OpenedReferral>> => {
  const opened = await world.open(space)
  const referral = opened?.membership.kind === 'referral' ? readReferral(space, opened.doc) : null
  return opened && referral ? answer({ opened, referral }) : problem('not_found', 'space')
}

/** A need that is still wanted. */
export const needIn = (file: CaseFile, id: string): Need | null => file.needs.find((need) => need.id === id && !need.dropped) ?? null

/** May we write here now? Bounded by our own role and by our organisation's in this space. */
export const mayWrite = ({ me }: Pick<World, 'me'>, { membership, goneSince }: Opened): boolean => {
  const role = roleNow(membership, me.org)
  return goneSince === null && role !== null && atLeast(lesser(role, me.role), 'contributor')
}
