/** The directory: who can help, with what, for whom; every fact with its source and age. */
import type { OrgId } from '@pergola/protocol'
import type { RecordId } from '../record/model.ts'
import type { Day } from '../casework/model.ts'

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

/** One eligibility or service fact. `value` is as stated; the parsed reading is beside it where one could be made. */
export interface Fact {
  /** Provider eligibility fact code, e.g. `amount_max`, `duration`, `languages`. */
  readonly code: string
  readonly value: string
  readonly source: string
  readonly checkedOn: Day | null
}

/** What matching reasons with. Absent means unknown, never "no limit". */
export interface ServiceReach {
  readonly kinds?: readonly string[]
  /** Country codes or region codes; ['001'] is the whole world. */
  readonly regions?: readonly string[]
  readonly languages?: readonly string[]
  readonly maxDays?: number
  readonly amountMax?: { readonly amount: number; readonly currency: string }
  readonly family?: 'yes' | 'alone_only'
  readonly exile?: 'yes' | 'no' | 'only'
  readonly answerHours?: number
  readonly targets?: readonly string[]
  readonly referralOnly?: boolean
  readonly closed?: boolean
  readonly placesFree?: number
  readonly placesCheckedOn?: Day
}

export interface Service {
  readonly id: RecordId
  /** The member organisation that offers it, or null when the provider is outside the network. */
  readonly org: OrgId | null
  readonly provider: string
  readonly name: string
  readonly about: string
  readonly reach: ServiceReach
  readonly facts: readonly Fact[]
  /** Oldest check among its facts. */
  readonly checkedOn: Day | null
  readonly enteredBy: OrgId
}
