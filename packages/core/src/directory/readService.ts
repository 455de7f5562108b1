/** A service from its rows: the one in the network's book, and those kept back from others that this reader may know. */
import type { OrgId } from '@pergola/protocol'
import { parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import { asLine, asText, flagIn } from '../record/read.ts'
import type { Cell, Fields, RecordId, Row, Value } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import { VISIBILITIES } from '../vocabulary/directoryCodes.ts'
import type { Fact, OrgProfile, Provider, Service } from './model.ts'
import { contactsOf, factsOf, oneOf, placesOf } from './readParts.ts'
import { reachOf } from './reachValues.ts'

/** What stands of a service outside the network's book: in a listing space of its owner, or in one's own book. */
export interface Kept {
  readonly owner: OrgId
  readonly stands: 'listing' | 'own_book'
  /** As written; the same object as long as nobody wrote there. */
  readonly fields: Fields
  /** Unix ms. */
  readonly changedAt: number
}

/** Who is who: what a service's row says by id only. */
export interface Names {
  readonly profiles: ReadonlyMap<OrgId, OrgProfile>
  readonly providers: ReadonlyMap<RecordId, Provider>
}

const NOBODY = '' as OrgId

/** null where nothing is left of it: taken out, or kept back by somebody who is not its owner. */
export const readService = (id: RecordId, row: Row | null, keptOfAll: readonly Kept[], names: Names): Service | null => {
  const owner = ownerOf(id)
  const kept = keptOfAll.filter((part) => part.owner === owner && part.fields['removed'] !== true)
  const parts = kept.map(({ fields }) => fields)
  const told = row === null || flagIn(row, 'removed') ? null : fieldsOf(row)
  if (told === null && !parts.some(({ name }) => asLine(name) !== '')) return null
  const all = told === null ? parts : [...parts, told]
  /** A match says only what matching reasons with, whatever else was written there. */
  const saying = told?.['visibility'] === 'match' ? parts : all
  const isMember = owner !== null && names.profiles.has(owner)
  const enteredBy = isMember ? owner : (row?.firstAuthor.org ?? NOBODY)
  const times = [...kept.map((part) => part.changedAt), ...(row === null ? [] : [changedAt(row)])]
  return {
    id,
    enteredBy,
    changedAt: Math.max(...times),
    reach: all.length === 1 ? reachOf(all[0]?.['reach']) : mergedReach(all),
    visibility: oneOf(VISIBILITIES, first(all, ({ visibility }) => asLine(visibility)) ?? undefined, 'network'),
    ...offered(saying, isMember && all.some(({ org }) => org === owner) ? owner : null, names),
    ...stated(saying, enteredBy),
  }
}

/** Who offers what. */
const offered = (saying: readonly Fields[], org: OrgId | null, { profiles, providers }: Names) => {
  const providerId = org === null ? (first(saying, ({ providerId: id }) => asLine(id, 200)) as RecordId | null) : null
  const known = org === null ? providers.get(providerId ?? '')?.name : profiles.get(org)?.name
  return {
    org,
    providerId,
    provider: saying.length === 0 ? '' : (known ?? first(saying, ({ provider }) => asLine(provider)) ?? ''),
    programme: first(saying, ({ programme }) => asLine(programme)) ?? '',
    name: first(saying, ({ name }) => asLine(name)) ?? '',
    about: first(saying, ({ about }) => asText(about)) ?? '',
  }
}

const stated = (saying: readonly Fields[], enteredBy: OrgId) => {
  const facts = saying.toReversed().flatMap((fields) => factsOf(fields['facts'], enteredBy))
  return {
    facts,
    checkedOn: oldestCheck(facts),
    reviewOn: first(saying, ({ reviewOn }) => parseDay(reviewOn)),
    places: firstList(saying, ({ places }) => placesOf(places)),
    contacts: firstList(saying, ({ contacts }) => contactsOf(contacts)),
  }
}

/** What a record says now. */
export const fieldsOf = (row: Row): Fields => {
  const fields: Record<string, Value> = {}
  for (const field in row.cells) fields[field] = (row.cells[field] as Cell).value
  return fields
}

/** The first that says something says it. */
const first = <T>(rows: readonly Fields[], read: (fields: Fields) => T | null): T | null => {
  for (const row of rows) {
    const value = read(row)
    if (value !== null && value !== '') return value
  }
  return null
}

const firstList = <T>(rows: readonly Fields[], read: (fields: Fields) => readonly T[]): readonly T[] => {
  for (const row of rows) {
    const list = read(row)
    if (list.length > 0) return list
  }
  return []
}

const mergedReach = (all: readonly Fields[]): Service['reach'] => {
  let reach = {}
  for (const fields of all.toReversed()) reach = { ...reach, ...reachOf(fields['reach']) }
  return reach
}

/** Unix ms of the last change of a row. */
export const changedAt = (row: Row): number => {
  let latest = row.firstAt
  for (const field in row.cells) {
    const cell = row.cells[field]
    if (cell !== undefined && cell.at > latest) latest = cell.at
  }
  return msOf(latest)
}

/** The oldest check among facts; null when none says when it was checked. */
export const oldestCheck = (facts: readonly Pick<Fact, 'checkedOn'>[]): Day | null => {
  let oldest: Day | null = null
  for (const { checkedOn } of facts) if (checkedOn !== null && (oldest === null || checkedOn < oldest)) oldest = checkedOn
  return oldest
}
