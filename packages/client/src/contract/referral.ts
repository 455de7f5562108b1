/** Asking other organisations: requests, answers, clocks, who is asked next, and what came of it. */
import type { Consent, Day, Urgency } from '@pergola/core/casework'
import type {
  AnswerHours,
  DeclineReason,
  Helped,
  Referral,
  ReferralPurpose,
  ReferralState,
  TakenPart,
  Teaser,
} from '@pergola/core/referral'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { Problem } from './index.ts'

export interface ReferralRow {
  readonly space: SpaceId
  readonly direction: 'out' | 'in'
  readonly purpose: ReferralPurpose
  readonly otherOrg: OrgId
  readonly otherName: string
  readonly kind: string
  readonly urgency: Urgency
  readonly state: ReferralState
  /** Taken up, but not all that was asked. */
  readonly inPart: boolean
  readonly sentAt: number
  readonly answerBy: number
  readonly caseSpace: SpaceId | null
  readonly pseudonym: string
}

/** Somebody who is asked after the others, unless stopped. */
export interface NextRow {
  /** The candidate's own space, by which it can be stopped. */
  readonly space: SpaceId
  readonly org: OrgId
  readonly name: string
  readonly hours: number
  readonly afterNo: boolean
  /** Consent does not allow it today: it is passed over while that is so. */
  readonly noConsent: boolean
}

export interface ReferralView extends ReferralRow {
  readonly referral: Referral
  readonly serviceName: string
  readonly people: Readonly<Record<PersonId, string>>
  readonly canAnswer: boolean
  /** What nobody has taken up after a take-up in part. */
  readonly rest: readonly TakenPart[]
  /** The organisation that was suggested instead; `service` is what it is suggested for. */
  readonly suggested: {
    readonly org: OrgId
    readonly name: string
    readonly service: string | null
    readonly serviceName: string
    /** A member of the network: it can be asked from here. */
    readonly member: boolean
  } | null
  /** Needs in our case this was sent for; empty for those who were asked. */
  readonly needs: readonly string[]
  /** Who is asked after this one; for the sender only. */
  readonly next: readonly NextRow[]
  /** Organisations that can be suggested: members other than the two. */
  readonly others: readonly { readonly org: OrgId; readonly name: string }[]
}

/** Why an organisation cannot be asked now. */
export type NotAskable = 'no_consent' | 'ours' | 'outside' | 'asked'

/** One request of several, before it goes out. */
export interface DraftRow {
  readonly org: OrgId
  readonly service: string | null
  readonly toName: string
  readonly serviceName: string
  readonly notNow: NotAskable | null
  /** Labels of those it is about who have not agreed. */
  readonly missing: readonly string[]
  readonly consentTeaser: Consent | null
  readonly consentFile: Consent | null
  readonly answerBy: number
}

/** Several requests about one need: every organisation sees the same. */
export interface ReferralDrafts {
  readonly teaser: Teaser
  readonly rows: readonly DraftRow[]
}

/** What the sender sees before sending: exactly what the other side will see, and what consent says. */
export interface ReferralDraft {
  readonly teaser: Teaser
  readonly allowed: boolean
  readonly consentTeaser: Consent | null
  readonly consentFile: Consent | null
  readonly answerBy: number
  readonly toOrg: OrgId
  readonly toName: string
}

/** Hours until an answer is due in this network, and whether we may change them. */
export interface AnswerTimesView {
  readonly hours: AnswerHours
  readonly canSet: boolean
}

/** What of requests needs somebody today, besides what came in and what was answered. */
export type ReferralTodayItem =
  /** The time we gave runs out and nobody has answered. `next`: who is asked then, '' for nobody. */
  | {
      readonly kind: 'referral_due'
      readonly space: SpaceId
      readonly to: string
      readonly next: string
      readonly caseSpace: SpaceId
      readonly answerBy: number
    }
  /** Our last commitment ended: those who asked us do not know yet what came of it. */
  | { readonly kind: 'feedback_due'; readonly space: SpaceId; readonly from: string; readonly pseudonym: string; readonly since: Day }
  /** Those whom we asked say what came of it. */
  | {
      readonly kind: 'referral_feedback'
      readonly space: SpaceId
      readonly to: string
      readonly helped: Helped
      readonly caseSpace: SpaceId
      readonly at: number
    }

/** Whom to ask, by when, and whether the file follows a yes. */
export interface Addressed {
  readonly org: OrgId
  readonly service: string | null
  readonly answerBy: number
  readonly shareFileOnTakeUp: boolean
}

export interface ReferralQueries {
  draftReferral: { args: { space: SpaceId; need: string; org: OrgId; service: string | null }; value: ReferralDraft }
  draftReferrals: {
    args: { space: SpaceId; need: string; to: readonly { org: OrgId; service: string | null }[] }
    value: ReferralDrafts
  }
  referrals: { args: { direction: 'in' | 'out' }; value: readonly ReferralRow[] }
  referral: { args: { space: SpaceId }; value: ReferralView }
  answerTimes: { args: Record<never, never>; value: AnswerTimesView }
}

export interface ReferralCommands {
  sendReferral: { args: { space: SpaceId; needs: readonly string[]; text: string } & Addressed; value: { space: SpaceId } }
  /** The same request to several, each with its own deadline; what could not be sent is named, the others are sent. */
  sendReferrals: {
    args: { space: SpaceId; needs: readonly string[]; text: string; to: readonly Addressed[] }
    value: {
      readonly sent: readonly { org: OrgId; service: string | null; space: SpaceId }[]
      readonly failed: readonly { org: OrgId; service: string | null; problem: Problem }[]
    }
  }
  /**
   * The same request to several, one after the other: the first now, each other when the one before has let the time pass, or (`afterNo`)
   * has said no. `hours` is what each has from when it is asked.
   */
  sendInOrder: {
    args: {
      space: SpaceId
      needs: readonly string[]
      text: string
      afterNo: boolean
      to: readonly { org: OrgId; service: string | null; hours: number; shareFileOnTakeUp: boolean }[]
    }
    value: { space: SpaceId }
  }
  /** One candidate of such a list is not asked after all. `space` is the case. */
  stopNext: { args: { space: SpaceId; candidate: SpaceId }; value: null }
  takeUp: { args: { space: SpaceId; text: string }; value: null }
  takeUpPart: { args: { space: SpaceId; parts: readonly TakenPart[]; text: string }; value: null }
  askReferral: { args: { space: SpaceId; text: string }; value: null }
  answerReferral: { args: { space: SpaceId; text: string }; value: null }
  declineReferral: { args: { space: SpaceId; reason: DeclineReason; text: string }; value: null }
  /** Not we, but perhaps these. The sender decides whether to ask them. */
  suggestOther: { args: { space: SpaceId; org: OrgId; service: string | null; text: string }; value: null }
  withdrawReferral: { args: { space: SpaceId; text: string }; value: null }
  giveFeedback: { args: { space: SpaceId; helped: Helped; on: Day; text: string }; value: null }
  /** For the whole network; a steward of it says so. */
  setAnswerTimes: { args: { hours: AnswerHours }; value: null }
}
