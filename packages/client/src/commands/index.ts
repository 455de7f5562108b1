/** Commands over the world of an open client. Those about the session and the roster stand with the sync engine. */
import { assignAlert, caseFromAlert, declineAlert, replyToAlert } from './alerts.ts'
import {
  addNote,
  answerNeed,
  assessRisk,
  createCase,
  dropNeed,
  editCase,
  giveConsent,
  saveIdentity,
  saveNeed,
  savePerson,
  withdrawConsent,
} from './casework.ts'
import type { Command } from './command.ts'
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
import { answerReferral, askReferral, declineReferral, sendReferral, sendReferrals, takeUp, withdrawReferral } from './referrals.ts'
import { publishPage, takeDownPage } from './publicPage.ts'
import { agreeHandover, commit } from './relay.ts'
import { revokeCase, shareCase } from './sharing.ts'
import { markVerified } from './trust.ts'
import type { CaseworkCommands, DirectoryCommands, ExchangeCommands, PublicPageCommands } from '../contract/index.ts'

export type { Command } from './command.ts'

export type WorldCommandName =
  | keyof CaseworkCommands
  | keyof DirectoryCommands
  | keyof ExchangeCommands
  | keyof PublicPageCommands
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
  saveNeed,
  dropNeed,
  answerNeed,
  giveConsent,
  withdrawConsent,
  assessRisk,
  addNote,
  attachFile,
  openFile,
  sendReferral,
  sendReferrals,
  takeUp,
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
  markVerified,
  openIntake,
  closeIntake,
}
