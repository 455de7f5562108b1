/** What the demo will write, as plain data. All days are counted from today: -3 is three days ago. */
import type { CaseStatus, CommitmentState, Step, Urgency } from '@pergola/core/casework'
import type { DeclineReason } from '@pergola/core/referral'
import type { OrgKey } from './cast.ts'

/** What somebody is to the defender: codes, so that every reader has a word for it in their own language. */
export type PlannedRelation = '' | 'child' | 'partner' | 'parent' | 'relative'

export interface PlannedPerson {
  readonly role: 'defender' | 'dependent'
  readonly label: string
  readonly relation: PlannedRelation
  readonly languages: readonly string[]
  readonly identity: { readonly name: string; readonly contact: string; readonly whereabouts: string; readonly birth: string }
}

export interface PlannedNeed {
  /** Index in the case's people. */
  readonly person: number
  readonly kind: string
  readonly from: number
  readonly to: number
  readonly place: string
  readonly urgency: Urgency
  readonly headcount: number
  readonly note: string
}

export interface PlannedCommitment {
  /** Index in the case's needs. */
  readonly need: number
  readonly org: OrgKey
  readonly from: number
  readonly to: number
  readonly state: CommitmentState
  readonly stopGap: boolean
  /** When it is written down; a fraction of a day orders what happens on one day. */
  readonly at: number
}

export interface PlannedReferral {
  readonly to: OrgKey
  readonly need: number
  readonly sentAt: number
  /** Days after sending. */
  readonly answerIn: number
  readonly text: string
  readonly turns: readonly PlannedTurn[]
}

export interface PlannedTurn {
  readonly act: 'asked' | 'answered' | 'taken_up' | 'declined' | 'withdrawn'
  readonly at: number
  readonly text: string
  readonly reason?: DeclineReason
}

export interface PlannedHandover {
  /** Indices in the case's commitments. */
  readonly before: number
  readonly after: number
  readonly yes: readonly OrgKey[]
  readonly at: number
}

export interface PlannedRisk {
  readonly at: number
  readonly probability: Step
  readonly impact: Step
  readonly deathThreat: boolean
  readonly threats: readonly string[]
  readonly vulnerabilities: readonly string[]
  readonly capacities: readonly string[]
}

export interface PlannedCase {
  readonly owner: OrgKey
  readonly pseudonym: string
  readonly country: string
  readonly urgency: Urgency
  readonly summary: string
  readonly openedAt: number
  /** Set after opening; null while it is being checked. */
  readonly status: Exclude<CaseStatus, 'checking'> | null
  readonly people: readonly PlannedPerson[]
  readonly risks: readonly PlannedRisk[]
  readonly needs: readonly PlannedNeed[]
  /** May a request go out without the name? */
  readonly consentNetwork: boolean
  /** Organisations named in consent to share the file. */
  readonly consentOrgs: readonly OrgKey[]
  readonly referrals: readonly PlannedReferral[]
  readonly commitments: readonly PlannedCommitment[]
  readonly handovers: readonly PlannedHandover[]
  readonly notes: readonly { readonly org: OrgKey; readonly at: number; readonly text: string }[]
  /** Who reads the medical part and notes visits in it. */
  readonly treatedBy: readonly OrgKey[]
  /** Whom the ladder opens the emergency packet to; null: there is none. */
  readonly packetFor: OrgKey | null
  /** Something of it goes to somebody outside the network. */
  readonly outside: boolean
}
