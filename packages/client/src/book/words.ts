/**
 * Keys of what stands sealed in the organisation's book: the words of conversations with people outside. They are kept on shelves,
 * spaces that can end (core/shelf), because the book cannot.
 */
import { openWords, type WordsKey } from '@pergola/core/shelf'
import type { Fields, Note, RecordId } from '@pergola/core/record'
import { unhex, type OrgId, type SpaceId } from '@pergola/protocol'
import type { Summaries } from '../world/summaries.ts'
import type { ShelfSummary } from '../views/summary.ts'

export interface ShelfRow {
  readonly space: SpaceId
  readonly since: number
  readonly keys: readonly WordsKey[]
}

/** Oldest first, and all their keys by id. */
export interface Shelves {
  readonly rows: readonly ShelfRow[]
  readonly keys: ReadonlyMap<RecordId, WordsKey>
}

interface Held {
  readonly revision: number
  readonly of: ReadonlyMap<SpaceId, ShelfSummary>
  readonly shelves: Shelves
}

const held = new WeakMap<Summaries, Held>()

/** Those of `org`, ours, that have not ended: another organisation can share one with us, and would be told our keys. The same value as long as none of them changed, so that what was opened with it holds. */
export const shelvesOf = (summaries: Summaries, org: OrgId): Shelves => {
  const before = held.get(summaries)
  if (before?.revision === summaries.revision) return before.shelves
  const of = new Map<SpaceId, ShelfSummary>()
  for (const [space, summary] of summaries) if (summary.kind === 'shelf' && summary.from === org) of.set(space, summary)
  const isSame = before?.of.size === of.size && [...of].every(([space, summary]) => before.of.get(space)?.keys === summary.keys)
  const shelves = before !== undefined && isSame ? before.shelves : readShelves(of)
  held.set(summaries, { revision: summaries.revision, of, shelves })
  return shelves
}

const readShelves = (of: ReadonlyMap<SpaceId, ShelfSummary>): Shelves => {
  const rows = [...of]
    .map(([space, { since, keys }]) => ({ space, since, keys: keysIn(keys) }))
    .sort((a, b) => a.since - b.since || (a.space < b.space ? -1 : 1))
  return { rows, keys: new Map(rows.flatMap(({ keys }) => keys.map((key) => [key.id, key] as const))) }
}

const keysIn = (keys: ShelfSummary['keys']): readonly WordsKey[] =>
  Object.entries(keys).flatMap(([id, [about, text]]) => {
    const key = unhex(text)
    return key === null ? [] : [{ id, about, key }]
  })

/** What was opened once: a note is never changed. */
const opened = new WeakMap<Fields, Fields>()

/** What a note says: as it stands there, or opened with its key. Null while nothing here opens it. */
export const wordsOf = ({ id, fields }: Note, { keys }: Pick<Shelves, 'keys'>): Fields | null => {
  const { sealed, key, alert, from = null, at = null } = fields
  if (!(sealed instanceof Uint8Array)) return fields
  const held = typeof key === 'string' ? keys.get(key) : undefined
  if (held === undefined || held.about !== alert) return null
  const known = opened.get(fields)
  if (known) return known
  const words = openWords(held.key, id, sealed)
  if (words) opened.set(fields, { ...words, alert, from, at, sealed: null })
  return opened.get(fields) ?? null
}
