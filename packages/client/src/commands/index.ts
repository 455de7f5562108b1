/** Commands over the world of an open client. Those about the session and the roster stand with the sync engine. */
import type { Command } from './command.ts'
import { confirmCopies } from './notices.ts'
import { closeIntake, openIntake } from './intake.ts'
import { sendInOrder, stopNext } from './referralOrder.ts'
import { giveFeedback, suggestOther, takeUpPart } from './referralTurns.ts'
import { answerReferral, askReferral, declineReferral, sendReferral, sendReferrals, takeUp, withdrawReferral } from './referrals.ts'
import { savePacket, takeBackPacket } from './packet.ts'
import { revokeCase, shareCase } from './sharing.ts'
import type {
  CaseLifeCommands,
  CasePackageCommands,
  CaseworkCommands,
  ConsentCommands,
  DirectoryCommands,
  ExchangeCommands,
  HouseholdCommands,
  MovingCommands,
  PublicPageCommands,
  RetentionCommands,
  SafetyCommands,
  VerificationCommands,
  OutsideCommands,
  ReferralCommands,
  RelayCommands,
} from '../contract/index.ts'
import { whenAsked } from '../whenAsked.ts'

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
  | keyof CasePackageCommands
  | keyof PublicPageCommands
  | keyof OutsideCommands
  | keyof ReferralCommands
  | keyof RetentionCommands
  | keyof SafetyCommands
  | keyof VerificationCommands
  | 'markVerified'
  | 'openIntake'
  | 'closeIntake'

/** What people do, and this client never by itself. */
const asked = whenAsked(() => import('./asked.ts'))

export const commands: { readonly [N in WorldCommandName]: Command<N> } = {
  replyToAlert: asked('replyToAlert'),
  assignAlert: asked('assignAlert'),
  declineAlert: asked('declineAlert'),
  caseFromAlert: asked('caseFromAlert'),
  createCase: asked('createCase'),
  editCase: asked('editCase'),
  savePerson: asked('savePerson'),
  saveIdentity: asked('saveIdentity'),
  mergeCase: asked('mergeCase'),
  splitCase: asked('splitCase'),
  offerCase: asked('offerCase'),
  takeOverCase: asked('takeOverCase'),
  exportCase: asked('exportCase'),
  composeDocument: asked('composeDocument'),
  openCasePackage: asked('openCasePackage'),
  importCase: asked('importCase'),
  closeCaseImport: asked('closeCaseImport'),
  countCases: asked('countCases'),
  exportStatistics: asked('exportStatistics'),
  saveStanding: asked('saveStanding'),
  takeOutPerson: asked('takeOutPerson'),
  saveTie: asked('saveTie'),
  endTie: asked('endTie'),
  savePaper: asked('savePaper'),
  dropPaper: asked('dropPaper'),
  seePaper: asked('seePaper'),
  saveCare: asked('saveCare'),
  saveVisit: asked('saveVisit'),
  shareMedical: asked('shareMedical'),
  revokeMedical: asked('revokeMedical'),
  saveNeed: asked('saveNeed'),
  dropNeed: asked('dropNeed'),
  answerNeed: asked('answerNeed'),
  giveConsent: asked('giveConsent'),
  giveConsents: asked('giveConsents'),
  withdrawConsent: asked('withdrawConsent'),
  confirmCopies,
  markSeen: asked('markSeen'),
  assessRisk: asked('assessRisk'),
  savePlan: asked('savePlan'),
  savePlanStep: asked('savePlanStep'),
  dropPlanStep: asked('dropPlanStep'),
  saveIncident: asked('saveIncident'),
  agreeCheckIns: asked('agreeCheckIns'),
  stopCheckIns: asked('stopCheckIns'),
  recordCheckIn: asked('recordCheckIn'),
  sayOnIt: asked('sayOnIt'),
  openCheckInConversation: asked('openCheckInConversation'),
  savePacket,
  takeBackPacket,
  setDuty: asked('setDuty'),
  addNote: asked('addNote'),
  attachFile: asked('attachFile'),
  openFile: asked('openFile'),
  sendReferral,
  sendReferrals,
  sendOutside: asked('sendOutside'),
  dropOutside: asked('dropOutside'),
  sendInOrder,
  stopNext,
  takeUp,
  takeUpPart,
  suggestOther,
  giveFeedback,
  setAnswerTimes: asked('setAnswerTimes'),
  askReferral,
  answerReferral,
  declineReferral,
  withdrawReferral,
  shareCase,
  revokeCase,
  publishPage: asked('publishPage'),
  takeDownPage: asked('takeDownPage'),
  commit: asked('commit'),
  answerCover: asked('answerCover'),
  dropCover: asked('dropCover'),
  agreeHandover: asked('agreeHandover'),
  tickHandover: asked('tickHandover'),
  listHandover: asked('listHandover'),
  savePhase: asked('savePhase'),
  removePhase: asked('removePhase'),
  saveAlarmSteps: asked('saveAlarmSteps'),
  seeAlarm: asked('seeAlarm'),
  proposeChanges: asked('proposeChanges'),
  readMentions: asked('readMentionsOf'),
  saveTask: asked('saveTask'),
  finishTask: asked('finishTask'),
  closeCase: asked('closeCase'),
  reopenCase: asked('reopenCase'),
  setRetentionRule: asked('setRetentionRule'),
  setKept: asked('setKept'),
  holdCase: asked('holdCase'),
  liftHold: asked('liftHold'),
  proposeEnding: asked('proposeEnding'),
  proposeEndingAlerts: asked('proposeEndingAlerts'),
  withdrawEnding: asked('withdrawEnding'),
  confirmEnding: asked('confirmEnding'),
  dismissFarewell: asked('dismissFarewell'),
  saveProfile: asked('saveProfile'),
  saveService: asked('saveService'),
  removeService: asked('removeService'),
  saveProvider: asked('saveProvider'),
  removeProvider: asked('removeProvider'),
  confirmFacts: asked('confirmFacts'),
  vouch: asked('vouch'),
  unvouch: asked('unvouch'),
  dispute: asked('dispute'),
  resolveDispute: asked('resolveDispute'),
  shareObserved: asked('shareObserved'),
  saveCall: asked('saveCall'),
  removeCall: asked('removeCall'),
  saveTraining: asked('saveTraining'),
  removeTraining: asked('removeTraining'),
  saveSearch: asked('saveSearch'),
  removeSearch: asked('removeSearch'),
  markLooked: asked('markLooked'),
  openImport: asked('openImport'),
  setImport: asked('setImport'),
  chooseImport: asked('chooseImport'),
  runImport: asked('runImport'),
  closeImport: asked('closeImport'),
  exportDirectory: asked('exportDirectory'),
  describeWork: asked('describeWork'),
  findTest: asked('findTest'),
  saveEvidence: asked('saveEvidence'),
  giveOpinion: asked('giveOpinion'),
  appealDecision: asked('appealDecision'),
  routeElsewhere: asked('routeElsewhere'),
  askVouch: asked('askVouch'),
  answerVouch: asked('answerVouch'),
  withdrawVouch: asked('withdrawVouch'),
  markVerified: asked('markVerified'),
  openIntake,
  closeIntake,
}
