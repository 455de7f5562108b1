/** A request from one organisation to another: teaser first, a clock, and one of a few answers. */
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { RecordId } from '../record/model.ts'
import type { Day, Instant, Urgency } from '../casework/model.ts'

/** What is asked for: support for a need, or whether an organisation knows the person's work. */
export type ReferralPurpose = 'support' | 'vouch'
export type ReferralState = 'waiting' | 'asked' | 'taken_up' | 'declined' | 'forwarded' | 'withdrawn' | 'expired'
export type DeclineReason = 'no_capacity' | 'outside_mandate' | 'outside_region' | 'already_supported' | 'not_enough_information' | 'other'

/** What the other side sees before it takes up: no identity, nothing from which one follows. */
export interface Teaser {
  readonly kind: string
  readonly from: Day
  readonly to: Day
  /** Region code (UN M49 name code), never a town. */
  readonly region: string
  readonly urgency: Urgency
  readonly languages: readonly string[]
  readonly headcount: number
  readonly text: string
}

/** What of one teaser is taken up: days (both inclusive), and how much of what these days need, in percent. */
export interface TakenPart {
  /** Place of the teaser in the request, from 0. */
  readonly teaser: number
  readonly from: Day
  readonly to: Day
  /** 1 to 100. */
  readonly share: number
}

/** Another organisation that the one that was asked suggests. Nobody but the sender asks it. */
export interface Suggestion {
  readonly org: OrgId
  readonly service: RecordId | null
}

export type Helped = 'yes' | 'partly' | 'no'

/** At the end, from the organisation that helped to the one that asked. */
export interface Feedback {
  readonly helped: Helped
  readonly on: Day
}

export interface ReferralTurn {
  readonly id: RecordId
  readonly act: 'sent' | 'asked' | 'answered' | 'taken_up' | 'declined' | 'forwarded' | 'withdrawn' | 'feedback'
  readonly text: string
  readonly reason: DeclineReason | null
  /** Of a take-up: what is taken; null: all that was asked. */
  readonly parts: readonly TakenPart[] | null
  readonly suggestion: Suggestion | null
  readonly feedback: Feedback | null
  readonly by: PersonId
  readonly org: OrgId
  readonly at: Instant
}

export interface Referral {
  readonly space: SpaceId
  readonly fromOrg: OrgId
  readonly toOrg: OrgId
  readonly purpose: ReferralPurpose
  readonly service: RecordId | null
  readonly teasers: readonly Teaser[]
  readonly sentAt: Instant
  readonly answerBy: Instant
  readonly turns: readonly ReferralTurn[]
  /** Set once the case file was shared after take-up. */
  readonly caseSpace: SpaceId | null
}
