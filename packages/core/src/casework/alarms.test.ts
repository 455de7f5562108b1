import { describe, expect, test } from 'vitest'
import { AMINA, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { ALARM_STEPS, alarmStep, isSeen, readAlarmSteps, readSeenAlarms, saveAlarmSteps, seeAlarm } from './alarms.ts'
import { day } from './story.fixture.ts'

describe('when somebody is told that cover breaks', () => {
  test('RELAY-5 61 days ahead nobody is; then the most urgent step that was reached', () => {
    expect([61, 60, 31, 30, 15, 14, 8, 7, 1, 0, -5].map((days) => alarmStep(days, ALARM_STEPS))).toEqual([
      null,
      60,
      60,
      30,
      30,
      14,
      14,
      7,
      7,
      0,
      0,
    ])
  })
  test('RELAY-5 an organisation that keeps 30 and 7 hears of nothing before; what is open is always told', () => {
    expect([45, 20, 5, 0].map((days) => alarmStep(days, [30, 7]))).toEqual([null, 30, 7, 0])
    expect(alarmStep(0, [])).toBe(0)
  })
  test('RELAY-5 all steps until the organisation has said which; others are refused, and left out when read', () => {
    expect(readAlarmSteps(docOf([]))).toEqual([60, 30, 14, 7])
    expect(readAlarmSteps(docOf([wrote(AMINA, 1, ...opsOf(saveAlarmSteps([7, 30])))]))).toEqual([30, 7])
    expect(saveAlarmSteps([90]).ok).toBe(false)
    expect(readAlarmSteps(docOf([wrote(AMINA, 1, { o: 'set', c: 'setting', i: 'alarms', f: { gaps: [90, 14, 'x'] } })]))).toEqual([14])
  })
  test('RELAY-6 seen at 60 days it rests until 30 days before, and wakes when the gap moves', () => {
    const book = docOf([wrote(AMINA, 1, seeAlarm('shelter', { from: day('2026-06-01'), step: 60 }))])
    const seen = readSeenAlarms(book).get('shelter')
    expect([60, 30].map((step) => isSeen(seen, day('2026-06-01'), step))).toEqual([true, false])
    expect(isSeen(seen, day('2026-05-20'), 60)).toBe(false)
    expect(isSeen(undefined, day('2026-06-01'), 60)).toBe(false)
  })
  test('RELAY-6 what is open is never put away', () => {
    expect(isSeen({ from: day('2026-06-01'), step: 0 }, day('2026-06-01'), 0)).toBe(false)
  })
})
