/** What a protection officer does, as operations. Input is checked and cleaned; ids are given by the caller (random, or `ownedId`). */
import type { BlobId, OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { Op, RecordId } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import { checked, isOneOf, isWhole, setOp, valuesOf, type Check, type Ops } from '../record/write.ts'
import { cleanFileName, cleanLine, cleanText, utf8Length } from '../record/text.ts'
import { CASE_STATUSES, COMMITMENT_STATES, PERSON_ROLES, URGENCIES, isSupportKind } from '../vocabulary/codes.ts'
import { isPlace } from '../vocabulary/regions.ts'
import { parseDay, parsePartialDay } from './day.ts'
import { handoverId } from './handover.ts'
import { termFields, termsHold } from './terms.ts'
import type { CaseFile, Commitment, Day, Identity, Need, Person, ReferralLink, SealedFile } from './model.ts'

/** Longest text of one field, in UTF-8 bytes. */
export const LONGEST_TEXT = 100_000

const fits = (text: string): boolean => utf8Length(text) <= LONGEST_TEXT
const isDay = (text: unknown): boolean => parseDay(text) !== null
const isInOrder = (from: Day, to: Day): boolean => isDay(to) && from <= to

export interface NewCase {
  readonly ownerOrg: OrgId
  readonly pseudonym: string
  readonly country: string
  readonly urgency: CaseFile['urgency']
  readonly summary: string
  readonly openedOn: Day
  readonly status?: CaseFile['status']
  readonly assignedTo?: PersonId | null
  readonly rightsFields?: readonly string[]
  readonly identitySpace?: SpaceId | null
  readonly alert?: string | null
}

/** The first operations of a case space; only the organisation that founded it may write them. */
export const openCase = (input: NewCase): Ops => {
  const {
    ownerOrg,
    openedOn,
    status = 'checking',
    assignedTo = null,
    rightsFields = [],
    identitySpace = null,
    alert = null,
    ...rest
  } = input
  const main = setCase({ ...rest, status, assignedTo, rightsFields })
  if (!main.ok) return main
  return checked(
    [
      ['openedOn', isDay(openedOn)],
      ['ownerOrg', ownerOrg.length > 0],
    ],
    () => [setOp('case', 'main', { ...mainFields(main.value), ownerOrg, openedOn, identitySpace, alert })],
  )
}

const mainFields = ([op]: readonly Op[]): Extract<Op, { o: 'set' }>['f'] => (op?.o === 'set' ? op.f : {})

export type CaseFields = Partial<
  Pick<CaseFile, 'pseudonym' | 'status' | 'urgency' | 'country' | 'summary' | 'assignedTo' | 'rightsFields' | 'identitySpace'>
>

/** Changes fields of the case itself; those not given stay. */
export const setCase = (fields: CaseFields): Ops => {
  const { pseudonym, status, urgency, country, summary, rightsFields } = fields
  const checks: readonly Check[] = [
    ['pseudonym', pseudonym === undefined || cleanLine(pseudonym, 80) !== ''],
    ['status', status === undefined || isOneOf(CASE_STATUSES, status)],
    ['urgency', urgency === undefined || isOneOf(URGENCIES, urgency)],
    ['country', country === undefined || isPlace(country)],
    ['summary', summary === undefined || fits(summary)],
  ]
  return checked(checks, () => [
    setOp('case', 'main', {
      ...fields,
      ...(pseudonym === undefined ? {} : { pseudonym: cleanLine(pseudonym, 80) }),
      ...(summary === undefined ? {} : { summary: cleanText(summary) }),
      ...(rightsFields === undefined ? {} : { rightsFields: valuesOf(rightsFields) }),
    }),
  ])
}

/** In the identity space: which case it belongs to. */
export const openIdentity = (caseSpace: SpaceId): readonly Op[] => [setOp('identity', 'main', { caseSpace })]

export const savePerson = (id: RecordId, { role, label, relation, languages }: Omit<Person, 'id'>): Ops =>
  checked(
    [
      ['role', isOneOf(PERSON_ROLES, role)],
      ['label', cleanLine(label) !== ''],
    ],
    () => [setOp('person', id, { role, label: cleanLine(label), relation: cleanLine(relation), languages: valuesOf(languages) })],
  )

/** In the identity space, under the id the person has in the file. */
export const saveIdentity = ({ person, name, otherNames, contact, whereabouts, birth, documents }: Identity): Ops => {
  const checks: readonly Check[] = [
    ['person', person !== ''],
    ['birth', birth === '' || parsePartialDay(birth) !== null],
    ['contact', fits(contact)],
    ['whereabouts', fits(whereabouts)],
    ['documents', fits(documents)],
  ]
  const texts = { contact: cleanText(contact), whereabouts: cleanText(whereabouts), documents: cleanText(documents) }
  return checked(checks, () => [
    setOp('person', person, { name: cleanLine(name), otherNames: cleanLine(otherNames, 300), birth, ...texts }),
  ])
}

export const saveNeed = (id: RecordId, need: Omit<Need, 'id' | 'dropped'>): Ops => {
  const { person, kind, from, to, place, urgency, headcount, note } = need
  const checks: readonly Check[] = [
    ['person', person !== ''],
    ['kind', isSupportKind(kind)],
    ['from', isDay(from)],
    ['to', isInOrder(from, to)],
    ['place', isPlace(place)],
    ['urgency', isOneOf(URGENCIES, urgency)],
    ['headcount', isWhole(headcount, 1, 1000)],
    ['note', fits(note)],
  ]
  return checked(checks, () => [
    setOp('need', id, { person, kind, from, to, place, urgency, headcount, note: cleanText(note), dropped: false }),
  ])
}

export const dropNeed = (id: RecordId): readonly Op[] => [setOp('need', id, { dropped: true })]

export const addNote = (id: RecordId, text: string, revises?: RecordId, mentions: readonly PersonId[] = []): Ops =>
  checked([['text', text.trim() !== '' && fits(text)]], () => {
    const f = { text: cleanText(text), ...(mentions.length === 0 ? {} : { mentions: valuesOf(mentions) }) }
    return [{ o: 'note', c: 'note', i: id, f, ...(revises === undefined ? {} : { revises }) }]
  })

export type NewFile = Pick<SealedFile, 'name' | 'type' | 'bytes' | 'sha256'> & { readonly blob: BlobId; readonly key: Uint8Array }

/** `id` is an `ownedId`: nobody else can put another key or hash under it. */
export const attachFile = (id: RecordId, { name, type, bytes, sha256, blob, key }: NewFile): Ops =>
  checked(
    [
      ['id', ownerOf(id) !== null],
      ['bytes', isWhole(bytes, 0, Number.MAX_SAFE_INTEGER)],
    ],
    () => [setOp('file', id, { name: cleanFileName(name), type: cleanLine(type), bytes, sha256, blob, key })],
  )

/** In the case: that a request went out, and whether the file is to be shared once it is taken up. */
export const linkReferral = (id: RecordId, { needs, org, service, space }: Omit<ReferralLink, 'id'>, shareFile: boolean): readonly Op[] => [
  setOp('referral', id, { needs: valuesOf(needs), org, service, space, shareFile }),
]

/** `id` is an `ownedId` of the organisation that commits. */
export const saveCommitment = (id: RecordId, { need, from, to, state, stopGap, note, terms }: Omit<Commitment, 'id' | 'org'>): Ops => {
  const org = ownerOf(id)
  const checks: readonly Check[] = [
    ['id', org !== null],
    ['need', need !== ''],
    ['from', isDay(from)],
    ['to', isInOrder(from, to)],
    ['state', isOneOf(COMMITMENT_STATES, state)],
    ['note', fits(note)],
    ...(terms === undefined ? [] : termsHold(terms)),
  ]
  const more = terms === undefined ? {} : termFields(terms)
  return checked(checks, () => [setOp('commitment', id, { need, org, from, to, state, stopGap, note: cleanText(note), ...more })])
}

/** `org` says yes to the hand-over between two commitments, or takes its yes back. */
export const agreeHandover = (before: RecordId, after: RecordId, org: OrgId, yes = true): readonly Op[] => [
  { o: yes ? 'add' : 'rem', c: 'handover', i: handoverId(before, after), f: 'yes', v: org },
]
