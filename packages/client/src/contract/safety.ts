/** Risk, safety plan, check-ins, incidents, the emergency packet, the duty roster. */
import type { Day, RiskPoint, Step } from '@pergola/core/casework'
import type {
  Alarm,
  AgreedWords,
  Assessment,
  AssessmentDraft,
  CarryLine,
  CheckIn,
  Incident,
  IncidentDraft,
  LadderStep,
  Packet,
  Plan,
  PlanStep,
  PlanText,
  Schedule,
  ScheduleDraft,
  Standing,
} from '@pergola/core/safety'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'

export interface WatchView extends Standing {
  readonly schedule: Schedule
  readonly last: CheckIn | null
  /** The latest first, at most thirty. */
  readonly checkIns: readonly CheckIn[]
  /** Who said "I am on it" to the alarm. */
  readonly onIt: readonly PersonId[]
  /** We agreed it, so we may change it and say what we heard. */
  readonly ours: boolean
  /** A word was agreed, and another for duress. The words themselves are never shown again. */
  readonly words: { readonly well: boolean; readonly duress: boolean }
}

export interface SafetyView {
  readonly assessments: readonly Assessment[]
  /** In the order of their days, of everyone and of single people. */
  readonly history: readonly RiskPoint[]
  /** Of the case: the highest of everyone's and each person's. */
  readonly level: Step | null
  /** Against whomever. */
  readonly threatStands: boolean
  readonly plan: Plan | null
  readonly steps: readonly PlanStep[]
  readonly watches: readonly WatchView[]
  readonly incidents: readonly Incident[]
  /** null: not ours to read. */
  readonly packets: readonly Packet[] | null
  /** Who reads the packet besides us, and since when (Unix ms). */
  readonly packetOpenTo: readonly { readonly org: OrgId; readonly name: string; readonly since: number }[]
  readonly people: Readonly<Record<PersonId, string>>
  /** Members of ours, for owners and the ladder. */
  readonly members: readonly { readonly person: PersonId; readonly name: string }[]
  /** Organisations that can stand on a ladder. Without the file they see no alarm; without consent they get no packet. */
  readonly organisations: readonly {
    readonly org: OrgId
    readonly name: string
    readonly hasFile: boolean
    readonly mayHavePacket: boolean
  }[]
  /** My own organisation, and me: what is ours may be changed. */
  readonly ours: OrgId
  readonly me: PersonId
  readonly now: number
}

/** A packet that another organisation opened to us, or our own. */
export interface EmergencyView {
  readonly from: string
  readonly pseudonym: string
  readonly caseSpace: SpaceId | null
  readonly packets: readonly Packet[]
  readonly goneSince: number | null
}

export interface DutyWeek {
  readonly week: Day
  readonly people: readonly PersonId[]
}

export interface DutyView {
  readonly weeks: readonly DutyWeek[]
  readonly members: readonly { readonly person: PersonId; readonly name: string }[]
  readonly canWrite: boolean
}

export type SafetyTodayItem =
  | {
      readonly kind: 'check_in'
      readonly caseSpace: SpaceId
      readonly pseudonym: string
      readonly alarm: string
      readonly cause: Alarm['cause']
      readonly since: number
      /** What the ladder asks of whoever looks, at the rung reached last. */
      readonly act: LadderStep['act'] | null
      readonly onIt: readonly string[]
      readonly mine: boolean
    }
  | { readonly kind: 'plan_review'; readonly caseSpace: SpaceId; readonly pseudonym: string; readonly on: Day }
  | { readonly kind: 'packet'; readonly space: SpaceId; readonly from: string }

export interface SafetyQueries {
  /** What rings wherever one is: alarms that this member sees in Today and packets that were opened to us, by their ids. */
  ringing: { args: Record<never, never>; value: readonly string[] }
  safety: { args: { space: SpaceId }; value: SafetyView }
  /** The plan as it is safe to carry, with what is kept back. */
  carriedPlan: { args: { space: SpaceId }; value: readonly CarryLine[] }
  emergency: { args: { space: SpaceId }; value: EmergencyView }
  duty: { args: { weeks: number }; value: DutyView }
}

export interface SafetyCommands {
  assessRisk: { args: { space: SpaceId; assessment: AssessmentDraft }; value: null }
  savePlan: { args: { space: SpaceId; plan: PlanText }; value: null }
  savePlanStep: {
    args: { space: SpaceId; id?: string; step: Pick<PlanStep, 'text' | 'carry' | 'owner' | 'due' | 'doneOn'> }
    value: { id: string }
  }
  dropPlanStep: { args: { space: SpaceId; id: string }; value: null }
  saveIncident: { args: { space: SpaceId; id?: string; incident: IncidentDraft }; value: { id: string } }

  /** `words` null: those that were agreed stay. */
  agreeCheckIns: { args: { space: SpaceId; id?: string; schedule: ScheduleDraft; words: AgreedWords | null }; value: { id: string } }
  /** Not while an alarm is open: first somebody says what was heard. */
  stopCheckIns: { args: { space: SpaceId; id: string }; value: null }
  recordCheckIn: { args: { space: SpaceId; schedule: string; says: 'well' | 'help'; text: string }; value: null }
  sayOnIt: { args: { space: SpaceId; alarm: string }; value: null }
  /** Check-ins come in through the conversation that the case came from, or one made now: then its receipt is in the value, once. */
  openCheckInConversation: { args: { space: SpaceId; schedule: string }; value: { receipt: string | null; link: string } }

  savePacket: { args: { space: SpaceId; packet: Packet }; value: null }
  takeBackPacket: { args: { space: SpaceId; org: OrgId }; value: null }

  setDuty: { args: { week: Day; people: readonly PersonId[] }; value: null }
}
