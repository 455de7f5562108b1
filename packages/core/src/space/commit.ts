/** Sealing and opening commits and snapshots. Bytes and fields: protocol/commit.ts. */
import {
  NO_COMMIT,
  SNAPSHOT_HEADER_BYTES,
  SUITE,
  commitBytes,
  commitHeader,
  commitId,
  concat,
  decode,
  encode,
  fail,
  isPadded,
  ok,
  paddedLength,
  parseCommit,
  snapshotHeader,
  snapshotMessage,
  u32,
  type Commit,
  type CommitId,
  type DeviceId,
  type Malformed,
  type Result,
  type SignedSnapshot,
  type SnapshotHeader,
  type SpaceId,
} from '@pergola/protocol'
import { NONCE, openBox, type CryptoPort, type Key } from '../crypto/index.ts'
import type { DeviceSecret } from '../identity/index.ts'
import type { Seen } from './control.ts'
import { contentKey, type EpochKey, type Opening } from './keys.ts'

/** Deriving a content key costs more than sealing a small commit; a key lives in one space. */
const derived = new WeakMap<EpochKey, Key<'content'>>()
const contentKeyOf = (crypto: Opening, key: EpochKey, space: SpaceId): Key<'content'> => {
  const held = derived.get(key)
  if (held) return held
  const made = contentKey(crypto, key, space)
  derived.set(key, made)
  return made
}

const pad = (content: Uint8Array): Uint8Array => {
  const padded = new Uint8Array(paddedLength(content.length + 4))
  padded.set(encode(u32, content.length))
  padded.set(content, 4)
  return padded
}

const unpad = (padded: Uint8Array): Uint8Array | null => {
  if (padded.length < 4 || !isPadded(padded.length)) return null
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0)
  if (paddedLength(length + 4) !== padded.length) return null
  return padded.subarray(length + 4).every((byte) => byte === 0) ? padded.subarray(4, length + 4) : null
}

/** Where a device's own chain in a space stands. */
export interface Chain {
  readonly seq: number
  readonly last: CommitId
}
export const NO_CHAIN: Chain = { seq: 0, last: NO_COMMIT }

export interface Place {
  readonly space: SpaceId
  readonly epoch: number
  readonly key: EpochKey
  readonly device: DeviceId
  readonly chain: Chain
  readonly control: number
  readonly seen: Seen
}

export interface SealedCommit {
  readonly bytes: Uint8Array
  readonly id: CommitId
  readonly chain: Chain
}

/** Seals one payload as this device's next commit. */
export const sealCommit = (crypto: CryptoPort, place: Place, payload: Uint8Array): SealedCommit => {
  const header = {
    suite: SUITE,
    space: place.space,
    epoch: place.epoch,
    device: place.device,
    seq: place.chain.seq + 1,
    prev: place.chain.last,
    control: place.control,
    seenPos: place.seen.pos,
    seenHead: place.seen.head,
  }
  const nonce = crypto.random(NONCE)
  const key = contentKeyOf(crypto, place.key, place.space)
  const ciphertext = crypto.xchacha.seal(key, nonce, pad(payload), encode(commitHeader, header))
  const bytes = commitBytes(header, nonce, ciphertext)
  const id = commitId(crypto.sha256, bytes)
  return { bytes, id, chain: { seq: header.seq, last: id } }
}

/** The payload of a parsed commit, or null when this key does not open it. */
export const openCommit = (crypto: Opening, { header, headerBytes, nonce, ciphertext }: Commit, key: EpochKey): Uint8Array | null => {
  const padded = crypto.xchacha.open(contentKeyOf(crypto, key, header.space), nonce, ciphertext, headerBytes)
  return padded && unpad(padded)
}

/** A snapshot sealed and signed. `content`: the folded state, see record/snapshot.ts and snapshot.ts beside this file. */
export const sealSnapshot = async (
  crypto: CryptoPort,
  device: DeviceSecret,
  key: EpochKey,
  at: Omit<SnapshotHeader, 'suite' | 'device'>,
  content: Uint8Array,
): Promise<SignedSnapshot> => {
  const header = encode(snapshotHeader, { ...at, suite: SUITE, device: device.id })
  const nonce = crypto.random(NONCE)
  const bytes = concat(header, nonce, crypto.xchacha.seal(contentKeyOf(crypto, key, at.space), nonce, pad(content), header))
  return { bytes, signature: await crypto.sign(device.signSeed, snapshotMessage(bytes)) }
}

export const parseSnapshot = (snapshot: SignedSnapshot): Result<SnapshotHeader, Malformed> => {
  const header = decode(snapshotHeader, snapshot.bytes.subarray(0, SNAPSHOT_HEADER_BYTES))
  if (!header.ok) return header
  return header.value.suite === SUITE ? header : fail({ type: 'malformed', why: `suite ${header.value.suite} is not known here` })
}

export const openSnapshot = (
  crypto: Opening,
  snapshot: SignedSnapshot,
  header: SnapshotHeader,
  key: EpochKey,
): Result<Uint8Array, { readonly type: 'undecryptable' }> => {
  const associated = snapshot.bytes.subarray(0, SNAPSHOT_HEADER_BYTES)
  const box = snapshot.bytes.subarray(SNAPSHOT_HEADER_BYTES)
  const padded = openBox(contentKeyOf(crypto, key, header.space), box, associated, crypto.xchacha)
  const content = padded && unpad(padded)
  return content ? ok(content) : fail({ type: 'undecryptable' })
}

export { parseCommit }
