/** The directory that all member organisations keep together: finding, keeping alive, open calls, training. */
import type {
  Call,
  Contact,
  Dispute,
  Fact,
  Observed,
  OrgKind,
  OrgProfile,
  Place,
  Provider,
  ProviderKind,
  Service,
  ServiceReach,
  ServiceState,
  Training,
  Visibility,
  Vouch,
} from '@pergola/core/directory'
import type { Day } from '@pergola/core/casework'
import type { OrgId } from '@pergola/protocol'

/* ---- finding ---- */

/** Within one list any of them, between the lists all of them. Absent and empty ask nothing. */
export interface DirectoryFilter {
  /** Free text in any script; every word must stand somewhere in the entry. */
  readonly text?: string
  /** Kinds or groups of kinds; a group finds each of its kinds, and the other way round. */
  readonly kinds?: readonly string[]
  /** Places: whatever reaches there, whole regions and the world included. */
  readonly regions?: readonly string[]
  readonly languages?: readonly string[]
  readonly targets?: readonly string[]
  /** `unknown`: nobody said. */
  readonly states?: readonly (ServiceState | 'unknown')[]
  /** `outside`: outside the network, of a kind that nobody said. */
  readonly providerKinds?: readonly (ProviderKind | 'outside')[]
  readonly visibilities?: readonly Visibility[]
  /** An organisation's id or a provider's record id. */
  readonly provider?: string
  /** Free capacity that somebody confirmed within 30 days. */
  readonly free?: boolean
  readonly stale?: boolean
  /** Entered by our organisation. */
  readonly own?: boolean
  readonly sort?: DirectorySort
}

export type DirectorySort = 'provider' | 'name' | 'answer' | 'checked' | 'changed'

export interface FacetCount {
  readonly code: string
  readonly count: number
}

/** How many entries each choice would leave, all other choices kept. Codes without entries are not listed. */
export interface DirectoryFacets {
  readonly kinds: readonly FacetCount[]
  readonly regions: readonly FacetCount[]
  readonly languages: readonly FacetCount[]
  readonly targets: readonly FacetCount[]
  readonly states: readonly FacetCount[]
  readonly providerKinds: readonly FacetCount[]
  readonly visibilities: readonly FacetCount[]
  readonly free: number
  readonly stale: number
  readonly own: number
  /** For the map: entries that reach a country, itself or through a region; whatever regions are chosen. Those for the world are apart. */
  readonly countries: readonly FacetCount[]
  readonly world: number
}

export interface DirectoryRow {
  readonly service: Service
  readonly providerName: string
  readonly providerKind: OrgKind | ProviderKind | null
  /** Our own offer: we keep the entry, and it speaks of us. */
  readonly own: boolean
  readonly stale: boolean
  /** Free now, as confirmed within 30 days; null: not known. */
  readonly freeNow: number | null
  readonly vouches: number
  readonly openDisputes: number
  /** All observations together: how many answers, the middle of the middles, the share taken up (0..1). */
  readonly observed: { readonly n: number; readonly medianHours: number; readonly takenUpShare: number } | null
}

export interface DirectoryPage {
  readonly total: number
  readonly rows: readonly DirectoryRow[]
  readonly facets: DirectoryFacets
}

/* ---- one entry ---- */

export interface FactRow extends Fact {
  readonly stale: boolean
  /** The day on which it is to be looked at: its own, or 180 days after the check; null: at once. */
  readonly dueOn: Day | null
  readonly enteredByName: string
  /** Where it stands: in the network's book, in a listing for those chosen, or only in our own book. */
  readonly stands: 'network' | 'listing' | 'own_book'
}

export interface VouchRow extends Vouch {
  readonly name: string
  readonly own: boolean
}

export interface DisputeRow extends Dispute {
  readonly name: string
  readonly own: boolean
  /** We may say that it is settled. */
  readonly mayResolve: boolean
}

export interface ObservedRow extends Observed {
  readonly name: string
}

export interface ServiceView extends DirectoryRow {
  /** All facts that we may know, those we keep back from others included. */
  readonly facts: readonly FactRow[]
  readonly provider: Provider | null
  readonly profile: OrgProfile | null
  readonly vouchRows: readonly VouchRow[]
  readonly disputes: readonly DisputeRow[]
  readonly observations: readonly ObservedRow[]
  /** What we saw ourselves and have not shared yet; null below three answers. */
  readonly ownObserved: Observed | null
  readonly calls: readonly CallRow[]
  /** Organisations that are told what is for chosen ones; own entries only. */
  readonly audience: readonly { readonly org: OrgId; readonly name: string }[]
  readonly canEdit: boolean
  /** May vouch for it and disagree: it is not ours to keep. */
  readonly canJudge: boolean
}

