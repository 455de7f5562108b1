/**
 * One space as this device keeps it: verified membership, keys, log state and the folded document. Version 1 holds the document;
 * version 2 says of which pieces it is made (docPieces.ts), which lie beside it.
 */
import type { Doc } from '@pergola/core/record'
import { bytesOfDoc, docOfBytes } from './docBytes.ts'
import { cutDoc, decodeVersions, encodeVersions, joinDoc, type KeptDoc } from './docPieces.ts'
import type { LocalChange, LocalStore } from './store.ts'
import { asKey } from '@pergola/core/crypto'
import type { Chain, EpochKey, Keys, LogState } from '@pergola/core/space'
import {
  ROLES,
  SPACE_KINDS,
  blob,
  decode,
  deviceCertificate,
  encode,
  fixed,
  id,
  list,
  oneOf,
  option,
  orgKeys,
  personCard,
  signedControl,
  struct,
  u32,
  u64,
  u8,
  type Codec,
  type CommitId,
  type DeviceId,
  type Head,
  type Membership,
  type Of,
  type OrgId,
  type PersonId,
  type SignedControl,
  type SpaceId,
} from '@pergola/protocol'

const many = <T>(item: Codec<T>): Codec<readonly T[]> => list(item, 1_000_000)

const stay = struct({
  from: u32,
  until: option(u32),
  pin: option(u32),
  roles: many(struct({ from: u32, role: oneOf(ROLES) })),
})
const membershipCodec = struct({
  space: id<SpaceId>(16),
  kind: oneOf(SPACE_KINDS),
  seq: u32,
  head: id<Head>(32),
  founder: option(id<OrgId>(16)),
  epochs: many(struct({ epoch: u32, from: u32, keyHash: fixed(32) })),
  members: many(struct({ member: id<string>(16), stays: many(stay) })),
  cards: many(struct({ person: id<PersonId>(16), card: personCard })),
  devices: many(struct({ device: id<DeviceId>(16), certificate: deviceCertificate, from: u32, until: option(u32), pin: option(u32) })),
  orgKeys: many(orgKeys),
  dropped: many(struct({ device: id<DeviceId>(16), pos: u32 })),
})

/** Kept on this device only: a network's book with ten thousand services is larger than any snapshot that is sent. */
const DOC_BYTES = 96 * 1024 * 1024

const record = struct({
  version: u8,
  control: many(signedControl),
  membership: membershipCodec,
  keys: many(struct({ epoch: u32, key: fixed(32) })),
  pos: u32,
  head: id<Head>(32),
  chains: many(struct({ device: id<DeviceId>(16), seq: u32, last: id<CommitId>(32) })),
  heads: many(struct({ pos: u32, head: id<Head>(32) })),
  snapshotPos: u32,
  goneSince: option(u64),
  distrusted: u8,
  doc: blob(DOC_BYTES),
})

/** A space in memory. `doc` holds what the relay acknowledged; pending operations are applied on top when it is opened. */
export interface Replica {
  readonly space: SpaceId
  readonly control: readonly SignedControl[]
  readonly membership: Membership
  readonly keys: Keys
  readonly log: LogState
  /** Running hashes of recent positions, to hold against what authors quote. */
  readonly heads: ReadonlyMap<number, Head>
  readonly snapshotPos: number
  readonly goneSince: number | null
  /** Something did not check out: shown, never followed further. */
  readonly distrusted: boolean
  readonly doc: Doc
}

const fromMembership = (m: Membership) => ({
  ...m,
  members: Object.entries(m.members).map(([member, stays]) => ({ member, stays })),
  cards: Object.entries(m.cards).map(([person, card]) => ({ person: person as PersonId, card })),
  devices: Object.entries(m.devices).map(([device, entry]) => ({ device: device as DeviceId, ...entry })),
  dropped: Object.entries(m.dropped).map(([device, pos]) => ({ device: device as DeviceId, pos })),
})

