/** Alerts, cases, needs, matching, Today. */
import type { ConsentTodayItem } from './consent.ts'
import type { CaseFile, CaseStatus, Day, Identity, Need, NeedAnswers, Step, Urgency } from '@pergola/core/casework'
import type { Combination, Match, MatchNeed, Question } from '@pergola/core/matching'
import type { ReferralState } from '@pergola/core/referral'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { PaperTodayItem } from './household.ts'
import type { MovingTodayItem } from './moving.ts'
import type { LifeTodayItem } from './caselife.ts'
import type { RetentionTodayItem } from './retention.ts'
import type { OutsideTodayItem } from './outside.ts'
import type { ReferralRow, ReferralTodayItem } from './referral.ts'
import type { GapItem, OrgLabel, RelayChart } from './relay.ts'
import type { SafetyTodayItem } from './safety.ts'
import type { VerificationTodayItem } from './verification.ts'

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
  /** A sign of life, or a word about agreed check-ins; `text` is what was written with it. */
  readonly checkIn: 'well' | 'help' | 'opened' | 'agreed' | 'ended' | null
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

/* ---- matching ---- */

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

/* ---- today, relay, search ---- */

export type TodayItem =
  | ConsentTodayItem
  | VerificationTodayItem
  | OutsideTodayItem
  | ReferralTodayItem
  | GapItem
  | MovingTodayItem
  | PaperTodayItem
  | LifeTodayItem
  | RetentionTodayItem
  | SafetyTodayItem
  | { readonly kind: 'alert'; readonly id: string; readonly firstLine: string; readonly at: number }
  | {
      readonly kind: 'referral_in'
      readonly space: SpaceId
      readonly from: string
      readonly needKind: string
      readonly urgency: Urgency
      readonly answerBy: number
      /** The last quarter of the time: this is the reminder. */
      readonly soon: boolean
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
      readonly kind: 'handover'
      readonly caseSpace: SpaceId
      readonly pseudonym: string
      readonly handover: string
      readonly on: Day
      readonly other: string
    }
  /** A trusted organisation says that another one can no longer act for itself. */
  | { readonly kind: 'succession_call'; readonly space: SpaceId; readonly whose: string; readonly by: string; readonly at: number }
  | { readonly kind: 'admit'; readonly id: string; readonly name: string; readonly what: 'person' | 'organisation' }
  /** Entries of ours in the directory of which something is to be looked at again; `dueOn` null: something was never checked. */
  | { readonly kind: 'reviews'; readonly entries: number; readonly dueOn: Day | null }
  | { readonly kind: 'gone'; readonly caseSpace: SpaceId; readonly pseudonym: string; readonly by: string; readonly since: number }

export interface TodayView {
  readonly now: number
  readonly items: readonly TodayItem[]
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
  cases: {
    args: { filter: CaseFilter; from: number; count: number }
    /** `lanes`: how many there are of each urgency, whichever of them the filter asks for. */
    value: { readonly total: number; readonly rows: readonly CaseRow[]; readonly lanes: Readonly<Record<Urgency, number>> }
  }
  case: { args: { space: SpaceId }; value: CaseView }
  match: { args: { space: SpaceId; need: string }; value: MatchView }
  today: { args: Record<never, never>; value: TodayView }
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
  attachFile: { args: { space: SpaceId; name: string; type: string; content: Uint8Array }; value: { id: string } }
  /** Opens a sealed file of a case or an alert in memory. `atRelay`: what the relay's operator knows it by. */
  openFile: {
    args: { where: { space: SpaceId } | { alert: string }; id: string }
    value: { name: string; type: string; content: Uint8Array; atRelay: string }
  }

  shareCase: { args: { space: SpaceId; org: OrgId; part: 'file' | 'identity' }; value: null }
  revokeCase: { args: { space: SpaceId; org: OrgId }; value: null }
}
