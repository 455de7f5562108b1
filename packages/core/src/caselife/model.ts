/** The life of a case: what is to be done, how it ends and begins again. */
import type { OrgId, PersonId } from '@pergola/protocol'
import type { Day } from '../casework/model.ts'
import type { RecordId } from '../record/model.ts'
import type { CLOSING_REASONS, OUTCOMES, WOULD_RETURN } from '../vocabulary/caseCodes.ts'

/** Something one organisation has to do. Its people keep it; whoever shares the file sees it. */
export interface Task {
  readonly id: RecordId
  readonly org: OrgId
  readonly text: string
  readonly owner: PersonId | null
  readonly due: Day | null
  /** The need it is about, or null for the case. */
  readonly about: RecordId | null
  readonly done: { readonly on: Day; readonly by: PersonId | null } | null
}

export type OutcomeChange = (typeof OUTCOMES)[number]
export type WouldReturn = (typeof WOULD_RETURN)[number]
export type ClosingReason = (typeof CLOSING_REASONS)[number]

/** What became of one need. */
export interface Outcome {
  readonly need: RecordId
  readonly change: OutcomeChange
  readonly text: string
}

export interface Closing {
  readonly id: RecordId
  readonly on: Day
  readonly by: PersonId
  readonly reason: ClosingReason
  readonly outcomes: readonly Outcome[]
  /** What the person says about it, in their words. */
  readonly says: string
  readonly wouldReturn: WouldReturn
  readonly reopened: { readonly on: Day; readonly why: string } | null
}

/** A note that calls somebody. */
export interface Mention {
  readonly note: RecordId
  readonly person: PersonId
  readonly by: PersonId
  readonly org: OrgId
  /** Unix ms. */
  readonly at: number
  /** The beginning of the note, one line. */
  readonly text: string
}
