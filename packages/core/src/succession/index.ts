/** Who may stop an organisation that can no longer act for itself, and take its work further. */
export type { Pair, Share, SuccessorSecret, Trustee } from './shares.ts'
export { openInner, openOuter, sealShares } from './shares.ts'
export type { Call, Provision } from './record.ts'
export { LEAST_TRUSTEES, MOST_TRUSTEES, SUCCESSION_RULES, agreeTo, callFor, provide, readSuccession, successionRules } from './record.ts'
