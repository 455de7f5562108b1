/** How long an organisation keeps what it knows of people, what stops that, and what is left afterwards. */
import type { BlobId, DeviceId, Head, OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { ClosingReason, OutcomeChange } from '../caselife/model.ts'
import type { Day } from '../casework/model.ts'
import type { RecordId } from '../record/model.ts'
import type { RETENTION_RULES_BY } from '../vocabulary/retentionCodes.ts'

/**
 * By how a case was closed; `identity`: the names, medical and emergency parts of any closed case, before its file; `alert`:
 * conversations with the intake that became no case, or whose case is gone.
 */
export type RetentionRuleId = (typeof RETENTION_RULES_BY)[number]

export interface RetentionRule {
  readonly id: RetentionRuleId
  /** Months after closing; of a conversation after its last word. */
  readonly months: number
  /** Nothing is due by a rule that no steward turned on. */
  readonly on: boolean
}

/** What the bare record of a case that was destroyed keeps besides months and who decided. */
export interface Kept {
  /** Kinds of support that were needed. */
  readonly kinds: boolean
  /** What became of each need, as codes, and how the case was closed. */
  readonly outcomes: boolean
}

export interface Retention {
  readonly rules: readonly RetentionRule[]
  readonly kept: Kept
}

/** Why a case is kept beyond its time. It stands in the case and goes with it. */
export interface Hold {
  readonly reason: string
  readonly by: PersonId
  readonly since: Day
  /** Looked at again on this day; from then on it holds nothing. */
  readonly until: Day
}

/**
 * `all`: the file and every part; `parts`: the sealed parts alone, the file stays; `alerts`: of no case, but the words of conversations
 * with the intake, by ending the shelves with their keys.
 */
export type EndsWhat = 'all' | 'parts' | 'alerts'

/** One conversation that a proposal names, with how many messages it had then. */
export interface EndingAlert {
  readonly id: RecordId
  readonly turns: number
}

/** What a list needs to know of a closed case. */
export interface ClosedCase {
  readonly space: SpaceId
  readonly closedOn: Day
  readonly reason: ClosingReason | null
  /** It has a part that can go before the file. */
  readonly hasParts: boolean
  /** Held until this day. */
  readonly heldUntil: Day | null
}

/** What a list needs to know of a conversation with the intake. */
export interface ClosedAlert {
  readonly id: RecordId
  /** Day of its last word. */
  readonly last: Day
}

export interface DueAlert extends ClosedAlert {
  /** First day on which it is due. */
  readonly since: Day
}

export interface DueCase {
  readonly space: SpaceId
  readonly what: EndsWhat
  readonly rule: RetentionRuleId
  /** First day on which it is due. */
  readonly since: Day
}

/** One space that is to end, as the person who proposes it saw it, with their device's word. */
export interface EndingSpace {
  readonly space: SpaceId
  readonly blobs: readonly BlobId[]
  readonly pos: number
  readonly head: Head
  readonly device: DeviceId
  readonly signature: Uint8Array
}

/** Somebody proposes that a case, its sealed parts, or conversations be destroyed. */
export interface Proposal {
  /** Of conversations the first of the shelves that are to end: it names the proposal. */
  readonly case: SpaceId
  readonly what: EndsWhat
  readonly by: PersonId
  /** Unix ms. */
  readonly at: number
  /** Null: decided for this case, by no rule. */
  readonly rule: RetentionRuleId | null
  /** In the order in which they end; the file of the case last. */
  readonly spaces: readonly EndingSpace[]
  /** None for a case. */
  readonly alerts: readonly EndingAlert[]
}

/** What is left of a case that was destroyed: no name, no place, no day. */
export interface BareRecord {
  readonly case: SpaceId
  readonly what: EndsWhat
  readonly rule: RetentionRuleId | null
  /** `YYYY-MM`. */
  readonly opened: string
  readonly closed: string
  readonly ended: string
  readonly reason: ClosingReason | null
  /** Kinds of support, each once. */
  readonly kinds: readonly string[]
  readonly outcomes: readonly OutcomeChange[]
  /** How many conversations; 0 for a case. */
  readonly alerts: number
  readonly proposedBy: PersonId
  readonly confirmedBy: PersonId
  /** Organisations that had it, and were told. */
  readonly told: readonly OrgId[]
  /** False while some of its spaces have not ended yet. */
  readonly done: boolean
}
