/** Of Today: cover that breaks, and hand-overs to agree. */
import { addDays, alarmStep, daysFrom, isSeen, readAlarmSteps, readSeenAlarms, type Day, type SeenAlarm } from '@pergola/core/casework'
import type { Doc } from '@pergola/core/record'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Answer, Queries } from '../contract/index.ts'
import { perDoc } from '../book/perDoc.ts'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import { answer } from './problems.ts'
import { nextGap } from './stateAt.ts'
import type { CaseSummary, NeedSummary } from './summary.ts'
import { startOf, type Due } from './todayDue.ts'

/** Asked once for all cases. */
export interface Alarms {
  readonly today: Day
  /** The last day on which a gap that opens is told. */
  readonly until: Day
  readonly steps: readonly number[]
  readonly seen: ReadonlyMap<string, SeenAlarm>
}

const stepsIn: (book: Doc) => readonly number[] = perDoc(readAlarmSteps)
const seenIn: (book: Doc) => ReadonlyMap<string, SeenAlarm> = perDoc(readSeenAlarms)

export const alarmsNow = (world: World): Alarms => {
  const book = world.book().doc
  const steps = stepsIn(book)
  const today = world.today()
  return { today, until: addDays(today, Math.max(0, ...steps)), steps, seen: seenIn(book) }
}

export const alarmSteps = async (
  world: World,
  _args: Queries['alarmSteps']['args'],
): Promise<Answer<{ readonly steps: readonly number[] }>> => answer({ steps: stepsIn(world.book().doc) })

export interface Alarm {
  readonly from: Day
  readonly days: number
  readonly inDays: number
  readonly step: number
  /** Whose cover ends the day before. */
  readonly after: OrgId | null
}

/** What of a need's cover breaks next, as far as it is told yet; seen or not. */
export const alarmOf = (need: NeedSummary, { today, until, steps }: Pick<Alarms, 'today' | 'until' | 'steps'>): Alarm | null => {
  const gap = nextGap(need, today, until)
  if (gap === null) return null
  const inDays = daysFrom(today, gap.from)
  const step = alarmStep(inDays, steps)
  if (step === null) return null
  const last = addDays(gap.from, -1)
  return { ...gap, inDays, step, after: need.cover.find(([, , to]) => to === last)?.[0] ?? null }
}

/** For those who hold the case, and for the organisation whose own cover ends. */
export const gapsDue = (world: World, caseSpace: SpaceId, summary: CaseSummary, alarms: Alarms): readonly Due[] => {
  const { pseudonym, needs, ownerOrg } = summary
  const due: Due[] = []
  for (const need of needs) {
    const alarm = alarmOf(need, alarms)
    if (alarm === null || isSeen(alarms.seen.get(need.id), alarm.from, alarm.step)) continue
    const { after, ...gap } = alarm
    if (ownerOrg !== world.me.org && after !== world.me.org) continue
    const item = { kind: 'gap', caseSpace, need: need.id, pseudonym, needKind: need.kind, ...gap } as const
    due.push({ item: { ...item, after: after === null ? '' : orgName(world, after) }, due: startOf(gap.from) })
  }
  return due
}

/** Between us and another organisation, as long as our yes is missing. */
export const handoversDue = (world: World, caseSpace: SpaceId, { pseudonym, needs }: CaseSummary): readonly Due[] => {
  const { org } = world.me
  const waiting = needs
    .flatMap(({ handovers }) => handovers)
    .filter(({ before, after, yes }) => (before === org || after === org) && !yes.includes(org))
  return waiting.map(({ id, on, before, after }) => ({
    item: { kind: 'handover', caseSpace, pseudonym, handover: id, on, other: orgName(world, before === org ? after : before) },
    due: startOf(on),
  }))
}
