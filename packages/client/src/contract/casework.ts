/** Alerts, cases, needs, matching, referrals and the relay of support. */
import type {
  CaseFile,
  CaseStatus,
  Commitment,
  CommitmentState,
  Consent,
  Day,
  Identity,
  Need,
  NeedAnswers,
  RiskAssessment,
  Step,
  Urgency,
} from '@pergola/core/casework'
import type { Combination, Match, MatchNeed, Question } from '@pergola/core/matching'
import type { DeclineReason, Referral, ReferralState, Teaser } from '@pergola/core/referral'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { Problem } from './index.ts'

/* ---- alerts ---- */

export interface AlertRow {
  readonly id: string
  readonly at: number
  readonly firstLine: string
  readonly state: 'new' | 'answered' | 'case' | 'declined'
  readonly assignedTo: PersonId | null
  readonly files: number
  readonly waitingForUs: boolean
  readonly caseSpace: SpaceId | null
}

export interface AlertTurn {
  readonly id: string
  readonly from: 'sender' | 'us'
  readonly by: string
  readonly text: string
  readonly at: number
  readonly files: readonly { readonly id: string; readonly name: string; readonly type: string; readonly bytes: number }[]
  readonly pending: boolean
}

export interface AlertView extends AlertRow {
  readonly turns: readonly AlertTurn[]
  readonly language: string
  readonly canBeReached: string
}

/* ---- cases ---- */

export interface CaseRow {
  readonly space: SpaceId
  readonly pseudonym: string
  readonly name: string
  readonly status: CaseStatus
  readonly urgency: Urgency
  readonly country: string
  readonly ownerOrg: OrgId
  readonly ownerName: string
  readonly own: boolean
  readonly assignedTo: PersonId | null
  readonly needs: number
  readonly gapDays: number
  /** Next day on which something breaks: cover ends without a successor. */
  readonly breaksOn: Day | null
  readonly openReferrals: number
  readonly riskLevel: Step | null
  readonly pending: boolean
  readonly goneSince: number | null
}

export interface CaseFilter {
  readonly text?: string
  readonly status?: CaseStatus
  readonly urgency?: Urgency
  readonly country?: string
  readonly mine?: boolean
  readonly withGap?: boolean
  readonly sort?: 'urgency' | 'breaks' | 'pseudonym' | 'gap'
}

export interface OrgLabel {
  readonly org: OrgId
  readonly name: string
  readonly shortName: string
  /** 0..11: index of its colour and pattern, stable within a case. */
  readonly look: number
}

/** One stretch of the wanted interval. */
export interface CoverStretch {
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly covered: boolean
}

export interface RelayRow {
  readonly need: Need
  readonly stretches: readonly CoverStretch[]
  readonly commitments: readonly (Commitment & {
    readonly look: number
    readonly orgName: string
    readonly endsSoonUncovered: boolean
    readonly mine: boolean
  })[]
  readonly handovers: readonly {
    readonly id: string
    readonly before: string
    readonly after: string
    readonly agreedBefore: boolean
    readonly agreedAfter: boolean
  }[]
  readonly gapDays: number
  readonly coveredDays: number
}

export interface RelayChart {
  readonly from: Day
  readonly to: Day
  readonly today: Day
  readonly rows: readonly RelayRow[]
  readonly organisations: readonly OrgLabel[]
  readonly gapDays: number
  readonly coveredShare: number
}

export interface ShareRow {
  readonly org: OrgId
  readonly name: string
  readonly part: 'file' | 'identity'
  readonly since: number
}

export interface CaseView {
  readonly file: CaseFile
  readonly identities: readonly Identity[] | null
  readonly own: boolean
  readonly canWrite: boolean
  readonly ownerName: string
  readonly chart: RelayChart
  readonly riskLevel: Step | null
  readonly shares: readonly ShareRow[]
  readonly referrals: readonly ReferralRow[]
  readonly alert: string | null
  readonly goneSince: number | null
  readonly pending: number
  readonly people: Readonly<Record<PersonId, string>>
  readonly organisations: readonly OrgLabel[]
}

export interface HistoryLine {
  readonly at: number
  readonly by: string
  readonly org: string
  readonly what: string
  readonly collection: string
  readonly field: string
  readonly value: string
  readonly pending: boolean
}

/* ---- referrals ---- */

