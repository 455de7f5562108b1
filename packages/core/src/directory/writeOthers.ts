/** Words beside the services: vouching, disagreeing, what was seen, open calls, training. Their ids begin with whose word it is. */
import type { OrgId } from '@pergola/protocol'
import { parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Op, RecordId } from '../record/model.ts'
import { ownedId } from '../record/owned.ts'
import { cleanLine, cleanText } from '../record/text.ts'
import { checked, isOneOf, isWhole, setOp, valuesOf, type Ops } from '../record/write.ts'
import { DECLINE_REASONS, isSupportKind } from '../vocabulary/codes.ts'
import { TRAINING_FORMATS, TRAINING_FORMS, TRAINING_SIDES, TRAINING_TOPICS } from '../vocabulary/directoryCodes.ts'
import { isPlace } from '../vocabulary/regions.ts'
import { LONGEST, MOST } from './bounds.ts'
import type { Call, Dispute, Observed, Training, Vouch } from './model.ts'
import { LEAST_ANSWERS, isOf } from './readOthers.ts'
import { moneyOf } from './readParts.ts'

const isDayOrNone = (day: Day | null): boolean => day === null || parseDay(day) !== null
const arePlaces = (codes: readonly string[]): boolean => codes.length <= MOST.codes && codes.every((code) => code !== '' && isPlace(code))
/** A link that a browser may follow. */
const isLink = (link: string): boolean => link === '' || /^https?:\/\/[^\s/?#]+/u.test(link)

export const saveVouch = ({ org, subject, note, on }: Vouch): Ops =>
  checked(
    [
      ['subject', subject !== '' && !isOf(subject, org)],
      ['on', parseDay(on) !== null],
    ],
    () => [setOp('vouch', ownedId(org, subject), { note: cleanLine(note, LONGEST.note), on, removed: false })],
  )

export const removeVouch = (org: OrgId, subject: RecordId): readonly Op[] => [setOp('vouch', ownedId(org, subject), { removed: true })]

export const saveDispute = ({ id, service, code, says, on }: Omit<Dispute, 'resolved' | 'org'>): Ops =>
  checked(
    [
      ['says', cleanLine(says, LONGEST.note) !== ''],
      ['on', parseDay(on) !== null],
    ],
    () => [setOp('dispute', id, { service, code: cleanLine(code, 64), says: cleanLine(says, LONGEST.note), on, removed: false })],
  )

export const resolveDispute = (by: OrgId, dispute: RecordId, on: Day, note: string): readonly Op[] => [
  setOp('resolution', ownedId(by, dispute), { on, note: cleanLine(note, LONGEST.note), removed: false }),
]

export const saveObserved = ({ org, service, n, medianHours, takenUp, declined, reasons, through }: Observed): Ops =>
  checked(
    [
      ['n', isWhole(n, LEAST_ANSWERS, 1_000_000)],
      ['medianHours', isWhole(medianHours, 0, 1_000_000)],
      ['takenUp', isWhole(takenUp, 0, n)],
      ['declined', isWhole(declined, 0, n)],
      ['reasons', Object.keys(reasons).every((reason) => isOneOf(DECLINE_REASONS, reason))],
    ],
    () => [
      setOp('answers', ownedId(org, service), { n, medianHours, takenUp, declined, reasons: { ...reasons }, through, removed: false }),
    ],
  )

export const saveCall = ({ id, ...call }: Omit<Call, 'org'>): Ops =>
  checked(
    [
      ['title', cleanLine(call.title) !== ''],
      ['kinds', call.kinds.length <= MOST.codes && call.kinds.every(isSupportKind)],
      ['regions', arePlaces(call.regions)],
      ['languages', call.languages.length <= MOST.codes],
      ['amountMax', call.amountMax === null || moneyOf({ ...call.amountMax }) !== null],
      ['opensOn', isDayOrNone(call.opensOn)],
      ['closesOn', isDayOrNone(call.closesOn) && (call.opensOn === null || call.closesOn === null || call.opensOn <= call.closesOn)],
      ['link', isLink(call.link)],
    ],
    () => [
      setOp('call', id, {
        service: call.service,
        title: cleanLine(call.title),
        about: cleanText(call.about),
        kinds: valuesOf(call.kinds),
        regions: valuesOf(call.regions),
        languages: valuesOf(call.languages),
        amountMax: call.amountMax && { ...call.amountMax },
        opensOn: call.opensOn,
        closesOn: call.closesOn,
        link: cleanLine(call.link, LONGEST.link),
        removed: false,
      }),
    ],
  )

export const removeCall = (id: RecordId): readonly Op[] => [setOp('call', id, { removed: true })]

export const saveTraining = ({ id, ...training }: Omit<Training, 'org'>): Ops =>
  checked(
    [
      ['title', cleanLine(training.title) !== ''],
      ['side', isOneOf(TRAINING_SIDES, training.side)],
      ['what', isOneOf(TRAINING_FORMS, training.what)],
      ['topics', isSome(training.topics, MOST.topics) && training.topics.every((topic) => isOneOf(TRAINING_TOPICS, topic))],
      ['languages', training.languages.length <= MOST.codes],
      ['regions', arePlaces(training.regions)],
      ['format', isOneOf(TRAINING_FORMATS, training.format)],
      ['from', isDayOrNone(training.from)],
      ['to', isDayOrNone(training.to) && (training.from === null || training.to === null || training.from <= training.to)],
    ],
    () => [
      setOp('training', id, {
        side: training.side,
        what: training.what,
        title: cleanLine(training.title),
        topics: valuesOf(training.topics),
        languages: valuesOf(training.languages),
        regions: valuesOf(training.regions),
        format: training.format,
        from: training.from,
        to: training.to,
        note: cleanLine(training.note, LONGEST.note),
        removed: false,
      }),
    ],
  )

const isSome = (list: readonly unknown[], most: number): boolean => list.length > 0 && list.length <= most

export const removeTraining = (id: RecordId): readonly Op[] => [setOp('training', id, { removed: true })]
