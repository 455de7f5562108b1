/** Positions and running hashes inside the log. */
import {
  commitId,
  concat,
  decode,
  emptyHead,
  encode,
  loggedCommits,
  nextHead,
  u32,
  type CommitId,
  type Head,
  type SpaceId,
} from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { PushRow } from '../store/store.ts'

export type PushAt = (space: SpaceId, pos: number) => Promise<PushRow | null>

export interface Place {
  readonly pos: number
  readonly id: CommitId
  readonly head: Head
  readonly time: number
}

const commitsOf = (row: PushRow) => {
  const decoded = decode(loggedCommits, concat(encode(u32, row.last - row.first + 1), row.bytes))
  if (!decoded.ok) throw new Error('a stored push is damaged')
  return decoded.value
}

/** Where the commit at `pos` of this push stands; the end of a push needs no hashing. */
export const placeIn = async (row: PushRow, pos: number, pushAt: PushAt): Promise<Place> => {
  if (pos === row.last) return { pos, id: row.lastId, head: row.head, time: row.time }
  const before = row.first === 1 ? null : await pushAt(row.space, row.first - 1)
  let place: Place = { pos: row.first - 1, id: row.lastId, head: before?.head ?? emptyHead(sha256, row.space), time: row.time }
  for (const commit of commitsOf(row).slice(0, pos - row.first + 1)) {
    const id = commitId(sha256, commit.bytes)
    place = { pos: place.pos + 1, id, head: nextHead(sha256, place.head, id, commit.time), time: commit.time }
  }
  return place
}

/** The running hash at `pos`, or null beyond the end. */
export const headAt = async (space: SpaceId, pos: number, pushAt: PushAt): Promise<Head | null> => {
  if (pos === 0) return emptyHead(sha256, space)
  const row = await pushAt(space, pos)
  return row && (await placeIn(row, pos, pushAt)).head
}
