/**
 * The hashes of protocol/commit.ts for the one path that runs twenty thousand times a second: bytes are laid out in one
 * buffer that is used again, and ids are not turned into hex and back. A test holds them to the protocol's own functions.
 */
import { LABELS, LIMITS, hex, idBytes, type Head } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'

const commitSpace = new Uint8Array(LABELS.commitId.length + LIMITS.commitBytes)
commitSpace.set(LABELS.commitId)

/** `commitId` as bytes. */
export const hashCommit = (bytes: Uint8Array): Uint8Array => {
  commitSpace.set(bytes, LABELS.commitId.length)
  return sha256(commitSpace.subarray(0, LABELS.commitId.length + bytes.length))
}

const HASH_BYTES = 32
const ID_AT = LABELS.head.length + HASH_BYTES
const TIME_AT = ID_AT + HASH_BYTES
const headSpace = new Uint8Array(TIME_AT + 8)
const headView = new DataView(headSpace.buffer)
headSpace.set(LABELS.head)

/** `nextHead` for commits that were taken at the same time, one after the other. */
export const runHead = (before: Head, ids: readonly Uint8Array[], time: number): Head => {
  headView.setBigUint64(TIME_AT, BigInt(time))
  let head = idBytes(before)
  for (const id of ids) {
    headSpace.set(head, LABELS.head.length)
    headSpace.set(id, ID_AT)
    head = sha256(headSpace)
  }
  return hex(head) as Head
}
