/** The rules of matching, each one question a colleague would ask. Unknown is an answer of its own: never a yes, never a no. */
import type { MatchNeed } from './model.ts'
import type { Rule } from './finding.ts'
import { acceptance, amount, answer, answerWeight, freshness, language, member, open, places, standing, time } from './rulesOfOffer.ts'
import { apply, endorsement, excludes, exile, family, incident, mustReturn, target, trackRecord } from './rulesOfPerson.ts'
import { kind, nearness, region, safety } from './rulesOfPlace.ts'

/** A rule with its weight: what a whole "yes" adds to the score. */
export interface Weighed {
  readonly rule: Rule
  readonly weight: number
}

/** Rules in the order in which a colleague would say them. */
export const rulesFor = (need: MatchNeed): readonly Weighed[] => [
  { rule: kind, weight: 6 },
  { rule: region, weight: 3 },
  { rule: safety, weight: 2 },
  { rule: open, weight: 1.5 },
  { rule: family, weight: need.headcount > 1 ? 1.5 : 0.5 },
  { rule: exile, weight: 1 },
  { rule: target, weight: 1.5 },
  { rule: apply, weight: 1 },
  { rule: endorsement, weight: 0.7 },
  { rule: mustReturn, weight: 0.7 },
  { rule: incident, weight: 0.5 },
  { rule: trackRecord, weight: 0.3 },
  { rule: excludes, weight: 1 },
  { rule: language, weight: 2 },
  { rule: time, weight: 2.5 },
  { rule: amount, weight: 1 },
  { rule: places, weight: 2 },
  { rule: answer, weight: answerWeight(need) },
  { rule: acceptance, weight: 1 },
  { rule: nearness, weight: 1 },
  { rule: freshness, weight: 1 },
  { rule: standing, weight: 0.5 },
  { rule: member, weight: 2 },
]
