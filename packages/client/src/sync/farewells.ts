/**
 * What this member is told of spaces that others ended: what it was, who ended it, when, and the words of theirs that were not
 * sent any more. They are shown here until somebody has read them, sent nowhere, and forgotten after a month in any case.
 */
import { filePlace } from '@pergola/core/casework'
import { ownerOf, rowsInOrder, type Doc, type Payload, type Value } from '@pergola/core/record'
import { bytesToUtf8, utf8ToBytes } from '@pergola/core/text'
import type { BlobId, Membership, OrgId, SpaceId, SpaceKind } from '@pergola/protocol'
import type { LocalChange } from '../local/store.ts'
import type { Summary } from '../views/summary.ts'

export interface Farewell {
  readonly space: SpaceId
  readonly kind: SpaceKind
  /** What it was called here; empty for what has no name. */
  readonly name: string
  readonly by: OrgId | null
  /** Unix ms, by the clock of who ended it. */
  readonly at: number
  /** In the order in which they were written. */
  readonly unsent: readonly string[]
}

export const FAREWELLS = { table: 'secrets', key: 'farewells' } as const
const KEPT_MS = 31 * 86_400_000

const hasWords = (text: string): boolean => /\p{L}.*\s.*\p{L}/su.test(text) || /[^\p{ASCII}]/u.test(text)

/** What somebody wrote: codes, days, ids and numbers are left out. */
const wordsIn = (value: Value): readonly string[] => {
  if (typeof value === 'string') return hasWords(value) ? [value] : []
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(wordsIn)
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return []
  return Object.values(value).flatMap(wordsIn)
}

export const unsentWords = (payloads: readonly Payload[]): readonly string[] =>
  payloads.flatMap(({ ops }) => ops.flatMap((op) => (op.o === 'set' || op.o === 'note' ? wordsIn(op.f) : [])))

const nameOf = (before: Summary | undefined): string =>
  before?.kind === 'case' || before?.kind === 'notice' || before?.kind === 'medical' ? before.pseudonym : ''

/** Null for a part that nobody knows by itself and in which nothing was written that is lost. */
export const farewellTo = (
  { space, kind, founder }: Membership,
  before: Summary | undefined,
  payloads: readonly Payload[],
  at: number,
): Farewell | null => {
  const unsent = unsentWords(payloads)
  return unsent.length === 0 && kind !== 'case' ? null : { space, kind, name: nameOf(before), by: founder, at, unsent }
}

/**
 * Of the files that the end of a space of others names, those that we put there: by its own records, which nobody else writes in our
 * name. Whoever ends a space can name any file that they know of.
 */
export const filesOfOurs = (doc: Doc, org: OrgId, named: readonly BlobId[]): readonly BlobId[] => {
  const ours = new Set(rowsInOrder(doc, 'file').flatMap(([id]) => (ownerOf(id) === org ? (filePlace(doc, id)?.blob ?? []) : [])))
  return named.filter((blob) => ours.has(blob))
}

/** Files that the end of a space of others names: ours to take away. */
export interface EndedFiles {
  readonly space: SpaceId
  readonly blobs: readonly BlobId[]
}

interface Kept {
  readonly list: readonly Farewell[]
  readonly files: readonly EndedFiles[]
}

export class Farewells {
  #kept: Kept = { list: [], files: [] }

  get list(): readonly Farewell[] {
    return this.#kept.list
  }

  get files(): readonly EndedFiles[] {
    return this.#kept.files
  }

  restore(bytes: Uint8Array | null, now: number): void {
    if (bytes === null) return
    const { list, files } = JSON.parse(bytesToUtf8(bytes)) as Kept
    this.#kept = { list: list.filter(({ at }) => now - at < KEPT_MS), files }
  }

  /** What is written with the space that is gone. */
  add(farewell: Farewell | null, files: EndedFiles | null): readonly LocalChange[] {
    if (farewell === null && files === null) return []
    return this.#keep({
      list: [...this.list.filter(({ space }) => space !== farewell?.space), ...(farewell ? [farewell] : [])],
      files: [...this.files, ...(files ? [files] : [])],
    })
  }

  dismiss(space: SpaceId): readonly LocalChange[] {
    return this.#keep({ ...this.#kept, list: this.list.filter((one) => one.space !== space) })
  }

  lookedThrough(space: SpaceId): readonly LocalChange[] {
    return this.#keep({ ...this.#kept, files: this.files.filter((one) => one.space !== space) })
  }

  #keep(kept: Kept): readonly LocalChange[] {
    this.#kept = kept
    const isEmpty = kept.list.length + kept.files.length === 0
    return [{ ...FAREWELLS, value: isEmpty ? null : utf8ToBytes(JSON.stringify(kept)) }]
  }
}
