/** What needs me now, in the order in which it is due. */
import type { Answer, TodayView } from '../contract/index.ts'
import { stillWorld } from '../world/still.ts'
import type { World } from '../world/world.ts'
import { answer } from './problems.ts'
import { casesByReferral } from './referrals.ts'
import { alertsDue } from './todayAlerts.ts'
import { caseDue } from './todayCases.ts'
import { casesOfNotices, noticeDue } from './todayConsent.ts'
import type { Due } from './todayDue.ts'
import { papersDue } from './todayPapers.ts'
import { referralDue } from './todayReferrals.ts'
import { alarmsNow } from './todayRelay.ts'
import { reviewDue } from './todayReviews.ts'
import { retentionDue } from './todayRetention.ts'
import { packetDue } from './todaySafety.ts'
import { callsDue } from './todaySuccession.ts'

export const today = async (moving: World): Promise<Answer<TodayView>> => {
  const world = stillWorld(moving)
  const due: Due[] = [...alertsDue(world)]
  const about = casesByReferral(world)
  const noticed = casesOfNotices(world)
  const alarms = alarmsNow(world)
  for (const [space, summary] of world.summaries) {
    if (summary.kind === 'referral') due.push(...referralDue(world, space, summary, about.get(space) ?? null))
    if (summary.kind === 'emergency' && summary.goneSince === null) due.push(...packetDue(world, space, summary))
    if (summary.kind === 'case' && !noticed.has(space)) due.push(...caseDue(world, space, summary, alarms))
    if (summary.kind === 'identity') due.push(...papersDue(world, summary, alarms))
    if (summary.kind === 'notice') due.push(...noticeDue(world, space, summary))
  }
  due.push(...retentionDue(world), ...(await reviewDue(world)), ...(await callsDue(world)))
  return answer({ now: world.now(), items: due.sort((a, b) => a.due - b.due).map(({ item }) => item) })
}
