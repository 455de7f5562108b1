/** What the organisation's own book holds for the directory: saved searches, who looked when, and listings for chosen organisations. */
import {
  asLine,
  asMap,
  flagIn,
  idIn,
  lineIn,
  linesIn,
  rowAt,
  rowsInOrder,
  rowsOf,
  setOp,
  valueOf,
  valuesOf,
  type Doc,
  type Op,
  type Value,
} from '@pergola/core/record'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { DirectoryFilter } from '../contract/index.ts'

export interface HeldSearch {
  readonly id: string
  readonly name: string
  readonly filter: DirectoryFilter
  readonly shared: boolean
  readonly by: PersonId | null
}

const LISTS = ['kinds', 'regions', 'languages', 'targets', 'states', 'providerKinds', 'visibilities'] as const
const FLAGS = ['free', 'stale', 'own'] as const
const LINES = ['text', 'provider', 'sort'] as const

/** Most choices in one list of a filter. */
const MOST_CODES = 100

/** A filter without what asks nothing; what is no filter is left out. */
export const cleanFilter = (
  filter: DirectoryFilter | { readonly [key: string]: Value },
): DirectoryFilter & { readonly [key: string]: Value } => {
  const from = filter as { readonly [key: string]: Value }
  const clean: Record<string, Value> = {}
  for (const name of LISTS) {
    const list = from[name]
    const codes = Array.isArray(list)
      ? (list as readonly Value[])
          .slice(0, MOST_CODES)
          .map((code) => asLine(code, 64))
          .filter((code) => code !== '')
      : []
    if (codes.length > 0) clean[name] = codes
  }
  for (const name of FLAGS) if (from[name] === true) clean[name] = true
  for (const name of LINES) {
    const line = asLine(from[name], 200)
    if (line !== '') clean[name] = line
  }
  return clean as DirectoryFilter & { readonly [key: string]: Value }
}

/** In the order in which they were saved. */
export const readSearches = (doc: Doc): readonly HeldSearch[] =>
  rowsInOrder(doc, 'search')
    .filter(([, row]) => !flagIn(row, 'removed'))
    .map(([id, row]) => ({
      id,
      name: lineIn(row, 'name'),
      filter: cleanFilter(asMap(valueOf(row, 'filter')) ?? {}),
      shared: flagIn(row, 'shared'),
      by: idIn<PersonId>(row, 'by'),
    }))

export const searchOp = ({ id, name, filter, shared, by }: HeldSearch): Op =>
  setOp('search', id, { name, filter: cleanFilter(filter), shared, by, removed: false })

export const lookedAt = (doc: Doc, person: PersonId): number | null => {
  const at = valueOf(rowAt(doc, 'looked', person), 'at')
  return typeof at === 'number' ? at : null
}

export const lookedOp = (person: PersonId, at: number): Op => setOp('looked', person, { at })

/** A listing space of ours, and whom it is for. */
export interface HeldListing {
  readonly space: SpaceId
  readonly orgs: readonly OrgId[]
}

export const readListings = (doc: Doc): readonly HeldListing[] =>
  [...rowsOf(doc, 'listing')].map(([space, row]) => ({ space: space as SpaceId, orgs: linesIn(row, 'orgs', 64) as readonly OrgId[] }))

export const listingOp = (space: SpaceId, orgs: readonly OrgId[]): Op => setOp('listing', space, { orgs: valuesOf(orgs) })
