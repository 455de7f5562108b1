/** Commands over the world of an open client. Those about the session and the roster stand with the sync engine. */
import { assignAlert, caseFromAlert, declineAlert, replyToAlert } from './alerts.ts'
import {
  addNote,
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
import { importProviderFacts, markVerified, removeService, saveProfile, saveService } from './directory.ts'
import { attachFile, openFile } from './files.ts'
import { closeIntake, openIntake } from './intake.ts'
import { answerReferral, askReferral, declineReferral, sendReferral, takeUp, withdrawReferral } from './referrals.ts'
import { agreeHandover, commit } from './relay.ts'
import { revokeCase, shareCase } from './sharing.ts'
import type { CaseworkCommands } from '../contract/index.ts'

export type { Command } from './command.ts'

export type WorldCommandName =
  | keyof CaseworkCommands
  | 'saveProfile'
  | 'saveService'
  | 'removeService'
  | 'importProviderFacts'
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
  giveConsent,
  withdrawConsent,
  assessRisk,
  addNote,
  attachFile,
  openFile,
  sendReferral,
  takeUp,
  askReferral,
  answerReferral,
  declineReferral,
  withdrawReferral,
  shareCase,
  revokeCase,
  commit,
  agreeHandover,
  saveProfile,
  saveService,
  removeService,
  importProviderFacts,
  markVerified,
  openIntake,
  closeIntake,
}