export interface ReferralRow {
  readonly space: SpaceId
  readonly direction: 'out' | 'in'
  readonly otherOrg: OrgId
  readonly otherName: string
  readonly kind: string
  readonly urgency: Urgency
  readonly state: ReferralState
  readonly sentAt: number
  readonly answerBy: number
  readonly caseSpace: SpaceId | null
  readonly pseudonym: string
}

export interface ReferralView extends ReferralRow {
  readonly referral: Referral
  readonly serviceName: string
  readonly people: Readonly<Record<PersonId, string>>
  readonly canAnswer: boolean
}

/** A service that may cover a need, with whom to ask. */
export interface MatchRow extends Match {
  readonly ours: boolean
  /** The member organisation that is asked here; null: ours, or outside the network. */
  readonly askOrg: OrgId | null
  readonly askName: string
  /** Its owner says no more than that there is a place: to be asked. */
  readonly matchOnly: boolean
  /** Our last request for this need to this organisation. */
  readonly asked: { readonly space: SpaceId; readonly state: ReferralState | null } | null
}

/** The answer to a need: `rows` has the first of those that are possible, then the first of the others. */
export interface MatchView {
  readonly need: Need
  /** What the program was told of it; null is what nobody has said. */
  readonly asked: MatchNeed
  readonly rows: readonly MatchRow[]
  readonly possible: number
  readonly others: number
  readonly questions: readonly Question[]
  readonly together: Combination
  readonly own: boolean
  readonly canWrite: boolean
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

/* ---- today, relay, search ---- */

export type TodayItem =
  | { readonly kind: 'alert'; readonly id: string; readonly firstLine: string; readonly at: number }
  | {
      readonly kind: 'referral_in'
      readonly space: SpaceId
      readonly from: string
      readonly needKind: string
      readonly urgency: Urgency
      readonly answerBy: number
    }
  | {
      readonly kind: 'referral_answered'
      readonly space: SpaceId
      readonly to: string
      readonly state: ReferralState
      readonly caseSpace: SpaceId
      readonly at: number
    }
  | {
      readonly kind: 'referral_overdue'
      readonly space: SpaceId
      readonly to: string
      readonly caseSpace: SpaceId
      readonly answerBy: number
    }
  | {
      readonly kind: 'gap'
      readonly caseSpace: SpaceId
      readonly need: string
      readonly pseudonym: string
      readonly needKind: string
      readonly from: Day
      readonly days: number
      readonly inDays: number
    }
  | {
      readonly kind: 'handover'
      readonly caseSpace: SpaceId
      readonly pseudonym: string
      readonly handover: string
      readonly on: Day
      readonly other: string
    }
  | { readonly kind: 'admit'; readonly id: string; readonly name: string; readonly what: 'person' | 'organisation' }
  /** Entries of ours in the directory of which something is to be looked at again; `dueOn` null: something was never checked. */
  | { readonly kind: 'reviews'; readonly entries: number; readonly dueOn: Day | null }
  | { readonly kind: 'gone'; readonly caseSpace: SpaceId; readonly pseudonym: string; readonly by: string; readonly since: number }

export interface TodayView {
  readonly now: number
  readonly items: readonly TodayItem[]
}

export interface RelayOverview {
  readonly horizonDays: number
  readonly breaks: readonly {
    readonly caseSpace: SpaceId
    readonly pseudonym: string
    readonly need: string
    readonly needKind: string
    readonly country: string
    readonly from: Day
    readonly days: number
    readonly org: string
  }[]
  readonly byKind: readonly { readonly key: string; readonly gapDays: number; readonly neededDays: number }[]
  readonly byCountry: readonly { readonly key: string; readonly gapDays: number; readonly neededDays: number }[]
  readonly byOrg: readonly { readonly key: string; readonly name: string; readonly coveredDays: number }[]
  readonly coveredShare: number
}

export interface SearchHit {
  readonly kind: 'case' | 'alert' | 'organisation' | 'provider' | 'service' | 'referral'
  readonly id: string
  readonly title: string
  readonly snippet: string
}

export interface CaseworkQueries {
  alerts: { args: Record<never, never>; value: readonly AlertRow[] }
  alert: { args: { id: string }; value: AlertView }
  /** `from`/`count` select a window of the sorted, filtered list. */
  cases: { args: { filter: CaseFilter; from: number; count: number }; value: { readonly total: number; readonly rows: readonly CaseRow[] } }
  case: { args: { space: SpaceId }; value: CaseView }
  history: { args: { space: SpaceId }; value: readonly HistoryLine[] }
  match: { args: { space: SpaceId; need: string }; value: MatchView }
  draftReferral: { args: { space: SpaceId; need: string; org: OrgId; service: string | null }; value: ReferralDraft }
  draftReferrals: {
    args: { space: SpaceId; need: string; to: readonly { org: OrgId; service: string | null }[] }
    value: ReferralDrafts
  }
  referrals: { args: { direction: 'in' | 'out' }; value: readonly ReferralRow[] }
  referral: { args: { space: SpaceId }; value: ReferralView }
  today: { args: Record<never, never>; value: TodayView }
  relay: { args: { horizonDays: number }; value: RelayOverview }
  search: { args: { text: string }; value: readonly SearchHit[] }
}

export interface CaseworkCommands {
  replyToAlert: { args: { id: string; text: string }; value: null }
  assignAlert: { args: { id: string; person: PersonId | null }; value: null }
  declineAlert: { args: { id: string; text: string }; value: null }
  /** What was written fills the case. */
  caseFromAlert: { args: { id: string; pseudonym: string; country: string; urgency: Urgency }; value: { space: SpaceId } }
  createCase: { args: { pseudonym: string; country: string; urgency: Urgency; summary: string }; value: { space: SpaceId } }
  editCase: {
    args: { space: SpaceId; fields: Partial<Pick<CaseFile, 'pseudonym' | 'status' | 'urgency' | 'country' | 'summary' | 'assignedTo'>> }
    value: null
  }
  savePerson: {
    args: { space: SpaceId; id?: string; role: 'defender' | 'dependent'; label: string; relation: string; languages: readonly string[] }
    value: { id: string }
  }
  saveIdentity: { args: { space: SpaceId; identity: Identity }; value: null }
  saveNeed: { args: { space: SpaceId; id?: string; need: Omit<Need, 'id' | 'dropped'> }; value: { id: string } }
  dropNeed: { args: { space: SpaceId; id: string }; value: null }
  /** Keeps what services ask about with the need; null takes an answer back. */
  answerNeed: {
    args: { space: SpaceId; id: string; answers: { readonly [N in keyof NeedAnswers]?: Required<NeedAnswers>[N] | null } }
    value: null
  }
  giveConsent: { args: { space: SpaceId; consent: Omit<Consent, 'id' | 'withdrawnOn'> }; value: { id: string } }
  withdrawConsent: { args: { space: SpaceId; id: string; on: Day }; value: null }
  assessRisk: { args: { space: SpaceId; assessment: Omit<RiskAssessment, 'id' | 'by' | 'on'> }; value: null }
  addNote: { args: { space: SpaceId; text: string; revises?: string }; value: null }
  attachFile: { args: { space: SpaceId; name: string; type: string; content: Uint8Array }; value: { id: string } }
  /** Opens a sealed file of a case or an alert in memory. */
  openFile: {
    args: { where: { space: SpaceId } | { alert: string }; id: string }
    value: { name: string; type: string; content: Uint8Array }
  }

