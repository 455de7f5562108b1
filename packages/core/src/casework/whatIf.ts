/** What would open and what would close if cover were other than it is. Nothing is written. */
import type { OrgId } from '@pergola/protocol'
import type { RecordId } from '../record/model.ts'
import { ownedId } from '../record/owned.ts'
import { commitmentsByNeed, coveringSpans, runsOf } from './coverage.ts'
import { dayFrom, dayNumber } from './day.ts'
import { outside, type Interval } from './intervals.ts'
import type { CaseFile, Commitment, Day, Need } from './model.ts'

export type Change =
  | { readonly type: 'move'; readonly commitment: RecordId; readonly from: Day; readonly to: Day }
  | { readonly type: 'add'; readonly need: RecordId; readonly org: OrgId; readonly from: Day; readonly to: Day }
  | { readonly type: 'end'; readonly commitment: RecordId }
  /** Everything that the organisation has promised from `from` on. */
  | { readonly type: 'leave'; readonly org: OrgId; readonly from: Day }

export interface Days {
  readonly from: Day
  readonly to: Day
  readonly days: number
}

export interface NeedOutcome {
  readonly need: RecordId
  /** Covered as it is, and not after the changes. */
  readonly opens: readonly Days[]
  readonly closes: readonly Days[]
}

export interface WhatIf {
  /** Commitments as they would be, in the order of the file, those added last. */
  readonly commitments: readonly Commitment[]
  /** Needs for which something changes. */
  readonly outcomes: readonly NeedOutcome[]
  readonly opensDays: number
  readonly closesDays: number
}

type Known = Pick<CaseFile, 'needs' | 'commitments'>

/** The id of a bar that is only thought of; `number` counts from 0. */
const thoughtOf = (org: OrgId, number: number): RecordId => ownedId(org, `what-if-${number}`)

/** Changes are taken in their order; one that ends before it begins, or names what is not there, changes nothing. */
export const whatIf = (file: Known, changes: readonly Change[]): WhatIf => {
  const commitments = changes.reduce<readonly Commitment[]>((now, change, i) => changed(file, now, change, i), file.commitments)
  const [before, after] = [commitmentsByNeed(file.commitments), commitmentsByNeed(commitments)]
  const outcomes = file.needs
    .filter(({ dropped }) => !dropped)
    .map((need) => outcomeOf(need, before.get(need.id) ?? [], after.get(need.id) ?? []))
    .filter(({ opens, closes }) => opens.length + closes.length > 0)
  const sum = (which: 'opens' | 'closes'): number =>
    outcomes.reduce((total, outcome) => total + outcome[which].reduce((days, one) => days + one.days, 0), 0)
  return { commitments, outcomes, opensDays: sum('opens'), closesDays: sum('closes') }
}

const changed = ({ needs }: Known, now: readonly Commitment[], change: Change, number: number): readonly Commitment[] => {
  switch (change.type) {
    case 'move':
      return change.to < change.from
        ? now
        : now.map((one) => (one.id === change.commitment ? { ...one, from: change.from, to: change.to } : one))
    case 'end':
      return now.filter(({ id }) => id !== change.commitment)
    case 'leave':
      return now.flatMap((one) => (one.org === change.org ? leaving(one, change.from) : [one]))
    case 'add':
      return change.to < change.from || !needs.some(({ id }) => id === change.need) ? now : [...now, added(change, number)]
  }
}

const leaving = (one: Commitment, from: Day): readonly Commitment[] => {
  if (one.from >= from) return []
  return [one.to < from ? one : { ...one, to: dayFrom(dayNumber(from) - 1) }]
}

const added = ({ need, org, from, to }: Extract<Change, { type: 'add' }>, number: number): Commitment => ({
  id: thoughtOf(org, number),
  need,
  org,
  from,
  to,
  state: 'confirmed',
  stopGap: false,
  note: '',
})

const gapsOf = (need: Need, commitments: readonly Commitment[]): readonly Interval[] => {
  const [from, to] = [dayNumber(need.from), dayNumber(need.to)]
  return runsOf(coveringSpans(commitments, from, to), from, to).filter(({ last }) => last === null)
}

const outcomeOf = (need: Need, before: readonly Commitment[], after: readonly Commitment[]): NeedOutcome => {
  const [was, would] = [gapsOf(need, before), gapsOf(need, after)]
  return { need: need.id, opens: outside(would, was).map(daysOf), closes: outside(was, would).map(daysOf) }
}

const daysOf = ({ from, to }: Interval): Days => ({ from: dayFrom(from), to: dayFrom(to), days: to - from + 1 })
