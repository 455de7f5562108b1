/** Reading decisions and passages. What is missing or odd gets the default that allows less. */
import type { OrgId } from '@pergola/protocol'
import { dayOf, parseDay } from '../casework/day.ts'
import type { Day, Instant } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, Note, RecordId, Row } from '../record/model.ts'
import {
  asLine,
  asLines,
  flagIn,
  idIn,
  lineIn,
  linesIn,
  notesInOrder,
  oneOfIn,
  rowsInOrder,
  rowsOf,
  textIn,
  valueOf,
} from '../record/read.ts'
import { CONSENT_PARTS, GIVEN_BY, PASSAGE_ACTS, type ConsentPart } from '../vocabulary/caseCodes.ts'
import { CONSENT_SCOPES, CONSENT_WAYS } from '../vocabulary/codes.ts'
import type { Consent, Passed } from './model.ts'

/** In the order of the decisions; of two on one day the later recorded counts, and of two recorded at once the "no". */
export const readConsents = (doc: Doc): readonly Consent[] =>
  rowsInOrder(doc, 'consent')
    .map(([id, row]) => ({ consent: readConsent(id, row), at: row.firstAt }))
    .sort((a, b) =>
      a.consent.on < b.consent.on ? -1 : a.consent.on > b.consent.on ? 1 : a.at - b.at || Number(b.consent.given) - Number(a.consent.given),
    )
    .map(({ consent }) => consent)

const dayIn = (row: Row, field: string): Day | null => parseDay(valueOf(row, field))

const readConsent = (id: RecordId, row: Row): Consent => {
  const parts = linesIn(row, 'parts')
  const known = knownParts(parts)
  return {
    id,
    person: idIn(row, 'person') ?? '',
    scope: idIn(row, 'scope') ?? '',
    org: idIn<OrgId>(row, 'org'),
    recipient: lineIn(row, 'recipient', 200),
    parts: known,
    // A yes to parts that nobody here knows is no yes to everything.
    given: flagIn(row, 'given') && (parts.length === 0 || known.length > 0),
    on: dayIn(row, 'on') ?? dayOf(msOf(row.firstAt) as Instant),
    how: oneOfIn(row, 'how', CONSENT_WAYS, 'message'),
    givenBy: oneOfIn(row, 'givenBy', GIVEN_BY, 'self'),
    guardian: idIn(row, 'guardian'),
    trusted: lineIn(row, 'trusted', 200),
    language: lineIn(row, 'language', 35),
    until: dayIn(row, 'until'),
    withdrawnOn: dayIn(row, 'withdrawnOn'),
    takeBack: flagIn(row, 'takeBack'),
  }
}

const knownParts = (parts: readonly string[]): readonly ConsentPart[] => CONSENT_PARTS.filter((part) => parts.includes(part))

/** What was read to the people before they answered, by decision; those without words are left out. */
export const readWords = (doc: Doc): ReadonlyMap<RecordId, string> =>
  new Map(
    [...rowsOf(doc, 'consent')].flatMap(([id, row]) => {
      const words = textIn(row, 'words')
      return words === '' ? [] : [[id, words] as const]
    }),
  )

/** What has left the case, oldest first. */
export const readPassages = (doc: Doc): readonly Passed[] => notesInOrder(doc, 'passage').flatMap(readPassage)

const readPassage = ({ id, fields, author, at }: Note): readonly Passed[] => {
  const act = PASSAGE_ACTS.find((known) => known === fields['act'])
  const scope = CONSENT_SCOPES.find((known) => known === fields['scope'])
  if (act === undefined || scope === undefined) return []
  const org = asLine(fields['org'], 64)
  return [
    {
      id,
      act,
      scope,
      org: org === '' ? null : (org as OrgId),
      recipient: asLine(fields['recipient'], 200),
      parts: knownParts(asLines(fields['parts'])),
      people: asLines(fields['people'], 200),
      consents: asLines(fields['consents'], 200),
      by: author.person,
      byOrg: author.org,
      at: msOf(at) as Instant,
    },
  ]
}
