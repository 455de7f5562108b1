/** Casework: the words a protection officer uses, as data. Codes come from `vocabulary/`. */
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { Consent } from '../consent/model.ts'
import type { RecordId } from '../record/model.ts'
import type { TakenOutWhy } from '../vocabulary/householdCodes.ts'

/** A calendar day, `YYYY-MM-DD`, in the Gregorian calendar, without a time zone. */
export type Day = string & { readonly __day: unique symbol }
/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: dates of events may be partial. */
export type PartialDay = string & { readonly __partialDay: unique symbol }
/** Unix milliseconds. */
export type Instant = number & { readonly __instant: unique symbol }

export type Urgency = 'hours' | 'days' | 'weeks' | 'months'
export type CaseStatus = 'checking' | 'open' | 'resting' | 'closed'
export type Step = 'very_low' | 'low' | 'medium' | 'high' | 'very_high'

export interface CaseFile {
  readonly space: SpaceId
  readonly identitySpace: SpaceId | null
  /** What everyone who may see the file calls this case. Never a name. */
  readonly pseudonym: string
  readonly ownerOrg: OrgId
  readonly status: CaseStatus
  readonly urgency: Urgency
  /** ISO 3166-1 alpha-2, or '' when it would say too much. */
  readonly country: string
  readonly summary: string
  readonly openedOn: Day
  readonly assignedTo: PersonId | null
  readonly rightsFields: readonly string[]
  /** Without those who were taken out. */
  readonly people: readonly Person[]
  readonly takenOut: readonly TakenOut[]
  readonly needs: readonly Need[]
  readonly commitments: readonly Commitment[]
  readonly handovers: readonly Handover[]
  readonly consents: readonly Consent[]
  readonly assessments: readonly RiskAssessment[]
  readonly notes: readonly CaseNote[]
  readonly files: readonly SealedFile[]
  readonly referrals: readonly ReferralLink[]
}

/** A protected person in the file, without identity. Names live in the identity part under the same id. */
export interface Person {
  readonly id: RecordId
  readonly role: 'defender' | 'dependent'
  /** "Defender", "Daughter, school age": enough to plan with, not to find someone. */
  readonly label: string
  readonly relation: string
  readonly languages: readonly string[]
}

/** Somebody who was in the file, for what was written of them before. */
export interface TakenOut extends Pick<Person, 'id' | 'label'> {
  readonly on: Day
  readonly why: TakenOutWhy
}

/** The identity part: shared last. */
export interface Identity {
  readonly person: RecordId
  readonly name: string
  readonly otherNames: string
  readonly contact: string
  readonly whereabouts: string
  readonly birth: PartialDay | ''
  readonly documents: string
}

export interface Need {
  readonly id: RecordId
  readonly person: RecordId
  /** Support type code, e.g. `relocation`. */
  readonly kind: string
  readonly from: Day
  /** Last day wanted, inclusive. */
  readonly to: Day
  /** Country (alpha-2), region code, or ''. */
  readonly place: string
  readonly urgency: Urgency
  readonly headcount: number
  readonly note: string
  readonly dropped: boolean
  /** What was told about it when services asked; see answers.ts. */
  readonly answers?: NeedAnswers
}

/** What services ask about and the case does not hold. Absent: nobody has said. */
export interface NeedAnswers {
  /** The person is outside their own country already. */
  readonly inExile?: boolean
  /** All groups of those whom services are for, as far as they apply (`TARGET_GROUPS`). */
  readonly groups?: readonly string[]
  /** The support is for an organisation. */
  readonly organisation?: boolean
  /** Countries in which those who threaten can reach the person. */
  readonly unsafeCountries?: readonly string[]
  readonly canReturn?: boolean
  /** The last attack or threat. */
  readonly incidentOn?: Day
  /** Months of work for human rights. */
  readonly workMonths?: number
  /** What it costs altogether. */
  readonly amount?: { readonly amount: number; readonly currency: string }
  readonly alreadyFunded?: boolean
  readonly memberVouches?: boolean
  readonly referees?: number
  readonly hostFound?: boolean
}

export type CommitmentState = 'offered' | 'confirmed' | 'active' | 'delivered' | 'withdrawn' | 'failed'

/** One organisation covers one need from day to day (both inclusive). */
export interface Commitment {
  readonly id: RecordId
  readonly need: RecordId
  readonly org: OrgId
  readonly from: Day
  readonly to: Day
  readonly state: CommitmentState
  readonly stopGap: boolean
  readonly note: string
  /** Absent: nothing was said; see terms.ts. */
  readonly terms?: CommitmentTerms
}

export type CostBasis = 'total' | 'month' | 'week' | 'day'

/** What a cover costs the organisation that gives it. */
export interface Cost {
  /** In whole units of the currency, for each `basis`. */
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
  readonly basis: CostBasis
}

/** A stop-gap that somebody is to pay back. */
export interface Reimbursement {
  /** Who is to pay; null: nobody was found yet. */
  readonly by: OrgId | null
  /** The day on which it was paid, said by those who got it. */
  readonly settled: Day | null
}

/** What goes with a commitment, each apart from its note. */
export interface CommitmentTerms {
  readonly conditions: string
  readonly cost: Cost | null
  /** Country (alpha-2), region code, or ''. */
  readonly place: string
  /** null: nothing is to be paid back. */
  readonly reimbursement: Reimbursement | null
}

/** The bar that follows and the bar before it; ticked when both organisations said yes. */
export interface Handover {
  readonly id: RecordId
  readonly before: RecordId
  readonly after: RecordId
  readonly agreedBefore: boolean
  readonly agreedAfter: boolean
}

export interface RiskAssessment {
  readonly id: RecordId
  /** Of which person of the file; null: of everyone in the case. */
  readonly person: RecordId | null
  readonly on: Day
  readonly by: PersonId
  readonly probability: Step
  readonly impact: Step
  /** A declared death threat is never averaged away: it sets the level to very high. */
  readonly deathThreat: boolean
  /** Why one declared earlier no longer stands; '' where nobody says that it does not. */
  readonly deathThreatOver: string
  readonly threats: readonly string[]
  readonly vulnerabilities: readonly string[]
  readonly capacities: readonly string[]
}

export interface CaseNote {
  readonly id: RecordId
  readonly text: string
  readonly by: PersonId
  readonly org: OrgId
  readonly at: Instant
  readonly revises: RecordId | null
}

export interface SealedFile {
  readonly id: RecordId
  readonly name: string
  readonly type: string
  readonly bytes: number
  readonly sha256: string
  readonly addedBy: PersonId
  readonly at: Instant
}

/** In the owner's file: a request that went out. Its life is in the referral's own space. */
export interface ReferralLink {
  readonly id: RecordId
  readonly needs: readonly RecordId[]
  readonly org: OrgId
  readonly service: RecordId | null
  readonly space: SpaceId
}
