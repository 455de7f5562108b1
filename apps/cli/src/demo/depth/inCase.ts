/** Acts of one case, written shortly: when, by whom, and what is done in the case that somebody opened before. */
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { OrgKey } from '../cast.ts'
import type { GatheredOrg } from '../gather.ts'
import type { PlannedPerson } from '../planModel.ts'
import type { Act, Stage } from '../stage.ts'

export type Officer = GatheredOrg['officer']

/** What somebody does in the case. */
type Doing = (officer: Officer, space: SpaceId, here: GatheredOrg) => Promise<unknown>

/** By who holds the case. */
export const here = ({ plan, space }: Stage, at: number, doing: Doing): Act => ({
  at,
  by: plan.owner,
  run: async (org) => void (await doing(org.officer, await space.value, org)),
})

/** By another organisation, once the case has come to it. */
export const there = (stage: Stage, by: OrgKey, at: number, doing: Doing): Act => ({
  at,
  by,
  run: async (org) => {
    const space = await stage.space.value
    await org.officer.sees('cases', { filter: {}, from: 0, count: 500 }, ({ rows }) => rows.some((row) => row.space === space))
    await doing(org.officer, space, org)
  },
})

export const orgIn = ({ orgs }: Pick<Stage, 'orgs'>, key: OrgKey): OrgId => orgs.get(key)!.org

/** Of the organisation that asks, by first name. */
export const memberCalled = async (officer: Officer, firstName: string): Promise<PersonId> => {
  const { members } = await officer.ask('network', {})
  return members.find(({ name }) => name.startsWith(firstName))!.person
}

export const isChild = ({ label }: PlannedPerson): boolean => /daughter|son|child/iu.test(label)

/** Not before the case was opened, and not in the future. */
export const soonAfter = ({ plan }: Stage, days: number): number => Math.min(-0.05, plan.openedAt + days)

/** The same for one case each time, and another for the next. */
export const numberOf = ({ plan }: Pick<Stage, 'plan'>): number => [...plan.pseudonym].reduce((sum, sign) => sum + sign.codePointAt(0)!, 0)
