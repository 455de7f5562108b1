/** Of Today: what one case needs of us, from its parts. */
import type { SpaceId } from '@pergola/protocol'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import type { CaseSummary, Summary } from './summary.ts'
import { lapsesDue } from './todayConsent.ts'
import { NEWS_DUE_MS, isNews, type Due } from './todayDue.ts'
import { lifeDue } from './todayLife.ts'
import { outsideDue } from './todayOutside.ts'
import { breaksDue, coverDue, offerDue, type Alarms } from './todayRelay.ts'
import { alarmsDue, planDue } from './todaySafety.ts'
import { decideDue, vouchesAnsweredDue } from './todayVerification.ts'

type Part = (world: World, space: SpaceId, summary: CaseSummary & Summary, alarms: Alarms) => readonly Due[]

/** Of every open case. */
const PARTS: readonly Part[] = [planDue, breaksDue, lifeDue, offerDue, coverDue, lapsesDue, outsideDue, decideDue, vouchesAnsweredDue]

export const caseDue = (world: World, space: SpaceId, summary: CaseSummary & Summary, alarms: Alarms): readonly Due[] => {
  if (summary.goneSince !== null) return goneDue(world, space, summary, summary.goneSince)
  // Whoever agreed to check in is watched over as long as that stands, also after the case was closed.
  const alarming = alarmsDue(world, space, summary)
  // And what somebody still reads without consent is theirs no less for that.
  if (summary.status === 'closed') return [...alarming, ...lapsesDue(world, space, summary)]
  const due = [...alarming]
  for (const part of PARTS) {
    const found = part(world, space, summary, alarms)
    for (const one of found) due.push(one)
  }
  return due
}

const goneDue = (world: World, caseSpace: SpaceId, { pseudonym, ownerOrg }: CaseSummary, since: number): readonly Due[] =>
  isNews(world, since)
    ? [{ item: { kind: 'gone', caseSpace, pseudonym, by: orgName(world, ownerOrg), since }, due: since + NEWS_DUE_MS }]
    : []
