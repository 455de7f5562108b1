/**
 * Acts the plan out: each organisation's officer does what is theirs in the order of time, at a clock that was right then, and
 * waits where something of another organisation has to arrive first. Waiting is always for something earlier, so nobody waits
 * in a circle.
 */
import type { Day } from '@pergola/core/casework'
import { dayIn } from '../session/member.ts'
import { nodeClock } from '../ports/nodePorts.ts'
import { caseActs } from './caseActs.ts'
import type { OrgKey } from './cast.ts'
import { longAgoActs } from './depth/keeping.ts'
import { dutyActs } from './depth/safety.ts'
import { directoryActs } from './directoryActs.ts'
import type { GatheredOrg, Tell } from './gather.ts'
import type { PlannedCase } from './planModel.ts'
import { later, type Later, type Stage } from './stage.ts'

const many = <T>(of: readonly unknown[]): readonly Later<T>[] => of.map(() => later<T>())

const stageFor = (plan: PlannedCase, orgs: Stage['orgs'], today: Day): Stage => ({
  plan,
  orgs,
  today,
  space: later(),
  people: many(plan.people),
  needs: many(plan.needs),
  referrals: many(plan.referrals),
  turns: plan.referrals.map(({ turns }) => many(turns)),
  commitments: many(plan.commitments),
})

/** One organisation after the other's pace: as many at once as there are organisations. */
export const actOut = async (plans: readonly PlannedCase[], orgs: ReadonlyMap<OrgKey, GatheredOrg>, tell: Tell): Promise<void> => {
  const today = dayIn(nodeClock.now(), nodeClock.zone())
  const acts = [
    ...directoryActs(orgs, today),
    ...dutyActs(today),
    ...longAgoActs(today),
    ...plans.flatMap((plan) => caseActs(stageFor(plan, orgs, today))),
  ].sort((a, b) => a.at - b.at)
  let done = 0
  const workThrough = async (gathered: GatheredOrg): Promise<void> => {
    for (const { at, by, run } of acts) {
      if (by !== gathered.cast.key) continue
      gathered.officer.clock.moveTo(at)
      await run(gathered)
      tell(++done, acts.length)
    }
    gathered.officer.clock.moveTo(0)
  }
  await Promise.all([...orgs.values()].map(workThrough))
}
