/**
 * What the relay keeps. Every table of the log is keyed by space first, so that a distributed database can keep a space in
 * one place. All methods are asynchronous and every write is one transaction that is durable when its promise resolves.
 * Adapters: memory, sqlite, postgres; one contract suite (contract.ts) for all.
 */
import type {
  BlobId,
  CommitId,
  DeviceId,
  Head,
  OrgId,
  PersonId,
  SignedControl,
  SignedSnapshot,
  SpaceId,
  SpaceKind,
} from '@pergola/protocol'
import type { Shared } from './between-processes.ts'

/** What a write came to. `full`: no room on the disk, nothing was written. */
export type Written = 'done' | 'full'

/** Another process was faster: nothing was written, and what was read before has changed. */
export class Outdated extends Error {
  constructor() {
    super('another writer was faster')
  }
}

export interface SpaceRow {
  readonly space: SpaceId
  readonly kind: SpaceKind
  /** Newest position and running hash of the content log, newest control position. */
  readonly pos: number
  readonly head: Head
  readonly control: number
}

/** One push: consecutive commits of one device (docs/decisions/0020-one-row-a-push.md). Positions `first` to `last`. */
export interface PushRow {
  readonly space: SpaceId
  readonly first: number
  readonly last: number
  readonly device: DeviceId
  readonly firstSeq: number
  readonly lastSeq: number
  readonly lastId: CommitId
  /** Running hash after `last`. */
  readonly head: Head
  readonly time: number
  /** The commits as `loggedCommit`s, one after the other: exactly what a page carries. */
  readonly bytes: Uint8Array
}

/** A member (person or organisation) of a space; `until` is the entry that took them out. */
export interface MemberRow {
  readonly space: SpaceId
  readonly member: string
  readonly until: number | null
}

export interface ControlRow {
  readonly space: SpaceId
  readonly seq: number
  readonly id: Head
  readonly signed: SignedControl
}

/** A control entry with what it changes in the indexes. */
export interface ControlAppend extends ControlRow {
  readonly members: readonly MemberRow[]
  readonly devices: readonly DeviceId[]
  readonly persons: readonly { readonly person: PersonId; readonly signKey: Uint8Array }[]
  /** The invitation this founding used up. */
  readonly invitation: Uint8Array | null
  /** This entry ends the space: with it go the entries before it, every push and snapshot, and these files of `org`. */
  readonly ended: { readonly org: OrgId; readonly blobs: readonly BlobId[] } | null
}

export interface Usage {
  readonly org: OrgId
  readonly bytes: number
}

/** Everything one group commit writes, in order. `spaces`: their rows after it. */
export interface Batch {
  readonly pushes: readonly PushRow[]
  readonly controls: readonly ControlAppend[]
  readonly spaces: readonly SpaceRow[]
  readonly usage: readonly Usage[]
  /** Spaces whose membership the batch rests on, with the newest control position that was seen of them. */
  readonly seen: readonly { readonly space: SpaceId; readonly control: number }[]
  /** How many networks there were, when the batch rests on that. */
  readonly networks: number | null
}

export interface SnapshotRow {
  readonly space: SpaceId
  readonly pos: number
  readonly snapshot: SignedSnapshot
}

export interface ListedRow extends SpaceRow {
  readonly until: number | null
}

export interface LogStore {
  /**
   * Throws when a position, control position or sequence number is taken: another writer was faster. A store that is shared
   * throws `Outdated`, also when `seen` or `networks` is not what it holds. What goes with a space that ends is gone from the disk
   * when this resolves, as far as the adapter can say (docs/decisions/0022-sealed-deletion.md); its files are orphans of no age.
   */
  append(batch: Batch): Promise<Written>
  space(space: SpaceId): Promise<SpaceRow | null>
  /** Entries `from`..`to`, at most `maxBytes` of them but at least one. */
  controls(space: SpaceId, from: number, to: number, maxBytes: number): Promise<readonly ControlRow[]>
  /** Pushes with a commit after position `after`, at most `maxBytes` of them but at least one. */
  pushes(space: SpaceId, after: number, maxBytes: number): Promise<readonly PushRow[]>
  pushAt(space: SpaceId, pos: number): Promise<PushRow | null>
  /** The push that holds commit `seq` of this device. */
  pushOf(space: SpaceId, device: DeviceId, seq: number): Promise<PushRow | null>
  /** A device's newest commit here. */
  chain(space: SpaceId, device: DeviceId): Promise<{ readonly seq: number; readonly id: CommitId } | null>
  /** Spaces of a member in the order of their ids, after `after`. */
  listed(member: string, after: SpaceId | null, limit: number): Promise<readonly ListedRow[]>
  membership(member: string, space: SpaceId): Promise<MemberRow | null>
  networks(): Promise<readonly SpaceId[]>
  orgOfDevice(device: DeviceId): Promise<OrgId | null>
  /** The organisation in which somebody with this signing key is a member now. */
  orgOfKey(signKey: Uint8Array): Promise<OrgId | null>
  usage(org: OrgId): Promise<number>
  /** Keeps the newest two of a space, and none of one that has ended. */
  putSnapshot(row: SnapshotRow, usage: Usage): Promise<Written>
  newestSnapshot(space: SpaceId): Promise<SnapshotRow | null>
}

