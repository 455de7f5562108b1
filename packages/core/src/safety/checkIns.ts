/**
 * Check-ins in a case.
 *
 * | record | fields |
 * |---|---|
 * | `watch/<organisation>:<random>` | person, everyMinutes, times, zone, graceMinutes, from, until, by, ladder, alert, stopped |
 * | note `checked/<message id or random>` | schedule, at (receipts: the relay's), how, says, text |
 * | `onIt/<alarm>|<person>` | at |
 *
 * An alarm's id is `<schedule>|<missed moment or check-in>`.
 */
import type { PersonId } from '@pergola/protocol'
import type { Instant } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, Note, Op, RecordId, Row, Value } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import { asLine, asMap, asText, flagIn, idIn, notesInOrder, oneOfIn, rowsInOrder, valueOf, wholeIn } from '../record/read.ts'
import { cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, isWhole, setOp, type Check, type Ops } from '../record/write.ts'
import { CHECK_IN_ACTS, CHECK_IN_SAYS, LADDER_WHO } from '../vocabulary/safetyCodes.ts'
import { isZone } from './clock.ts'
import type { CheckIn, LadderStep, OnIt, Schedule, ScheduleDraft } from './model.ts'

const DAY_MINUTES = 1440
/** The longest time from one sign of life to the next. */
const MOST_MINUTES = 31 * DAY_MINUTES
/** A wait of a quarter of an hour is the shortest that somebody can keep. */
const LEAST_MINUTES = 15
const MOST_STEPS = 20
const MOST_TIMES = 24
const LONGEST_TEXT = 20_000
/** The last millisecond that a clock can hold. */
const FAR = 8_640_000_000_000

/* ---- reading ---- */

const instantIn = (row: Row, field: string): Instant | null => {
  const value = valueOf(row, field)
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= FAR ? (value as Instant) : null
}

const stepOf = (value: Value): readonly LadderStep[] => {
  const map = asMap(value)
  const [after, who, act] = [map?.['afterMinutes'], map?.['who'], map?.['act']]
  if (map === null || !isWhole(after, 0, MOST_MINUTES) || !isOneOf(LADDER_WHO, who) || !isOneOf(CHECK_IN_ACTS, act)) return []
  return [{ afterMinutes: after as number, who: who as LadderStep['who'], id: asLine(map['id'] ?? '', 200), act: act as LadderStep['act'] }]
}

const listIn = (row: Row, field: string): readonly Value[] => {
  const value = valueOf(row, field)
  return Array.isArray(value) ? (value as readonly Value[]) : []
}

const timesIn = (row: Row): readonly number[] =>
  [...new Set(listIn(row, 'times').filter((time): time is number => isWhole(time, 0, DAY_MINUTES - 1)))]
    .slice(0, MOST_TIMES)
    .sort((a, b) => a - b)

const byTime = (a: LadderStep, b: LadderStep): number => a.afterMinutes - b.afterMinutes

/** What says neither how often nor at what times is left out: nothing could ever be due. */
const readSchedule = ([id, row]: readonly [RecordId, Row]): readonly Schedule[] => {
  const org = ownerOf(id)
  const from = instantIn(row, 'from')
  const every = wholeIn(row, 'everyMinutes', 0)
  const everyMinutes = every >= LEAST_MINUTES && every <= MOST_MINUTES ? every : 0
  const times = everyMinutes > 0 ? [] : timesIn(row)
  const zone = idIn(row, 'zone') ?? 'UTC'
  if (org === null || from === null || (everyMinutes === 0 && times.length === 0)) return []
  return [
    {
      id,
      org,
      person: idIn(row, 'person') ?? '',
      everyMinutes,
      times,
      zone: isZone(zone) ? zone : 'UTC',
      graceMinutes: Math.min(wholeIn(row, 'graceMinutes', 0), MOST_MINUTES),
      from,
      until: instantIn(row, 'until'),
      by: oneOfIn(row, 'by', ['receipt', 'officer'] as const, 'officer'),
      ladder: listIn(row, 'ladder').slice(0, MOST_STEPS).flatMap(stepOf).sort(byTime),
      alert: idIn(row, 'alert'),
      stopped: flagIn(row, 'stopped'),
    },
  ]
}

export const readSchedules = (doc: Doc): readonly Schedule[] => rowsInOrder(doc, 'watch').flatMap(readSchedule)

