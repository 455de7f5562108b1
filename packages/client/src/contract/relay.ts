/** The relay of support: who covers which need from when to when, in one case and over all. */
import type { CommitmentState, CommitmentTerms, Change, Commitment, Day, Days, Need, Overlap, Phase } from '@pergola/core/casework'
import type { OrgId, SpaceId } from '@pergola/protocol'

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
    /** What it costs from its first to its last day, in whole units. */
    readonly costs: { readonly amount: number; readonly currency: string } | null
    /** To be paid back, and not yet. */
    readonly owed: boolean
  })[]
  readonly handovers: readonly {
    readonly id: string
    readonly before: string
    readonly after: string
    readonly agreedBefore: boolean
    readonly agreedAfter: boolean
  }[]
  /** Days on which two or more cover it. */
  readonly overlaps: readonly Overlap[]
  readonly gapDays: number
  readonly coveredDays: number
}

export interface RelayChart {
  readonly from: Day
  readonly to: Day
  readonly today: Day
  readonly rows: readonly RelayRow[]
  readonly organisations: readonly OrgLabel[]
  /** The long way of the defender, in order. */
  readonly phases: readonly Phase[]
  readonly gapDays: number
  readonly coveredShare: number
}

/** What would be, and what of it differs from what is. */
export interface WhatIfView {
  readonly chart: RelayChart
  readonly outcomes: readonly { readonly need: Need; readonly opens: readonly Days[]; readonly closes: readonly Days[] }[]
  readonly opensDays: number
  readonly closesDays: number
}

export interface HandoverSide {
  readonly org: OrgId
  readonly name: string
  readonly mine: boolean
  readonly agreed: boolean
  readonly items: readonly { readonly item: string; readonly written: boolean; readonly ticked: boolean }[]
}

export interface HandoverView {
  readonly need: Need
  readonly on: Day
  /** Last day of the cover that ends. */
  readonly until: Day
  readonly gives: HandoverSide
  readonly takes: HandoverSide
}

export interface RelayBreak {
  readonly caseSpace: SpaceId
  readonly pseudonym: string
  readonly need: string
  readonly needKind: string
  readonly country: string
  readonly from: Day
  readonly days: number
  readonly org: string
}

/** Which needs are looked at; what is not said includes all. */
export interface RelayFilter {
  /** A kind, or a group of kinds. */
  readonly kind?: string
  /** A country, or a region: of the case. */
  readonly place?: string
  /** Needs that this organisation covers within the horizon. */
  readonly org?: OrgId
}

export interface RelayOverview {
  readonly horizonDays: number
  readonly breaks: readonly RelayBreak[]
  readonly byKind: readonly { readonly key: string; readonly gapDays: number; readonly neededDays: number }[]
  readonly byCountry: readonly { readonly key: string; readonly gapDays: number; readonly neededDays: number }[]
  readonly byOrg: readonly { readonly key: string; readonly name: string; readonly coveredDays: number }[]
  readonly coveredShare: number
  /** What opens without the organisation that was asked about. */
  readonly leaving: {
    readonly org: OrgId
    readonly name: string
    readonly cases: number
    readonly needs: number
    readonly days: number
    readonly opens: readonly RelayBreak[]
  } | null
}

/** Of a need whose cover breaks: the most urgent step only. */
export interface GapItem {
  readonly kind: 'gap'
  readonly caseSpace: SpaceId
  readonly need: string
  readonly pseudonym: string
  readonly needKind: string
  readonly from: Day
  readonly days: number
  readonly inDays: number
  /** 60, 30, 14 or 7 days ahead; 0 when it is open. */
  readonly step: number
  /** Whose cover ends the day before; '' where nobody covered. */
  readonly after: string
}

export interface RelayQueries {
  relay: { args: { horizonDays: number; filter?: RelayFilter; without?: OrgId | null }; value: RelayOverview }
  whatIf: { args: { space: SpaceId; changes: readonly Change[] }; value: WhatIfView }
  handover: { args: { space: SpaceId; before: string; after: string }; value: HandoverView }
  alarmSteps: { args: Record<never, never>; value: { readonly steps: readonly number[] } }
}

export interface RelayCommands {
  commit: {
    args: {
      space: SpaceId
      id?: string
      need: string
      from: Day
      to: Day
      state: CommitmentState
      stopGap: boolean
      note: string
      /** Not given: what was said stays. */
      terms?: CommitmentTerms
    }
    value: { id: string }
  }
  /** Writes what of the changes is ours (new cover as an offer) and says the rest in a note; all of it or nothing. */
  proposeChanges: { args: { space: SpaceId; changes: readonly Change[]; text: string }; value: { readonly written: number } }
  agreeHandover: { args: { space: SpaceId; before: string; after: string }; value: null }
  tickHandover: { args: { space: SpaceId; before: string; after: string; item: string; ticked: boolean }; value: null }
  /** Adds an item to our own list for the hand-over, or takes one out that we added. */
  listHandover: { args: { space: SpaceId; before: string; after: string; item: string; listed: boolean }; value: null }
  savePhase: { args: { space: SpaceId; id?: string; kind: Phase['kind']; from: Day; place: string }; value: { id: string } }
  removePhase: { args: { space: SpaceId; id: string }; value: null }
  saveAlarmSteps: { args: { steps: readonly number[] }; value: null }
  /** The alarm for this need rests until the next step, for our whole organisation. */
  seeAlarm: { args: { space: SpaceId; need: string }; value: null }
}
