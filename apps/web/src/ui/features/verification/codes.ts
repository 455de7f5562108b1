/** Codes of a verification, in the order in which they are shown. Held against the core's lists by a test. */
import type { DecisionFunction, DefenderDecision, DefenderTest, OtherAtRisk, VouchAnswer } from '@pergola/core/verification'

/** Those that somebody can fail. */
export const OF_THE_PERSON: readonly DefenderTest[] = ['acts_for_rights', 'universality', 'peaceful']
/** Those that bind us. */
export const OF_OURSELVES: readonly DefenderTest[] = ['what_they_do', 'alone_or_with_others', 'not_required_to_be_right']
export const TESTS: readonly DefenderTest[] = [...OF_THE_PERSON, ...OF_OURSELVES]
export const FINDINGS = ['met', 'not_met', 'unclear'] as const
export const ACTIVITIES: readonly string[] = [
  'information',
  'victim_support',
  'accountability',
  'governance',
  'treaties',
  'education',
  'legal',
  'organising',
  'journalism',
  'monitoring_elections',
  'whistleblowing',
  'humanitarian',
]
export const RIGHTS: readonly string[] = [
  'land',
  'environment',
  'indigenous',
  'women',
  'srhr',
  'lgbtiq',
  'children',
  'minorities',
  'disability',
  'migrants',
  'labour',
  'escr',
  'expression',
  'assembly_association',
  'democracy',
  'anticorruption',
  'torture_detention',
  'disappearances',
  'peace',
  'religion',
  'death_penalty',
  'academic',
  'business',
  'legal_aid',
  'other',
]
export const RELIABILITIES = ['high', 'likely', 'unsure', 'doubtful', 'low'] as const
export const SIDES = ['for', 'against', 'neither'] as const
export const FUNCTIONS: readonly DecisionFunction[] = ['examines', 'reviews', 'settles']
export const DECISIONS: readonly DefenderDecision[] = ['defender', 'at_risk_other', 'not_defender']
export const OTHERS: readonly OtherAtRisk[] = ['threatened_witness', 'relative', 'court_cooperator', 'other']
export const ANSWERS: readonly VouchAnswer[] = ['knows_the_work', 'knows_of', 'does_not_know', 'will_not_say']
/** A way to other help that is no kind of support of the network. */
export const OUTSIDE = 'outside'
