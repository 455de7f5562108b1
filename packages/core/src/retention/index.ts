/** How long cases are kept, and how they end. */
export type * from './model.ts'
export * from './due.ts'
export { bookRules } from './policy.ts'
export { endingId, readBareRecords, readHold, readProposals, readRetention } from './read.ts'
export * from './write.ts'
