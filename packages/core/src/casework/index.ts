export type * from './model.ts'
export { addDays, dayFrom, dayNumber, dayOf, daysFrom, daysIn, parseDay, parsePartialDay } from './day.ts'
export { alertOf, caseSpaceOf, filePlace, readCase, readIdentities, sharesFileOnTakeUp, type FilePlace } from './caseFile.ts'
export {
  LONGEST_TEXT,
  addNote,
  agreeHandover,
  attachFile,
  dropNeed,
  linkReferral,
  openCase,
  openIdentity,
  saveCommitment,
  saveIdentity,
  saveNeed,
  savePerson,
  setCase,
  type CaseFields,
  type NewCase,
  type NewFile,
} from './write.ts'
export { answerNeed } from './answers.ts'
export type { Consent } from '../consent/index.ts'
export { currentRisk, latestOfEach, riskHistory, riskLevel, type RiskPoint } from './risk.ts'
export { SOON_DAYS, caseCoverage, covers, needCoverage, type CaseCoverage, type NeedCoverage, type Stretch } from './coverage.ts'
export { overview, type Break, type Overview, type OverviewCase, type Tally } from './overview.ts'
export { expectedHandovers, handoverId, isAgreed, waitsFor } from './handover.ts'
export { ALARM_STEPS, alarmStep, isSeen, readAlarmSteps, readSeenAlarms, saveAlarmSteps, seeAlarm, type SeenAlarm } from './alarms.ts'
export { LONGEST_ITEM, listItem, readChecklist, tickItem, type ChecklistItem } from './checklist.ts'
export { ifLeaves, type Leaving } from './ifLeaves.ts'
export { overlapsOf, type Overlap } from './overlaps.ts'
export { readPhases, removePhase, savePhase, type Phase, type PhaseKind } from './phases.ts'
export { LONGEST_CONDITIONS, NO_TERMS, costOf, isOwed } from './terms.ts'
export { whatIf, type Change, type Days, type NeedOutcome, type WhatIf } from './whatIf.ts'
export { CASE_RULES, IDENTITY_RULES, caseRules, identityRules, rulesFrom, type Rule } from './policy.ts'
export { LOOKS, relayChart, type Chart, type ChartBar, type ChartRow } from './relayChart.ts'
