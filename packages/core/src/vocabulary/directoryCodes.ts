/** Code lists of the directory: for whom, not for whom, how to reach, what is counted. Without words, like codes.ts. */
import { ORG_KINDS } from './codes.ts'

/** Whom a service is for. A provider's own words stay in its fact. */
export const TARGET_GROUPS = [
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
] as const
export type TargetGroup = (typeof TARGET_GROUPS)[number]

/** What a programme says it does not do or pay for. */
export const EXCLUSIONS = [
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
] as const
export type Exclusion = (typeof EXCLUSIONS)[number]

/** Ways to reach a provider. */
export const CONTACT_CHANNELS = [
  'form',
  'email',
  'encrypted_email',
  'phone',
  'helpline',
  'messenger',
  'post',
  'in_person',
  'member',
] as const
export type ContactChannel = (typeof CONTACT_CHANNELS)[number]

/** What people learn from one another. */
export const TRAINING_TOPICS = [
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
] as const
export type TrainingTopic = (typeof TRAINING_TOPICS)[number]

/** What free capacity is counted in. */
export const CAPACITY_UNITS = ['places', 'families', 'rooms', 'flats', 'grants', 'cases', 'hours', 'seats'] as const
export type CapacityUnit = (typeof CAPACITY_UNITS)[number]

/** Kinds of organisations outside the network: those of members and some that are never members. */
export const PROVIDER_KINDS = [...ORG_KINDS, 'authority', 'university', 'clinic', 'law_office', 'company', 'other'] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]

/** Who is told: everyone in the network, everyone, only a match, the organisations named. */
export const VISIBILITIES = ['network', 'public', 'match', 'chosen'] as const
export type Visibility = (typeof VISIBILITIES)[number]

export const SERVICE_STATES = ['open', 'paused', 'closed'] as const
export type ServiceState = (typeof SERVICE_STATES)[number]

/** Who may apply. */
export const APPLICANTS = ['self', 'third_party', 'host', 'referral_only'] as const
export type Applicant = (typeof APPLICANTS)[number]

/** Who has to speak for the applicant: nobody, a member or partner of the provider, referees. */
export const ENDORSEMENTS = ['none', 'member', 'referees'] as const
export type Endorsement = (typeof ENDORSEMENTS)[number]

export const PLACE_KINDS = ['physical', 'postal', 'virtual', 'redacted'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export const TRAINING_SIDES = ['offer', 'request'] as const
export const TRAINING_FORMS = ['training', 'mentoring', 'accompaniment'] as const
export const TRAINING_FORMATS = ['online', 'in_person', 'both'] as const
