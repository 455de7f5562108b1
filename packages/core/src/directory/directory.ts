/** Reading the directory from the network's book. */
import type { OrgId } from '@pergola/protocol'
import { daysFrom, parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import { lineIn, linesIn, oneOfIn, asLine, asLines, asMap, asText, flagIn, rowAt, rowsOf, textIn, valueOf } from '../record/read.ts'
import type { Doc, RecordId, Row, Value } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import { ORG_KINDS } from '../vocabulary/codes.ts'
import type { Fact, OrgProfile, Service, ServiceReach } from './model.ts'

export interface Directory {
  readonly networkName: string
  readonly profiles: ReadonlyMap<OrgId, OrgProfile>
  /** By provider, then name. */
  readonly services: readonly Service[]
}

/** A fact that nobody checked for so many days is stale. */
export const STALE_DAYS = 180

/** The directory in a network space, folded with `networkRules`. */
export const readDirectory = (doc: Doc): Directory => {
  const profiles = new Map<OrgId, OrgProfile>()
  for (const [id, row] of rowsOf(doc, 'org')) profiles.set(id as OrgId, readProfile(id as OrgId, row))
  const services: Service[] = []
  for (const [id, row] of rowsOf(doc, 'service')) if (!flagIn(row, 'removed')) services.push(readService(id, row, profiles))
  return { networkName: lineIn(rowAt(doc, 'network', 'main'), 'name'), profiles, services: services.sort(byProvider) }
}

const byProvider = (a: Service, b: Service): number => order(a.provider, b.provider) || order(a.name, b.name) || order(a.id, b.id)

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const readProfile = (org: OrgId, row: Row): OrgProfile => ({
  org,
  name: lineIn(row, 'name'),
  shortName: lineIn(row, 'shortName', 24) || lineIn(row, 'name', 24),
  kind: oneOfIn(row, 'kind', ORG_KINDS, 'local_group'),
  countries: linesIn(row, 'countries', 3),
  languages: linesIn(row, 'languages', 8),
  about: textIn(row, 'about'),
})

/** A service is a member's own only under an id of that member; anything else is an entry about somebody outside. */
const readService = (id: RecordId, row: Row, profiles: ReadonlyMap<OrgId, OrgProfile>): Service => {
  const owner = ownerOf(id)
  const org = owner !== null && profiles.has(owner) && valueOf(row, 'org') === owner ? owner : null
  const facts = readFacts(valueOf(row, 'facts'))
  return {
    id,
    org,
    provider: org === null ? lineIn(row, 'provider') : (profiles.get(org) as OrgProfile).name,
    name: lineIn(row, 'name'),
    about: textIn(row, 'about'),
    reach: readReach(asMap(valueOf(row, 'reach')) ?? {}),
    facts,
    checkedOn: oldestCheck(facts),
    enteredBy: owner !== null && profiles.has(owner) ? owner : row.firstAuthor.org,
  }
}

const readFacts = (value: Value | undefined): readonly Fact[] =>
  (Array.isArray(value) ? (value as readonly Value[]) : []).slice(0, 100).flatMap((part) => {
    const from = asMap(part)
    const code = asLine(from?.['code'], 64)
    if (from === null || code === '') return []
    return [{ code, value: asText(from['value']), source: asLine(from['source'], 500), checkedOn: parseDay(from['checkedOn']) }]
  })

/** The oldest check among facts; null when none says when it was checked. */
export const oldestCheck = (facts: readonly Fact[]): Day | null =>
  facts.reduce<Day | null>(
    (oldest, { checkedOn }) => (checkedOn !== null && (oldest === null || checkedOn < oldest) ? checkedOn : oldest),
    null,
  )

/** True when a fact was last checked more than 180 days ago, or nobody knows when. */
export const isStale = ({ checkedOn }: Pick<Service, 'checkedOn'>, today: Day): boolean =>
  checkedOn === null || daysFrom(checkedOn, today) > STALE_DAYS

type Readers = { readonly [K in keyof Required<ServiceReach>]: (value: Value) => Required<ServiceReach>[K] | undefined }

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

const amount = (value: Value): ServiceReach['amountMax'] => {
  const from = asMap(value)
  const currency = asLine(from?.['currency'], 3)
  const number = from?.['amount']
  return typeof number === 'number' && number >= 0 && /^[A-Z]{3}$/u.test(currency) ? { amount: number, currency } : undefined
}

const READERS: Readers = {
  kinds: listOf(64),
  regions: listOf(3),
  languages: listOf(8),
  maxDays: whole,
  amountMax: amount as Readers['amountMax'],
  family: oneOf('yes', 'alone_only'),
  exile: oneOf('yes', 'no', 'only'),
  answerHours: whole,
  targets: listOf(200),
  referralOnly: flag,
  closed: flag,
  placesFree: whole,
  placesCheckedOn: (value) => parseDay(value) ?? undefined,
}

/** Absent and unreadable both stay unknown. */
const readReach = (from: { readonly [key: string]: Value }): ServiceReach => {
  const reach: Record<string, unknown> = {}
  for (const [name, read] of Object.entries(READERS)) {
    const value = from[name]
    const known = value === undefined || value === null ? undefined : read(value)
    if (known !== undefined) reach[name] = known
  }
  return reach as ServiceReach
}
