/** A match is a conversation with a knowledgeable colleague: what fits, what does not, what nobody knows yet. */
import type { Service } from '../directory/model.ts'

export type Verdict = 'fits' | 'violates' | 'unknown'

/** One reason. `rule` names the rule (see SPEC.md, MATCH-*), `args` fill its sentence in the catalogue. */
export interface Reason {
  readonly rule: 'kind' | 'region' | 'language' | 'time' | 'family' | 'exile' | 'open' | 'places' | 'answer' | 'freshness' | 'member'
  readonly verdict: Verdict
  readonly hard: boolean
  readonly args: Readonly<Record<string, string | number>>
}

export interface Match {
  readonly service: Service
  /** No hard rule is violated. */
  readonly possible: boolean
  /** 0..1, comparable within one answer only. */
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** What matching may know of a need: nothing that identifies anyone. */
export interface MatchNeed {
  readonly kind: string
  readonly place: string
  readonly days: number
  readonly headcount: number
  readonly languages: readonly string[]
  readonly inExile: boolean | null
  readonly urgency: 'hours' | 'days' | 'weeks' | 'months'
}
