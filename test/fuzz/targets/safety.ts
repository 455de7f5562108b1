/** What people's safety hangs on: records of check-ins that anyone may have written, and the texts that come by receipt. */
import { readCheckIn } from '@pergola/core/intake'
import { applyTo, decodePayload, emptyDoc, encodePayload, ownedId, type Author, type Op } from '@pergola/core/record'
import {
  carryLines,
  heardOf,
  meaningOf,
  readAssessments,
  readCheckIns,
  readIncidents,
  readOnIt,
  readPackets,
  readPlan,
  readPlanSteps,
  readSchedules,
  recordCheckIn,
  saveSchedule,
  standingOf,
} from '@pergola/core/safety'
import type { OrgId } from '@pergola/protocol'
import { hold, text, utf8, type Target } from '../target.ts'

const ORG = 'b'.repeat(32) as OrgId
const WATCH = ownedId(ORG, 'w')
const author: Author = { device: 'd'.repeat(32) as never, person: 'a'.repeat(32) as never, org: ORG, role: 'steward' }
const NOW = Date.UTC(2026, 2, 1) as never

const written = (): readonly Op[] => {
  const schedule = {
    person: 'p',
    everyMinutes: 60,
    times: [],
    zone: 'UTC',
    graceMinutes: 5,
    from: 0 as never,
    until: null,
    by: 'officer',
    ladder: [],
  } as const
  return [saveSchedule(WATCH, schedule), recordCheckIn('c', WATCH, 'help', 'نص')].flatMap((ops) => (ops.ok ? ops.value : []))
}

const payloads = (): readonly Uint8Array[] => {
  const odd: readonly Op[] = [
    {
      o: 'set',
      c: 'watch',
      i: WATCH,
      f: { from: -1, everyMinutes: 1e15, times: [9, 'x'], ladder: [{ afterMinutes: 0, who: 'duty' }], zone: 'Mars' },
    },
    { o: 'set', c: 'risk', i: WATCH, f: { threats: ['a', { text: 'b', death: true }, null], analysis: { facts: 7 } } },
    { o: 'set', c: 'incident', i: WATCH, f: { on: '2026-13', kinds: 'all' } },
    { o: 'set', c: 'plan', i: 'main', f: { writtenOn: '9999-12-31', triggers: [['x']] } },
  ]
  return [written(), odd].flatMap((ops) => {
    const one = encodePayload({ at: 5 as never, ops })
    return one.ok ? [one.value] : []
  })
}

/** Marks, apostrophes and spaces between them are no part of a word. */
const lettersOf = (said: string): string =>
  said
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

export const safetyTargets: readonly Target[] = [
  {
    name: 'safety of a case',
    seeds: payloads,
    words: ['watch', 'checked', 'onIt', 'risk', 'plan', 'from', 'times', 'ladder', 'threats', WATCH].map(utf8),
    mostBytes: 2000,
    run: (input) => {
      const read = decodePayload(input)
      if (!read.ok) return false
      const { doc } = applyTo(emptyDoc(), [{ payload: read.value, author }], () => 'ok')
      readAssessments(doc)
      readIncidents(doc)
      readOnIt(doc)
      readPackets(doc)
      carryLines(readPlan(doc), readPlanSteps(doc), { identities: [], names: [] })
      const checkIns = readCheckIns(doc)
      for (const schedule of readSchedules(doc)) {
        hold(schedule.everyMinutes > 0 || schedule.times.length > 0, 'something is due that nobody agreed')
        const { alarm, due } = standingOf(schedule, heardOf(checkIns.get(schedule.id) ?? []), NOW)
        hold(alarm === null || Number.isFinite(alarm.since), 'an alarm without a beginning')
        hold(due === null || Number.isFinite(due), 'due at no moment')
      }
      return true
    },
  },
  {
    name: 'check-in by receipt',
    seeds: () =>
      [
        'pergola check-in: well\nblue door',
        "pergola check-in: well\nblu''e door",
        'pergola check-in: help',
        'pergola check-in: wellness',
        'They came again.',
      ].map(utf8),
    words: ['pergola check-in: ', 'well', 'help', 'ended', '\n', 'zeynep'].map(utf8),
    mostBytes: 400,
    run: (input) => {
      const read = readCheckIn(text(input))
      if (read === null) return false
      const means = meaningOf({ well: 'blue door', duress: 'zeynep' }, 'well', read.said)
      hold(means !== 'well' || lettersOf(read.said).includes('bluedoor'), 'well without the word')
      return true
    },
  },
]
