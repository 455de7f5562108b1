/**
 * What queries and commands see of a running, unlocked client: documents to read, one way to write, and the few things
 * that need the relay. Sync, sealing and storage are behind it.
 */
import type { Author, Doc, Hlc, Op } from '@pergola/core/record'
import type { Day } from '@pergola/core/casework'
import type { CryptoPort } from '@pergola/core/crypto'
import type { OrgSecret } from '@pergola/core/space'
import type { BlobId, DeviceId, Head, Membership, OrgId, PersonId, Role, SpaceId, WorkSpaceKind } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import type { Ports } from '../ports.ts'
import type { Search } from '../search/index.ts'
import type { Farewell } from '../sync/farewells.ts'
import type { Summaries } from './summaries.ts'

export interface Me {
  readonly person: PersonId
  readonly org: OrgId
  readonly device: DeviceId
  readonly role: Role
}

export interface Opened {
  readonly space: SpaceId
  /** Confirmed and pending together. */
  readonly doc: Doc
  readonly membership: Membership
  /** Operations of ours that the relay has not acknowledged. */
  readonly pending: number
  readonly goneSince: number | null
}

/** One operation of a space's verified log, for the history view. */
export interface HistoryOp {
  readonly at: number
  /** What it counts with: `at`, lowered to what the relay's clock allows. */
  readonly clock: Hlc
  readonly author: Author
  readonly op: Op
  readonly pending: boolean
}

export interface World {
  readonly crypto: CryptoPort
  readonly age: Ports['age']
  readonly me: Me
  readonly now: () => number
  readonly today: () => Day
  /** One small summary for each space this device reads, always in memory. */
  readonly summaries: Summaries
  /** The organisation's own book and the network's book, always in memory. The network is null until one is joined. */
  readonly book: () => Opened
  readonly network: () => Opened | null
  /** Control state of every organisation known here, one's own included. */
  readonly organisations: ReadonlyMap<OrgId, Membership>
  /** All generations of one's own organisation's secrets, oldest first. */
  readonly orgSecrets: () => readonly OrgSecret[]
  readonly open: (space: SpaceId) => Promise<Opened | null>
  /** Durable here when it resolves; sent as soon as the relay can be reached. Refuses what the space's rules refuse. */
  readonly write: (space: SpaceId, ops: readonly Op[]) => Promise<Answer<null>>
  /** Many commits at once, in order; `written` of them are kept when it resolves. */
  readonly writeMany: (
    space: SpaceId,
    batches: readonly (readonly Op[])[],
  ) => Promise<{ readonly written: number; readonly answer: Answer<null> }>
  /** Founds a space, shared with `others` from the start (null until the relay is reached is not an error: it is queued). */
  readonly found: (
    kind: WorkSpaceKind,
    others: readonly { readonly org: OrgId; readonly role: Role }[],
    ops: readonly Op[],
  ) => Promise<Answer<SpaceId>>
  /** Needs the relay: membership changes are made online. */
  readonly share: (space: SpaceId, org: OrgId, role: Role) => Promise<Answer<null>>
  readonly revoke: (space: SpaceId, org: OrgId) => Promise<Answer<null>>
  /** Our word, as one of two people, that a space may end as it stands now. Needs the relay. */
  readonly agreeToEnd: (space: SpaceId, blobs: readonly BlobId[]) => Promise<Answer<Agreement>>
  /** Ends a space for good: its keys and all that is in it, here and everywhere. `agreed`: another person's word. Needs the relay. */
  readonly end: (space: SpaceId, blobs: readonly BlobId[], agreed: Agreement | null) => Promise<Answer<null>>
  /** Of spaces that others ended, until they are dismissed. */
  readonly farewells: () => readonly Farewell[]
  readonly dismissFarewell: (space: SpaceId) => Promise<void>
  /** Files that the ends of spaces of others name, until they were looked through for ours. */
  readonly endedFiles: () => readonly { readonly space: SpaceId; readonly blobs: readonly BlobId[] }[]
  readonly forgetEndedFiles: (space: SpaceId) => Promise<void>
  /** Reads and verifies the whole log again. Needs the relay for what is not kept here. */
  readonly history: (space: SpaceId) => Promise<Answer<readonly HistoryOp[]>>
  readonly gateway: Gateway
  /** Everything this device reads, indexed by word. */
  readonly search: Pick<Search, 'search'>
  /** Progress of long work; `cancelled()` turns true when someone pressed cancel. */
  readonly progress: (what: string) => {
    readonly report: (done: number, of: number | null) => void
    readonly cancelled: () => boolean
    readonly end: () => void
  }
}

/** That somebody agrees to the end of a space as it stood at `pos`. */
export interface Agreement {
  readonly pos: number
  readonly head: Head
  readonly device: DeviceId
  readonly signature: Uint8Array
}

/** The relay's side doors. Everything through them is sealed before. */
export interface Gateway {
  /** A large one waits for a lost connection to come back and goes on where it was. */
  readonly putBlob: (id: BlobId, bytes: Uint8Array, progress?: ReturnType<World['progress']>) => Promise<Answer<null>>
  readonly getBlob: (id: BlobId) => Promise<Answer<Uint8Array>>
  /** Takes away a file of ours that the end of this space names. */
  readonly dropEnded: (id: BlobId, space: SpaceId) => Promise<Answer<null>>
  readonly alerts: (after: number) => Promise<Answer<readonly SealedAlert[]>>
  readonly dropAlerts: (numbers: readonly number[]) => Promise<Answer<null>>
  /** The first message of a conversation that we begin for somebody, at our own intake. */
  readonly beginConversation: (mailbox: Uint8Array, envelope: Uint8Array) => Promise<Answer<null>>
  readonly replyToMailbox: (mailbox: Uint8Array, envelope: Uint8Array) => Promise<Answer<null>>
  /** A sealed file for somebody outside, under the hash of its token; it ends at `expires`, Unix ms. */
  readonly putParcel: (parcel: Uint8Array, expires: number, sealed: Uint8Array) => Promise<Answer<null>>
  /** Of one's own; `openedAt` is 0 while nobody has opened it. */
  readonly parcelStates: (
    parcels: readonly Uint8Array[],
  ) => Promise<Answer<readonly { readonly parcel: Uint8Array; readonly openedAt: number }[]>>
  readonly dropParcel: (parcel: Uint8Array) => Promise<Answer<null>>
  readonly putCard: (card: Uint8Array | null) => Promise<Answer<null>>
  /** Shows a signed edition to everyone, or takes down what is shown. */
  readonly publish: (edition: Uint8Array | null) => Promise<Answer<null>>
  /** What everybody who asks for our page is told. */
  readonly ownPage: () => Promise<'shown' | 'taken_down' | 'unknown'>
  /** The founding entry and key generations of one's own organisation, for its intake card. */
  readonly ownFounding: () => Promise<Answer<Uint8Array>>
  /** Public address of the relay. */
  readonly origin: string
}

export interface SealedAlert {
  readonly number: number
  /** SHA-256 of the sender's mailbox token. */
  readonly mailbox: Uint8Array
  readonly time: number
  readonly envelope: Uint8Array
}
