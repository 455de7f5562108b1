/** The spaces this device holds: a few opened ones in memory, all on disk, a small index entry and a summary for each always at hand. */
import { NO_HEAD, type Head, type SpaceId, type SpaceKind } from '@pergola/protocol'
import { bytesToUtf8, utf8ToBytes } from '@pergola/core/text'
import type { LocalChange, LocalStore } from '../local/store.ts'
import type { KeptDoc } from '../local/docPieces.ts'
import { changesOf, readReplica, type Replica } from '../local/spaceRecord.ts'
import { broughtUpToDate } from '../views/olderSummary.ts'
import type { Summary } from '../views/summary.ts'
import { SummaryMap, type Summaries } from '../world/summaries.ts'

export interface IndexEntry {
  readonly kind: SpaceKind
  readonly pos: number
  readonly head: Head
  /** Control entries held. */
  readonly control: number
  readonly distrusted: boolean
  readonly summary: Summary
}

const MOST_OPEN = 200
/** Of the index are written at once. All of it would stand in memory three times over: as text, as bytes, sealed. */
const PIECES_AT_ONCE = 16
const NOT_HERE = { replica: null, kept: null } as const
const chunkOf = (space: SpaceId): string => space.slice(0, 2)

export class Replicas {
  readonly #store: LocalStore
  readonly #open = new Map<SpaceId, Replica>()
  readonly #dirty = new Set<SpaceId>()
  readonly #index = new Map<SpaceId, IndexEntry>()
  readonly #summaries = new SummaryMap()
  readonly #dirtyChunks = new Set<string>()
  /** Large documents as they lie on the disk. */
  readonly #kept = new Map<SpaceId, KeptDoc>()
  #extra: LocalChange[] = []
  #last: Promise<unknown> = Promise.resolve()

  readonly #mayBeUnsent: (space: SpaceId) => boolean

  constructor(store: LocalStore, mayBeUnsent: (space: SpaceId) => boolean) {
    this.#store = store
    this.#mayBeUnsent = mayBeUnsent
  }

  /** Reads the index: one pass over at most 256 records, whatever the number of spaces. */
  async load(): Promise<void> {
    for await (const batch of this.#store.all('index')) {
      for (const [, bytes] of batch) {
        for (const [space, entry] of JSON.parse(bytesToUtf8(bytes)) as [SpaceId, IndexEntry][]) {
          const summary = broughtUpToDate(entry.summary)
          this.#index.set(space, { ...entry, summary })
          this.#summaries.set(space, summary)
        }
      }
    }
  }

  get index(): ReadonlyMap<SpaceId, IndexEntry> {
    return this.#index
  }

  get summaries(): Summaries {
    return this.#summaries
  }

  /** What is in memory of it now; nothing is read, and nothing can come between. */
  held(space: SpaceId): Replica | null {
    return this.#open.get(space) ?? null
  }