export interface AccountRow {
  /** SHA-256 of the name, as hex. */
  readonly account: string
  readonly signInKey: Uint8Array
  readonly personKey: Uint8Array
  readonly sealedSeed: Uint8Array
  /** Public keys of the passkeys that sign-in asks for, 64 bytes each; empty: none is asked for. */
  readonly factors: Uint8Array
}

export interface AccountStore {
  account(account: string): Promise<AccountRow | null>
  /**
   * `taken`: the name exists, or the invitation was used for another account. The invitation, if any, is marked as used by this account
   * in the same transaction. Without one, and while there is no network, an account of this name is one whose founding broke off:
   * the new one stands in its place.
   */
  createAccount(row: AccountRow, invitation: Uint8Array | null): Promise<Written | 'taken'>
  replaceKeys(account: string, signInKey: Uint8Array, sealedSeed: Uint8Array): Promise<Written>
  setFactors(account: string, factors: Uint8Array): Promise<Written>
}

export interface InvitationRow {
  readonly invitation: Uint8Array
  readonly org: OrgId
  readonly kind: 'person' | 'organisation'
  readonly permitHash: Uint8Array
  readonly expires: number
  readonly sealed: Uint8Array
  readonly answer: Uint8Array | null
  /** What was made with it. */
  readonly account: string | null
  readonly founded: SpaceId | null
}

export interface InvitationStore {
  createInvitation(row: InvitationRow): Promise<Written | 'taken'>
  invitation(invitation: Uint8Array): Promise<InvitationRow | null>
  invitations(org: OrgId): Promise<readonly InvitationRow[]>
  /** `taken`: another answer stands. */
  answerInvitation(invitation: Uint8Array, answer: Uint8Array): Promise<Written | 'taken'>
  dropInvitation(org: OrgId, invitation: Uint8Array): Promise<Written>
  dropInvitationsBefore(expires: number): Promise<number>
}

export interface AlertRow {
  readonly org: OrgId
  readonly number: number
  /** SHA-256 of the mailbox token. */
  readonly mailbox: Uint8Array
  readonly time: number
  readonly envelope: Uint8Array
}

export interface ReplyRow {
  readonly time: number
  readonly envelope: Uint8Array
}

export interface IntakeStore {
  card(org: OrgId): Promise<Uint8Array | null>
  putCard(org: OrgId, card: Uint8Array | null): Promise<Written>
  /** Numbers count up by one an organisation. Opens the mailbox when it is new; claims the blobs. */
  addAlert(alert: Omit<AlertRow, 'number'>, blobs: readonly string[]): Promise<Written>
  alerts(org: OrgId, after: number, maxBytes: number): Promise<readonly AlertRow[]>
  countAlerts(org: OrgId): Promise<number>
  dropAlerts(org: OrgId, numbers: readonly number[]): Promise<Written>
  mailboxOrg(mailbox: Uint8Array): Promise<OrgId | null>
  replies(mailbox: Uint8Array): Promise<readonly ReplyRow[]>
  /** Adds one and forgets the oldest until envelopes and 12 bytes each fit `keepBytes`. */
  addReply(mailbox: Uint8Array, reply: ReplyRow, keepBytes: number): Promise<Written>
}

export interface BlobRow {
  readonly blob: string
  readonly org: OrgId
  readonly bytes: number
  readonly sha256: Uint8Array
  readonly time: number
  /** An intake's file that no alert has named yet. */
  readonly orphan: boolean
}

export interface BlobStore {
  blob(blob: string): Promise<BlobRow | null>
  addBlob(row: BlobRow): Promise<Written>
  orphansBefore(time: number): Promise<readonly BlobRow[]>
  removeBlob(blob: string): Promise<Written>
}

export interface EditionRow {
  readonly org: OrgId
  /** Unix ms, as its body says. */
  readonly issued: number
  readonly edition: Uint8Array
}

/** What organisations publish to everyone: the newest of each. */
export interface EditionStore {
  edition(org: OrgId): Promise<EditionRow | null>
  /** Of every organisation, by the organisation's id. */
  editions(): Promise<readonly EditionRow[]>
  putEdition(row: EditionRow): Promise<Written>
  dropEdition(org: OrgId): Promise<Written>
}

export interface ParcelRow {
  /** SHA-256 of the token in the link. */
  readonly parcel: Uint8Array
  readonly org: OrgId
  /** Where the sealed bytes are; null once they are gone. */
  readonly blob: string | null
  /** From when on the bytes are not given out and go: when the link ends, or shortly after it was opened. */
  readonly due: number
  readonly expires: number
  /** Unix ms; 0 while nobody has opened it. */
  readonly opened: number
}

/** Files for people outside the network, each behind a link that works once. */
export interface ParcelStore {
  parcel(parcel: Uint8Array): Promise<ParcelRow | null>
  /** New, or in place of what stands under this id. */
  putParcel(row: ParcelRow): Promise<Written>
  /** Whose bytes are still here though they are due to go. */
  parcelsDue(time: number): Promise<readonly ParcelRow[]>
  /** Forgets that there were any that ended before. */
  dropParcelsBefore(expires: number): Promise<number>
}

export interface Store extends LogStore, AccountStore, InvitationStore, IntakeStore, BlobStore, EditionStore, ParcelStore {
  /** Where several processes may work on the store at once. */
  readonly shared?: Shared
  close(): Promise<void>
}
