import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PersonId } from '@pergola/protocol'
import type { Instant } from '../casework/model.ts'
import { caseRules } from '../casework/policy.ts'
import { OPENING, day } from '../casework/story.fixture.ts'
import { ownedId, type Doc, type Entry, type Op, type Value } from '../record/index.ts'
import { AMINA, FUND, JOOST, LOCAL_GROUP, SHELTER, as, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import {
  heardOf,
  isOnDuty,
  meaningOf,
  packetGoesTo,
  readCheckIns,
  readOnIt,
  readSchedules,
  receivedCheckIn,
  recordCheckIn,
  saveSchedule,
  sayOnIt,
  scheduleOfAlarm,
  seesAlarm,
  standingOf,
  stopSchedule,
  weekOf,
  type CheckIn,
  type Schedule,
  type ScheduleDraft,
} from './index.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Noon on 1 March 2026, when the stories of the records begin. */
const NOON = Date.UTC(2026, 2, 1, 12) as Instant
const at = (minutes: number): Instant => (NOON + minutes * MINUTE) as Instant

const ID = ownedId(LOCAL_GROUP, 'w')
const DRAFT: ScheduleDraft = {
  person: 'heron',
  everyMinutes: 60,
  times: [],
  zone: 'Africa/Nairobi',
  graceMinutes: 10,
  from: NOON,
  until: null,
  by: 'receipt',
  ladder: [
    { afterMinutes: 0, who: 'duty', id: '', act: 'call' },
    { afterMinutes: 30, who: 'person', id: 'khadija', act: 'tell' },
    { afterMinutes: 60, who: 'org', id: SHELTER, act: 'open_packet' },
  ],
}
const SCHEDULE: Schedule = { ...DRAFT, id: ID, org: LOCAL_GROUP, alert: null, stopped: false }
const sign = (minutes: number, says: CheckIn['says'] = 'well', how: CheckIn['how'] = 'receipt'): CheckIn => ({
  id: `${minutes}${says}`,
  schedule: ID,
  at: at(minutes),
  how,
  says,
  by: AMINA.person,
  text: '',
})
const stands = (minutes: number, signs: readonly CheckIn[] = [], schedule: Schedule = SCHEDULE) =>
  standingOf(schedule, heardOf(signs), at(minutes))
const file = (...entries: readonly Entry[]): Doc => docOf([...OPENING, ...entries], caseRules(LOCAL_GROUP))

describe('when a sign of life is due', () => {
  test('SAFE-5 so long after the last one, or after the beginning', () => {
    expect(stands(0).due).toBe(at(60))
    expect(stands(10, [sign(5)]).due).toBe(at(65))
    expect(stands(10, [sign(-500)]).due).toBe(at(60))
  })

  const fixed: Schedule = { ...SCHEDULE, everyMinutes: 0, times: [9 * 60, 21 * 60], zone: 'Europe/Amsterdam' }
  const due = (from: string, last: string | null): string =>
    new Date(
      standingOf(
        { ...fixed, from: Date.parse(from) as Instant },
        heardOf(last === null ? [] : [{ ...sign(0), at: Date.parse(last) as Instant }]),
        0 as Instant,
      ).due!,
    ).toISOString()

  test('SAFE-5 at the next fixed time of the clock on the wall; an hour early is on time', () => {
    expect(due('2026-03-01T08:00Z', null)).toBe('2026-03-01T08:00:00.000Z')
    expect(due('2026-03-01T08:01Z', null)).toBe('2026-03-01T20:00:00.000Z')
    expect(due('2026-03-01T00:00Z', '2026-03-01T07:10Z')).toBe('2026-03-01T20:00:00.000Z')
    expect(due('2026-03-01T00:00Z', '2026-03-01T06:50Z')).toBe('2026-03-01T08:00:00.000Z')
  })

  test('SAFE-5 nine in the evening stays nine in the evening when summer time begins', () => {
    expect(due('2026-03-28T00:00Z', '2026-03-28T20:05Z')).toBe('2026-03-29T07:00:00.000Z')
    expect(due('2026-10-24T00:00Z', '2026-10-24T19:05Z')).toBe('2026-10-25T08:00:00.000Z')
  })
})

describe('a missed check-in', () => {
  test('SAFE-6 is missed when due and grace have passed, not a moment before', () => {
    expect(stands(60).state).toBe('waiting')
    expect(stands(61).state).toBe('late')
    expect(stands(70).state).toBe('late')
    expect(standingOf(SCHEDULE, heardOf([]), (at(70) + 1) as Instant)).toMatchObject({
      state: 'alarm',
      alarm: { cause: 'missed', since: at(70) },
    })
  })

  test('SAFE-6 is the same alarm on every device, in whatever order the signs are read', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            minutes: fc.nat(400),
            says: fc.constantFrom('well', 'help', 'duress', 'doubt'),
            how: fc.constantFrom('receipt', 'officer'),
          }),
        ),
        fc.nat(900),
        (list, now) => {
          const signs = list.map(({ minutes, says, how }, n) => ({
            ...sign(minutes, says as CheckIn['says'], how as CheckIn['how']),
            id: `s${n}`,
          }))
          expect(stands(now, signs.toReversed())).toEqual(stands(now, signs))
        },
      ),
    )
  })

  test('SAFE-6 nothing is due after the end; what was missed before it stays missed', () => {
    const ends = { ...SCHEDULE, until: at(100) }
    expect(stands(90, [sign(50)], ends)).toMatchObject({ state: 'waiting', due: null })
    expect(stands(101, [sign(50)], ends)).toMatchObject({ state: 'ended', alarm: null })
    expect(stands(500, [], ends)).toMatchObject({ state: 'alarm', alarm: { cause: 'missed' } })
    expect(stands(500, [], { ...SCHEDULE, stopped: true })).toEqual({ state: 'ended', due: null, alarm: null })
  })

  test('SAFE-7 a late sign of life ends it', () => {
    expect(stands(95, [sign(90)])).toMatchObject({ state: 'waiting', due: at(150) })
  })
})

