/**
 * Where a check-in stands: a pure function of what was agreed, what was heard, and now. The same on every device, so that nobody
 * has to be told by another one that a sign of life is missing.
 */
import type { Instant } from '../casework/model.ts'
import type { RecordId } from '../record/model.ts'
import { nextTime } from './clock.ts'
import type { Alarm, CheckIn, Heard, LadderStep, Schedule, Standing } from './model.ts'

const MINUTE_MS = 60_000
/** Somebody who checks in so long before a fixed time has checked in for it. */
const EARLY_MS = 60 * MINUTE_MS

/**
 * Of all check-ins, in any order, the two that count. A call for help is over only when an officer says so: whoever is forced to
 * write "I am well" afterwards does not silence it.
 */
export const heardOf = (checkIns: readonly CheckIn[]): Heard => {
  let call: CheckIn | null = null
  let last: CheckIn | null = null
  for (const one of checkIns.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    last = one
    if (one.says !== 'well') call ??= one
    else if (one.how === 'officer') call = null
  }
  return { last, call }
}

/** A time on a wall clock costs a hundred times a sum, and stays what it is until the next sign: lists over thousands of cases ask often. */
const KNOWN = new WeakMap<Schedule, { readonly last: Instant | null; readonly due: Instant }>()

/** By when the next sign is due after the last one. */
const dueAfter = (schedule: Schedule, last: Instant | null): Instant => {
  const known = KNOWN.get(schedule)
  if (known !== undefined && known.last === last) return known.due
  const due = reckoned(schedule, last)
  if (schedule.everyMinutes === 0) KNOWN.set(schedule, { last, due })
  return due
}

const reckoned = ({ from, everyMinutes, times, zone }: Schedule, last: Instant | null): Instant => {
  const since = last === null || last < from ? from : last
  if (everyMinutes > 0) return (since + everyMinutes * MINUTE_MS) as Instant
  return nextTime((since === last ? since + EARLY_MS : since - 1) as Instant, times, zone)
}

const alarmOf = (schedule: Schedule, cause: Alarm['cause'], key: string, since: Instant, now: Instant): Alarm => {
  const at = ({ afterMinutes }: LadderStep): number => since + afterMinutes * MINUTE_MS
  const reached = schedule.ladder.filter((step) => at(step) <= now)
  const next = schedule.ladder.filter((step) => at(step) > now).map(at)
  return { id: alarmId(schedule.id, key), cause, since, reached, nextStepAt: next.length === 0 ? null : (Math.min(...next) as Instant) }
}

/** What somebody says "I am on it" to: the missed moment, or the call. */
const alarmId = (schedule: RecordId, key: string): string => `${schedule}|${key}`

/** The schedule that an alarm belongs to. */
export const scheduleOfAlarm = (alarm: string): RecordId => alarm.split('|', 1)[0] as RecordId

/** `missed` begins the moment after due and grace have passed. */
export const standingOf = (schedule: Schedule, { last, call }: Heard, now: Instant): Standing => {
  if (schedule.stopped) return { state: 'ended', due: null, alarm: null }
  const due = dueAfter(schedule, last?.at ?? null)
  const over = schedule.until !== null && due > schedule.until
  if (call !== null)
    return { state: 'alarm', due: over ? null : due, alarm: alarmOf(schedule, call.says as Alarm['cause'], call.id, call.at, now) }
  if (over) return { state: schedule.until! < now ? 'ended' : 'waiting', due: null, alarm: null }
  const missedAt = (due + schedule.graceMinutes * MINUTE_MS) as Instant
  if (now > missedAt) return { state: 'alarm', due, alarm: alarmOf(schedule, 'missed', String(due), missedAt, now) }
  return { state: now > due ? 'late' : 'waiting', due, alarm: null }
}

/** Who looks at an alarm. */
export interface Watcher {
  readonly org: string
  readonly person: string
  readonly onDuty: boolean
  /** The case is theirs. */
  readonly assigned: boolean
}

/**
 * Everyone on duty of the organisation that watches, whoever has the case, and those whom a reached rung names. Nobody stops seeing
 * it because somebody else is on it.
 */
export const seesAlarm = (
  { org }: Pick<Schedule, 'org'>,
  { reached }: Alarm,
  { person, assigned, onDuty, ...watcher }: Watcher,
): boolean => {
  if (watcher.org !== org) return onDuty && reached.some((step) => step.who === 'org' && step.id === watcher.org)
  return onDuty || assigned || reached.some((step) => step.who === 'person' && step.id === person)
}

/** Organisations to which the packet is to be opened now, each once. */
export const packetGoesTo = (alarm: Alarm | null): readonly string[] =>
  alarm === null ? [] : [...new Set(alarm.reached.flatMap(({ who, act, id }) => (who === 'org' && act === 'open_packet' ? [id] : [])))]
