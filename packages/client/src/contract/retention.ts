/** How long cases are kept, and how they are destroyed. */
import type { BareRecord, DueAlert, DueCase, EndsWhat, Hold, Kept, RetentionRule, RetentionRuleId } from '@pergola/core/retention'
import type { Day } from '@pergola/core/casework'
import type { OrgId, PersonId, SpaceId, SpaceKind } from '@pergola/protocol'

export type { BareRecord, DueAlert, DueCase, EndsWhat, Hold, Kept, RetentionRule, RetentionRuleId } from '@pergola/core/retention'

export interface DueRow extends DueCase {
  readonly pseudonym: string
  readonly closedOn: Day
}

/** A conversation with the intake that is due. */
export interface DueAlertRow extends DueAlert {
  readonly firstLine: string
}

export interface ProposalRow {
  readonly case: SpaceId
  readonly what: EndsWhat
  readonly pseudonym: string
  /** How many conversations; 0 for a case. */
  readonly alerts: number
  readonly by: PersonId
  readonly byName: string
  /** Unix ms. */
  readonly at: number
  readonly rule: RetentionRuleId | null
  /** Why I cannot confirm it now: `began` while some of it has ended and the rest has not is no reason. */
  readonly refusal: 'steward' | 'second_person' | 'wait' | 'held' | 'open' | null
  /** From when on whoever is alone may, Unix ms; null where a second person is there. */
  readonly waitsUntil: number | null
  readonly began: boolean
}

export interface RecordRow extends BareRecord {
  readonly proposedByName: string
  readonly confirmedByName: string
}

export interface RetentionView {
  readonly rules: readonly RetentionRule[]
  readonly kept: Kept
  /** May I set rules and confirm. */
  readonly isSteward: boolean
  readonly mayPropose: boolean
  /** Nobody else here may edit. */
  readonly isAlone: boolean
  readonly due: readonly DueRow[]
  readonly dueAlerts: readonly DueAlertRow[]
  readonly held: readonly { readonly space: SpaceId; readonly pseudonym: string; readonly until: Day }[]
  readonly proposals: readonly ProposalRow[]
  /** Newest first. */
  readonly records: readonly RecordRow[]
}

/** What would be destroyed of a case, and what would be left. */
export interface EndingDraft {
  readonly space: SpaceId
  readonly pseudonym: string
  readonly what: EndsWhat
  /** By kind, with how many. */
  readonly spaces: readonly { readonly kind: SpaceKind; readonly count: number }[]
  readonly files: number
  readonly organisations: readonly { readonly org: OrgId; readonly name: string }[]
  readonly record: BareRecord | null
  /** Of conversations how each begins; none for a case. */
  readonly alerts: readonly { readonly id: string; readonly firstLine: string }[]
  /** It began as a message to our intake: those words are destroyed apart, when the case is gone. */
  readonly fromAlert: boolean
  readonly hold: (Hold & { readonly byName: string }) | null
  readonly isClosed: boolean
}

/** A space that others ended, told to who had it. */
export interface FarewellRow {
  readonly space: SpaceId
  readonly kind: SpaceKind
  readonly name: string
  /** Of an organisation; empty when it is not known. */
  readonly by: string
  readonly ours: boolean
  /** Unix ms. */
  readonly at: number
  readonly unsent: readonly string[]
}

export type RetentionTodayItem =
  | { readonly kind: 'retention_due'; readonly cases: number; readonly alerts: number; readonly since: Day }
  | {
      readonly kind: 'retention_confirm'
      readonly caseSpace: SpaceId
      readonly pseudonym: string
      /** How many conversations; 0 for a case. */
      readonly alerts: number
      readonly by: string
      readonly at: number
    }
  | { readonly kind: 'hold_over'; readonly caseSpace: SpaceId; readonly pseudonym: string; readonly until: Day }
  | {
      readonly kind: 'farewell'
      readonly space: SpaceId
      readonly name: string
      readonly by: string
      readonly unsent: number
      readonly at: number
    }

export interface RetentionQueries {
  retention: { args: Record<never, never>; value: RetentionView }
  endingDraft: { args: { space: SpaceId; what: EndsWhat }; value: EndingDraft }
  farewells: { args: Record<never, never>; value: readonly FarewellRow[] }
}

export interface RetentionCommands {
  setRetentionRule: { args: RetentionRule; value: null }
  setKept: { args: Kept; value: null }
  holdCase: { args: { space: SpaceId; reason: string; until: Day }; value: null }
  liftHold: { args: { space: SpaceId }; value: null }
  /** Needs the relay. */
  proposeEnding: { args: { space: SpaceId; what: EndsWhat; rule: RetentionRuleId | null }; value: null }
  /** The words and files of conversations that are over. Needs the relay. */
  proposeEndingAlerts: { args: { alerts: readonly string[] }; value: null }
  withdrawEnding: { args: { space: SpaceId; what: EndsWhat }; value: null }
  /** Destroys it, everywhere. Needs the relay. */
  confirmEnding: { args: { space: SpaceId; what: EndsWhat }; value: null }
  dismissFarewell: { args: { space: SpaceId }; value: null }
}