/** A sign of life is never later than its record: nobody checks in ahead of time. The first record of an id counts. */
const readCheckIn = ({ id, fields, author, at }: Note): CheckIn => {
  const written = msOf(at)
  const how = fields['how'] === 'receipt' ? 'receipt' : 'officer'
  const said = typeof fields['at'] === 'number' && how === 'receipt' ? fields['at'] : written
  return {
    id,
    schedule: asLine(fields['schedule'] ?? '', 200),
    at: Math.min(said, written) as Instant,
    how,
    says: isOneOf(CHECK_IN_SAYS, fields['says']) ? (fields['says'] as CheckIn['says']) : 'doubt',
    by: author.person,
    text: asText(fields['text'] ?? ''),
  }
}

/** By schedule. */
export const readCheckIns = (doc: Doc): ReadonlyMap<RecordId, readonly CheckIn[]> => {
  const first = new Map<RecordId, CheckIn>()
  for (const note of notesInOrder(doc, 'checked')) if (!first.has(note.id)) first.set(note.id, readCheckIn(note))
  return Map.groupBy(first.values(), ({ schedule }) => schedule)
}

/** Who said "I am on it", to which alarm. */
export const readOnIt = (doc: Doc): readonly OnIt[] =>
  rowsInOrder(doc, 'onIt').map(([id, row]) => ({
    alarm: id.slice(0, id.lastIndexOf('|')),
    person: row.firstAuthor.person,
    org: row.firstAuthor.org,
    at: msOf(row.firstAt) as Instant,
  }))

/* ---- writing ---- */

const isStep = ({ afterMinutes, who, id, act }: LadderStep): boolean =>
  isWhole(afterMinutes, 0, MOST_MINUTES) &&
  isOneOf(LADDER_WHO, who) &&
  isOneOf(CHECK_IN_ACTS, act) &&
  (who === 'duty' ? id === '' : id !== '') &&
  (act !== 'open_packet' || who === 'org')

/** `id` is an `ownedId` of the organisation that watches. */
export const saveSchedule = (id: RecordId, draft: ScheduleDraft): Ops => {
  const { person, everyMinutes, times, zone, graceMinutes, from, until, by, ladder } = draft
  const isRegular = isWhole(everyMinutes, LEAST_MINUTES, MOST_MINUTES) && times.length === 0
  const isFixed =
    everyMinutes === 0 && times.length > 0 && times.length <= MOST_TIMES && times.every((time) => isWhole(time, 0, DAY_MINUTES - 1))
  const checks: readonly Check[] = [
    ['id', ownerOf(id) !== null],
    ['person', person !== ''],
    ['everyMinutes', isRegular || isFixed],
    ['zone', isZone(zone)],
    ['graceMinutes', isWhole(graceMinutes, 0, MOST_MINUTES)],
    ['from', isWhole(from, 0, FAR)],
    ['until', until === null || (isWhole(until, 0, FAR) && until > from)],
    ['by', isOneOf(['receipt', 'officer'], by)],
    ['ladder', ladder.length <= MOST_STEPS && ladder.every(isStep)],
  ]
  const steps = ladder.toSorted(byTime).map((step): Value => ({ ...step }))
  return checked(checks, () => [
    setOp('watch', id, {
      person,
      everyMinutes,
      times: [...new Set(times)].sort((a, b) => a - b),
      zone,
      graceMinutes,
      from,
      until,
      by,
      ladder: steps,
      stopped: false,
    }),
  ])
}

export const stopSchedule = (id: RecordId): Ops => checked([['id', ownerOf(id) !== null]], () => [setOp('watch', id, { stopped: true })])

/** The conversation through which the defender checks in. */
export const linkConversation = (id: RecordId, alert: string): Op => setOp('watch', id, { alert, by: 'receipt' })

/** By an officer who spoke with somebody: it also settles a call for help. `text` says what was heard. */
export const recordCheckIn = (id: RecordId, schedule: RecordId, says: 'well' | 'help', text: string): Ops =>
  checked(
    [
      ['says', isOneOf(['well', 'help'], says)],
      ['text', utf8Length(text) <= LONGEST_TEXT],
    ],
    () => [{ o: 'note', c: 'checked', i: id, f: { schedule, how: 'officer', says, text: cleanText(text) } }],
  )

/** What came in by receipt. `id` is that of its message, so that two devices that record it record one. */
export const receivedCheckIn = (id: RecordId, schedule: RecordId, at: number, says: CheckIn['says'], text: string): Op => ({
  o: 'note',
  c: 'checked',
  i: id,
  f: { schedule, at, how: 'receipt', says, text: cleanText(text) },
})

export const sayOnIt = (alarm: string, person: PersonId): Op => setOp('onIt', `${alarm}|${person}`, { yes: true })
