/** Reading a case from its document. Anything may be missing or odd: what cannot be read gets a plain default or is left out. */
import { unhex, type BlobId, type OrgId, type PersonId, type SpaceId } from '@pergola/protocol'
import { msOf } from '../record/hlc.ts'
import type { Doc, RecordId, Row } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import {
  flagIn,
  idIn,
  lineIn,
  linesIn,
  notesInOrder,
  oneOfIn,
  rowAt,
  rowsInOrder,
  textIn,
  asText,
  valueOf,
  wholeIn,
} from '../record/read.ts'
import { CASE_STATUSES, COMMITMENT_STATES, PERSON_ROLES, URGENCIES } from '../vocabulary/codes.ts'
import { isPlace } from '../vocabulary/regions.ts'
import { readAnswers } from './answers.ts'
import { dayOf, parseDay, parsePartialDay } from './day.ts'
import { isOut, readTakenOut } from './takenOut.ts'
import { readTerms } from './terms.ts'
import { readConsents } from '../consent/read.ts'
import { plainAssessments } from '../safety/assessments.ts'
import type { CaseFile, CaseNote, Commitment, Day, Handover, Identity, Instant, Need, Person, ReferralLink, SealedFile } from './model.ts'

const dayIn = (row: Row | undefined, field: string): Day | null => parseDay(valueOf(row, field))
const instantOf = (row: Row): Instant => msOf(row.firstAt) as Instant
const firstDayOf = (row: Row): Day => dayOf(instantOf(row))

const placeIn = (row: Row | undefined, field: string): string => {
  const place = idIn(row, field) ?? ''
  return isPlace(place) ? place : ''
}

const NOBODY = '' as OrgId
const BLOB_BYTES = 16
const EPOCH = '1970-01-01' as Day

/** The case in a case space, folded with `caseRules`. */
export const readCase = (space: SpaceId, doc: Doc): CaseFile => {
  const main = rowAt(doc, 'case', 'main')
  return {
    space,
    identitySpace: idIn<SpaceId>(main, 'identitySpace'),
    pseudonym: lineIn(main, 'pseudonym', 80),
    ownerOrg: idIn<OrgId>(main, 'ownerOrg') ?? main?.firstAuthor.org ?? NOBODY,
    status: oneOfIn(main, 'status', CASE_STATUSES, 'open'),
    urgency: oneOfIn(main, 'urgency', URGENCIES, 'weeks'),
    country: placeIn(main, 'country'),
    summary: textIn(main, 'summary'),
    openedOn: dayIn(main, 'openedOn') ?? (main ? firstDayOf(main) : EPOCH),
    assignedTo: idIn<PersonId>(main, 'assignedTo'),
    rightsFields: linesIn(main, 'rightsFields'),
    people: rowsInOrder(doc, 'person').flatMap((entry) => (isOut(entry[1]) ? [] : [readPerson(entry)])),
    takenOut: rowsInOrder(doc, 'person').flatMap(readTakenOut),
    needs: rowsInOrder(doc, 'need').map(readNeed),
    commitments: rowsInOrder(doc, 'commitment').flatMap(readCommitment),
    handovers: rowsInOrder(doc, 'handover').flatMap(readHandover),
    consents: readConsents(doc),
    assessments: plainAssessments(doc),
    notes: readNotes(doc),
    files: rowsInOrder(doc, 'file').map(readFile),
    referrals: rowsInOrder(doc, 'referral').flatMap(readReferralLink),
  }
}

/** The alert a case came from, or null. */
export const alertOf = (doc: Doc): string | null => idIn(rowAt(doc, 'case', 'main'), 'alert')

/** Names and contacts in an identity space. */
export const readIdentities = (doc: Doc): readonly Identity[] =>
  rowsInOrder(doc, 'person').map(([person, row]) => ({
    person,
    name: lineIn(row, 'name'),
    otherNames: lineIn(row, 'otherNames', 300),
    contact: textIn(row, 'contact'),
    whereabouts: textIn(row, 'whereabouts'),
    birth: parsePartialDay(valueOf(row, 'birth')) ?? '',
    documents: textIn(row, 'documents'),
  }))

/** The case an identity space belongs to. */
export const caseSpaceOf = (doc: Doc): SpaceId | null => idIn<SpaceId>(rowAt(doc, 'identity', 'main'), 'caseSpace')

