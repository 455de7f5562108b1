/**
 * What is kept in memory of each space, so that lists over 10,000 cases need not open one: made from the folded document
 * whenever it changes, sealed with the rest on disk. Plain JSON data: it is parsed in bulk when the device is unlocked.
 */
import type { CaseStatus, Day, Step, Urgency } from '@pergola/core/casework'
import type { Fields, RecordId } from '@pergola/core/record'
import type { DeclineReason, ReferralState } from '@pergola/core/referral'
import type { OrgId, PersonId, SpaceId, SpaceKind } from '@pergola/protocol'

export interface NeedSummary {
  readonly id: string
  readonly kind: string
  readonly place: string
  readonly from: Day
  readonly to: Day
  readonly coveredDays: number
  readonly neededDays: number
  /** Uncovered stretches, inclusive days. */
  readonly gaps: readonly (readonly [Day, Day])[]
  /** What covers it (confirmed, under way or delivered): organisation, from, to (inclusive), as committed. */
  readonly cover: readonly (readonly [OrgId, Day, Day])[]
  /** Hand-overs not yet agreed by both: before, after, day, organisation before, organisation after, yes so far. */
  readonly handovers: readonly {
    readonly id: string
    readonly on: Day
    readonly before: OrgId
    readonly after: OrgId
    readonly yes: readonly OrgId[]
  }[]
}

export interface CaseSummary {
  readonly kind: 'case'
  readonly pseudonym: string
  readonly status: CaseStatus
  readonly urgency: Urgency
  readonly country: string
  readonly ownerOrg: OrgId
  readonly assignedTo: PersonId | null
  readonly openedOn: Day
  readonly identitySpace: SpaceId | null
  readonly riskLevel: Step | null
  readonly needs: readonly NeedSummary[]
  readonly referrals: readonly SpaceId[]
  /** Those of them after whose take-up the file is to be shared. */
  readonly shareOnTakeUp: readonly SpaceId[]
  /** Members of its space now. */
  readonly organisations: readonly OrgId[]
}

export interface IdentitySummary {
  readonly kind: 'identity'
  readonly caseSpace: SpaceId | null
  /** The defender's name, for the list of those who may see it. */
  readonly name: string
}

export interface ReferralSummary {
  readonly kind: 'referral'
  readonly fromOrg: OrgId
  readonly toOrg: OrgId
  readonly needKind: string
  readonly urgency: Urgency
  /** Never `expired`: that depends on the day; see `stateAt`. */
  readonly state: ReferralState
  readonly sentAt: number
  readonly answerBy: number
  readonly caseSpace: SpaceId | null
  readonly lastTurnAt: number
  readonly lastTurnOrg: OrgId
  readonly service: RecordId | null
  /** When the other side first said anything, Unix ms. */
  readonly answeredAt: number | null
  readonly declinedFor: DeclineReason | null
}

/** Services and facts of one organisation that only those chosen are told. */
export interface ListingSummary {
  readonly kind: 'listing'
  readonly owner: OrgId
  /** As written; Unix ms of the last change. */
  readonly services: readonly { readonly id: RecordId; readonly fields: Fields; readonly changedAt: number }[]
}

export interface BookSummary {
  readonly kind: Extract<SpaceKind, 'organisation' | 'network' | 'medical' | 'emergency' | 'notice'>
}

export type Summary = (CaseSummary | IdentitySummary | ReferralSummary | ListingSummary | BookSummary) & {
  readonly goneSince: number | null
  readonly pending: number
}
