/** Risk, safety plan, incidents and check-ins, as data. Codes come from `vocabulary/`. */
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { Day, Instant, PartialDay, Step } from '../casework/model.ts'
import type { RecordId } from '../record/model.ts'
import type {
  CHECK_IN_ACTS,
  CHECK_IN_SAYS,
  INCIDENT_FORMS,
  LADDER_WHO,
  THREAT_CHANGES,
  THREAT_KINDS,
  THREAT_PATTERNS,
} from '../vocabulary/safetyCodes.ts'

/** One threat. A field nobody filled is ''. */
export interface Threat {
  readonly text: string
  readonly who: string
  readonly why: string
  readonly kind: (typeof THREAT_KINDS)[number] | ''
  readonly pattern: (typeof THREAT_PATTERNS)[number] | ''
  readonly change: (typeof THREAT_CHANGES)[number] | ''
  /** Where, when or at what activity. */
  readonly area: string
  /** Somebody declared that they will kill. */
  readonly death: boolean
}

/** A vulnerability or a capacity, and the component of the situation it belongs to. */
export interface Aspect {
  readonly text: string
  /** A code of `RISK_COMPONENTS`, or ''. */
  readonly component: string
}

/** The five steps in which a threat is looked into. */
export interface Analysis {
  readonly facts: string
  readonly pattern: string
  readonly objective: string
  readonly source: string
  /** Will it be carried out? */
  readonly conclusion: string
}

export interface Assessment {
  readonly id: RecordId
  readonly org: OrgId | null
  /** Of which person of the file; null: of everyone in the case. */
  readonly person: RecordId | null
  readonly on: Day
  readonly by: PersonId
  readonly probability: Step
  readonly impact: Step
  readonly deathThreat: boolean
  /** Why a death threat declared earlier no longer stands; '' when nobody says that it does not. */
  readonly deathThreatOver: string
  readonly threats: readonly Threat[]
  readonly vulnerabilities: readonly Aspect[]
  readonly capacities: readonly Aspect[]
  readonly analysis: Analysis | null
}

/** What is typed: a line for each, or with all that is known of it. */
export interface AssessmentDraft {
  /** Of which person of the file; of everyone in the case when absent. */
  readonly person?: RecordId | null
  readonly probability: Step
  readonly impact: Step
  readonly deathThreat: boolean
  readonly deathThreatOver?: string
  readonly threats: readonly (string | Threat)[]
  readonly vulnerabilities: readonly (string | Aspect)[]
  readonly capacities: readonly (string | Aspect)[]
  readonly analysis?: Analysis | null
}

/* ---- the plan ---- */

export interface PlanStep {
  readonly id: RecordId
  readonly org: OrgId
  readonly text: string
  /** The wording that is safe to carry; '' means the text itself. */
  readonly carry: string
  /** A protected person of the file, or a member: id of either. '' is nobody yet. */
  readonly owner: string
  readonly due: Day | null
  readonly doneOn: Day | null
  readonly dropped: boolean
}

export interface PlanText {
  readonly triggers: readonly string[]
  readonly reviewOn: Day
  /** Who decides that it is too dangerous to go on. */
  readonly stops: string
  /** What everyone does in an emergency. */
  readonly emergency: string
}

export interface Plan extends PlanText {
  readonly writtenOn: Day
  readonly by: PersonId
}

/* ---- check-ins ---- */

/** One rung: so many minutes after the alarm, who does what. `id` is the person or organisation; '' for those on duty. */
export interface LadderStep {
  readonly afterMinutes: number
  readonly who: (typeof LADDER_WHO)[number]
  readonly id: string
  readonly act: (typeof CHECK_IN_ACTS)[number]
}

/** When somebody says that they are well, as agreed with them. */
export interface Schedule {
  readonly id: RecordId
  /** The organisation that agreed it and watches. */
  readonly org: OrgId
  /** A protected person of the file. */
  readonly person: RecordId
  /** Minutes from one check-in to the next; 0 when there are fixed times. */
  readonly everyMinutes: number
  /** Minutes after midnight in `zone`, in order. */
  readonly times: readonly number[]
  /** IANA time zone of the fixed times. */
  readonly zone: string
  readonly graceMinutes: number
  readonly from: Instant
  readonly until: Instant | null
  readonly by: 'receipt' | 'officer'
  readonly ladder: readonly LadderStep[]
  /** The conversation through which check-ins come in by receipt: the id of its alert. */
  readonly alert: string | null
  readonly stopped: boolean
}

export type ScheduleDraft = Omit<Schedule, 'id' | 'org' | 'alert' | 'stopped'>

export interface CheckIn {
  readonly id: RecordId
  readonly schedule: RecordId
  readonly at: Instant
  readonly how: 'receipt' | 'officer'
  readonly says: (typeof CHECK_IN_SAYS)[number]
  readonly by: PersonId
  readonly text: string
}

/** What of all check-ins of a schedule decides where it stands. */
export interface Heard {
  /** The last sign of life. */
  readonly last: CheckIn | null
  /** A call for help that no officer has settled since. */
  readonly call: CheckIn | null
}

export interface OnIt {
  readonly alarm: string
  readonly person: PersonId
  readonly org: OrgId
  readonly at: Instant
}

type AlarmCause = 'missed' | Exclude<CheckIn['says'], 'well'>

export interface Alarm {
  /** The same on every device. */
  readonly id: string
  readonly cause: AlarmCause
  readonly since: Instant
  /** Rungs that are reached, in order. */
  readonly reached: readonly LadderStep[]
  readonly nextStepAt: Instant | null
}

export interface Standing {
  readonly state: 'waiting' | 'late' | 'alarm' | 'ended'
  /** By when the next sign is due; null when none is. */
  readonly due: Instant | null
  readonly alarm: Alarm | null
}

/* ---- incidents ---- */

export interface Incident {
  readonly id: RecordId
  readonly org: OrgId
  readonly by: PersonId
  readonly form: (typeof INCIDENT_FORMS)[number]
  /** Codes of `PHYSICAL_INCIDENTS` or `DIGITAL_INCIDENTS`. */
  readonly kinds: readonly string[]
  readonly on: PartialDay
  /** Protected persons of the file. */
  readonly people: readonly string[]
  /** What happened, in plain words. */
  readonly text: string
  /** Codes of `INCIDENT_AREAS`. */
  readonly seriousness: readonly string[]
  /** Digital: what is affected, codes of `DIGITAL_AFFECTED`. */
  readonly affected: readonly string[]
  /** Physical: injuries and damage. */
  readonly damage: string
  readonly attacker: string
  readonly motive: string
  readonly steps: string
  readonly reportedTo: string
  readonly evidence: string
  /** Physical: were the agreed guidelines followed, and what is learnt. */
  readonly lessons: string
  readonly request: string
  readonly resolved: boolean
}

export type IncidentDraft = Omit<Incident, 'id' | 'org' | 'by'>

/* ---- the emergency packet ---- */

/** Opened to those named on the ladder, when their rung is reached. In a space of its own. */
export interface Packet {
  readonly person: RecordId
  readonly who: string
  readonly doctor: string
  readonly lawyer: string
  readonly tell: string
  readonly todo: string
}

export interface PacketSpace {
  readonly caseSpace: SpaceId | null
  /** What the case is called, once it was opened to somebody. */
  readonly pseudonym: string
  /** When it was last opened to somebody, Unix ms; 0 when it never was. */
  readonly openedAt: number
  readonly packets: readonly Packet[]
}
