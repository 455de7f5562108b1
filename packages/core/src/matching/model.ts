/** A match is a conversation with a knowledgeable colleague: what fits, what does not, what nobody knows yet. */
import type { Money, Service } from '../directory/model.ts'
import type { Day, Urgency } from '../casework/model.ts'

export type Verdict = 'fits' | 'violates' | 'unknown'

/** Rules in the order in which a colleague would go through them. */
export type RuleName =
  | 'kind'
  | 'region'
  | 'safety'
  | 'open'
  | 'family'
  | 'exile'
  | 'target'
  | 'apply'
  | 'endorsement'
  | 'return'
  | 'incident'
  | 'track_record'
  | 'excludes'
  | 'language'
  | 'time'
  | 'amount'
  | 'places'
  | 'answer'
  | 'acceptance'
  | 'nearness'
  | 'freshness'
  | 'standing'
  | 'member'

/** What somebody who knows the case can tell, once, and what then no longer has to be asked. */
export type Asked =
  | 'place'
  | 'languages'
  | 'inExile'
  | 'groups'
  | 'organisation'
  | 'unsafeCountries'
  | 'canReturn'
  | 'incidentOn'
  | 'workMonths'
  | 'amount'
  | 'alreadyFunded'
  | 'memberVouches'
  | 'referees'
  | 'hostFound'

/** The smallest change of the need with which a rule would hold: "if the stay were 91 days". An amount is in the need's own currency. */
export interface Change {
  readonly field: 'days' | 'headcount' | 'from' | 'amount' | 'languages' | 'memberVouches' | 'referees' | 'hostFound'
  readonly to: string | number
}

/** One reason. `rule` names the rule (see SPEC.md, MATCH-*), `args` fill its sentence in the catalogue. */
export interface Reason {
  readonly rule: RuleName
  readonly verdict: Verdict
  /** A hard rule that is violated rules the service out; a soft one only costs. */
  readonly hard: boolean
  readonly args: Readonly<Record<string, string | number>>
  /** It is unknown because of us: this, told of the case, decides it. */
  readonly asks?: Asked
  readonly change?: Change
}

export interface Match {
  readonly service: Service
  /** No hard rule is violated. */
  readonly possible: boolean
  /** 0..1, comparable within one answer only. */
  readonly score: number
  readonly reasons: readonly Reason[]
  /** What would make it fit better; each field once, the smallest change that serves every rule. */
  readonly changes: readonly Change[]
  /** Not possible as things stand, but with these changes it is. */
  readonly withChanges: boolean
}

/** A question whose answer would move services up or down. */
export interface Question {
  readonly asks: Asked
  /** How many services that are still possible wait for it. */
  readonly services: number
  /** One of the answers rules out some of them. */
  readonly decides: boolean
}

/** `matches`: those that are possible, then the others; at most as many of each as were asked for. */
export interface MatchAnswer {
  readonly matches: readonly Match[]
  readonly possible: number
  readonly others: number
  readonly questions: readonly Question[]
}

/** Exchange rates of one day: how many units of each currency one unit of `base` buys. */
export interface Rates {
  readonly on: Day
  readonly base: string
  readonly units: Readonly<Record<string, number>>
}

/** What others' answers have shown of a service, over all organisations that say so. */
export interface Observed {
  /** Requests that were answered. */
  readonly n: number
  readonly medianHours: number | null
  readonly takenUp: number
  readonly declined: number
}

/** What the network thinks of a service. */
export interface Standing {
  readonly observed: Observed | null
  /** Organisations that vouch for it or for its provider. */
  readonly vouches: number
  /** Facts that somebody disputes and nobody has settled. */
  readonly disputes: number
}

/** What matching may know of a need: nothing that identifies anyone. null: nobody has said. */
export interface MatchNeed {
  readonly kind: string
  /** Where support is wanted: a country, a region, or ''. */
  readonly place: string
  /** The country of the case, or ''. */
  readonly country: string
  readonly from: Day
  readonly days: number
  readonly headcount: number
  readonly languages: readonly string[]
  readonly urgency: Urgency
  readonly inExile: boolean | null
  /** Groups the person is known to belong to. */
  readonly groups: readonly string[]
  /** True when `groups` names all of them; otherwise one that is not named may still apply. */
  readonly groupsComplete: boolean
  /** The support is for an organisation. */
  readonly organisation: boolean | null
  /** Where those who threaten can reach. */
  readonly unsafeCountries: readonly string[] | null
  readonly canReturn: boolean | null
  readonly incidentOn: Day | null
  /** Months of work for human rights. */
  readonly workMonths: number | null
  readonly amount: Money | null
  readonly alreadyFunded: boolean | null
  /** A member or partner of the provider vouches. */
  readonly memberVouches: boolean | null
  /** How many people or organisations would give a reference. */
  readonly referees: number | null
  readonly hostFound: boolean | null
}
