/** Of Today: cover that breaks, and hand-overs to agree. */
import { addDays, alarmStep, daysFrom, isSeen, readAlarmSteps, readSeenAlarms, type Day, type SeenAlarm } from '@pergola/core/casework'
import type { Doc } from '@pergola/core/record'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Answer, Queries } from '../contract/index.ts'
import { perDoc } from '../book/perDoc.ts'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import { answer } from './problems.ts'
import { isCountedInOwnCase } from './ownCases.ts'
import { nextGap } from './stateAt.ts'
import type { CaseSummary, NeedSummary } from './summary.ts'
import { NEWS_DUE_MS, NOTHING_DUE, startOf, type Due } from './todayDue.ts'

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

/** Of a case's needs as they stand on a day: which of them break, and which hand-overs are not agreed by both. */
interface Breaking {
  readonly today: Day
  readonly steps: readonly number[]
  readonly gaps: readonly { readonly need: NeedSummary; readonly alarm: Alarm }[]
  readonly handovers: NeedSummary['handovers']
}

/** Ten thousand cases have forty thousand needs, and most of them are as they were a moment ago. */
const lastLooks = new WeakMap<readonly NeedSummary[], Breaking>()

const breakingIn = (needs: readonly NeedSummary[], alarms: Alarms): Breaking => {
  const { today, steps } = alarms
  const held = lastLooks.get(needs)
  if (held?.today === today && held.steps === steps) return held
  const gaps = needs.flatMap((need) => {
    const alarm = alarmOf(need, alarms)
    return alarm === null ? [] : [{ need, alarm }]
  })
  const found = { today, steps, gaps, handovers: needs.flatMap(({ handovers }) => handovers) }
  lastLooks.set(needs, found)
  return found
}

export const breaksDue = (world: World, caseSpace: SpaceId, summary: CaseSummary, alarms: Alarms): readonly Due[] => {
  const breaking = breakingIn(summary.needs, alarms)
  const gaps = gapsDue(world, caseSpace, summary, alarms, breaking)
  const handovers = handoversDue(world, caseSpace, summary, breaking)
  return handovers.length === 0 ? gaps : [...gaps, ...handovers]
}

/** For those who hold the case, and for the organisation whose own cover ends. */
const gapsDue = (world: World, caseSpace: SpaceId, summary: CaseSummary, alarms: Alarms, { gaps }: Breaking): readonly Due[] => {
  if (gaps.length === 0) return NOTHING_DUE
  const { pseudonym, ownerOrg } = summary
  const due: Due[] = []
  for (const { need, alarm } of gaps) {
    if (isCountedInOwnCase(world, need) || isSeen(alarms.seen.get(need.id), alarm.from, alarm.step)) continue
    const { after, ...gap } = alarm
    if (ownerOrg !== world.me.org && after !== world.me.org) continue
    const item = { kind: 'gap', caseSpace, need: need.id, pseudonym, needKind: need.kind, ...gap } as const
    due.push({ item: { ...item, after: after === null ? '' : orgName(world, after) }, due: startOf(gap.from) })
  }
  return due
}

/** Between us and another organisation, as long as our yes is missing. */
const handoversDue = (world: World, caseSpace: SpaceId, { pseudonym }: CaseSummary, { handovers }: Breaking): readonly Due[] => {
  if (handovers.length === 0) return NOTHING_DUE
  const { org } = world.me
  const waiting = handovers.filter(({ before, after, yes }) => (before === org || after === org) && !yes.includes(org))
  return waiting.map(({ id, on, before, after }) => ({
    item: { kind: 'handover', caseSpace, pseudonym, handover: id, on, other: orgName(world, before === org ? after : before) },
    due: startOf(on),
  }))
}

/** To whom a case is handed over, until they go on with it; then to whoever handed it over, until their own is closed. */
export const offerDue = (world: World, caseSpace: SpaceId, { pseudonym, ownerOrg, offered }: CaseSummary): readonly Due[] => {
  if (offered === undefined) return NOTHING_DUE
  const { org, on, takenOn } = offered
  const about = { caseSpace, pseudonym }
  if (takenOn === null)
    return org === world.me.org
      ? [{ item: { kind: 'case_offered', ...about, by: orgName(world, ownerOrg), on }, due: startOf(on) }]
      : NOTHING_DUE
  return ownerOrg === world.me.org
    ? [{ item: { kind: 'case_taken', ...about, by: orgName(world, org), on: takenOn }, due: startOf(takenOn) + NEWS_DUE_MS }]
    : NOTHING_DUE
}

/** Between who holds a case that moved and who covered it where it was, until that one says whether it goes on. */
export const coverDue = (world: World, caseSpace: SpaceId, summary: CaseSummary): readonly Due[] => {
  const { pseudonym, needs, ownerOrg, organisations, cover } = summary
  if (cover === undefined) return NOTHING_DUE
  const { org: own } = world.me
  const today = world.today()
  return cover.flatMap(({ id, need, org, from, to }): readonly Due[] => {
    if (to < today || (ownerOrg !== own && org !== own)) return []
    const about = { caseSpace, cover: id, pseudonym, needKind: needs.find((one) => one.id === need)?.kind ?? '', from }
    const due = startOf(from < today ? today : from)
    if (org === own) return [{ item: { kind: 'cover_asked', ...about, by: orgName(world, ownerOrg) }, due }]
    return [{ item: { kind: 'cover_open', ...about, org: orgName(world, org), reads: organisations.includes(org) }, due }]
  })
}
