/**
 * The directory: who can help, with what, for whom; every fact with its source, who entered it, its age and the day on which
 * somebody looks at it again. Where a part of an entry stands depends on who may know it: see `Visibility` and SPEC.md.
 */
import type { OrgId } from '@pergola/protocol'
import type { RecordId } from '../record/model.ts'
import type { Day } from '../casework/model.ts'
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
  TrainingTopic,
  Visibility,
} from '../vocabulary/directoryCodes.ts'

export type {
  Applicant,
  CapacityUnit,
  ContactChannel,
  Endorsement,
  Exclusion,
  PlaceKind,
  ProviderKind,
  ServiceState,
  TargetGroup,
  TrainingTopic,
  Visibility,
} from '../vocabulary/directoryCodes.ts'

export type OrgKind = 'local_group' | 'regional_network' | 'fund' | 'shelter' | 'international_ngo' | 'liaison' | 'union' | 'media'

/** A member organisation's public-in-the-network profile. */
export interface OrgProfile {
  readonly org: OrgId
  readonly name: string
  readonly shortName: string
  readonly kind: OrgKind
  readonly countries: readonly string[]
  readonly languages: readonly string[]
  readonly about: string
}

/** A number by which others know an organisation: a register's, a grant scheme's. */
export interface Identifier {
  readonly scheme: string
  readonly value: string
}

/** Whom to write to or call. `keyFingerprint` is of an OpenPGP key or whatever the channel uses, as the provider states it. */
export interface Contact {
  readonly name: string
  readonly role: string
  readonly email: string
  readonly phone: string
  readonly keyFingerprint: string
  readonly channel: ContactChannel | ''
}

/** Where it is. A `redacted` place has a country, at most a region, and nothing else. */
export interface Place {
  readonly kind: PlaceKind
  readonly name: string
  /** ISO 3166-1 alpha-2, or ''. */
  readonly country: string
  readonly region: string
  readonly city: string
  readonly address: string
}

/** An organisation outside the network. */
export interface Provider {
  readonly id: RecordId
  readonly name: string
  readonly otherNames: readonly string[]
  readonly kind: ProviderKind
  readonly about: string
  readonly website: string
  readonly email: string
  readonly countries: readonly string[]
  /** The provider it belongs to, or null. A chain that comes back to itself is cut: see `parentsOf`. */
  readonly parent: RecordId | null
  readonly contacts: readonly Contact[]
  readonly identifiers: readonly Identifier[]
  readonly source: string
  readonly checkedOn: Day | null
  readonly reviewOn: Day | null
  readonly enteredBy: OrgId
}

/** One statement of a provider. `value` is as stated; the reading that could be made of it stands in `ServiceReach`. */
export interface Fact {
  /** One of the provider eligibility facts (`amount_max`, `duration`, …), or a word of the list it came from. */
  readonly code: string
  readonly value: string
  readonly source: string
  readonly checkedOn: Day | null
  /** The day on which somebody looks at it again; null: 180 days after the check. */
  readonly reviewOn: Day | null
  readonly enteredBy: OrgId
  readonly visibility: Visibility
}

export interface Money {
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
}

/** What is free now. */
export interface Capacity {
  readonly unit: CapacityUnit
  readonly free: number
  /** All there are. */
  readonly most?: number
  /** The day from which the free ones are free. */
  readonly from?: Day
  /** The day on which somebody said so. */
  readonly updated: Day
}

/** What matching reasons with. Absent means unknown, never "no limit". */
export interface ServiceReach {
  readonly kinds?: readonly string[]
  /** Country codes or region codes, where the person may be; ['001'] is the whole world. */
  readonly regions?: readonly string[]
  /** Countries, or regions where no country is said, in which the help takes place: what counts for the safety of the person. */
  readonly locatedIn?: readonly string[]
  readonly languages?: readonly string[]
  readonly minDays?: number
  readonly maxDays?: number
  readonly amountMax?: Money
  readonly family?: 'yes' | 'alone_only'
  readonly exile?: 'yes' | 'no' | 'only'
  /** Hours to the first answer, to the decision. */
  readonly answerHours?: number
  readonly decisionHours?: number
  readonly implementWithinDays?: number
  readonly targets?: readonly TargetGroup[]
  readonly excludes?: readonly Exclusion[]
  readonly whoMayApply?: readonly Applicant[]
  readonly endorsement?: Endorsement
  /** How many referees, where referees are asked for. */
  readonly referees?: number
  readonly returnRequired?: boolean
  /** The incident may not be older. */
  readonly incidentWindowDays?: number
  /** Least work for human rights before. */
  readonly trackRecordMonths?: number
  readonly state?: ServiceState
  readonly capacity?: Capacity
}

export interface Service {
  readonly id: RecordId
  /** The member organisation that offers it, or null when the provider is outside the network. */
  readonly org: OrgId | null
  /** The record of a provider outside the network, or null. */
  readonly providerId: RecordId | null
  /** The provider's name; '' where only a match is shown. */
  readonly provider: string
  readonly programme: string
  readonly name: string
  readonly about: string
  readonly reach: ServiceReach
  readonly facts: readonly Fact[]
  readonly places: readonly Place[]
  readonly contacts: readonly Contact[]
  readonly visibility: Visibility
  readonly reviewOn: Day | null
  /** Oldest check among its facts. */
  readonly checkedOn: Day | null
  readonly enteredBy: OrgId
  /** Unix ms of the last change that this device knows. */
  readonly changedAt: number
}

/** "We have worked with them and would again." The subject is a service or a provider. */
export interface Vouch {
  readonly org: OrgId
  readonly subject: RecordId
  readonly note: string
  readonly on: Day
}

/** "That is not so." Open until the one who said so, the owner of the entry or a steward resolves it. */
export interface Dispute {
  readonly id: RecordId
  readonly org: OrgId
  readonly service: RecordId
  /** Code of the fact, or '' for the whole entry. */
  readonly code: string
  readonly says: string
  readonly on: Day
  readonly resolved: { readonly by: OrgId; readonly on: Day; readonly note: string } | null
}

/** What one organisation saw of a service's answers: middle values and counts over at least three requests, never one of them. */
export interface Observed {
  readonly org: OrgId
  readonly service: RecordId
  readonly n: number
  /** Hours to the first answer, in the middle. */
  readonly medianHours: number
  readonly takenUp: number
  readonly declined: number
  /** How often each reason was given, where declines are three or more. */
  readonly reasons: Readonly<Record<string, number>>
  /** The last day looked at. */
  readonly through: Day
}

/** An open call: somebody will give something to those who ask in time. */
export interface Call {
  readonly id: RecordId
  readonly org: OrgId
  /** The service it belongs to, or null. */
  readonly service: RecordId | null
  readonly title: string
  readonly about: string
  readonly kinds: readonly string[]
  readonly regions: readonly string[]
  readonly languages: readonly string[]
  readonly amountMax: Money | null
  readonly opensOn: Day | null
  /** The last day; null: until it is used up. */
  readonly closesOn: Day | null
  readonly link: string
}

/** Training, mentoring or accompaniment that somebody offers or looks for. */
export interface Training {
  readonly id: RecordId
  readonly org: OrgId
  readonly side: 'offer' | 'request'
  readonly what: 'training' | 'mentoring' | 'accompaniment'
  readonly title: string
  readonly topics: readonly TrainingTopic[]
  readonly languages: readonly string[]
  readonly regions: readonly string[]
  readonly format: 'online' | 'in_person' | 'both'
  readonly from: Day | null
  readonly to: Day | null
  readonly note: string
}
