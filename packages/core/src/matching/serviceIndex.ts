/** Services made ready for many questions: lists as sets or as one word, so that one question looks at 10,000 of them in milliseconds. */
import { dayNumber } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Service, ServiceReach } from '../directory/model.ts'
import { groupOf } from '../vocabulary/codes.ts'
import type { Observed, Standing } from './model.ts'

/**
 * Every one with every field, and null for what is unknown: reading the same fields of objects of a thousand shapes takes several
 * times as long.
 */
export interface IndexedService {
  readonly service: Service
  readonly org: Service['org']
  /** null: unknown. */
  readonly kinds: ReadonlySet<string> | null
  /** Groups of its kinds. */
  readonly groups: ReadonlySet<string>
  readonly regions: ReadonlySet<string> | null
  readonly languages: ReadonlySet<string> | null
  /** Codes of a list with spaces between them, so that equal lists are judged once; '' for what is unknown. */
  readonly located: string
  readonly targets: string
  readonly excludes: string
  readonly applicants: string
  readonly family: NonNullable<ServiceReach['family']> | null
  readonly exile: NonNullable<ServiceReach['exile']> | null
  readonly state: NonNullable<ServiceReach['state']> | null
  readonly endorsement: NonNullable<ServiceReach['endorsement']> | null
  readonly referees: number
  readonly returnRequired: boolean | null
  readonly incidentWindowDays: number | null
  readonly trackRecordMonths: number | null
  readonly answerHours: number | null
  readonly minDays: number
  /** What a stay or grant lasts at most, or null; what must be used within a time lasts no longer. */
  readonly longest: number | null
  /** Amount and currency with a space between them, or ''. */
  readonly amount: string
  readonly unit: string
  readonly free: number
  /** Days since 1970-01-01, or null when nobody knows. */
  readonly checkedOn: number | null
  readonly capacityOn: number | null
  readonly capacityFrom: number | null
  readonly observed: Observed | null
  readonly vouches: number
  readonly disputes: number
}

export interface ServiceIndex {
  readonly services: readonly IndexedService[]
  /** By each kind it has and by the group of each; by '' where nobody knows the kind. */
  readonly byKind: ReadonlyMap<string, readonly IndexedService[]>
}

const UNHEARD: Standing = { observed: null, vouches: 0, disputes: 0 }

const setOf = (list: readonly string[] | undefined): ReadonlySet<string> | null =>
  list === undefined || list.length === 0 ? null : new Set(list)
const wordOf = (list: readonly string[] | undefined): string => list?.join(' ') ?? ''

/** Build once for each change of the directory. `standing` says what the network thinks of a service. */
export const indexServices = (services: readonly Service[], standing: (service: Service) => Standing = () => UNHEARD): ServiceIndex => {
  const byKind = new Map<string, IndexedService[]>()
  const indexed = services.map((service) => indexOne(service, standing(service)))
  for (const service of indexed) {
    for (const kind of service.kinds === null ? [''] : new Set([...service.kinds, ...service.groups])) {
      const known = byKind.get(kind)
      if (known === undefined) byKind.set(kind, [service])
      else known.push(service)
    }
  }
  return { services: indexed, byKind }
}

/** The longest stay or grant, or null. What must be used within so many days lasts no longer. */
export const longestDays = ({ maxDays, implementWithinDays }: ServiceReach): number | null => {
  const longest = Math.min(maxDays ?? Infinity, implementWithinDays ?? Infinity)
  return longest === Infinity ? null : Math.max(1, longest)
}

const numberOf = (day: Day | null | undefined): number | null => (day === null || day === undefined ? null : dayNumber(day))

const indexOne = (service: Service, { observed, vouches, disputes }: Standing): IndexedService => {
  const { reach } = service
  return {
    service,
    org: service.org,
    kinds: setOf(reach.kinds),
    groups: new Set(reach.kinds?.map(groupOf)),
    regions: setOf(reach.regions),
    languages: setOf(reach.languages),
    located: wordOf(reach.locatedIn),
    targets: wordOf(reach.targets),
    excludes: wordOf(reach.excludes),
    applicants: wordOf(reach.whoMayApply),
    family: reach.family ?? null,
    exile: reach.exile ?? (reach.excludes?.includes('exile') ? 'no' : null),
    state: reach.state ?? null,
    endorsement: reach.endorsement ?? null,
    referees: reach.referees ?? 1,
    returnRequired: reach.returnRequired ?? null,
    incidentWindowDays: reach.incidentWindowDays ?? null,
    trackRecordMonths: reach.trackRecordMonths ?? null,
    answerHours: reach.answerHours ?? null,
    minDays: reach.minDays ?? 0,
    longest: longestDays(reach),
    amount: reach.amountMax === undefined ? '' : `${reach.amountMax.amount} ${reach.amountMax.currency}`,
    unit: reach.capacity?.unit ?? '',
    free: reach.capacity?.free ?? 0,
    checkedOn: numberOf(service.checkedOn),
    capacityOn: numberOf(reach.capacity?.updated),
    capacityFrom: numberOf(reach.capacity?.from),
    observed,
    vouches,
    disputes,
  }
}

/** Those that may be for a kind: of its group, and those of which nobody knows. The rule of kinds decides. */
export const candidatesFor = ({ byKind }: ServiceIndex, kind: string): readonly IndexedService[] => [
  ...(byKind.get(groupOf(kind)) ?? []),
  ...(byKind.get('') ?? []),
]