  async get(space: SpaceId): Promise<Replica | null> {
    const held = this.#open.get(space)
    if (held) {
      this.#open.delete(space)
      this.#open.set(space, held)
      return held
    }
    // Only a founding entry that is not sent yet can be on disk without standing in the index.
    if (!this.isVerified(space) && !this.#mayBeUnsent(space)) return null
    const bytes = await this.#store.get('spaces', space)
    const { replica, kept } = bytes ? await readReplica(this.#store, space, bytes) : NOT_HERE
    if (!replica) this.#missing(space)
    // Another call may have opened and changed it meanwhile.
    const raced = this.#open.get(space)
    if (raced) return raced
    if (kept) this.#kept.set(space, kept)
    if (replica) this.#remember(replica)
    return replica
  }

  /** The index speaks of a space that the platform removed: from now on it is a line without its space, to be fetched again. */
  #missing(space: SpaceId): void {
    const entry = this.#index.get(space)
    if (entry && !this.#open.has(space)) this.describe(space, { ...entry, pos: 0, head: NO_HEAD, control: 0 })
  }

  #remember(replica: Replica): void {
    this.#open.delete(replica.space)
    this.#open.set(replica.space, replica)
    for (const space of this.#open.keys()) {
      if (this.#open.size <= MOST_OPEN) break
      if (!this.#dirty.has(space) && space !== replica.space) this.#open.delete(space)
      else if (this.#dirty.size >= MOST_OPEN) break
    }
  }

  /** Takes a changed replica; `flush` makes it durable. */
  put(replica: Replica, summary: Summary, also: readonly LocalChange[] = []): void {
    this.#dirty.add(replica.space)
    this.#remember(replica)
    this.#extra.push(...also)
    this.describe(replica.space, {
      kind: replica.membership.kind,
      pos: replica.log.pos,
      head: replica.log.head,
      control: replica.control.length,
      distrusted: replica.distrusted,
      summary,
    })
  }

  /** False for a space of which only a colleague's line is known (see caseIndex.ts), or nothing at all. */
  isVerified(space: SpaceId): boolean {
    return (this.#index.get(space)?.control ?? 0) > 0
  }

  /** A line for a space that this device has not verified yet. */
  promise(space: SpaceId, kind: SpaceKind, summary: Summary): void {
    if (!this.#index.has(space))
      this.describe(space, { kind, pos: 0, head: NO_HEAD, control: 0, distrusted: false, summary: broughtUpToDate(summary) })
  }

  /** Drops a promised line that nothing bears out. */
  forget(space: SpaceId): void {
    if (this.isVerified(space) || !this.#index.delete(space)) return
    this.#summaries.delete(space)
    this.#dirtyChunks.add(chunkOf(space))
  }

  describe(space: SpaceId, entry: IndexEntry): void {
    this.#index.set(space, entry)
    this.#summaries.set(space, entry.summary)
    this.#dirtyChunks.add(chunkOf(space))
  }

  /** Writes changed spaces, with what belongs to them, in one transaction. False when the device's storage refused. */
  flush(): Promise<boolean> {
    return this.#write(0)
  }

  /**
   * Writes the index, with the spaces it describes: it may lag behind them, and the next sync brings it up to date, but it
   * must not run ahead, or what it says is here would never be fetched. What changes meanwhile waits for the next time.
   */
  async flushIndex(): Promise<boolean> {
    for (let pieces = this.#dirtyChunks.size; pieces > PIECES_AT_ONCE; pieces -= PIECES_AT_ONCE)
      if (!(await this.#write(PIECES_AT_ONCE))) return false
    return this.#write(PIECES_AT_ONCE)
  }

  #chunks(chunks: readonly string[]): readonly LocalChange[] {
    if (chunks.length === 0) return []
    const bySpace = new Map<string, [SpaceId, IndexEntry][]>(chunks.map((chunk) => [chunk, []]))
    for (const [space, entry] of this.#index) bySpace.get(chunkOf(space))?.push([space, entry])
    return chunks.map((chunk) => ({ table: 'index', key: chunk, value: utf8ToBytes(JSON.stringify(bySpace.get(chunk))) }))
  }

  /** One after the other: which pieces of a document changed is known only when it is known what stands on the disk. */
  #write(pieces: number): Promise<boolean> {
    const write = (): Promise<boolean> => this.#writeNow(pieces)
    const written = this.#last.then(write, write)
    this.#last = written
    return written
  }

  /** `pieces`: so many of the index at most. */
  async #writeNow(pieces: number): Promise<boolean> {
    const chunks = [...this.#dirtyChunks].slice(0, pieces)
    for (const chunk of chunks) this.#dirtyChunks.delete(chunk)
    const spaces = [...this.#dirty]
    const extra = this.#extra
    if (spaces.length + extra.length + chunks.length === 0) return true
    const written = spaces.map((space) => ({ space, ...changesOf(this.#open.get(space)!, this.#kept.get(space) ?? null) }))
    this.#dirty.clear()
    this.#extra = []
    const problem = await this.#store.write([...written.flatMap(({ changes }) => changes), ...extra, ...this.#chunks(chunks)])
    if (!problem) {
      for (const { space, kept } of written) {
        if (kept) this.#kept.set(space, kept)
        else this.#kept.delete(space)
      }
      return true
    }
    for (const space of spaces) this.#dirty.add(space)
    for (const chunk of chunks) this.#dirtyChunks.add(chunk)
    this.#extra = [...extra, ...this.#extra]
    return false
  }
}
