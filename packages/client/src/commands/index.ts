/** Commands over the world of an open client. Those about the session and the roster stand with the sync engine. */
import { assignAlert, caseFromAlert, declineAlert, replyToAlert } from './alerts.ts'
import { addNote, closeCase, finishTask, readMentionsOf, reopenCase, saveTask } from './caselife.ts'
import { answerNeed, createCase, dropNeed, editCase, saveIdentity, saveNeed, savePerson } from './casework.ts'
import { agreeCheckIns, openCheckInConversation, recordCheckIn, sayOnIt, stopCheckIns } from './checkIns.ts'
import type { Command } from './command.ts'
import { giveConsent, giveConsents, markSeen, withdrawConsent } from './consent.ts'
import { confirmCopies } from './notices.ts'
import { removeProvider, removeService, saveProfile, saveProvider, saveService } from './directory.ts'
import {
  confirmFacts,
  dispute,
  markLooked,
  removeCall,
  removeSearch,
  removeTraining,
  resolveDispute,
  saveCall,
  saveSearch,
  saveTraining,
  shareObserved,
  unvouch,
  vouch,
} from './directoryWords.ts'
import { chooseImport, closeImport, exportDirectory, openImport, runImport, setImport } from './exchange.ts'
import { attachFile, openFile } from './files.ts'
import { closeIntake, openIntake } from './intake.ts'
import { setAnswerTimes } from './answerTimes.ts'
import { sendInOrder, stopNext } from './referralOrder.ts'
import { dropOutside, sendOutside } from './outside.ts'
import { giveFeedback, suggestOther, takeUpPart } from './referralTurns.ts'
import { answerReferral, askReferral, declineReferral, sendReferral, sendReferrals, takeUp, withdrawReferral } from './referrals.ts'
import { publishPage, takeDownPage } from './publicPage.ts'
import { agreeHandover, commit, listHandover, removePhase, saveAlarmSteps, savePhase, seeAlarm, tickHandover } from './relay.ts'
import { savePacket, takeBackPacket } from './packet.ts'
import { assessRisk, dropPlanStep, saveIncident, savePlan, savePlanStep, setDuty } from './safety.ts'
import { revokeCase, shareCase } from './sharing.ts'
import { dropPaper, endTie, revokeMedical, saveCare, savePaper, saveStanding, saveTie, saveVisit, shareMedical } from './household.ts'
import { mergeCase, offerCase, splitCase, takeOverCase } from './moving.ts'
import { markVerified } from './trust.ts'
import { proposeChanges } from './whatIf.ts'
import {
  answerVouch,
  appealDecision,
  askVouch,
  describeWork,
  findTest,
  giveOpinion,
  routeElsewhere,
  saveEvidence,
  withdrawVouch,
} from './verification.ts'
import type {
  CaseLifeCommands,
  CaseworkCommands,
  ConsentCommands,
  DirectoryCommands,
  ExchangeCommands,
  HouseholdCommands,
  MovingCommands,
  PublicPageCommands,
  SafetyCommands,
  VerificationCommands,
  OutsideCommands,
  ReferralCommands,
  RelayCommands,
} from '../contract/index.ts'

export type { Command } from './command.ts'

export type WorldCommandName =
  | keyof CaseworkCommands
  | keyof CaseLifeCommands
  | keyof RelayCommands
  | keyof ConsentCommands
  | keyof DirectoryCommands
  | keyof ExchangeCommands
  | keyof HouseholdCommands
  | keyof MovingCommands
  | keyof PublicPageCommands
  | keyof OutsideCommands
  | keyof ReferralCommands
  | keyof SafetyCommands
  | keyof VerificationCommands
  | 'markVerified'
  | 'openIntake'
  | 'closeIntake'

export const commands: { readonly [N in WorldCommandName]: Command<N> } = {
  replyToAlert,
  assignAlert,
  declineAlert,
  caseFromAlert,
  createCase,
  editCase,
  savePerson,
  saveIdentity,
  mergeCase,
  splitCase,
  offerCase,
  takeOverCase,
  saveStanding,
  saveTie,
  endTie,
  savePaper,
  dropPaper,
  saveCare,
  saveVisit,
  shareMedical,
  revokeMedical,
  saveNeed,
  dropNeed,
  answerNeed,
  giveConsent,
  giveConsents,
  withdrawConsent,
  confirmCopies,
  markSeen,
  assessRisk,
  savePlan,
  savePlanStep,
  dropPlanStep,
  saveIncident,
  agreeCheckIns,
  stopCheckIns,
  recordCheckIn,
  sayOnIt,
  openCheckInConversation,
  savePacket,
  takeBackPacket,
  setDuty,
  addNote,
  attachFile,
  openFile,
  sendReferral,
  sendReferrals,
  sendOutside,
  dropOutside,
  sendInOrder,
  stopNext,
  takeUp,
  takeUpPart,
  suggestOther,
  giveFeedback,
  setAnswerTimes,
  askReferral,
  answerReferral,
  declineReferral,
  withdrawReferral,
  shareCase,
  revokeCase,
  publishPage,
  takeDownPage,
  commit,
  agreeHandover,
  tickHandover,
  listHandover,
  savePhase,
  removePhase,
  saveAlarmSteps,
  seeAlarm,
  proposeChanges,
  readMentions: readMentionsOf,
  saveTask,
  finishTask,
  closeCase,
  reopenCase,
  saveProfile,
  saveService,
  removeService,
  saveProvider,
  removeProvider,
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
  openImport,
  setImport,
  chooseImport,
  runImport,
  closeImport,
  exportDirectory,
  describeWork,
  findTest,
  saveEvidence,
  giveOpinion,
  appealDecision,
  routeElsewhere,
  askVouch,
  answerVouch,
  withdrawVouch,
  markVerified,
  openIntake,
  closeIntake,
}
