/** What was read from a file, in the words of the directory, before it is held against what the book says already. */
import type { Contact, Identifier, Place, Provider, Service, ServiceReach } from '../directory/model.ts'
import type { Day } from '../casework/model.ts'
import type { Issue } from './issue.ts'

/** Where in the file an entry stands. */
export interface Spot {
  readonly table: string
  /** From 1. */
  readonly row: number
}

/** A statement as the file has it. Who enters it and who may know it is added when it is written. */
export interface ReadFact {
  readonly code: string
  readonly value: string
  readonly source: string
  readonly checkedOn: Day | null
  readonly reviewOn: Day | null
}

export interface ReadProvider {
  /** The source's own id of it, or what stands for one: always the same for the same entry of the same list. */
  readonly key: string
  readonly spot: Spot
  readonly name: string
  readonly otherNames: readonly string[]
  readonly kind: Provider['kind'] | null
  readonly about: string
  readonly website: string
  readonly email: string
  readonly countries: readonly string[]
  readonly parentKey: string | null
  readonly contacts: readonly Contact[]
  readonly identifiers: readonly Identifier[]
  readonly source: string
  readonly checkedOn: Day | null
  readonly reviewOn: Day | null
}

export interface ReadService {
  readonly key: string
  readonly spot: Spot
  readonly providerKey: string
  readonly name: string
  readonly programme: string
  readonly about: string
  readonly reach: ServiceReach
  readonly facts: readonly ReadFact[]
  readonly places: readonly Place[]
  readonly contacts: readonly Contact[]
  readonly reviewOn: Service['reviewOn']
}

export interface Reading {
  readonly providers: readonly ReadProvider[]
  readonly services: readonly ReadService[]
  readonly issues: readonly Issue[]
  /** How many more issues there were than are listed. */
  readonly moreIssues: number
}
