/**
 * What was written here and is not acknowledged: sealed, durable on this device before it is sent, dropped when the relay's
 * log shows it. The same bytes are sent again after a crash, so nothing can be doubled.
 */
import { decodePayload, type Payload } from '@pergola/core/record'
import type { SealedCommit } from '@pergola/core/space'
import {
  blob,
  decode,
  encode,
  id,
  option,
  signedControl,
  struct,
  u32,
  u8,
  type CommitId,
  type SignedControl,
  type SpaceId,
} from '@pergola/protocol'
import type { LocalChange, LocalStore } from '../local/store.ts'
import type { StorageProblem } from '../ports.ts'

const codec = struct({
  version: u8,
  space: id<SpaceId>(16),
  control: option(signedControl),
  seq: u32,
  commit: id<CommitId>(32),
  bytes: blob(1_000_000),
  payload: blob(1_000_000),
})

export interface OutboxItem {
  readonly number: number
  readonly space: SpaceId
  /** A founding entry, or null for a commit. */
  readonly control: SignedControl | null
  /** This device's sequence number in the space; 0 for a founding entry. */
  readonly seq: number
  readonly commit: CommitId
  readonly bytes: Uint8Array
  readonly payload: Uint8Array
}

const NO_COMMIT_ID = '0'.repeat(64) as CommitId
const keyOf = (number: number): string => number.toString().padStart(12, '0')
const valueOf = ({ space, control, seq, commit, bytes, payload }: OutboxItem): Uint8Array =>
  encode(codec, { version: 1, space, control, seq, commit, bytes, payload })

/** What waits is read each time its space is looked at: once decoded it stays so, as long as it waits. */
const decoded = new WeakMap<Uint8Array, Payload>()

const payloadOf = (bytes: Uint8Array): Payload | null => {
  const known = decoded.get(bytes)
  if (known !== undefined) return known
  const read = decodePayload(bytes)
  if (!read.ok) return null
  decoded.set(bytes, read.value)
  return read.value
}

/** Read once for each item: what waits is looked at again and again until it is sent. */
const payloadsRead = new WeakMap<OutboxItem, readonly Payload[]>()

export const payloadsIn = (items: readonly OutboxItem[]): readonly Payload[] =>
  items.flatMap((item) => {
    let read = payloadsRead.get(item)
    if (read === undefined) {
      const payload = item.control ? null : payloadOf(item.payload)
      payloadsRead.set(item, (read = payload === null ? [] : [payload]))
    }
    return read
  })

export class Outbox {
  readonly #store: LocalStore
  readonly #bySpace = new Map<SpaceId, OutboxItem[]>()
  #next = 1
  #count = 0

  constructor(store: LocalStore) {
    this.#store = store
  }

  async load(): Promise<void> {
    for await (const batch of this.#store.all('outbox')) {
      for (const [key, bytes] of batch) {
        const read = decode(codec, bytes)
        if (read.ok) this.#add({ number: Number(key), ...read.value })
      }
    }
  }

  get size(): number {
    return this.#count
  }

  get spaces(): readonly SpaceId[] {
    return [...this.#bySpace.keys()]
  }

  of(space: SpaceId): readonly OutboxItem[] {
    return this.#bySpace.get(space) ?? []
  }

  payloads(space: SpaceId): readonly Payload[] {
    return payloadsIn(this.of(space))
  }

  #add(item: OutboxItem): void {
    const items = this.#bySpace.get(item.space) ?? []
    this.#bySpace.set(item.space, [...items, item])
    this.#next = Math.max(this.#next, item.number + 1)
    this.#count += 1
  }

  /** Durable when it resolves with null; otherwise nothing was kept. */
  async addFounding(space: SpaceId, control: SignedControl): Promise<StorageProblem | null> {
    return this.#put({
      number: this.#next,
      space,
      control,
      seq: 0,
      commit: NO_COMMIT_ID,
      bytes: new Uint8Array(),
      payload: new Uint8Array(),
    })
  }

  async addCommit(space: SpaceId, sealed: SealedCommit, payload: Uint8Array): Promise<StorageProblem | null> {
    return this.#put({ number: this.#next, space, control: null, seq: sealed.chain.seq, commit: sealed.id, bytes: sealed.bytes, payload })
  }

  async #put(item: OutboxItem): Promise<StorageProblem | null> {
    this.#next = item.number + 1
    const problem = await this.#store.write([{ table: 'outbox', key: keyOf(item.number), value: valueOf(item) }])
    if (!problem) this.#add(item)
    return problem
  }

  /** Drops the founding entry (`seq` 0) or every commit up to `seq`; gives the deletions to write with the replica. */
  confirm(space: SpaceId, seq: number): readonly LocalChange[] {
    const items = this.of(space)
    const gone = items.filter((item) => (item.control === null ? item.seq <= seq : true))
    if (gone.length === 0) return []
    const rest = items.filter((item) => !gone.includes(item))
    if (rest.length === 0) this.#bySpace.delete(space)
    else this.#bySpace.set(space, rest)
    this.#count -= gone.length
    return gone.map((item) => ({ table: 'outbox', key: keyOf(item.number), value: null }))
  }

  /** Replaces commits by newly sealed ones (a new epoch, another chain), one for one. */
  async reseal(space: SpaceId, seal: (payload: Uint8Array) => SealedCommit): Promise<void> {
    const items = this.of(space).map((item): OutboxItem => {
      if (item.control) return item
      const sealed = seal(item.payload)
      return { ...item, seq: sealed.chain.seq, commit: sealed.id, bytes: sealed.bytes }
    })
    if (items.length === 0) return
    this.#bySpace.set(space, items)
    await this.#store.write(items.map((item) => ({ table: 'outbox', key: keyOf(item.number), value: valueOf(item) })))
  }
}
