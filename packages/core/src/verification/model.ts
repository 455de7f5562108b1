/** Is this person a human rights defender: what was found, on what ground, who decided, and what becomes of those who are not. */
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { Day, Instant, PartialDay } from '../casework/model.ts'
import type { RecordId } from '../record/model.ts'
import type {
  APPEAL_KINDS,
  DECISION_FUNCTIONS,
  DEFENDER_DECISIONS,
  DefenderTest,
  EVIDENCE_SIDES,
  OTHERS_AT_RISK,
  RELIABILITIES,
  TEST_FINDINGS,
  VOUCH_ANSWERS,
} from '../vocabulary/caseCodes.ts'

export type { DefenderTest }
export type TestFinding = (typeof TEST_FINDINGS)[number]
export type Reliability = (typeof RELIABILITIES)[number]
export type EvidenceSide = (typeof EVIDENCE_SIDES)[number]
export type DecisionFunction = (typeof DECISION_FUNCTIONS)[number]
export type DefenderDecision = (typeof DEFENDER_DECISIONS)[number]
export type OtherAtRisk = (typeof OTHERS_AT_RISK)[number]
export type AppealKind = (typeof APPEAL_KINDS)[number]
export type VouchAnswer = (typeof VOUCH_ANSWERS)[number]

export interface Verification {
  /** The organisation that holds the case. */
  readonly holder: OrgId
  /** 1, and one more for each appeal. */
  readonly round: number
  /** What the person does, as codes (`DEFENDER_ACTIVITIES`). */
  readonly activities: readonly string[]
  /** Since when they do it. */
  readonly since: PartialDay | ''
  /** Organisations that may decide besides the holder; it names them. */
  readonly deciders: readonly OrgId[]
  /** All six, in the order of the definition; null where nobody has looked. */
  readonly tests: readonly TestResult[]
  readonly evidence: readonly Evidence[]
  readonly appeals: readonly Appeal[]
  /** Of all rounds, in the order in which they were first written. */
  readonly opinions: readonly Opinion[]
  readonly routings: readonly Routing[]
  readonly vouchesAsked: readonly VouchAsked[]
}

export interface TestResult {
  readonly test: DefenderTest
  readonly finding: TestFinding | null
  readonly reason: string
}

export interface Evidence {
  readonly id: RecordId
  /** What it is about; empty where an organisation that was asked to vouch says nothing of the tests. */
  readonly tests: readonly DefenderTest[]
  readonly side: EvidenceSide
  readonly text: string
  /** Who or what says so, without a name: "neighbour", "court record". */
  readonly source: string
  readonly reliability: Reliability
  readonly on: Day
  /** A sealed file of the case, or null. */
  readonly file: RecordId | null
  readonly org: OrgId
  readonly by: PersonId
  readonly at: Instant
  /** The organisation that vouched, and its answer, where this came from a request. */
  readonly vouch: { readonly org: OrgId; readonly answer: VouchAnswer; readonly space: SpaceId } | null
}

/** What one person decided in one round. It belongs to that person. */
export interface Opinion {
  readonly round: number
  readonly person: PersonId
  readonly org: OrgId
  readonly function: DecisionFunction
  readonly decision: DefenderDecision
  /** The tests that were failed, for `not_defender`; only such as somebody can fail. */
  readonly failed: readonly DefenderTest[]
  /** For `at_risk_other`: who they are. */
  readonly other: OtherAtRisk | null
  /** What the person who decides has kept to (`TESTS_OF_OURSELVES`). */
  readonly keptTo: readonly DefenderTest[]
  readonly reasons: string
  readonly on: Day
  readonly at: Instant
}

/** Opens a round. In an appeal nobody decides who decided before; with new facts the same people may. */
export interface Appeal {
  readonly round: number
  readonly kind: AppealKind
  readonly reasons: string
  readonly by: PersonId
  readonly org: OrgId
  readonly on: Day
  readonly at: Instant
}

/** Where somebody who is no defender was sent, and why. */
export interface Routing {
  readonly id: RecordId
  /** A kind of support, or `outside`: somebody outside the network, named in `why`. */
  readonly to: string
  readonly why: string
  readonly on: Day
  readonly org: OrgId
}

/** That an organisation was asked whether it knows the work. Its answer is in a space of its own. */
export interface VouchAsked {
  readonly space: SpaceId
  readonly org: OrgId
  readonly withName: boolean
  readonly at: Instant
}

/** What an organisation that is asked to vouch sees: the work, not the person. */
export interface VouchAbout {
  /** Country (alpha-2), region code, or '' when it would say too much. */
  readonly place: string
  readonly rightsFields: readonly string[]
  readonly activities: readonly string[]
  readonly since: PartialDay | ''
  readonly text: string
  /** '' unless the person agreed that this organisation reads it. */
  readonly name: string
}

/** A request to vouch, in a space of the kind `referral` with the purpose `vouch`. */
export interface VouchRequest {
  readonly space: SpaceId
  readonly fromOrg: OrgId
  readonly toOrg: OrgId
  readonly about: VouchAbout
  readonly sentAt: Instant
  readonly answerBy: Instant
  readonly withdrawn: boolean
  readonly answer: { readonly answer: VouchAnswer; readonly text: string; readonly by: PersonId; readonly at: Instant } | null
}