const readPerson = ([id, row]: readonly [RecordId, Row]): Person => ({
  id,
  role: oneOfIn(row, 'role', PERSON_ROLES, 'dependent'),
  label: lineIn(row, 'label'),
  relation: lineIn(row, 'relation'),
  languages: linesIn(row, 'languages', 8),
})

const readNeed = ([id, row]: readonly [RecordId, Row]): Need => {
  const answers = readAnswers(row)
  const from = dayIn(row, 'from') ?? firstDayOf(row)
  const to = dayIn(row, 'to') ?? from
  return {
    id,
    person: idIn(row, 'person') ?? '',
    kind: idIn(row, 'kind') ?? 'other',
    from,
    to: to < from ? from : to,
    place: placeIn(row, 'place'),
    urgency: oneOfIn(row, 'urgency', URGENCIES, 'weeks'),
    headcount: Math.max(1, wholeIn(row, 'headcount', 1)),
    note: textIn(row, 'note'),
    dropped: flagIn(row, 'dropped'),
    ...(answers === undefined ? {} : { answers }),
  }
}

/** A commitment without days or without an organisation covers nothing: it is left out. */
const readCommitment = ([id, row]: readonly [RecordId, Row]): readonly Commitment[] => {
  const org = ownerOf(id)
  const from = dayIn(row, 'from')
  const to = dayIn(row, 'to')
  if (org === null || from === null || to === null || to < from) return []
  const state = oneOfIn(row, 'state', COMMITMENT_STATES, 'offered')
  const said = { id, need: idIn(row, 'need') ?? '', org, from, to, state, stopGap: flagIn(row, 'stopGap'), note: textIn(row, 'note') }
  const terms = readTerms(row)
  return [terms === undefined ? said : { ...said, terms }]
}

/** What a hand-over joins is in its id, so that nobody can move a yes from one hand-over to another. */
const readHandover = ([id, row]: readonly [RecordId, Row]): readonly Handover[] => {
  const [beforeOrg, beforeRandom, afterOrg, afterRandom, ...more] = id.split(':')
  if (!beforeOrg || !beforeRandom || !afterOrg || !afterRandom || more.length > 0) return []
  const yes = row.sets['yes'] ?? []
  const before = `${beforeOrg}:${beforeRandom}`
  return [{ id, before, after: `${afterOrg}:${afterRandom}`, agreedBefore: yes.includes(beforeOrg), agreedAfter: yes.includes(afterOrg) }]
}

/** A note revises another one only within the same organisation; otherwise it stands beside it. */
const readNotes = (doc: Doc): readonly CaseNote[] => {
  const notes = notesInOrder(doc, 'note')
  const writers = new Set(notes.map(({ id, author }) => `${id}/${author.org}`))
  return notes.map(({ id, fields, revises, author, at }) => ({
    id,
    text: asText(fields['text']),
    by: author.person,
    org: author.org,
    at: msOf(at) as Instant,
    revises: revises !== null && writers.has(`${revises}/${author.org}`) ? revises : null,
  }))
}

const readFile = ([id, row]: readonly [RecordId, Row]): SealedFile => ({
  id,
  name: lineIn(row, 'name'),
  type: lineIn(row, 'type'),
  bytes: wholeIn(row, 'bytes', 0),
  sha256: lineIn(row, 'sha256'),
  addedBy: row.firstAuthor.person,
  at: instantOf(row),
})

/** Where a sealed file's bytes are and what opens them. */
export interface FilePlace {
  readonly blob: BlobId
  readonly key: Uint8Array
}

export const filePlace = (doc: Doc, id: RecordId): FilePlace | null => {
  const row = rowAt(doc, 'file', id)
  const blob = idIn<BlobId>(row, 'blob')
  const key = valueOf(row, 'key')
  return blob !== null && unhex(blob)?.length === BLOB_BYTES && key instanceof Uint8Array ? { blob, key } : null
}

const readReferralLink = ([id, row]: readonly [RecordId, Row]): readonly ReferralLink[] => {
  const org = idIn<OrgId>(row, 'org')
  const space = idIn<SpaceId>(row, 'space')
  return org === null || space === null ? [] : [{ id, needs: linesIn(row, 'needs', 200), org, service: idIn(row, 'service'), space }]
}

/** True when the file is to be shared as soon as the referral is taken up. */
export const sharesFileOnTakeUp = (doc: Doc, referral: RecordId): boolean => flagIn(rowAt(doc, 'referral', referral), 'shareFile')
