/** Commands that people run and this client never by itself: loaded together when the first of them is run (whenAsked.ts). */
export { addNote, readMentionsOf, saveTask, finishTask, closeCase, reopenCase } from './caselife.ts'
export { agreeCheckIns, stopCheckIns, recordCheckIn, sayOnIt, openCheckInConversation } from './checkIns.ts'
export { saveProfile, saveService, removeService, saveProvider, removeProvider } from './directory.ts'
export {
  confirmFacts,
  vouch,
  unvouch,
  dispute,
  resolveDispute,
  shareObserved,
  saveCall,
  removeCall,
  saveTraining,
  removeTraining,
  saveSearch,
  removeSearch,
  markLooked,
} from './directoryWords.ts'
export { openImport, setImport, chooseImport, runImport, closeImport, exportDirectory } from './exchange.ts'
export { attachFile, openFile } from './files.ts'
export { sendOutside, dropOutside } from './outside.ts'
export { publishPage, takeDownPage } from './publicPage.ts'
export { commit, agreeHandover, tickHandover, listHandover, savePhase, removePhase, saveAlarmSteps, seeAlarm } from './relay.ts'
export { answerCover, dropCover } from './cover.ts'
export { assessRisk, savePlan, savePlanStep, dropPlanStep, saveIncident, setDuty } from './safety.ts'
export {
  saveStanding,
  saveTie,
  endTie,
  savePaper,
  dropPaper,
  seePaper,
  saveCare,
  saveVisit,
  shareMedical,
  revokeMedical,
} from './household.ts'
export { mergeCase, splitCase, offerCase, takeOverCase } from './moving.ts'
export { proposeChanges } from './whatIf.ts'
export {
  describeWork,
  findTest,
  saveEvidence,
  giveOpinion,
  appealDecision,
  routeElsewhere,
  askVouch,
  answerVouch,
  withdrawVouch,
} from './verification.ts'
export { giveConsent, giveConsents, withdrawConsent, markSeen } from './consent.ts'
export { setAnswerTimes } from './answerTimes.ts'
export { composeDocument, exportCase } from './casePackage.ts'
export { closeCaseImport, importCase, openCasePackage } from './caseImport.ts'
export { takeOutPerson } from './takingOut.ts'
export { countCases, exportStatistics } from './statistics.ts'
export {
  confirmEnding,
  dismissFarewell,
  holdCase,
  liftHold,
  proposeEnding,
  setKept,
  setRetentionRule,
  withdrawEnding,
} from './retention.ts'
export { proposeEndingAlerts } from './alertsEnding.ts'
export { assignAlert, caseFromAlert, declineAlert, replyToAlert } from './alerts.ts'
export { answerNeed, createCase, dropNeed, editCase, saveIdentity, saveNeed, savePerson } from './casework.ts'
export { markVerified } from './trust.ts'