describe('a call for help', () => {
  test.each(['help', 'duress', 'doubt'] as const)('SAFE-7 %s raises the alarm at once', (says) => {
    expect(stands(6, [sign(5, says)])).toMatchObject({ state: 'alarm', alarm: { cause: says, since: at(5) } })
  })

  test('SAFE-7 "I am well" by receipt does not end it: somebody may be made to write it. An officer ends it', () => {
    expect(stands(20, [sign(5, 'help'), sign(10)])).toMatchObject({ state: 'alarm', alarm: { cause: 'help' } })
    expect(stands(20, [sign(5, 'help'), sign(10, 'well', 'officer')])).toMatchObject({ state: 'waiting', alarm: null })
    expect(stands(20, [sign(10, 'well', 'officer'), sign(15, 'duress')])).toMatchObject({ alarm: { cause: 'duress' } })
  })

  test('SAFE-7 the first call counts, so that its ladder does not begin anew', () => {
    expect(stands(40, [sign(5, 'help'), sign(30, 'help')]).alarm).toMatchObject({ since: at(5) })
  })

  test('SAFE-8 the other word is heard in any spelling, and goes before everything', () => {
    const words = { well: 'Blue door', duress: 'aunt Zeynep' }
    const means = (says: 'well' | 'help', said: string) => meaningOf(words, says, said)
    expect(means('well', 'blue  DOOR, all fine')).toBe('well')
    expect(means('well', 'Blue door. My aunt Zéynep says hello')).toBe('duress')
    expect(means('help', 'aunt zeynep')).toBe('duress')
    expect(means('well', '')).toBe('doubt')
    expect(means('well', 'door blue')).toBe('doubt')
    expect(means('help', '')).toBe('help')
    expect(meaningOf({ well: '', duress: '' }, 'well', '')).toBe('well')
    expect(meaningOf({ well: '', duress: 'خالة' }, 'well', 'الخالة بخير')).toBe('well')
    expect(meaningOf({ well: '', duress: 'خالة' }, 'well', 'خَالَة بخير')).toBe('duress')
  })
})

