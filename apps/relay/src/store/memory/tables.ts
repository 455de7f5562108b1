import type { DeviceId, OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type {
  AccountRow,
  AlertRow,
  BlobRow,
  ControlRow,
  EditionRow,
  InvitationRow,
  MemberRow,
  ParcelRow,
  PushRow,
  ReplyRow,
  SnapshotRow,
  SpaceRow,
} from '../store.ts'

/** The rows of one space's log. */
export interface SpaceTables {
  row: SpaceRow
  controls: ControlRow[]
  pushes: PushRow[]
  readonly members: Map<string, MemberRow>
  snapshots: SnapshotRow[]
}

export interface Tables {
  readonly spaces: Map<SpaceId, SpaceTables>
  readonly spacesOf: Map<string, Set<SpaceId>>
  readonly devices: Map<DeviceId, OrgId>
  readonly persons: Map<string, { readonly person: PersonId; readonly space: SpaceId }[]>
  readonly usage: Map<OrgId, number>
  readonly accounts: Map<string, AccountRow>
  readonly invitations: Map<string, InvitationRow>
  readonly cards: Map<OrgId, Uint8Array>
  readonly editions: Map<OrgId, EditionRow>
  /** By id in hex. */
  readonly parcels: Map<string, ParcelRow>
  readonly alerts: Map<OrgId, { newest: number; rows: AlertRow[] }>
  readonly mailboxes: Map<string, { readonly org: OrgId; replies: ReplyRow[] }>
  readonly blobs: Map<string, BlobRow>
  /** Set by tests: every write answers `full`. */
  full: boolean
}

export const emptyTables = (): Tables => ({
  spaces: new Map(),
  spacesOf: new Map(),
  devices: new Map(),
  persons: new Map(),
  usage: new Map(),
  accounts: new Map(),
  invitations: new Map(),
  cards: new Map(),
  editions: new Map(),
  parcels: new Map(),
  alerts: new Map(),
  mailboxes: new Map(),
  blobs: new Map(),
  full: false,
})
