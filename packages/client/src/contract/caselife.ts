/** The life of a case: tasks, notes that call somebody, closing and opening again, and the case as it was. */
import type { Closing, Task } from '@pergola/core/caselife'
import type { CaseFile, Day, Step } from '@pergola/core/casework'
import type { PersonId, SpaceId } from '@pergola/protocol'
import type { RelayChart } from './relay.ts'

export interface TaskRow extends Task {
  /** Of our organisation, so that we may change it. */
  readonly own: boolean
  /** Mine to do. */
  readonly mine: boolean
  readonly orgName: string
}

export interface CaseLifeView {
  /** What is to be done first, by day; then what was done, the last first. */
  readonly tasks: readonly TaskRow[]
  readonly closings: readonly Closing[]
  /** Members of our organisation now. */
  readonly members: readonly { readonly person: PersonId; readonly name: string }[]
  readonly people: Readonly<Record<PersonId, string>>
  /** Notes that call me and that I have not looked at. */
  readonly called: readonly string[]
  /** What a closing would leave behind. */
  readonly stillOpen: { readonly tasks: number; readonly cover: number; readonly requests: number }
}

export interface HistoryLine {
  readonly at: number
  readonly by: string
  readonly org: string
  readonly what: string
  readonly collection: string
  readonly field: string
  /** Text, numbers, days, codes and ids as they were written; one, or those of a list. */
  readonly values: readonly string[]
  /** What is made of several things, as the amount and currency of a cost: each with the names of its fields. */
  readonly entries: readonly (readonly { readonly key: string; readonly value: string }[])[]
  readonly pending: boolean
}

/** The case at an instant, as the log says it was. */
export interface PastCase {
  readonly at: number
  readonly file: CaseFile
  readonly chart: RelayChart
  readonly riskLevel: Step | null
  readonly tasksOpen: number
  /** First and last instant at which something was written, Unix ms. */
  readonly first: number
  readonly last: number
}

export type LifeTodayItem =
  | {
      readonly kind: 'task'
      readonly caseSpace: SpaceId
      readonly task: string
      readonly pseudonym: string
      readonly text: string
      readonly due: Day | null
      readonly inDays: number | null
    }
  | {
      readonly kind: 'mention'
      readonly caseSpace: SpaceId
      readonly note: string
      readonly pseudonym: string
      readonly by: string
      readonly text: string
      readonly at: number
    }

export interface CaseLifeQueries {
  caseLife: { args: { space: SpaceId }; value: CaseLifeView }
  history: { args: { space: SpaceId }; value: readonly HistoryLine[] }
  /** `at` in Unix ms. */
  caseAt: { args: { space: SpaceId; at: number }; value: PastCase }
}

export interface CaseLifeCommands {
  /** `mentions`: members of our organisation who are to read it. */
  addNote: { args: { space: SpaceId; text: string; revises?: string; mentions?: readonly PersonId[] }; value: null }
  /** Every note of the case that calls me is read. */
  readMentions: { args: { space: SpaceId }; value: null }
  saveTask: {
    args: { space: SpaceId; id?: string; text: string; owner: PersonId | null; due: Day | null; about: string | null }
    value: { id: string }
  }
  finishTask: { args: { space: SpaceId; id: string; done: boolean }; value: null }
  closeCase: { args: { space: SpaceId } & Pick<Closing, 'reason' | 'outcomes' | 'says' | 'wouldReturn'>; value: null }
  reopenCase: { args: { space: SpaceId; why: string }; value: null }
}
