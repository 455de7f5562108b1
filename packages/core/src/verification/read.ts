/** Reading a verification from a case's document. What cannot be read gets a plain default or is left out. */
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import { dayOf, parseDay, parsePartialDay } from '../casework/day.ts'
import type { Day, Instant } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, RecordId, Row } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import { flagIn, idIn, lineIn, linesIn, oneOfIn, rowAt, rowsInOrder, textIn, valueOf } from '../record/read.ts'
import {
  APPEAL_KINDS,
  DECISION_FUNCTIONS,
  DEFENDER_ACTIVITIES,
  DEFENDER_DECISIONS,
  DEFENDER_TESTS,
  EVIDENCE_SIDES,
  OTHERS_AT_RISK,
  RELIABILITIES,
  TESTS_OF_OURSELVES,
  TESTS_OF_THE_PERSON,
  TEST_FINDINGS,
  VOUCH_ANSWERS,
} from '../vocabulary/caseCodes.ts'
import type { Appeal, DefenderTest, Evidence, Opinion, Routing, TestResult, Verification, VouchAsked } from './model.ts'

/** The most rounds that are read: more is no procedure. */
const MOST_ROUNDS = 99

const instantOf = (row: Row): Instant => msOf(row.firstAt) as Instant
const dayIn = (row: Row, field = 'on'): Day => parseDay(valueOf(row, field)) ?? dayOf(instantOf(row))
const codeIn = <T extends string>(row: Row | undefined, field: string, codes: readonly T[]): T | null =>
  codes.find((code) => code === valueOf(row, field)) ?? null
const codesIn = <T extends string>(row: Row | undefined, field: string, codes: readonly T[]): readonly T[] => {
  const written = linesIn(row, field, 64)
  return codes.filter((code) => written.includes(code))
}

/** The verification in a case space that `holder` founded, folded with `caseRules`. */
export const readVerification = (doc: Doc, holder: OrgId): Verification => {
  const main = rowAt(doc, 'verification', 'main')
  const appeals = rowsInOrder(doc, 'appeal').flatMap(readAppeal)
  return {
    holder,
    round: roundOf(appeals),
    activities: codesIn(main, 'activities', DEFENDER_ACTIVITIES),
    since: parsePartialDay(valueOf(main, 'since')) ?? '',
    deciders: (main?.sets['deciders'] ?? []) as readonly OrgId[],
    tests: DEFENDER_TESTS.map((test) => readTest(doc, test)),
    evidence: rowsInOrder(doc, 'evidence').flatMap(readEvidence),
    appeals,
    opinions: rowsInOrder(doc, 'opinion').flatMap(readOpinion),
    routings: rowsInOrder(doc, 'routing').flatMap(readRouting),
    vouchesAsked: readVouchesAsked(doc),
  }
}

/** Rounds follow each other: an appeal against a round that nobody opened opens none. */
const roundOf = (appeals: readonly Appeal[]): number => {
  const opened = new Set(appeals.map(({ round }) => round))
  let round = 1
  while (opened.has(round + 1)) round += 1
  return round
}

/** `<round>:<person>`, or null. */
const ofPerson = (id: RecordId): { readonly round: number; readonly person: PersonId } | null => {
  const [written = '', person, ...more] = id.split(':')
  const round = /^[1-9]\d?$/u.test(written) ? Number(written) : 0
  return round > 0 && round <= MOST_ROUNDS && person && more.length === 0 ? { round, person: person as PersonId } : null
}

const readTest = (doc: Doc, test: DefenderTest): TestResult => {
  const row = rowAt(doc, 'test', test)
  return { test, finding: codeIn(row, 'finding', TEST_FINDINGS), reason: textIn(row, 'reason') }
}

const readEvidence = ([id, row]: readonly [RecordId, Row]): readonly Evidence[] => {
  const org = ownerOf(id)
  if (org === null) return []
  const answer = codeIn(row, 'vouch', VOUCH_ANSWERS)
  const vouchOrg = idIn<OrgId>(row, 'vouchOrg')
  const space = idIn<SpaceId>(row, 'vouchSpace')
  return [
    {
      id,
      tests: codesIn(row, 'tests', DEFENDER_TESTS),
      side: oneOfIn(row, 'side', EVIDENCE_SIDES, 'neither'),
      text: textIn(row, 'text'),
      source: lineIn(row, 'source'),
      reliability: oneOfIn(row, 'reliability', RELIABILITIES, 'unsure'),
      on: dayIn(row),
      file: idIn(row, 'file'),
      org,
      by: row.firstAuthor.person,
      at: instantOf(row),
      vouch: answer !== null && vouchOrg !== null && space !== null ? { org: vouchOrg, answer, space } : null,
    },
  ]
}

/** Without a decision or a function it is none. Failed tests are kept only of those that somebody can fail. */
const readOpinion = ([id, row]: readonly [RecordId, Row]): readonly Opinion[] => {
  const of = ofPerson(id)
  const decision = codeIn(row, 'decision', DEFENDER_DECISIONS)
  const role = codeIn(row, 'function', DECISION_FUNCTIONS)
  if (of === null || decision === null || role === null) return []
  return [
    {
      ...of,
      org: row.firstAuthor.org,
      function: role,
      decision,
      failed: decision === 'defender' ? [] : codesIn(row, 'failed', TESTS_OF_THE_PERSON),
      other: decision === 'at_risk_other' ? oneOfIn(row, 'other', OTHERS_AT_RISK, 'other') : null,
      keptTo: codesIn(row, 'keptTo', TESTS_OF_OURSELVES),
      reasons: textIn(row, 'reasons'),
      on: dayIn(row),
      at: instantOf(row),
    },
  ]
}

const readAppeal = ([id, row]: readonly [RecordId, Row]): readonly Appeal[] => {
  const of = ofPerson(id)
  if (of === null || of.round < 2) return []
  const { person: by, org } = row.firstAuthor
  const kind = oneOfIn(row, 'kind', APPEAL_KINDS, 'appeal')
  return [{ round: of.round, kind, reasons: textIn(row, 'reasons'), by, org, on: dayIn(row), at: instantOf(row) }]
}

const readRouting = ([id, row]: readonly [RecordId, Row]): readonly Routing[] => {
  const org = ownerOf(id)
  const to = idIn(row, 'to')
  return org === null || to === null ? [] : [{ id, to, why: textIn(row, 'why'), on: dayIn(row), org }]
}

export const readVouchesAsked = (doc: Doc): readonly VouchAsked[] => rowsInOrder(doc, 'vouchAsked').flatMap(readVouchAsked)

const readVouchAsked = ([id, row]: readonly [RecordId, Row]): readonly VouchAsked[] => {
  const org = idIn<OrgId>(row, 'org')
  return org === null ? [] : [{ space: id as SpaceId, org, withName: flagIn(row, 'withName'), at: instantOf(row) }]
}
