/** Of Today: papers of people in our cases that run out. */
import { alarmStep, daysFrom, type SeenAlarm } from '@pergola/core/casework'
import type { World } from '../world/world.ts'
import type { IdentitySummary, Summary } from './summary.ts'
import { NOTHING_DUE, startOf, type Due } from './todayDue.ts'
import type { Alarms } from './todayRelay.ts'

type HeldPaper = NonNullable<IdentitySummary['papers']>[number]

/** How long there is still, and the step that is told; null before the first. */
export const paperAlarm = ({ until }: Pick<HeldPaper, 'until'>, { today, steps }: Pick<Alarms, 'today' | 'steps'>) => {
  const inDays = daysFrom(today, until)
  // A paper is good on its last day.
  const step = alarmStep(inDays + 1, steps)
  return step === null ? null : { inDays, step }
}

/** Unlike an open gap, a paper that has run out can be put away: not every paper is made new. */
const isPutAway = (seen: SeenAlarm | undefined, { until }: HeldPaper, step: number): boolean =>
  seen !== undefined && seen.from === until && seen.step <= step

/** For the organisation that holds the case, while it goes on. */
export const papersDue = (world: World, summary: IdentitySummary & Pick<Summary, 'goneSince'>, alarms: Alarms): readonly Due[] => {
  const { papers = [], caseSpace, goneSince } = summary
  // Most papers are good for years: no more is asked of those.
  if (caseSpace === null || goneSince !== null || papers.every(({ until }) => until > alarms.until)) return NOTHING_DUE
  const about = world.summaries.get(caseSpace)
  if (about?.kind !== 'case' || about.status === 'closed' || about.ownerOrg !== world.me.org) return NOTHING_DUE
  return papers.flatMap((paper): readonly Due[] => {
    const alarm = paperAlarm(paper, alarms)
    if (alarm === null || isPutAway(alarms.seen.get(paper.id), paper, alarm.step)) return []
    const { id, kind, until } = paper
    const item = { kind: 'paper', caseSpace, paper: id, pseudonym: about.pseudonym, paperKind: kind, until, ...alarm } as const
    return [{ item, due: startOf(until) }]
  })
}