const toMembership = (m: ReturnType<typeof fromMembership>): Membership => ({
  ...m,
  members: Object.fromEntries(m.members.map(({ member, stays }) => [member, stays])),
  cards: Object.fromEntries(m.cards.map(({ person, card }) => [person, card])),
  devices: Object.fromEntries(m.devices.map(({ device, ...entry }) => [device, entry])),
  dropped: Object.fromEntries(m.dropped.map(({ device, pos }) => [device, pos])),
})

/** A replica with its document in one record. */
export const encodeReplica = (replica: Replica): Uint8Array => encodeRecord(replica, 1, bytesOfDoc(replica.doc))

const encodeRecord = (replica: Replica, version: 1 | 2, doc: Uint8Array): Uint8Array =>
  encode(record, {
    version,
    control: replica.control,
    membership: fromMembership(replica.membership),
    keys: Object.entries(replica.keys).map(([epoch, key]) => ({ epoch: Number(epoch), key })),
    pos: replica.log.pos,
    head: replica.log.head,
    chains: Object.entries(replica.log.chains).map(([device, chain]) => ({ device: device as DeviceId, ...(chain as Chain) })),
    heads: [...replica.heads].map(([pos, head]) => ({ pos, head })),
    snapshotPos: replica.snapshotPos,
    goneSince: replica.goneSince,
    distrusted: replica.distrusted ? 1 : 0,
    doc,
  })

const pieceKey = (space: SpaceId, at: number): string => `${space}/${at}`

/** What is written of a changed replica, in one transaction: its record, and of a large document the pieces that changed. */
export const changesOf = (
  replica: Replica,
  before: KeptDoc | null,
): { readonly changes: readonly LocalChange[]; readonly kept: KeptDoc | null } => {
  const { kept, pieces } = cutDoc(replica.doc, before)
  const value = kept === null ? encodeReplica(replica) : encodeRecord(replica, 2, encodeVersions(kept))
  const changes = pieces.map(({ at, bytes }): LocalChange => ({ table: 'pieces', key: pieceKey(replica.space, at), value: bytes }))
  return { changes: [{ table: 'spaces', key: replica.space, value }, ...changes], kept }
}

type Record = Of<typeof record>

/** A replica whose document is in its record; null for anything else. */
export const decodeReplica = (space: SpaceId, bytes: Uint8Array): Replica | null => {
  const read = decode(record, bytes)
  if (!read.ok || read.value.version !== 1) return null
  const doc = docOfBytes(read.value.doc)
  return doc.ok ? replicaOf(space, read.value, doc.value) : null
}

/** What lies on the disk of a space. `kept` also where its pieces cannot be joined: they are written over the next time. */
export interface KeptReplica {
  readonly replica: Replica | null
  readonly kept: KeptDoc | null
}

/** Reads a space's record with its pieces. */
export const readReplica = async (store: Pick<LocalStore, 'get'>, space: SpaceId, bytes: Uint8Array): Promise<KeptReplica> => {
  const read = decode(record, bytes)
  const versions = read.ok && read.value.version === 2 ? decodeVersions(read.value.doc) : null
  if (!read.ok || versions === null) return { replica: decodeReplica(space, bytes), kept: null }
  const doc = joinDoc(versions, await Promise.all(versions.map((_, at) => store.get('pieces', pieceKey(space, at)))))
  if (doc === null) return { replica: null, kept: { doc: null, versions } }
  return { replica: replicaOf(space, read.value, doc), kept: { doc, versions } }
}

const replicaOf = (space: SpaceId, from: Record, doc: Doc): Replica => {
  const { control, membership, keys, pos, head, chains, heads, snapshotPos, goneSince, distrusted } = from
  return {
    space,
    control,
    membership: toMembership(membership as ReturnType<typeof fromMembership>),
    keys: Object.fromEntries(keys.map(({ epoch, key }) => [epoch, asKey<'epoch'>(key) as EpochKey])),
    log: { pos, head, chains: Object.fromEntries(chains.map(({ device, seq, last }) => [device, { seq, last }])) },
    heads: new Map(heads.map((entry) => [entry.pos, entry.head])),
    snapshotPos,
    goneSince,
    distrusted: distrusted === 1,
    doc,
  }
}