export interface ProviderRow {
  /** An organisation's id (`member`) or a provider's record id. */
  readonly id: string
  readonly member: boolean
  readonly name: string
  readonly kind: OrgKind | ProviderKind
  readonly countries: readonly string[]
  readonly services: number
  readonly own: boolean
}

export interface ProviderView extends ProviderRow {
  readonly provider: Provider | null
  readonly profile: OrgProfile | null
  readonly serviceRows: readonly DirectoryRow[]
  /** From the nearest to the widest. */
  readonly parents: readonly ProviderRow[]
  readonly children: readonly ProviderRow[]
  readonly vouchRows: readonly VouchRow[]
  readonly calls: readonly CallRow[]
  readonly trainings: readonly TrainingRow[]
  readonly canEdit: boolean
}

/** What is stated: `checkedOn` absent means today, `reviewOn` null 180 days after it. */
export interface FactDraft {
  readonly code: string
  readonly value: string
  readonly source: string
  readonly checkedOn?: Day | null
  readonly reviewOn?: Day | null
  readonly visibility?: Visibility
}

export interface ServiceDraft {
  readonly id?: string
  /** A provider outside the network; null: our organisation offers it (or, of an entry that is there, it stays as it is). */
  readonly providerId?: string | null
  readonly programme: string
  readonly name: string
  readonly about: string
  readonly visibility: Visibility
  /** Organisations that are told what is for chosen ones. */
  readonly audience: readonly OrgId[]
  readonly reach: ServiceReach
  /** A reading in `reach` whose fact is not among these gets one, in words of its own, from `source`. */
  readonly facts: readonly FactDraft[]
  readonly places: readonly Place[]
  readonly contacts: readonly Contact[]
  readonly reviewOn: Day | null
  readonly source: string
}

export type ProviderDraft = Omit<Provider, 'id' | 'enteredBy' | 'checkedOn'> & { readonly id?: string }

/* ---- keeping it alive ---- */

/** One of our entries with what waits for us: facts for a "yes, still true", disputes for an answer. */
export interface ReviewRow {
  readonly row: DirectoryRow
  /** None when only something is disputed. */
  readonly facts: readonly FactRow[]
  /** What others say is not so, and nobody settled. */
  readonly disputes: readonly DisputeRow[]
  /** The earliest day among them; null: never checked. */
  readonly dueOn: Day | null
}

export type QualityIssue =
  | { readonly type: 'old'; readonly days: number }
  | { readonly type: 'never_checked' }
  /** The fact says one thing, the reading another; or two facts of one code differ. */
  | { readonly type: 'contradiction'; readonly code: string; readonly says: readonly string[] }
  | { readonly type: 'disputed'; readonly code: string; readonly by: readonly string[] }
  | { readonly type: 'missing'; readonly codes: readonly string[] }
  | { readonly type: 'no_source'; readonly codes: readonly string[] }
  | { readonly type: 'capacity_old'; readonly days: number }

export interface QualityRow {
  readonly row: DirectoryRow
  readonly ownerName: string
  readonly issues: readonly QualityIssue[]
  /** Worst first. */
  readonly weight: number
}

export interface QualityBoard {
  readonly total: number
  readonly rows: readonly QualityRow[]
  readonly entries: number
  readonly facts: number
  readonly staleFacts: number
  readonly contradictions: number
  readonly disputes: number
  /** Half of all facts were checked on this day or later. */
  readonly middleCheck: Day | null
  /** By organisation that entered them, most stale first. */
  readonly owners: readonly { readonly org: OrgId; readonly name: string; readonly facts: number; readonly stale: number }[]
}

/** A kind of support in a region: who offers it and who lacks it. */
export interface GapCell {
  readonly kind: string
  /** Finest M49 region. */
  readonly region: string
  /** Services that reach all of the region or a part of it and are not known to be closed. */
  readonly services: number
  /** Needs with uncovered days ahead in cases that we read. */
  readonly needs: number
  readonly uncoveredDays: number
}

export interface GapMap {
  readonly kinds: readonly string[]
  /** All finest regions, those without a gap too. */
  readonly regions: readonly string[]
  /** Countries of each of these regions, for the map. */
  readonly countries: Readonly<Record<string, readonly string[]>>
  /** Cells in which nobody offers anything or somebody lacks something, most uncovered days first. */
  readonly cells: readonly GapCell[]
}

/* ---- calls, training, searches, changes ---- */

export interface CallRow {
  readonly call: Call
  readonly orgName: string
  readonly serviceName: string
  readonly own: boolean
  /** Days left, the last one included; null: no last day. */
  readonly daysLeft: number | null
  readonly state: 'open' | 'coming' | 'over'
}

export type CallDraft = Omit<Call, 'id' | 'org'> & { readonly id?: string }

