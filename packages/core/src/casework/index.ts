export type * from './model.ts'
export { addDays, dayFrom, dayNumber, dayOf, daysFrom, daysIn, parseDay, parsePartialDay } from './day.ts'
export { alertOf, caseSpaceOf, filePlace, readCase, readIdentities, sharesFileOnTakeUp, type FilePlace } from './caseFile.ts'
export {
  LONGEST_TEXT,
  addNote,
  agreeHandover,
  assessRisk,
  attachFile,
  dropNeed,
  giveConsent,
  linkReferral,
  openCase,
  openIdentity,
  saveCommitment,
  saveIdentity,
  saveNeed,
  savePerson,
  setCase,
  withdrawConsent,
  type CaseFields,
  type NewCase,
  type NewFile,
} from './write.ts'
export { answerNeed } from './answers.ts'
export { concernedBy, latestDecision, mayShare, type ConsentAnswer } from './consent.ts'
export { currentRisk, riskLevel } from './risk.ts'
export { SOON_DAYS, caseCoverage, covers, needCoverage, type CaseCoverage, type NeedCoverage, type Stretch } from './coverage.ts'
export { overview, type Break, type Overview, type OverviewCase, type Tally } from './overview.ts'
export { expectedHandovers, handoverId, isAgreed, waitsFor } from './handover.ts'
export { CASE_RULES, IDENTITY_RULES, caseRules, identityRules, rulesFrom, type Rule } from './policy.ts'
export { LOOKS, relayChart, type Chart, type ChartBar, type ChartRow } from './relayChart.ts'