describe('the ladder', () => {
  const alarmAt = (minutes: number) => stands(70 + minutes).alarm!

  test('SAFE-10 rungs are reached by time alone', () => {
    expect([1, 30, 59, 60].map((minutes) => alarmAt(minutes).reached.length)).toEqual([1, 2, 2, 3])
    expect(alarmAt(30).nextStepAt).toBe(at(130))
    expect(alarmAt(60).nextStepAt).toBeNull()
  })

  const watcher = (org: string, person: string, more: object = {}) => ({ org, person, onDuty: false, assigned: false, ...more })
  const sees = (minutes: number, who: Parameters<typeof seesAlarm>[2]) => seesAlarm(SCHEDULE, alarmAt(minutes), who)

  test('SAFE-10 on duty, with the case, or named by a rung that is reached', () => {
    expect(sees(1, watcher(LOCAL_GROUP, 'amina', { onDuty: true }))).toBe(true)
    expect(sees(1, watcher(LOCAL_GROUP, 'amina', { assigned: true }))).toBe(true)
    expect(sees(1, watcher(LOCAL_GROUP, 'khadija'))).toBe(false)
    expect(sees(30, watcher(LOCAL_GROUP, 'khadija'))).toBe(true)
    expect(sees(30, watcher(SHELTER, 'joost', { onDuty: true }))).toBe(false)
    expect(sees(60, watcher(SHELTER, 'joost', { onDuty: true }))).toBe(true)
    expect(sees(60, watcher(FUND, 'rosa', { onDuty: true, assigned: true }))).toBe(false)
  })

  test('SAFE-10 the packet goes to whom a reached rung names, and to nobody before', () => {
    expect(packetGoesTo(alarmAt(59))).toEqual([])
    expect(packetGoesTo(alarmAt(60))).toEqual([SHELTER])
    expect(packetGoesTo(null)).toEqual([])
  })

  test('SAFE-11 a week begins on Monday; nobody named means everyone', () => {
    expect(weekOf(day('2026-03-01'))).toBe('2026-02-23')
    expect(weekOf(day('2026-03-02'))).toBe('2026-03-02')
    expect(weekOf(day('1970-01-01'))).toBe('1969-12-29')
    expect([isOnDuty([], 'amina'), isOnDuty(['yusuf'], 'amina'), isOnDuty(['amina'], 'amina')]).toEqual([true, false, true])
  })
})

