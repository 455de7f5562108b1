/**
 * What is kept in memory of each space, so that lists over 10,000 cases need not open one: made from the folded document
 * whenever it changes, sealed with the rest on disk. Plain JSON data: it is parsed in bulk when the device is unlocked.
 */
import type { ClosingReason, Mention, Task } from '@pergola/core/caselife'
import type { CaseStatus, Day, Step, Urgency } from '@pergola/core/casework'
import type { Lapse, Notice } from '@pergola/core/consent'
import type { AskedCover } from '@pergola/core/moving'
import type { Fields, RecordId } from '@pergola/core/record'
import type { OutsideFile } from '@pergola/core/outside'
import type { DeclineReason, Helped, ReferralPurpose, ReferralState } from '@pergola/core/referral'
import type { Heard, OnIt, Schedule } from '@pergola/core/safety'
import type { VouchAnswer } from '@pergola/core/verification'
import type { PaperKind } from '@pergola/core/vocabulary'
import type { BlobId, DeviceId, OrgId, PersonId, SpaceId, SpaceKind } from '@pergola/protocol'

/** Enough of a file's id to find the cases that may name it. */
export const startOfBlob = (blob: BlobId): string => blob.slice(0, 12)

export interface NeedSummary {
  readonly id: string
  readonly kind: string
  readonly place: string
  readonly from: Day
  readonly to: Day
  /** Of somebody who has a case of their own; absent for all others. */
  readonly ownCase?: SpaceId
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
  /** How the ids of its attached files begin (`startOfBlob`), whoever attached them; absent when there are none. */
  readonly files?: readonly string[]
  /** Files that went to somebody outside, while they are out or were opened lately; absent when there were none. */
  readonly outside?: readonly Pick<OutsideFile, 'id' | 'recipient' | 'parcel' | 'expires' | 'openedAt' | 'dropped'>[]
  /** Lists with somebody left to ask: after which request, whom, and whether also after a no. */
  readonly next: readonly { readonly after: SpaceId; readonly org: OrgId; readonly afterNo: boolean }[]
  /** Cases that it was merged with, split from, or taken over from; absent when there are none. */
  readonly from?: readonly SpaceId[]
  /** Cases of their own of people in this one; absent when there are none. */
  readonly ownCases?: readonly SpaceId[]
  /** To whom it was handed over and whether that organisation goes on with it; absent when it was not. */
  readonly offered?: { readonly org: OrgId; readonly on: Day; readonly takenOn: Day | null }
  /** Who is asked to go on covering after it moved; absent when nobody is. */
  readonly cover?: readonly Pick<AskedCover, 'id' | 'need' | 'org' | 'from' | 'to'>[]
  /** Members of its space now. */
  readonly organisations: readonly OrgId[]
  /** Shares and requests that consent carries until some day only, or not at all; absent when there are none. */
  readonly lapses?: readonly Lapse[]
  /** The same of files that are to go out once a request is taken up. */
  readonly promises?: readonly Lapse[]
  /** What is still to be done; absent when nothing is. */
  readonly tasks?: readonly Pick<Task, 'id' | 'org' | 'text' | 'owner' | 'due'>[]
  /** The newest notes that call somebody; absent when none does. */
  readonly mentions?: readonly Mention[]
  /** Agreed check-ins, the plan's review and the emergency packet; absent when there is none. */
  readonly safety?: {
    readonly reviewOn: Day | null
    readonly watches: readonly {
      readonly schedule: Schedule
      /** Without texts. */
      readonly heard: Heard
      /** How many came in by receipt. */
      readonly receipts: number
      readonly onIt: readonly OnIt[]
    }[]
    readonly packetSpaces: readonly SpaceId[]
  }
  /** When and how it was closed, and until when it is held; absent while it is open. */
  readonly closed?: { readonly on: Day; readonly reason: ClosingReason | null; readonly heldUntil: Day | null }
  /** Whose word the verification waits for; absent when it waits for nobody. */
  readonly verification?: {
    readonly waitsFor: 'first' | 'second' | 'doubled' | 'third' | null
    /** Unix ms. */
    readonly since: number
    readonly deciders: readonly OrgId[]
    /** Who has decided, or may not. */
    readonly notThese: readonly PersonId[]
    /** Requests to vouch, with the answer that stands in the case already. */
    readonly vouches: readonly { readonly space: SpaceId; readonly landed: VouchAnswer | null }[]
  }
}

export interface IdentitySummary {
  readonly kind: 'identity'
  readonly caseSpace: SpaceId | null
  /** The defender's name, for the list of those who may see it. */
  readonly name: string
  /** Papers at hand that run out; absent when there are none. */
  readonly papers?: readonly { readonly id: string; readonly kind: PaperKind; readonly until: Day }[]
}

export interface ReferralSummary {
  readonly kind: 'referral'
  readonly purpose: ReferralPurpose
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
  /** Taken up, but not all that was asked. */
  readonly inPart: boolean
  readonly feedback: { readonly helped: Helped; readonly at: number } | null
  /** Of a request to vouch only. */
  readonly vouch?: { readonly answer: VouchAnswer | null; readonly answeredAt: number }
}

/** Services and facts of one organisation that only those chosen are told. */
export interface ListingSummary {
  readonly kind: 'listing'
  readonly owner: OrgId
  /** As written; Unix ms of the last change. */
  readonly services: readonly { readonly id: RecordId; readonly fields: Fields; readonly changedAt: number }[]
}

/** What those who help in an emergency are to know. */
export interface EmergencySummary {
  readonly kind: 'emergency'
  readonly from: OrgId
  /** When it was last opened to somebody, Unix ms. */
  readonly openedAt: number
}

export interface NoticeSummary extends Pick<Notice, 'fromOrg' | 'toOrg' | 'caseSpace' | 'spaces' | 'pseudonym' | 'at'> {
  readonly kind: 'notice'
  readonly confirmed: readonly DeviceId[]
  /** A person there has said what became of copies. */
  readonly copies: boolean
  /** It tells what was withdrawn, to whoever has a case of their own of it; absent when it tells of parts. */
  readonly tellsEnded?: true
}

/** The medical part of a case, also where only that is readable. */
export interface MedicalSummary {
  readonly kind: 'medical'
  readonly from: OrgId
  readonly pseudonym: string
}

/** Keys of words in our organisation's book: always at hand, so that a conversation is read without opening a space. */
export interface ShelfSummary {
  readonly kind: 'shelf'
  /** Whose it is. */
  readonly from: OrgId
  /** Unix ms. */
  readonly since: number
  /** By id: the conversation and the key in hex. */
  readonly keys: Readonly<Record<RecordId, readonly [about: RecordId, key: string]>>
}

export interface BookSummary {
  readonly kind: Extract<SpaceKind, 'organisation' | 'network' | 'succession'>
}

/** A space that was ended for good: nothing is left of it but that it was, and whose. */
export interface EndedSummary {
  readonly kind: 'ended'
  readonly by: OrgId | null
}

export type Summary = (
  | CaseSummary
  | EndedSummary
  | IdentitySummary
  | ReferralSummary
  | ListingSummary
  | NoticeSummary
  | EmergencySummary
  | MedicalSummary
  | ShelfSummary
  | BookSummary
) & {
  readonly goneSince: number | null
  readonly pending: number
}
