/** Queries over the world of an open client. Those about the session, sync and the roster stand with the sync engine. */
import type {
  Answer,
  CaseLifeQueries,
  ConsentQueries,
  RelayQueries,
  DirectoryQueries,
  Queries,
  SafetyQueries,
  VerificationQueries,
  HouseholdQueries,
} from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { alerts, alertView } from './alerts.ts'
import { answerTimes } from './answerTimes.ts'
import { cases } from './cases.ts'
import { caseAt } from './caseAt.ts'
import { caseLife } from './caseLife.ts'
import { caseView } from './caseView.ts'
import { consentsView, noticesToUs } from './consentsView.ts'
import { directory, providerView, providers, serviceView } from './directory.ts'
import { gapMap, quality, reviewsDue } from './directoryKeeping.ts'
import { callsCalendar, directoryChanges, openCalls, savedSearches, trainings } from './directoryNews.ts'
import { householdView, medicalParts, medicalView } from './householdView.ts'
import { handoverView } from './handoverView.ts'
import { historyView } from './historyView.ts'
import { importPreview } from './importPreview.ts'
import { publicPage } from './publicPage.ts'
import { draftReferral, draftReferrals } from './referralDrafts.ts'
import { draftOutside, outside } from './outside.ts'
import { movingView } from './movingView.ts'
import { matchView } from './matchView.ts'
import { referrals } from './referrals.ts'
import { referralView } from './referralView.ts'
import { relayOverview } from './relayOverview.ts'
import { carriedPlan, dutyView, emergencyView, safetyView } from './safetyView.ts'
import { searchView } from './searchView.ts'
import { successionView } from './successionView.ts'
import { today } from './today.ts'
import { alarmSteps } from './todayRelay.ts'
import { whatIfView } from './whatIfView.ts'
import { draftVouch, verificationView, vouchRequest } from './verificationView.ts'

export { summarise } from './summarise.ts'
export type { BookSummary, CaseSummary, IdentitySummary, ListingSummary, NeedSummary, ReferralSummary, Summary } from './summary.ts'

export type ViewName =
  | 'alerts'
  | 'alert'
  | 'cases'
  | 'case'
  | 'match'
  | 'draftReferral'
  | 'draftReferrals'
  | 'referrals'
  | 'referral'
  | 'answerTimes'
  | 'outside'
  | 'draftOutside'
  | 'today'
  | keyof RelayQueries
  | keyof CaseLifeQueries
  | keyof ConsentQueries
  | 'search'
  | keyof DirectoryQueries
  | keyof SafetyQueries
  | keyof VerificationQueries
  | 'importPreview'
  | 'publicPage'
  | keyof HouseholdQueries
  | 'moving'
  | 'succession'

export type View<N extends ViewName> = (world: World, args: Queries[N]['args']) => Promise<Answer<Queries[N]['value']>>

export const queries: { readonly [N in ViewName]: View<N> } = {
  alerts,
  alert: alertView,
  cases,
  case: caseView,
  history: historyView,
  household: householdView,
  medical: medicalView,
  medicalParts,
  moving: movingView,
  succession: successionView,
  match: matchView,
  draftReferral,
  draftReferrals,
  referrals,
  referral: referralView,
  answerTimes,
  outside,
  draftOutside,
  today,
  relay: relayOverview,
  whatIf: whatIfView,
  handover: handoverView,
  alarmSteps,
  consents: consentsView,
  noticesToUs,
  caseLife,
  caseAt,
  search: searchView,
  publicPage,
  directory,
  service: serviceView,
  providers,
  provider: providerView,
  reviewsDue,
  quality,
  gapMap,
  openCalls,
  callsCalendar,
  trainings,
  savedSearches,
  directoryChanges,
  importPreview,
  safety: safetyView,
  carriedPlan,
  emergency: emergencyView,
  duty: dutyView,
  verification: verificationView,
  draftVouch,
  vouchRequest,
}