describe('in the case', () => {
  const agreed = wrote(AMINA, 0, ...opsOf(saveSchedule(ID, DRAFT)))

  test('SAFE-6 what was agreed comes back as it was', () => {
    expect(readSchedules(file(agreed))).toEqual([SCHEDULE])
    expect(readSchedules(file(agreed, wrote(AMINA, 5, ...opsOf(stopSchedule(ID)))))[0]?.stopped).toBe(true)
  })

  test.each([
    ['everyMinutes', { everyMinutes: 5 }],
    ['everyMinutes', { times: [60] }],
    ['everyMinutes', { everyMinutes: 0 }],
    ['zone', { zone: 'Mars/North' }],
    ['until', { until: NOON }],
    ['person', { person: '' }],
    ['graceMinutes', { graceMinutes: -1 }],
    ['ladder', { ladder: [{ afterMinutes: 0, who: 'duty', id: '', act: 'open_packet' }] }],
    ['ladder', { ladder: [{ afterMinutes: 0, who: 'org', id: '', act: 'tell' }] }],
  ] as const)('SAFE-6 an agreement with an odd %s is none', (field, change) => {
    expect(saveSchedule(ID, { ...DRAFT, ...(change as Partial<ScheduleDraft>) })).toEqual({
      ok: false,
      problem: { type: 'invalid', field },
    })
  })

  test('SAFE-9 a sign by receipt counts from when the relay had it, never later than its record, and once', () => {
    const early = receivedCheckIn('m1', ID, at(2), 'well', '')
    const ahead = receivedCheckIn('m2', ID, at(500), 'well', '')
    const signs = readCheckIns(
      file(agreed, wrote(AMINA, 10, early, ahead), wrote({ ...AMINA, device: as(JOOST, 'editor').device }, 11, early)),
    ).get(ID)!
    expect(signs.map(({ id, at: when }) => [id, when])).toEqual([
      ['m1', at(2)],
      ['m2', at(10)],
    ])
  })

  test('SAFE-9 an officer’s record counts from when it was written', () => {
    const ops = opsOf(recordCheckIn('o', ID, 'well', 'She called.')).map((op) =>
      op.o === 'note' ? { ...op, f: { ...op.f, at: at(-900) } } : op,
    )
    expect(readCheckIns(file(agreed, wrote(AMINA, 7, ...ops))).get(ID)![0]?.at).toBe(at(7))
  })

  const refused = (op: Op, author = JOOST): string => caseRules(LOCAL_GROUP)(op, author)
  const alarm = `${ID}|5`

  test('SAFE-12 Joost changes nothing of what Amina agreed, and says for nobody else that they are well', () => {
    expect(refused({ o: 'set', c: 'watch', i: ID, f: { stopped: true } })).toBe('safety_is_own')
    expect(refused(receivedCheckIn('m', ID, NOON, 'well', ''))).toBe('watcher_hears')
    expect(refused({ o: 'set', c: 'checked', i: 'm', f: { schedule: ID } }, AMINA)).toBe('watcher_hears')
    expect(refused(sayOnIt(alarm, AMINA.person))).toBe('on_it_is_own')
    expect(refused({ o: 'set', c: 'plan', i: 'main', f: { stops: 'Joost' } })).toBe('holder_plans')
    expect(refused({ o: 'add', c: 'case', i: 'main', f: 'emergencySpaces', v: 'x' })).toBe('holder_names_packet')
    expect(refused({ o: 'set', c: 'incident', i: ownedId(LOCAL_GROUP, 'i'), f: {} })).toBe('safety_is_own')
    for (const op of [sayOnIt(alarm, JOOST.person), { o: 'set', c: 'planStep', i: ownedId(SHELTER, 's'), f: {} } as const])
      expect(refused(op)).toBe('ok')
  })

  test('SAFE-10 two are on it, and both stand there', () => {
    const doc = file(agreed, wrote(AMINA, 80, sayOnIt(alarm, AMINA.person)), wrote(JOOST, 81, sayOnIt(alarm, JOOST.person)))
    expect(readOnIt(doc).map(({ alarm: id, person }) => [id, person])).toEqual([
      [alarm, AMINA.person],
      [alarm, JOOST.person],
    ])
    expect(scheduleOfAlarm(alarm)).toBe(ID)
  })

  test('SAFE-14 whatever stands in the records, reading them throws nothing and agrees nothing', () => {
    const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc.string(),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
      ),
    })).value
    const fields = fc.dictionary(fc.constantFrom(...Object.keys(DRAFT), 'alert', 'stopped'), value, { noNullPrototype: true })
    fc.assert(
      fc.property(fields, fields, (odd, said) => {
        const doc = file(
          wrote(AMINA, 0, { o: 'set', c: 'watch', i: ID, f: { ...odd, everyMinutes: 7, times: ['9'] } }),
          wrote(AMINA, 1, { o: 'set', c: 'watch', i: ownedId(LOCAL_GROUP, 'x'), f: odd }),
          wrote(AMINA, 2, { o: 'note', c: 'checked', i: 'n', f: { ...said, schedule: ID } }),
        )
        expect(readSchedules(doc).find(({ id }) => id === ID)).toBeUndefined()
        for (const schedule of readSchedules(doc)) standingOf(schedule, heardOf(readCheckIns(doc).get(schedule.id) ?? []), at(5))
      }),
    )
  })
})

test('SAFE-5 a person is named by no schedule that says neither how often nor when', () => {
  const doc = file(wrote(AMINA, 0, { o: 'set', c: 'watch', i: ID, f: { person: 'heron' as PersonId, from: NOON } }))
  expect(readSchedules(doc)).toEqual([])
})

test('SAFE-6 an hour of silence after the last sign is an alarm, whatever came before', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300)), (minutes) => {
      const last = Math.max(0, ...minutes)
      const { state } = standingOf(SCHEDULE, heardOf(minutes.map((one) => sign(one))), (at(last) + HOUR + 10 * MINUTE + 1) as Instant)
      expect(state).toBe('alarm')
    }),
  )
})
