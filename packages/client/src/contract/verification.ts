/** Verification: is this person a human rights defender, who says so, and what becomes of those who are not. */
import type { CaseStatus } from '@pergola/core/casework'
import type {
  DefenderTest,
  NewEvidence,
  NewOpinion,
  Offer,
  OtherAtRisk,
  Standing,
  TestFinding,
  Verification,
  VouchAbout,
  VouchAnswer,
  VouchState,
} from '@pergola/core/verification'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { OrgLabel } from './relay.ts'

/** A request of ours to vouch, as the case shows it. */
export interface VouchAskedRow {
  readonly space: SpaceId
  readonly org: OrgId
  readonly orgName: string
  readonly withName: boolean
  readonly state: VouchState
  readonly sentAt: number
  readonly answerBy: number
  readonly answer: VouchAnswer | null
}

/** Help outside the definition, and the need of the case that is of this kind, if there is one. */
export interface WayToHelp {
  readonly kind: string
  readonly need: string | null
}

export interface VerificationView {
  readonly verification: Verification
  /** All rounds, the newest last. */
  readonly rounds: readonly Standing[]
  /** What I may do now, or why nothing. */
  readonly mine: Offer
  readonly canWrite: boolean
  readonly own: boolean
  readonly me: { readonly person: PersonId; readonly org: OrgId }
  /** Who wrote more of the evidence than anyone else, and may therefore not review. */
  readonly wroteMost: PersonId | null
  /** Which rights the person defends. */
  readonly rightsFields: readonly string[]
  readonly suggestedStatus: CaseStatus | null
  readonly ways: Readonly<Record<OtherAtRisk, readonly WayToHelp[]>>
  readonly vouches: readonly VouchAskedRow[]
  /** Organisations besides the holder that read the file, and could decide. */
  readonly others: readonly OrgLabel[]
  readonly people: Readonly<Record<PersonId, string>>
  readonly organisations: Readonly<Record<OrgId, string>>
}

/** What the other side would see, and whether it may be sent. */
export interface VouchDraft {
  readonly about: VouchAbout
  readonly allowed: boolean
  /** Labels of those in the file who have not agreed. */
  readonly missing: readonly string[]
  readonly toName: string
  readonly answerBy: number
}

export interface VouchView {
  readonly space: SpaceId
  readonly direction: 'in' | 'out'
  readonly otherName: string
  readonly about: VouchAbout
  readonly state: VouchState
  readonly sentAt: number
  readonly answerBy: number
  readonly answer: { readonly answer: VouchAnswer; readonly text: string; readonly by: PersonId; readonly at: number } | null
  readonly canAnswer: boolean
  readonly canWithdraw: boolean
  readonly caseSpace: SpaceId | null
  readonly pseudonym: string
  readonly people: Readonly<Record<PersonId, string>>
}

/** Somebody asks us whether we know a person's work, or asked. */
export interface VouchInRow {
  readonly space: SpaceId
  readonly otherName: string
  readonly state: VouchState
  readonly sentAt: number
  readonly answerBy: number
  readonly answer: VouchAnswer | null
}

export interface VerificationQueries {
  /** To us, newest first: also those that were answered long ago. */
  vouchRequests: { args: Record<never, never>; value: readonly VouchInRow[] }
  verification: { args: { space: SpaceId }; value: VerificationView }
  draftVouch: {
    args: { space: SpaceId; org: OrgId; text: string; withName: boolean; withCountry: boolean }
    value: VouchDraft
  }
  vouchRequest: { args: { space: SpaceId }; value: VouchView }
}

export interface VerificationCommands {
  describeWork: {
    args: { space: SpaceId; rightsFields: readonly string[]; activities: readonly string[]; since: string; deciders: readonly OrgId[] }
    value: null
  }
  findTest: { args: { space: SpaceId; test: DefenderTest; finding: TestFinding; reason: string }; value: null }
  saveEvidence: { args: { space: SpaceId; id?: string; evidence: NewEvidence }; value: { id: string } }
  /** My opinion in the newest round; a second one of mine takes the place of the first. */
  giveOpinion: { args: { space: SpaceId; opinion: Omit<NewOpinion, 'round' | 'on'> }; value: null }
  /** Opens the next round against a decision that stands. */
  appealDecision: { args: { space: SpaceId; kind: 'appeal' | 'new_facts'; reasons: string }; value: null }
  routeElsewhere: { args: { space: SpaceId; to: string; why: string }; value: null }
  askVouch: {
    args: { space: SpaceId; org: OrgId; text: string; withName: boolean; withCountry: boolean; answerBy: number }
    value: { space: SpaceId }
  }
  answerVouch: { args: { space: SpaceId; answer: VouchAnswer; text: string }; value: null }
  withdrawVouch: { args: { space: SpaceId }; value: null }
}

export type VerificationTodayItem =
  /** Somebody has decided and it waits for the second opinion, two did in one function at once, two differ and it waits for a third, or an appeal for its first. */
  | {
      readonly kind: 'decide'
      readonly caseSpace: SpaceId
      readonly pseudonym: string
      readonly waitsFor: 'first' | 'second' | 'doubled' | 'third'
      readonly since: number
    }
  | { readonly kind: 'vouch_in'; readonly space: SpaceId; readonly from: string; readonly answerBy: number }
  | {
      readonly kind: 'vouch_answered'
      readonly space: SpaceId
      readonly caseSpace: SpaceId
      readonly pseudonym: string
      readonly org: string
      readonly answer: VouchAnswer
      readonly at: number
    }
