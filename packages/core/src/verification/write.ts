/** What those who verify do, as operations. Input is checked and cleaned. */
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import { parseDay, parsePartialDay } from '../casework/day.ts'
import { ownedId, ownerOf } from '../record/owned.ts'
import type { Op, RecordId } from '../record/model.ts'
import { cleanLine, cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, setOp, valuesOf, type Check, type Ops } from '../record/write.ts'
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
} from '../vocabulary/caseCodes.ts'
import { isSupportKind } from '../vocabulary/codes.ts'
import type { Appeal, DefenderTest, Evidence, Opinion, Routing, TestFinding, Verification, VouchAsked } from './model.ts'
import { OUTSIDE } from './routes.ts'
import type { VouchAnswered } from './vouch.ts'

/** Longest text of one field, in UTF-8 bytes. */
export const LONGEST_REASON = 20_000

const fits = (text: string): boolean => utf8Length(text) <= LONGEST_REASON
const says = (text: string): boolean => text.trim() !== '' && fits(text)
const areOf = (codes: readonly string[], chosen: readonly string[]): boolean => chosen.every((code) => codes.includes(code))

/** What the person does, since when, and which other organisations may decide. */
export const describeWork = (
  { activities, since }: Pick<Verification, 'activities' | 'since'>,
  deciders: { readonly now: readonly OrgId[]; readonly before: readonly OrgId[] },
): Ops =>
  checked(
    [
      ['activities', areOf(DEFENDER_ACTIVITIES, activities)],
      ['since', since === '' || parsePartialDay(since) !== null],
    ],
    () => [
      setOp('verification', 'main', { activities: valuesOf(activities), since }),
      ...deciders.now.filter((org) => !deciders.before.includes(org)).map((org) => decider('add', org)),
      ...deciders.before.filter((org) => !deciders.now.includes(org)).map((org) => decider('rem', org)),
    ],
  )

const decider = (o: 'add' | 'rem', org: OrgId): Op => ({ o, c: 'verification', i: 'main', f: 'deciders', v: org })

export const findTest = (test: DefenderTest, finding: TestFinding, reason: string): Ops =>
  checked(
    [
      ['test', isOneOf(DEFENDER_TESTS, test)],
      ['finding', isOneOf(TEST_FINDINGS, finding)],
      ['reason', says(reason)],
    ],
    () => [setOp('test', test, { finding, reason: cleanText(reason, LONGEST_REASON) })],
  )

export type NewEvidence = Pick<Evidence, 'tests' | 'side' | 'text' | 'source' | 'reliability' | 'on' | 'file'>

/** `id` is an `ownedId`: evidence stays with the organisation that brings it. */
export const saveEvidence = (id: RecordId, { tests, side, text, source, reliability, on, file }: NewEvidence): Ops => {
  const checks: readonly Check[] = [
    ['id', ownerOf(id) !== null],
    ['tests', tests.length > 0 && areOf(DEFENDER_TESTS, tests)],
    ['side', isOneOf(EVIDENCE_SIDES, side)],
    ['text', says(text)],
    ['source', cleanLine(source) !== ''],
    ['reliability', isOneOf(RELIABILITIES, reliability)],
    ['on', parseDay(on) !== null],
  ]
  return checked(checks, () => [
    setOp('evidence', id, {
      tests: valuesOf(tests),
      side,
      text: cleanText(text, LONGEST_REASON),
      source: cleanLine(source),
      reliability,
      on,
      file,
    }),
  ])
}

/** An answer to our request, as evidence of the organisation that gave it. The id is fixed: two devices that take it in write one. */
export const evidenceFromVouch = (org: OrgId, { space, toOrg, answer: { answer, text }, on }: VouchAnswered): readonly Op[] => {
  const knows = answer === 'knows_the_work' || answer === 'knows_of'
  return [
    setOp('evidence', ownedId(org, space), {
      tests: knows ? ['acts_for_rights'] : [],
      side: knows ? 'for' : 'neither',
      text,
      source: '',
      reliability: answer === 'knows_the_work' ? 'likely' : 'unsure',
      on,
      file: null,
      vouch: answer,
      vouchOrg: toOrg,
      vouchSpace: space,
    }),
  ]
}

export type NewOpinion = Pick<Opinion, 'round' | 'function' | 'decision' | 'failed' | 'other' | 'keptTo' | 'reasons' | 'on'>

/** A refusal names a test that was failed, and only such as somebody can fail; what else one may think of cannot be written. */
export const giveOpinion = (person: PersonId, opinion: NewOpinion): Ops => {
  const { round, decision, failed, other, keptTo, reasons, on } = opinion
  const refuses = decision === 'not_defender'
  const checks: readonly Check[] = [
    ['function', isOneOf(DECISION_FUNCTIONS, opinion.function)],
    ['decision', isOneOf(DEFENDER_DECISIONS, decision)],
    ['failed', areOf(TESTS_OF_THE_PERSON, failed) && (!refuses || failed.length > 0) && (decision !== 'defender' || failed.length === 0)],
    ['keptTo', areOf(TESTS_OF_OURSELVES, keptTo) && (!refuses || keptTo.length === TESTS_OF_OURSELVES.length)],
    ['other', decision === 'at_risk_other' ? isOneOf(OTHERS_AT_RISK, other) : other === null],
    ['reasons', says(reasons)],
    ['on', parseDay(on) !== null],
  ]
  return checked(checks, () => [
    setOp('opinion', `${round}:${person}`, {
      function: opinion.function,
      decision,
      failed: valuesOf(failed),
      other,
      keptTo: valuesOf(keptTo),
      reasons: cleanText(reasons, LONGEST_REASON),
      on,
    }),
  ])
}

export const openRound = (person: PersonId, { round, kind, reasons, on }: Pick<Appeal, 'round' | 'kind' | 'reasons' | 'on'>): Ops =>
  checked(
    [
      ['kind', isOneOf(APPEAL_KINDS, kind)],
      ['reasons', says(reasons)],
      ['on', parseDay(on) !== null],
    ],
    () => [setOp('appeal', `${round}:${person}`, { kind, reasons: cleanText(reasons, LONGEST_REASON), on })],
  )

/** `id` is an `ownedId`. */
export const routeTo = (id: RecordId, { to, why, on }: Pick<Routing, 'to' | 'why' | 'on'>): Ops =>
  checked(
    [
      ['id', ownerOf(id) !== null],
      ['to', to === OUTSIDE || isSupportKind(to)],
      ['why', says(why)],
      ['on', parseDay(on) !== null],
    ],
    () => [setOp('routing', id, { to, why: cleanText(why, LONGEST_REASON), on })],
  )

/** In the case: that an organisation was asked, and where its answer will be. */
export const linkVouch = (space: SpaceId, { org, withName }: Pick<VouchAsked, 'org' | 'withName'>): readonly Op[] => [
  setOp('vouchAsked', space, { org, withName }),
]
