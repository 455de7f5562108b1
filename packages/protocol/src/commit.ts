/**
 * Commits: the unit that is pushed, numbered and merged. One carries one or more sealed operations.
 *
 * | at | field | bytes | |
 * |---|---|---|---|
 * | 0 | suite | 1 | 1 |
 * | 1 | space | 16 | |
 * | 17 | epoch | 4 | whose key seals it |
 * | 21 | device | 16 | author |
 * | 37 | seq | 4 | 1, 2, 3 … of this device in this space |
 * | 41 | prev | 32 | id of this device's commit before, zeros for the first |
 * | 73 | control | 4 | control position the author saw: decides the author's role |
 * | 77 | seenPos, seenHead | 4 + 32 | log position and running hash the author saw: a fork shows here |
 * | 113 | nonce | 24 | random |
 * | 137 | ciphertext | n + 16 | XChaCha20-Poly1305 of padded plaintext, bytes 0..112 as associated data |
 *
 * Id = SHA-256(`LABELS.commitId`, all bytes); the signature is not part of it. A push is signed once: Ed25519 over
 * `LABELS.push` and the id of its last commit, which the chain of `prev` ties to the others.
 * Running hash: head[0] = SHA-256(`LABELS.head`, space); head[n] = SHA-256(`LABELS.head`, head[n-1], id, time) with the
 * relay's time as u64, so that a relay that tells two members different times forks the log. Plaintext = u32 length,
 * payload, zeros up to a padding step. Errors: malformed (why). Source: sealing.md "Operations", "Order and truth".
 */
import {
  blob,
  concat,
  decode,
  encode,
  fixed,
  id,
  idBytes,
  hex,
  list,
  option,
  struct,
  u32,
  u64,
  u8,
  type Malformed,
  type Of,
} from './codec.ts'
import type { CommitId, DeviceId, Head, SpaceId } from './ids.ts'
import * as LABELS from './labels.ts'
import * as LIMITS from './limits.ts'
import { SUITE } from './limits.ts'
import { isPadded } from './padding.ts'
import { fail, ok, type Result } from './result.ts'

export const commitHeader = struct({
  suite: u8,
  space: id<SpaceId>(16),
  epoch: u32,
  device: id<DeviceId>(16),
  seq: u32,
  prev: id<CommitId>(32),
  control: u32,
  seenPos: u32,
  seenHead: id<Head>(32),
})
export type CommitHeader = Of<typeof commitHeader>

export const HEADER_BYTES = 113
export const NONCE_BYTES = 24
export const TAG_BYTES = 16
export const NO_COMMIT = '0'.repeat(64) as CommitId

export interface Commit {
  readonly header: CommitHeader
  readonly headerBytes: Uint8Array
  readonly nonce: Uint8Array
  readonly ciphertext: Uint8Array
}

/** Synchronous SHA-256 (FIPS 180-4): given by whoever calls, so that this package needs no library. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

export const commitBytes = (header: CommitHeader, nonce: Uint8Array, ciphertext: Uint8Array): Uint8Array =>
  concat(encode(commitHeader, header), nonce, ciphertext)

/** Splits and checks a commit's form: suite, sizes, padding step. Says nothing of who wrote it. */
export const parseCommit = (bytes: Uint8Array): Result<Commit, Malformed> => {
  const sealed = bytes.length - HEADER_BYTES - NONCE_BYTES - TAG_BYTES
  if (bytes.length > LIMITS.commitBytes) return fail({ type: 'malformed', why: 'commit too large' })
  if (sealed < 0 || !isPadded(sealed)) return fail({ type: 'malformed', why: 'not a padding step' })
  const headerBytes = bytes.subarray(0, HEADER_BYTES)
  const header = decode(commitHeader, headerBytes)
  if (!header.ok) return header
  if (header.value.suite !== SUITE) return fail({ type: 'malformed', why: `suite ${header.value.suite} is not known here` })
  const nonceEnd = HEADER_BYTES + NONCE_BYTES
  return ok({ header: header.value, headerBytes, nonce: bytes.subarray(HEADER_BYTES, nonceEnd), ciphertext: bytes.subarray(nonceEnd) })
}

export const commitId = (sha256: Sha256, bytes: Uint8Array): CommitId => hex(sha256(concat(LABELS.commitId, bytes))) as CommitId

export const emptyHead = (sha256: Sha256, space: SpaceId): Head => hex(sha256(concat(LABELS.head, idBytes(space)))) as Head

export const nextHead = (sha256: Sha256, head: Head, commit: CommitId, time: number): Head =>
  hex(sha256(concat(LABELS.head, idBytes(head), idBytes(commit), encode(u64, time)))) as Head

/** What a push's signature covers. */
export const pushMessage = (last: CommitId): Uint8Array => concat(LABELS.push, idBytes(last))

/** A commit in the log: `signature` is there on the last commit of each push, `time` is the relay's (Unix ms). */
export const loggedCommit = struct({ bytes: blob(LIMITS.commitBytes), signature: option(fixed(64)), time: u64 })
export type LoggedCommit = Of<typeof loggedCommit>
export const loggedCommits = list(loggedCommit, 4096)

const receiptBody = struct({ space: id<SpaceId>(16), pos: u32, head: id<Head>(32), time: u64 })
/** Given only after the log is safe on disk. */
export const receipt = struct({ space: id<SpaceId>(16), pos: u32, head: id<Head>(32), time: u64, signature: fixed(64) })
export type Receipt = Of<typeof receipt>
export const receiptMessage = (value: Of<typeof receiptBody>): Uint8Array => concat(LABELS.receipt, encode(receiptBody, value))

/**
 * A snapshot: the folded state of a space at position `pos`, sealed like a commit and signed by its device over
 * `LABELS.snapshot` and all bytes. Header bytes are associated data.
 */
export const snapshotHeader = struct({
  suite: u8,
  space: id<SpaceId>(16),
  epoch: u32,
  device: id<DeviceId>(16),
  control: u32,
  pos: u32,
  head: id<Head>(32),
})
export type SnapshotHeader = Of<typeof snapshotHeader>
export const SNAPSHOT_HEADER_BYTES = 77
export const signedSnapshot = struct({ bytes: blob(LIMITS.snapshotBytes), signature: fixed(64) })
export type SignedSnapshot = Of<typeof signedSnapshot>
export const snapshotMessage = (bytes: Uint8Array): Uint8Array => concat(LABELS.snapshot, bytes)
