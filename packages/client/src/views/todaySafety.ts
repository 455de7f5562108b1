/** Of Today: what of people's safety needs somebody now: alarms first of all, then plans to be looked at again. */
import type { Instant } from '@pergola/core/casework'
import { isOnDuty, seesAlarm, standingOf, weekOf, type Alarm, type Schedule, type Watcher } from '@pergola/core/safety'
import type { SpaceId } from '@pergola/protocol'
import { dutyIn, memberNames } from '../book/index.ts'
import type { SafetyTodayItem } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import type { CaseSummary, EmergencySummary } from './summary.ts'
import { DAY_MS, NOTHING_DUE, startOf, type Due } from './todayDue.ts'

/** Before everything that has waited for a year. */
const FIRST_OF_ALL_MS = 365 * DAY_MS
/** A packet that was opened to us is in sight for so long. */
const PACKET_MS = 14 * DAY_MS

/** Is this member on duty this week? */
const onDuty = (world: Pick<World, 'book' | 'me' | 'today'>): boolean =>
  isOnDuty(dutyIn(world.book().doc, weekOf(world.today())), world.me.person)

type Watch = NonNullable<CaseSummary['safety']>['watches'][number]

/** For those on duty, whoever has the case, and whom a reached rung names. That somebody is on it hides it from nobody. */
export const alarmsDue = (world: World, caseSpace: SpaceId, { safety, pseudonym, assignedTo }: CaseSummary): readonly Due[] => {
  if (safety === undefined) return NOTHING_DUE
  const now = world.now() as Instant
  const due: Due[] = []
  for (const { schedule, heard, onIt } of safety.watches) {
    const { alarm } = standingOf(schedule, heard, now)
    if (alarm === null || !seesAlarm(schedule, alarm, watcherOf(world, assignedTo))) continue
    const item = {
      kind: 'check_in',
      caseSpace,
      pseudonym,
      alarm: alarm.id,
      cause: alarm.cause,
      since: alarm.since,
      act: actFor(schedule, alarm, world),
      ...saidBy(world, onIt, alarm),
    } as const
    due.push({ item, due: alarm.since - FIRST_OF_ALL_MS })
  }
  return due
}

const watcherOf = (world: World, assignedTo: CaseSummary['assignedTo']): Watcher => {
  const { org, person } = world.me
  return { org, person, onDuty: onDuty(world), assigned: assignedTo === person }
}

/** The rung reached last that speaks to this member: by name, by organisation, or as one on duty. */
const actFor = ({ org }: Schedule, { reached }: Alarm, { me }: World): Alarm['reached'][number]['act'] | null =>
  reached.findLast(({ who, id }) => (who === 'duty' ? me.org === org : id === (who === 'person' ? me.person : me.org)))?.act ?? null

const saidBy = (world: World, onIt: Watch['onIt'], alarm: Alarm): Pick<Extract<SafetyTodayItem, { kind: 'check_in' }>, 'onIt' | 'mine'> => {
  const said = onIt.filter((one) => one.alarm === alarm.id)
  const names = memberNames(world.book().doc)
  return {
    onIt: said.map(({ person, org }) => names.get(person) || orgName(world, org)),
    mine: said.some(({ person }) => person === world.me.person),
  }
}

/** On the day agreed, and every day after until somebody has looked. */
export const planDue = (world: World, caseSpace: SpaceId, { safety, pseudonym, ownerOrg }: CaseSummary): readonly Due[] => {
  const on = safety?.reviewOn ?? null
  if (on === null || on > world.today() || ownerOrg !== world.me.org) return NOTHING_DUE
  return [{ item: { kind: 'plan_review', caseSpace, pseudonym, on }, due: startOf(on) }]
}

/** Another organisation opened an emergency packet to us. */
export const packetDue = (world: World, space: SpaceId, { from, openedAt }: EmergencySummary): readonly Due[] =>
  from === world.me.org || world.now() - openedAt > PACKET_MS
    ? []
    : [{ item: { kind: 'packet', space, from: orgName(world, from) }, due: openedAt - FIRST_OF_ALL_MS }]
