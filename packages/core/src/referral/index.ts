export type * from './model.ts'
export {
  MOST_IN_ORDER,
  isTurnOf,
  nameCandidate,
  nextInLine,
  readCandidates,
  stopCandidate,
  type Before,
  type Candidate,
  type Next,
} from './candidate.ts'
export { DEFAULT_HOURS, MOST_HOURS, defaultAnswerBy, readAnswerHours, remindFrom, saveAnswerHours, type AnswerHours } from './clock.ts'
export { decisionIn, isOpen, readReferral, referralState, turnsFor } from './referral.ts'
export { fitsIn, openRest } from './parts.ts'
export {
  composeTeaser,
  giveFeedback,
  nameCase,
  openReferral,
  suggestOther,
  takeTurn,
  takeUpPart,
  type NewReferral,
  type PlainAct,
} from './write.ts'
export { REFERRAL_RULES, referralRules } from './policy.ts'
