/**
 * How long before cover breaks somebody is told: 60, 30, 14 and 7 days, or those of these that the organisation keeps. Of
 * one need only the most urgent step counts. Who has seen a step is left alone until the next one is reached.
 */
import type { Doc, Op, RecordId } from '../record/model.ts'
import { rowAt, rowsOf, valueOf } from '../record/read.ts'
import { checked, setOp, type Ops } from '../record/write.ts'
import { parseDay } from './day.ts'
import type { Day } from './model.ts'

/** Farthest first. */
export const ALARM_STEPS = [60, 30, 14, 7] as const

/** The step that a gap has reached which opens in `inDays` days: 0 when it is open, null before the first. */
export const alarmStep = (inDays: number, steps: readonly number[]): number | null => {
  if (inDays <= 0) return 0
  const reached = steps.filter((step) => inDays <= step)
  return reached.length === 0 ? null : Math.min(...reached)
}

/** The steps that an organisation keeps, in its book; all of them until it has said which. An open gap is always shown. */
export const readAlarmSteps = (book: Doc): readonly number[] => {
  const said = valueOf(rowAt(book, 'setting', 'alarms'), 'gaps')
  return Array.isArray(said) ? ALARM_STEPS.filter((step) => (said as readonly unknown[]).includes(step)) : ALARM_STEPS
}

export const saveAlarmSteps = (steps: readonly number[]): Ops =>
  checked([['steps', steps.every((step) => (ALARM_STEPS as readonly number[]).includes(step))]], () => [
    setOp('setting', 'alarms', { gaps: ALARM_STEPS.filter((step) => steps.includes(step)) }),
  ])

export interface SeenAlarm {
  /** The day on which the gap opens. */
  readonly from: Day
  readonly step: number
}

/** In the organisation's book: the alarms of each need that somebody of us has seen. */
export const readSeenAlarms = (book: Doc): ReadonlyMap<RecordId, SeenAlarm> =>
  new Map(
    [...rowsOf(book, 'alarmSeen')].flatMap(([need, row]) => {
      const from = parseDay(valueOf(row, 'from'))
      const step = valueOf(row, 'step')
      return from === null || typeof step !== 'number' ? [] : [[need, { from, step }] as const]
    }),
  )

export const seeAlarm = (need: RecordId, { from, step }: SeenAlarm): Op => setOp('alarmSeen', need, { from, step })

/** Seen at this step or a more urgent one, and about this gap still. What is open is never put away. */
export const isSeen = (seen: SeenAlarm | undefined, from: Day, step: number): boolean =>
  step > 0 && seen !== undefined && seen.from === from && seen.step <= step
