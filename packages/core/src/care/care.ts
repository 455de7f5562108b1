/**
 * The medical part of a case: what those who treat need to know, and what they note, in a space of its own. Who works on the case
 * does not read it unless it was shared with them; who treats reads it and need not read the file.
 *
 * | record | fields |
 * |---|---|
 * | `medical/main` | caseSpace, pseudonym |
 * | `patient/<person of the file>` | label: what somebody without the file calls them |
 * | `care/<organisation>:<random>` | person, kind, text, since, urgent, endedOn |
 * | `visit/<organisation>:<random>` | person, on, text, nextOn |
 */
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import { rulesFrom, type Rule } from '../casework/policy.ts'
import { dayOf, parseDay, parsePartialDay } from '../casework/day.ts'
import type { Day, Instant, PartialDay } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, Op, RecordId, Row, Rules } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import { flagIn, idIn, lineIn, oneOfIn, rowAt, rowsInOrder, textIn, valueOf } from '../record/read.ts'
import { cleanLine, cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, setOp, type Ops } from '../record/write.ts'
import { CARE_KINDS, type CareKind } from '../vocabulary/householdCodes.ts'

export interface Care {
  readonly id: RecordId
  readonly person: RecordId
  readonly kind: CareKind
  readonly text: string
  readonly since: PartialDay | ''
  /** To be told before anything else in an emergency. */
  readonly urgent: boolean
  readonly endedOn: Day | null
  readonly org: OrgId
  readonly by: PersonId
  readonly at: Instant
}

export interface Visit {
  readonly id: RecordId
  readonly person: RecordId
  readonly on: Day
  readonly text: string
  readonly nextOn: Day | null
  readonly org: OrgId
  readonly by: PersonId
}

export interface MedicalPart {
  readonly caseSpace: SpaceId | null
  readonly pseudonym: string
  readonly patients: readonly { readonly person: RecordId; readonly label: string }[]
  /** Urgent first, then as written; what has ended comes last. */
  readonly care: readonly Care[]
  /** Newest first. */
  readonly visits: readonly Visit[]
}

const LONGEST = 20_000
const fits = (text: string): boolean => text.trim() !== '' && utf8Length(text) <= LONGEST
const NOBODY = '' as OrgId

export const readMedical = (doc: Doc): MedicalPart => {
  const main = rowAt(doc, 'medical', 'main')
  return {
    caseSpace: idIn<SpaceId>(main, 'caseSpace'),
    pseudonym: lineIn(main, 'pseudonym', 80),
    patients: rowsInOrder(doc, 'patient').map(([person, row]) => ({ person, label: lineIn(row, 'label') })),
    care: rowsInOrder(doc, 'care').map(readCare).sort(byWeight),
    visits: rowsInOrder(doc, 'visit')
      .map(readVisit)
      .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)),
  }
}

const byWeight = (a: Care, b: Care): number =>
  Number(a.endedOn !== null) - Number(b.endedOn !== null) || Number(b.urgent) - Number(a.urgent)

const readCare = ([id, row]: readonly [RecordId, Row]): Care => ({
  id,
  person: idIn(row, 'person') ?? '',
  kind: oneOfIn(row, 'kind', CARE_KINDS, 'other'),
  text: textIn(row, 'text'),
  since: parsePartialDay(valueOf(row, 'since')) ?? '',
  urgent: flagIn(row, 'urgent'),
  endedOn: parseDay(valueOf(row, 'endedOn')),
  org: ownerOf(id) ?? NOBODY,
  by: row.firstAuthor.person,
  at: msOf(row.firstAt) as Instant,
})

const readVisit = ([id, row]: readonly [RecordId, Row]): Visit => ({
  id,
  person: idIn(row, 'person') ?? '',
  on: parseDay(valueOf(row, 'on')) ?? dayOf(msOf(row.firstAt) as Instant),
  text: textIn(row, 'text'),
  nextOn: parseDay(valueOf(row, 'nextOn')),
  org: ownerOf(id) ?? NOBODY,
  by: row.firstAuthor.person,
})

export const openMedical = (caseSpace: SpaceId, pseudonym: string): Op => setOp('medical', 'main', { caseSpace, pseudonym })
export const namePatient = (person: RecordId, label: string): Op => setOp('patient', person, { label: cleanLine(label) })

/** `id` is an `ownedId`. */
export const saveCare = (id: RecordId, care: Pick<Care, 'person' | 'kind' | 'text' | 'since' | 'urgent' | 'endedOn'>): Ops => {
  const { person, kind, text, since, urgent, endedOn } = care
  const checks = [
    ['id', ownerOf(id) !== null],
    ['person', person !== ''],
    ['kind', isOneOf(CARE_KINDS, kind)],
    ['text', fits(text)],
    ['since', since === '' || parsePartialDay(since) !== null],
    ['endedOn', endedOn === null || (parseDay(endedOn) !== null && (since === '' || (since as string) <= endedOn))],
  ] as const
  return checked(checks, () => [setOp('care', id, { person, kind, text: cleanText(text), since, urgent, endedOn })])
}

/** `id` is an `ownedId`. */
export const saveVisit = (id: RecordId, { person, on, text, nextOn }: Pick<Visit, 'person' | 'on' | 'text' | 'nextOn'>): Ops =>
  checked(
    [
      ['id', ownerOf(id) !== null],
      ['person', person !== ''],
      ['on', parseDay(on) !== null],
      ['text', fits(text)],
      ['nextOn', nextOn === null || (parseDay(nextOn) !== null && on <= nextOn)],
    ],
    () => [setOp('visit', id, { person, on, text: cleanText(text), nextOn })],
  )

const OWNED: ReadonlySet<string> = /* @__PURE__ */ new Set(['care', 'visit'])

export const MEDICAL_RULES: readonly Rule[] = [
  { name: 'readers_only_read', sentence: 'Someone who may only read writes nothing.', breaks: (_op, author) => author.role === 'reader' },
  {
    name: 'care_is_own',
    sentence: 'What an organisation notes of somebody’s health is changed by nobody else.',
    breaks: (op, author, holder) => (OWNED.has(op.c) ? ownerOf(op.i) !== author.org : author.org !== holder),
  },
]

/** Rules of a medical space that `holder` founded. */
export const medicalRules = (holder: OrgId): Rules => rulesFrom(MEDICAL_RULES, holder)

/** In the case: where its medical part is. The first is written to. */
export const medicalSpacesOf = (doc: Doc): readonly SpaceId[] =>
  (rowAt(doc, 'case', 'main')?.sets['medicalSpaces'] ?? []) as readonly SpaceId[]
export const nameMedicalSpace = (space: SpaceId): Op => ({ o: 'add', c: 'case', i: 'main', f: 'medicalSpaces', v: space })