/** Another organisation's training on the other side of ours: what they have in common, in codes. */
export interface TrainingMatch {
  readonly training: Training
  readonly orgName: string
  readonly topics: readonly string[]
  readonly languages: readonly string[]
  /** Both have dates, and they meet. */
  readonly datesMeet: boolean | null
  /** Somewhere both can be, or online. */
  readonly placeMeets: boolean | null
}

export interface TrainingRow {
  readonly training: Training
  readonly orgName: string
  readonly own: boolean
  readonly over: boolean
  /** Best first. */
  readonly matches: readonly TrainingMatch[]
}

export type TrainingDraft = Omit<Training, 'id' | 'org'> & { readonly id?: string }

export interface SavedSearch {
  readonly id: string
  readonly name: string
  readonly filter: DirectoryFilter
  /** All of our organisation see it. */
  readonly shared: boolean
  readonly own: boolean
  readonly total: number
  /** Of these, changed since we last looked. */
  readonly changed: number
}

export interface DirectoryChange {
  readonly what: 'added' | 'changed' | 'removed'
  readonly id: string
  readonly name: string
  readonly providerName: string
  /** Unix ms. */
  readonly at: number
  /** Names of the fields of `Service` that changed; empty where it was added or removed. */
  readonly fields: readonly string[]
}

export interface DirectoryChanges {
  /** When somebody last pressed "seen", Unix ms; null: never. */
  readonly since: number | null
  /** Changes since; all entries, for somebody who never pressed it. */
  readonly total: number
  /** Newest first; none for somebody who never pressed it. */
  readonly changes: readonly DirectoryChange[]
}

type Nothing = Record<never, never>

export interface DirectoryQueries {
  /** `from`/`count` select a window of the sorted, filtered list. Entries that are only matches are not listed. */
  directory: { args: { filter: DirectoryFilter; from: number; count: number }; value: DirectoryPage }
  service: { args: { id: string }; value: ServiceView }
  /** Members and providers outside, by name. */
  providers: {
    args: { text?: string; from: number; count: number }
    value: { readonly total: number; readonly rows: readonly ProviderRow[] }
  }
  provider: { args: { id: string }; value: ProviderView }
  /** Our entries of which something is to be looked at within `withinDays` days (0: today or before). */
  reviewsDue: { args: { withinDays?: number }; value: readonly ReviewRow[] }
  quality: { args: { from: number; count: number }; value: QualityBoard }
  gapMap: { args: { kinds?: readonly string[] }; value: GapMap }
  /** Without those that are over, unless asked for. The one that closes first comes first. */
  openCalls: { args: { kinds?: readonly string[]; regions?: readonly string[]; withOver?: boolean }; value: readonly CallRow[] }
  /** Last days of open calls as an iCalendar file (RFC 5545). */
  callsCalendar: { args: { ids?: readonly string[] }; value: { readonly name: string; readonly text: string } }
  trainings: { args: { side?: Training['side'] }; value: readonly TrainingRow[] }
  savedSearches: { args: Nothing; value: readonly SavedSearch[] }
  directoryChanges: { args: { count: number }; value: DirectoryChanges }
}

export interface DirectoryCommands {
  saveProfile: { args: { profile: Omit<OrgProfile, 'org'> }; value: null }
  /** Needs the relay where organisations are let in on, or taken out of, what is for chosen ones. */
  saveService: { args: { service: ServiceDraft }; value: { id: string } }
  removeService: { args: { id: string }; value: null }
  saveProvider: { args: { provider: ProviderDraft }; value: { id: string } }
  /** Not while services name it. */
  removeProvider: { args: { id: string }; value: null }
  /** "Yes, still true": for the facts with these codes, or for all of the entry; capacity too where `free` is given. */
  confirmFacts: {
    args: { id: string; codes?: readonly string[]; reviewOn?: Day | null; free?: number | null }
    value: { readonly confirmed: number }
  }
  /** `subject`: a service or a provider (or a member organisation), not our own. */
  vouch: { args: { subject: string; note: string }; value: null }
  unvouch: { args: { subject: string }; value: null }
  dispute: { args: { service: string; code: string; says: string }; value: { id: string } }
  resolveDispute: { args: { id: string; note: string }; value: null }
  /** Tells the network what we saw of each service's answers, as middle values over at least three. */
  shareObserved: { args: Nothing; value: { readonly shared: number } }
  saveCall: { args: { call: CallDraft }; value: { id: string } }
  removeCall: { args: { id: string }; value: null }
  saveTraining: { args: { training: TrainingDraft }; value: { id: string } }
  removeTraining: { args: { id: string }; value: null }
  saveSearch: { args: { id?: string; name: string; filter: DirectoryFilter; shared: boolean }; value: { id: string } }
  removeSearch: { args: { id: string }; value: null }
  markLooked: { args: Nothing; value: null }
}
