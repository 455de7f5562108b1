export type * from './model.ts'
export { isOpen, readReferral, referralState, turnsFor } from './referral.ts'
export { composeTeaser, defaultAnswerBy, nameCase, openReferral, takeTurn, type NewReferral } from './write.ts'
export { REFERRAL_RULES, referralRules } from './policy.ts'
