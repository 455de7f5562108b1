/** Queries over the world of an open client. Those about the session, sync and the roster stand with the sync engine. */
import type { Answer, DirectoryQueries, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { alerts, alertView } from './alerts.ts'
import { cases } from './cases.ts'
import { caseView } from './caseView.ts'
import { directory, providerView, providers, serviceView } from './directory.ts'
import { gapMap, quality, reviewsDue } from './directoryKeeping.ts'
import { callsCalendar, directoryChanges, openCalls, savedSearches, trainings } from './directoryNews.ts'
import { historyView } from './historyView.ts'
import { importPreview } from './importPreview.ts'
import { publicPage } from './publicPage.ts'
import { draftReferral, draftReferrals } from './referralDrafts.ts'
import { matchView } from './matchView.ts'
import { referrals, referralView } from './referrals.ts'
import { relayOverview } from './relayOverview.ts'
import { searchView } from './searchView.ts'
import { today } from './today.ts'

export { summarise } from './summarise.ts'
export type { BookSummary, CaseSummary, IdentitySummary, ListingSummary, NeedSummary, ReferralSummary, Summary } from './summary.ts'

export type ViewName =
  | 'alerts'
  | 'alert'
  | 'cases'
  | 'case'
  | 'history'
  | 'match'
  | 'draftReferral'
  | 'draftReferrals'
  | 'referrals'
  | 'referral'
  | 'today'
  | 'relay'
  | 'search'
  | keyof DirectoryQueries
  | 'importPreview'
  | 'publicPage'

export type View<N extends ViewName> = (world: World, args: Queries[N]['args']) => Promise<Answer<Queries[N]['value']>>

export const queries: { readonly [N in ViewName]: View<N> } = {
  alerts,
  alert: alertView,
  cases,
  case: caseView,
  history: historyView,
  match: matchView,
  draftReferral,
  draftReferrals,
  referrals,
  referral: referralView,
  today,
  relay: relayOverview,
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
}
