/** Consent: what was said, what has left a case on the ground of it, and what became of it after it was taken back. */
import type { Day } from '@pergola/core/casework'
import type { Ended, Lapse, MatrixRow, NewConsent, Notice, Passed, SharePart } from '@pergola/core/consent'
import type { CopiesState } from '@pergola/core/vocabulary'
import type { OrgId, SpaceId } from '@pergola/protocol'

export interface ConsentRow extends MatrixRow {
  /** The recipient inside the network by name, or outside of it as written; '' for nobody by name. */
  readonly toName: string
}

export interface PassageRow extends Passed {
  readonly toName: string
  readonly byName: string
}

/** What an organisation has now, and when it last opened it (Unix ms; null: it has not said so). */
export interface HeldRow {
  readonly org: OrgId
  readonly name: string
  readonly parts: readonly { readonly part: SharePart; readonly since: number; readonly seenAt: number | null }[]
  /** Parts that consent does not carry now, or from a day on. */
  readonly lapses: readonly Lapse[]
}

/** What was taken back from an organisation, and what it has said to that. */
export interface Receipt extends Omit<Notice, 'ended'> {
  /** What was withdrawn, where it is told to somebody who has a case of their own of it. */
  readonly ended: readonly (Ended & { readonly toName: string })[]
  readonly otherName: string
  readonly seen: Readonly<Partial<Record<SharePart, number>>>
  /** Devices that the organisation has now; some of them may never have had it. */
  readonly devices: number
  readonly copiesBy: string
}

export interface ConsentsView {
  readonly matrix: readonly ConsentRow[]
  /** What was read to the people, by decision. */
  readonly words: Readonly<Record<string, string>>
  /** What has left the case, newest first. */
  readonly passages: readonly PassageRow[]
  readonly held: readonly HeldRow[]
  /** Newest first. */
  readonly receipts: readonly Receipt[]
  /** Requests that still wait and that consent does not carry any more. */
  readonly requests: readonly (Lapse & { readonly name: string })[]
}

export interface ConsentQueries {
  consents: { args: { space: SpaceId }; value: ConsentsView }
  /** Notices to us about a case that we had. */
  noticesToUs: { args: { caseSpace: SpaceId }; value: readonly Receipt[] }
}

export interface ConsentCommands {
  giveConsent: { args: { space: SpaceId; consent: NewConsent }; value: { id: string } }
  /** One conversation about several scopes and people. */
  giveConsents: { args: { space: SpaceId; consents: readonly NewConsent[] }; value: { ids: readonly string[] } }
  withdrawConsent: { args: { space: SpaceId; id: string; on: Day; takeBack?: boolean }; value: null }
  confirmCopies: { args: { notice: SpaceId; what: CopiesState; text: string }; value: null }
  markSeen: { args: { space: SpaceId }; value: null }
}

/** Parts that were shared, or consent in a case that went from one organisation to the other. */
export type NoticeAbout = 'parts' | 'consent'

/** What consent asks for in Today. */
export type ConsentTodayItem =
  /** Something is shared, or asked, or would be shared after it was taken up, that consent does not carry (any more). */
  | {
      readonly kind: 'consent_lapsed'
      readonly what: 'share' | 'request' | 'promise'
      readonly caseSpace: SpaceId
      readonly pseudonym: string
      readonly to: string
      readonly referral: SpaceId | null
      readonly on: Day
    }
  /** A part was taken back from them days ago, or a withdrawal told, and they have not confirmed it. */
  | {
      readonly kind: 'notice_open'
      readonly about: NoticeAbout
      readonly caseSpace: SpaceId
      readonly notice: SpaceId
      readonly pseudonym: string
      readonly to: string
      readonly since: number
      /** Whose word is missing. */
      readonly missing: 'devices' | 'person'
    }
  /** A part that we had was taken back, or a yes on which a case of ours rests: somebody here is to say what became of paper and copies. */
  | {
      readonly kind: 'notice_in'
      readonly about: NoticeAbout
      readonly caseSpace: SpaceId
      readonly notice: SpaceId
      readonly pseudonym: string
      readonly by: string
      readonly since: number
    }
