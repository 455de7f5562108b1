/** Code lists of the directory, as the core has them (a test holds the two together). */
import type {
  Applicant,
  CapacityUnit,
  ContactChannel,
  Endorsement,
  Exclusion,
  PlaceKind,
  ProviderKind,
  ServiceState,
  TargetGroup,
  Training,
  TrainingTopic,
  Visibility,
} from '@pergola/core/directory'

export const TARGETS: readonly TargetGroup[] = [
  'any',
  'defenders',
  'women',
  'lgbti',
  'trans_led',
  'youth',
  'indigenous',
  'journalists',
  'media_workers',
  'media_organisations',
  'writers',
  'artists',
  'academics',
  'lawyers',
  'environmental',
  'land',
  'trade_union',
  'students',
  'activists',
  'organisations',
  'shelters',
  'refugees',
  'families',
  'survivors',
  'religious_minorities',
  'online_activists',
]

export const EXCLUSIONS: readonly Exclusion[] = [
  'exile',
  'already_funded',
  'retrospective',
  'living_costs',
  'running_costs',
  'salaries',
  'international_organisations',
  'organisations',
  'vehicles',
  'armed_guards',
  'broad_projects',
  'structural',
  'evacuation',
  'asylum',
  'resettlement',
  'studies',
  'equipment',
  'legal_fees',
  'partisan',
  'violence',
]

export const CHANNELS: readonly ContactChannel[] = [
  'form',
  'email',
  'encrypted_email',
  'phone',
  'helpline',
  'messenger',
  'post',
  'in_person',
  'member',
]

export const TOPICS: readonly TrainingTopic[] = [
  'digital_security',
  'physical_security',
  'risk_analysis',
  'protection_planning',
  'wellbeing',
  'first_aid',
  'legal',
  'documentation',
  'trial_observation',
  'advocacy',
  'un_mechanisms',
  'communications',
  'fundraising',
  'relocation',
  'accompaniment',
  'organisational',
  'other',
]

export const UNITS: readonly CapacityUnit[] = ['places', 'families', 'rooms', 'flats', 'grants', 'cases', 'hours', 'seats']
export const VISIBILITIES: readonly Visibility[] = ['network', 'public', 'match', 'chosen']
export const STATES: readonly ServiceState[] = ['open', 'paused', 'closed']
export const APPLICANTS: readonly Applicant[] = ['self', 'third_party', 'host', 'referral_only']
export const ENDORSEMENTS: readonly Endorsement[] = ['none', 'member', 'referees']
export const PLACE_KINDS: readonly PlaceKind[] = ['physical', 'postal', 'virtual', 'redacted']
export const FAMILY = ['yes', 'alone_only'] as const
export const EXILE = ['yes', 'no', 'only'] as const
export const FORMS: readonly Training['what'][] = ['training', 'mentoring', 'accompaniment']
export const FORMATS: readonly Training['format'][] = ['online', 'in_person', 'both']
export const SIDES: readonly Training['side'][] = ['offer', 'request']

export const PROVIDER_KINDS: readonly ProviderKind[] = [
  'local_group',
  'regional_network',
  'fund',
  'shelter',
  'international_ngo',
  'liaison',
  'union',
  'media',
  'authority',
  'university',
  'clinic',
  'law_office',
  'company',
  'other',
]

/** Characters of what organisations say of one another, as the core keeps it. */
export const LONGEST_NOTE = 500

/** What a programme states of itself. */
export const FACTS = [
  'amount_max',
  'amount_note',
  'response_time',
  'decision_time',
  'duration',
  'implement_within',
  'region',
  'target',
  'excluded',
  'languages',
  'channel',
  'who_may_apply',
  'endorsement',
  'family',
  'return_required',
  'incident_window',
  'track_record',
  'status',
] as const
