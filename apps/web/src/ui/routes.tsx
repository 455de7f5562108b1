import { type ReactNode, Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import type { SpaceId } from './data/ids.ts'
import { Loading } from './components/Loading.tsx'
import { later, useLoadedAhead } from './frame/later.tsx'
import { NotFound } from './frame/NotFound.tsx'

/** Each feature is its own chunk, fetched when first gone to (and kept offline by the service worker from the first visit). */
const TodayPage = later(async () => (await import('./features/today/TodayPage.tsx')).TodayPage)
const AlertsPage = later(async () => (await import('./features/alerts/AlertsPage.tsx')).AlertsPage)
const AlertPage = later(async () => (await import('./features/alerts/AlertPage.tsx')).AlertPage)
const CasesPage = later(async () => (await import('./features/cases/CasesPage.tsx')).CasesPage)
const CaseImportPage = later(async () => (await import('./features/giveout/CaseImportPage.tsx')).CaseImportPage)
const GiveOutPage = later(async () => (await import('./features/giveout/GiveOutPage.tsx')).GiveOutPage)
const StatisticsPage = later(async () => (await import('./features/statistics/StatisticsPage.tsx')).StatisticsPage)
const CasePage = later(async () => (await import('./features/case/CasePage.tsx')).CasePage)
const PaperPage = later(async () => (await import('./features/consent/PaperPage.tsx')).PaperPage)
const MatchPage = later(async () => (await import('./features/match/MatchPage.tsx')).MatchPage)
const RelayPage = later(async () => (await import('./features/relay/RelayPage.tsx')).RelayPage)
const ImportPage = later(async () => (await import('./features/exchange/ImportPage.tsx')).ImportPage)
const DirectoryPage = later(async () => (await import('./features/directory/DirectoryPage.tsx')).DirectoryPage)
const EntryPage = later(async () => (await import('./features/entry/EntryPage.tsx')).EntryPage)
const ProviderPage = later(async () => (await import('./features/entry/ProviderPage.tsx')).ProviderPage)
const GapMapPage = later(async () => (await import('./features/keeping/GapMapPage.tsx')).GapMapPage)
const ReviewsPage = later(async () => (await import('./features/keeping/ReviewsPage.tsx')).ReviewsPage)
const QualityPage = later(async () => (await import('./features/keeping/QualityPage.tsx')).QualityPage)
const CallsPage = later(async () => (await import('./features/calls/CallsPage.tsx')).CallsPage)
const TrainingPage = later(async () => (await import('./features/calls/TrainingPage.tsx')).TrainingPage)
const CarryPage = later(async () => (await import('./features/safety/CarryPage.tsx')).CarryPage)
const EmergencyPage = later(async () => (await import('./features/safety/EmergencyPage.tsx')).EmergencyPage)
const MedicalPage = later(async () => (await import('./features/household/MedicalPage.tsx')).MedicalPage)
const DutyPage = later(async () => (await import('./features/safety/DutyPage.tsx')).DutyPage)
const ReferralPage = later(async () => (await import('./features/referral/ReferralPage.tsx')).ReferralPage)
const AskedOfUsPage = later(async () => (await import('./features/referral/AskedOfUsPage.tsx')).AskedOfUsPage)
const VouchPage = later(async () => (await import('./features/verification/VouchPage.tsx')).VouchPage)
const NetworkPage = later(async () => (await import('./features/network/NetworkPage.tsx')).NetworkPage)
const AlreadyInPage = later(async () => (await import('./features/session/AlreadyInPage.tsx')).AlreadyInPage)
const RetentionPage = later(async () => (await import('./features/retention/RetentionPage.tsx')).RetentionPage)
const SettingsPage = later(async () => (await import('./features/settings/SettingsPage.tsx')).SettingsPage)

/** A record's id as it stands in an address. What nobody made an address of stays as it is. */
const idIn = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Where most ways lead: fetched when the page has come to rest, so that the first case opens as soon as the next. */
const AHEAD = [CasePage]

/** Where someone was before this device was in; afterwards the way leads to what needs them now. */
const DOORS = ['/', '/pair', '/recover'] as const

export const Routes = (): ReactNode => {
  useLoadedAhead(AHEAD)
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/today" component={TodayPage} />
        <Route path="/alerts" component={AlertsPage} />
        <Route path="/alerts/:id">{({ id }) => <AlertPage id={id} />}</Route>
        <Route path="/cases" component={CasesPage} />
        <Route path="/cases/import" component={CaseImportPage} />
        <Route path="/cases/figures" component={StatisticsPage} />
        <Route path="/cases/:space/give-out">{({ space }) => <GiveOutPage space={space as SpaceId} />}</Route>
        <Route path="/cases/:space/match/:need">{({ space, need }) => <MatchPage space={space as SpaceId} need={need} />}</Route>
        <Route path="/cases/:space/consent/paper">{({ space }) => <PaperPage space={space as SpaceId} />}</Route>
        <Route path="/cases/:space/:tab?">{({ space, tab }) => <CasePage space={space as SpaceId} tab={tab ?? null} />}</Route>
        <Route path="/carry/:space">{({ space }) => <CarryPage space={space as SpaceId} />}</Route>
        <Route path="/emergency/:space">{({ space }) => <EmergencyPage space={space as SpaceId} />}</Route>
        <Route path="/medical/:space">{({ space }) => <MedicalPage space={space as SpaceId} />}</Route>
        <Route path="/duty" component={DutyPage} />
        <Route path="/relay" component={RelayPage} />
        <Route path="/directory" component={DirectoryPage} />
        <Route path="/directory/import" component={ImportPage} />
        <Route path="/directory/gaps" component={GapMapPage} />
        <Route path="/directory/reviews" component={ReviewsPage} />
        <Route path="/directory/quality" component={QualityPage} />
        <Route path="/directory/calls" component={CallsPage} />
        <Route path="/directory/training" component={TrainingPage} />
        <Route path="/directory/providers/:id">{({ id }) => <ProviderPage id={idIn(id)} />}</Route>
        <Route path="/directory/:id">{({ id }) => <EntryPage id={idIn(id)} />}</Route>
        <Route path="/referrals" component={AskedOfUsPage} />
        <Route path="/referrals/:space">{({ space }) => <ReferralPage space={space as SpaceId} />}</Route>
        <Route path="/vouch/:space">{({ space }) => <VouchPage space={space as SpaceId} />}</Route>
        <Route path="/network/:org?">{({ org }) => <NetworkPage org={org ?? null} />}</Route>
        <Route path="/retention" component={RetentionPage} />
        <Route path="/settings" component={SettingsPage} />
        <Route path="/join/:secret" component={AlreadyInPage} />
        {DOORS.map((path) => (
          <Route key={path} path={path}>
            <Redirect to="/today" replace />
          </Route>
        ))}
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  )
}
