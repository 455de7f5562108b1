export type * from './model.ts'
export { readVerification, readVouchesAsked } from './read.ts'
export {
  isDoubled,
  openTo,
  standing,
  suggestedStatus,
  wroteMost,
  type NotCounted,
  type Offer,
  type Standing,
  type Weighed,
} from './standing.ts'
export {
  LONGEST_REASON,
  describeWork,
  evidenceFromVouch,
  findTest,
  giveOpinion,
  linkVouch,
  openRound,
  routeTo,
  saveEvidence,
  type NewEvidence,
  type NewOpinion,
} from './write.ts'
export { OUTSIDE, WAYS_TO_HELP } from './routes.ts'
export { VERIFICATION_RULES, VOUCH_RULES } from './policy.ts'
export {
  answerVouch,
  askVouch,
  composeVouch,
  defaultVouchBy,
  isVouch,
  readVouch,
  vouchState,
  type NewVouch,
  type VouchAnswered,
  type VouchState,
} from './vouch.ts'