  sendReferral: {
    args: {
      space: SpaceId
      needs: readonly string[]
      org: OrgId
      service: string | null
      text: string
      answerBy: number
      shareFileOnTakeUp: boolean
    }
    value: { space: SpaceId }
  }
  /** The same request to several, each with its own deadline; what could not be sent is named, the others are sent. */
  sendReferrals: {
    args: {
      space: SpaceId
      needs: readonly string[]
      text: string
      to: readonly { org: OrgId; service: string | null; answerBy: number; shareFileOnTakeUp: boolean }[]
    }
    value: {
      readonly sent: readonly { org: OrgId; service: string | null; space: SpaceId }[]
      readonly failed: readonly { org: OrgId; service: string | null; problem: Problem }[]
    }
  }
  takeUp: { args: { space: SpaceId; text: string }; value: null }
  askReferral: { args: { space: SpaceId; text: string }; value: null }
  answerReferral: { args: { space: SpaceId; text: string }; value: null }
  declineReferral: { args: { space: SpaceId; reason: DeclineReason; text: string }; value: null }
  withdrawReferral: { args: { space: SpaceId; text: string }; value: null }

  shareCase: { args: { space: SpaceId; org: OrgId; part: 'file' | 'identity' }; value: null }
  revokeCase: { args: { space: SpaceId; org: OrgId }; value: null }

  commit: {
    args: { space: SpaceId; id?: string; need: string; from: Day; to: Day; state: CommitmentState; stopGap: boolean; note: string }
    value: { id: string }
  }
  agreeHandover: { args: { space: SpaceId; before: string; after: string }; value: null }
}
