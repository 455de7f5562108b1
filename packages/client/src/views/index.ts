/** Queries over the world of an open client. Those about the session, sync and the roster stand with the sync engine. */
import type {
  Answer,
  CaseLifeQueries,
  CasePackageQueries,
  ConsentQueries,
  RelayQueries,
  DirectoryQueries,
  Queries,
  RetentionQueries,
  SafetyQueries,
  VerificationQueries,
  HouseholdQueries,
} from '../contract/index.ts'
import { whenAsked } from '../whenAsked.ts'
import type { World } from '../world/world.ts'
import { alerts, alertView } from './alerts.ts'
import { cases } from './cases.ts'
import { caseView } from './caseView.ts'
import { gapMap, quality, reviewsDue } from './directoryKeeping.ts'
import { draftOutside, outside } from './outside.ts'
import { referrals } from './referrals.ts'
import { ringing } from './ringing.ts'
import { searchView } from './searchView.ts'
import { successionView } from './successionView.ts'
import { today } from './today.ts'
import { alarmSteps } from './todayRelay.ts'
import { draftVouch, verificationView, vouchRequest, vouchRequests } from './verificationView.ts'

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
  | keyof CasePackageQueries
  | keyof RetentionQueries
  | 'succession'

export type View<N extends ViewName> = (world: World, args: Queries[N]['args']) => Promise<Answer<Queries[N]['value']>>

/** Those of pages of their own. */
const asked = whenAsked(() => import('./asked.ts'))

export const queries: { readonly [N in ViewName]: View<N> } = {
  alerts,
  alert: alertView,
  cases,
  case: caseView,
  history: asked('historyView'),
  household: asked('householdView'),
  takingOut: asked('takingOut'),
  retention: asked('retentionView'),
  endingDraft: asked('endingDraft'),
  farewells: asked('farewells'),
  medical: asked('medicalView'),
  medicalParts: asked('medicalParts'),
  moving: asked('movingView'),
  giveOutDraft: asked('giveOutDraft'),
  caseImport: asked('caseImport'),
  succession: successionView,
  match: asked('matchView'),
  draftReferral: asked('draftReferral'),
  draftReferrals: asked('draftReferrals'),
  referrals,
  referral: asked('referralView'),
  answerTimes: asked('answerTimes'),
  outside,
  draftOutside,
  today,
  relay: asked('relayOverview'),
  whatIf: asked('whatIfView'),
  handover: asked('handoverView'),
  alarmSteps,
  consents: asked('consentsView'),
  noticesToUs: asked('noticesToUs'),
  caseLife: asked('caseLife'),
  caseAt: asked('caseAt'),
  search: searchView,
  publicPage: asked('publicPage'),
  directory: asked('directory'),
  service: asked('serviceView'),
  providers: asked('providers'),
  provider: asked('providerView'),
  reviewsDue,
  quality,
  gapMap,
  openCalls: asked('openCalls'),
  callsCalendar: asked('callsCalendar'),
  trainings: asked('trainings'),
  savedSearches: asked('savedSearches'),
  directoryChanges: asked('directoryChanges'),
  importPreview: asked('importPreview'),
  safety: asked('safetyView'),
  carriedPlan: asked('carriedPlan'),
  emergency: asked('emergencyView'),
  duty: asked('dutyView'),
  ringing,
  verification: verificationView,
  draftVouch,
  vouchRequest,
  vouchRequests,
}
