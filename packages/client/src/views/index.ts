/** Queries over the world of an open client. Those about the session, sync and the roster stand with the sync engine. */
import type { Answer, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { alerts, alertView } from './alerts.ts'
import { cases } from './cases.ts'
import { caseView } from './caseView.ts'
import { directory, serviceView } from './directory.ts'
import { historyView } from './historyView.ts'
import { draftReferral, matchView } from './matchView.ts'
import { referrals, referralView } from './referrals.ts'
import { relayOverview } from './relayOverview.ts'
import { searchView } from './searchView.ts'
import { today } from './today.ts'

export { summarise } from './summarise.ts'
export type { BookSummary, CaseSummary, IdentitySummary, NeedSummary, ReferralSummary, Summary } from './summary.ts'

export type ViewName =
  | 'alerts'
  | 'alert'
  | 'cases'
  | 'case'
  | 'history'
  | 'match'
  | 'draftReferral'
  | 'referrals'
  | 'referral'
  | 'today'
  | 'relay'
  | 'search'
  | 'directory'
  | 'service'

export type View<N extends ViewName> = (world: World, args: Queries[N]['args']) => Promise<Answer<Queries[N]['value']>>

export const queries: { readonly [N in ViewName]: View<N> } = {
  alerts,
  alert: alertView,
  cases,
  case: caseView,
  history: historyView,
  match: matchView,
  draftReferral,
  referrals,
  referral: referralView,
  today,
  relay: relayOverview,
  search: searchView,
  directory,
  service: serviceView,
}
