/** The reach of a service as values of its record, and back. What is unknown is not written; what is unreadable is unknown. */
import { parseDay } from '../casework/day.ts'
import type { Value } from '../record/model.ts'
import { asLines, asMap } from '../record/read.ts'
import { isWhole, type Check } from '../record/write.ts'
import { isSupportKind } from '../vocabulary/codes.ts'
import { APPLICANTS, CAPACITY_UNITS, ENDORSEMENTS, EXCLUSIONS, SERVICE_STATES, TARGET_GROUPS } from '../vocabulary/directoryCodes.ts'
import { isPlace } from '../vocabulary/regions.ts'
import { MOST } from './bounds.ts'
import type { Capacity, ServiceReach } from './model.ts'
import { moneyOf } from './readParts.ts'

type Reader<K extends keyof ServiceReach> = (value: Value) => Required<ServiceReach>[K] | undefined

const listOf =
  (longest: number) =>
  (value: Value): readonly string[] | undefined =>
    Array.isArray(value) ? asLines(value, longest) : undefined
const whole = (value: Value): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
const flag = (value: Value): boolean | undefined => (typeof value === 'boolean' ? value : undefined)
const oneOf =
  <T extends string>(...codes: readonly T[]) =>
  (value: Value): T | undefined =>
    codes.find((code) => code === value)
const someOf =
  <T extends string>(codes: readonly T[]) =>
  (value: Value): readonly T[] | undefined => {
    if (!Array.isArray(value)) return undefined
    const known = codes.filter((code) => (value as readonly Value[]).includes(code))
    return known.length > 0 || value.length === 0 ? known : undefined
  }

const capacityOf = (value: Value): Capacity | undefined => {
  const from = asMap(value)
  const unit = CAPACITY_UNITS.find((code) => code === from?.['unit'])
  const free = whole(from?.['free'] ?? null)
  const updated = parseDay(from?.['updated'])
  if (unit === undefined || free === undefined || updated === null) return undefined
  const most = whole(from?.['most'] ?? null)
  const day = parseDay(from?.['from'])
  return { unit, free, ...(most !== undefined && { most }), ...(day !== null && { from: day }), updated }
}

const READERS: { readonly [K in keyof Required<ServiceReach>]: Reader<K> } = {
  kinds: listOf(64),
  regions: listOf(3),
  locatedIn: listOf(3),
  languages: listOf(8),
  minDays: whole,
  maxDays: whole,
  amountMax: (value) => moneyOf(value) ?? undefined,
  family: oneOf('yes', 'alone_only'),
  exile: oneOf('yes', 'no', 'only'),
  answerHours: whole,
  decisionHours: whole,
  implementWithinDays: whole,
  targets: someOf(TARGET_GROUPS),
  excludes: someOf(EXCLUSIONS),
  whoMayApply: someOf(APPLICANTS),
  endorsement: oneOf(...ENDORSEMENTS),
  referees: whole,
  returnRequired: flag,
  incidentWindowDays: whole,
  trackRecordMonths: whole,
  state: oneOf(...SERVICE_STATES),
  capacity: capacityOf,
}

const FIELDS = Object.keys(READERS) as readonly (keyof ServiceReach)[]

/** Absent and unreadable both stay unknown. */
export const reachOf = (written: Value | undefined): ServiceReach => {
  const from = asMap(written) ?? {}
  const reach: Record<string, unknown> = {}
  for (const name of FIELDS) {
    const value = from[name]
    const known = value === undefined || value === null ? undefined : READERS[name](value)
    if (known !== undefined) reach[name] = known
  }
  return reach as ServiceReach
}

/** What is unknown is not written. */
export const reachValue = (reach: ServiceReach): Value =>
  Object.fromEntries(FIELDS.flatMap((name) => (reach[name] === undefined ? [] : [[name, reach[name] as Value]])))

const codes = (list: readonly string[] | undefined, known: readonly string[]): boolean =>
  list === undefined || (list.length <= MOST.codes && list.every((code) => known.includes(code)))
const number = (value: number | undefined, least: number, most: number): boolean => value === undefined || isWhole(value, least, most)
const places = (list: readonly string[] | undefined): boolean =>
  list === undefined || (list.length <= MOST.codes && list.every((code) => code !== '' && isPlace(code)))

const capacityHolds = (capacity: Capacity | undefined): boolean =>
  capacity === undefined ||
  (CAPACITY_UNITS.includes(capacity.unit) &&
    isWhole(capacity.free, 0, 100_000) &&
    number(capacity.most, 0, 100_000) &&
    (capacity.from === undefined || parseDay(capacity.from) !== null) &&
    parseDay(capacity.updated) !== null)

/** One check for each field. */
export const reachChecks = (reach: ServiceReach): readonly Check[] => {
  const { kinds = [], minDays, maxDays, languages = [] } = reach
  return [
    ['kinds', kinds.length <= MOST.codes && kinds.every(isSupportKind)],
    ['regions', places(reach.regions)],
    ['locatedIn', places(reach.locatedIn)],
    ['languages', languages.length <= MOST.codes],
    ['maxDays', number(maxDays, 1, 36_600)],
    ['minDays', number(minDays, 1, maxDays ?? 36_600)],
    ['amountMax', reach.amountMax === undefined || moneyOf({ ...reach.amountMax }) !== null],
    ['answerHours', number(reach.answerHours, 0, 8_784)],
    ['decisionHours', number(reach.decisionHours, 0, 87_840)],
    ['implementWithinDays', number(reach.implementWithinDays, 1, 36_600)],
    ['targets', codes(reach.targets, TARGET_GROUPS)],
    ['excludes', codes(reach.excludes, EXCLUSIONS)],
    ['whoMayApply', codes(reach.whoMayApply, APPLICANTS)],
    ['referees', number(reach.referees, 1, 20)],
    ['incidentWindowDays', number(reach.incidentWindowDays, 1, 36_600)],
    ['trackRecordMonths', number(reach.trackRecordMonths, 0, 600)],
    ['capacity', capacityHolds(reach.capacity)],
  ]
}
