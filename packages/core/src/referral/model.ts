/** A request from one organisation to another: teaser first, a clock, and one of a few answers. */
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { RecordId } from '../record/model.ts'
import type { Day, Instant, Urgency } from '../casework/model.ts'

export type ReferralState = 'waiting' | 'asked' | 'taken_up' | 'declined' | 'withdrawn' | 'expired'
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

export interface ReferralTurn {
  readonly id: RecordId
  readonly act: 'sent' | 'asked' | 'answered' | 'taken_up' | 'declined' | 'withdrawn'
  readonly text: string
  readonly reason: DeclineReason | null
  readonly by: PersonId
  readonly org: OrgId
  readonly at: Instant
}

export interface Referral {
  readonly space: SpaceId
  readonly fromOrg: OrgId
  readonly toOrg: OrgId
  readonly service: RecordId | null
  readonly teasers: readonly Teaser[]
  readonly sentAt: Instant
  readonly answerBy: Instant
  readonly turns: readonly ReferralTurn[]
  /** Set once the case file was shared after take-up. */
  readonly caseSpace: SpaceId | null
}
