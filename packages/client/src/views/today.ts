/** What needs me now, in the order in which it is due. */
import type { SpaceId } from '@pergola/protocol'
import type { Answer, TodayView } from '../contract/index.ts'
import { stillWorld } from '../world/still.ts'
import type { World } from '../world/world.ts'
import { answer } from './problems.ts'
import { casesByReferral } from './referrals.ts'
import { onceOfCase } from './sameNotice.ts'
import type { Summary } from './summary.ts'
import { alertsDue } from './todayAlerts.ts'
import { caseDue } from './todayCases.ts'
import { casesOfNotices, noticeDue } from './todayConsent.ts'
import { NOTHING_DUE, type Due } from './todayDue.ts'
import { papersDue } from './todayPapers.ts'
import { referralDue } from './todayReferrals.ts'
import { alarmsNow } from './todayRelay.ts'
import { reviewDue } from './todayReviews.ts'
import { retentionDue } from './todayRetention.ts'
import { packetDue } from './todaySafety.ts'
import { callsDue } from './todaySuccession.ts'

export const today = async (moving: World): Promise<Answer<TodayView>> => {
  const world = stillWorld(moving)
  const about = casesByReferral(world)
  const noticed = casesOfNotices(world)
  const alarms = alarmsNow(world)
  const told = new Set<string>()
  const dueOf = (space: SpaceId, summary: Summary): readonly Due[] => {
    switch (summary.kind) {
      case 'case':
        return noticed.has(space) ? NOTHING_DUE : caseDue(world, space, summary, alarms)
      case 'identity':
        return papersDue(world, summary, alarms)
      case 'referral':
        return referralDue(world, space, summary, about.get(space) ?? null)
      case 'emergency':
        return summary.goneSince === null ? packetDue(world, space, summary) : NOTHING_DUE
      case 'notice':
        return onceOfCase(told, noticeDue(world, space, summary))
      default:
        return NOTHING_DUE
    }
  }
  const due: Due[] = []
  for (const [space, summary] of world.summaries) for (const one of dueOf(space, summary)) due.push(one)
  due.push(...alertsDue(world), ...retentionDue(world), ...(await reviewDue(world)), ...(await callsDue(world)))
  return answer({ now: world.now(), items: due.sort((a, b) => a.due - b.due).map(({ item }) => item) })
}
