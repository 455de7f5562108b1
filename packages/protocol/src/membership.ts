/**
 * The state of a space's control log: who belongs, since and until when, and which epoch holds. Folded by the relay (to
 * enforce) and by every client (to verify) with the same code, because two readings of one rule are a fork.
 *
 * Positions are control positions unless called `pos`, which is a position in the content log.
 */
import type { DeviceCertificate, OrgKeys, PersonCard } from './control.ts'
import type { DeviceId, Head, OrgId, PersonId, Role, SpaceId, SpaceKind } from './ids.ts'
import { atLeast, lesser } from './ids.ts'

/** One stay of a member: from entry `from` up to and excluding `until`; after `pin` (content log) nothing of theirs counts. */
export interface Stay {
  readonly from: number
  readonly until: number | null
  readonly pin: number | null
  /** Role changes in order: from entry `from` on, `role`. */
  readonly roles: readonly { readonly from: number; readonly role: Role }[]
}

export interface Epoch {
  readonly epoch: number
  /** Entry that started it. */
  readonly from: number
  readonly keyHash: Uint8Array
}

export interface DeviceEntry {
  readonly certificate: DeviceCertificate
  readonly from: number
  /** Removed at entry `until`, with the log pinned at `pin`. */
  readonly until: number | null
  readonly pin: number | null
}

export interface Membership {
  readonly space: SpaceId
  readonly kind: SpaceKind
  /** Position and id of the newest entry. */
  readonly seq: number
  readonly head: Head
  readonly founder: OrgId | null
  readonly epochs: readonly Epoch[]
  /** Persons of an organisation, organisations of any other space. */
  readonly members: Readonly<Record<string, readonly Stay[]>>
  readonly cards: Readonly<Record<PersonId, PersonCard>>
  readonly devices: Readonly<Record<DeviceId, DeviceEntry>>
  readonly orgKeys: readonly OrgKeys[]
  /** Devices of others whose commits after `pos` count for nothing here. */
  readonly dropped: Readonly<Record<DeviceId, number>>
}

const stayAt = (stays: readonly Stay[] | undefined, at: number): Stay | null =>
  stays?.find((stay) => stay.from <= at && (stay.until === null || at < stay.until)) ?? null

const roleIn = (stay: Stay, at: number): Role => stay.roles.findLast((change) => change.from <= at)!.role

/** The member's role at control position `at`, or null when they were not there. */
export const roleAt = (membership: Membership, member: string, at: number): Role | null => {
  const stay = stayAt(membership.members[member], at)
  return stay && roleIn(stay, at)
}

export const roleNow = (membership: Membership, member: string): Role | null => roleAt(membership, member, membership.seq)

/** Members now, in the order of their ids. */
export const membersNow = (membership: Membership): readonly string[] =>
  Object.keys(membership.members)
    .filter((member) => roleNow(membership, member) !== null)
    .sort()

/** The highest role a member ever held: what another space's log may rest on without a clock (MEM-7). */
export const highestRole = (membership: Membership, member: string): Role | null => {
  const held = (membership.members[member] ?? []).flatMap((stay) => stay.roles.map((change) => change.role))
  return held.reduce<Role | null>((most, role) => (most === null || atLeast(role, most) ? role : most), null)
}

export const epochAt = (membership: Membership, at: number): number => membership.epochs.findLast((epoch) => epoch.from <= at)?.epoch ?? 0

export const epochNow = (membership: Membership): Epoch => membership.epochs.at(-1)!

/** A device as an organisation's control log knows it. */
export interface KnownDevice {
  readonly device: DeviceId
  readonly deviceKey: Uint8Array
  readonly person: PersonId
  readonly org: OrgId
  /** Highest role the person ever held in that organisation. */
  readonly highest: Role
  /** Role now; null once the person or the device is gone. */
  readonly now: Role | null
  /** Was this device ever let go, itself or with its person? Stays true when the person is let in again (MEM-8). */
  readonly letGo: boolean
  /** Its organisation, as far as it is known here. */
  readonly organisation: Membership
}

/** The devices an organisation's own log vouches for. */
export const knownDevice = (org: Membership, device: DeviceId): KnownDevice | null => {
  const entry = org.devices[device]
  if (org.kind !== 'organisation' || entry === undefined) return null
  const person = entry.certificate.person
  const highest = highestRole(org, person)
  if (highest === null) return null
  const now = entry.until === null ? roleNow(org, person) : null
  const letGo = entry.until !== null || (org.members[person] ?? []).some((stay) => stay.until !== null && stay.until > entry.from)
  return { device, deviceKey: entry.certificate.deviceKey, person, org: org.space as OrgId, highest, now, letGo, organisation: org }
}

/** Finds a device in the organisations' logs that the caller has. Null: not known here (yet). */
export type FindDevice = (device: DeviceId) => KnownDevice | null

export type WriteRefusal =
  | { readonly type: 'unknown_control' }
  | { readonly type: 'wrong_epoch' }
  | { readonly type: 'unknown_device' }
  | { readonly type: 'not_member' }
  | { readonly type: 'not_permitted' }
  | { readonly type: 'after_removal' }

/** Where a commit or snapshot stands, as its header says and the log proves. */
export interface Standing {
  readonly device: DeviceId
  readonly epoch: number
  readonly control: number
  /** Position in the content log. */
  readonly pos: number
}

/**
 * May this device have written this, for all time (not: right now)? The answer depends only on logs, never on a clock, so
 * every member gives the same one (MEM-5, MEM-6). Gives the author's role, or why not.
 */
export const roleOfAuthor = (
  membership: Membership,
  standing: Standing,
  find: FindDevice,
): { readonly role: Role; readonly known: KnownDevice } | WriteRefusal => {
  if (standing.control > membership.seq) return { type: 'unknown_control' }
  const known = membership.kind === 'organisation' ? knownDevice(membership, standing.device) : find(standing.device)
  if (known === null) return { type: 'unknown_device' }
  // After the device: a commit is skipped only once its author is known, so that its signature is checked all the same.
  if (epochAt(membership, standing.control) !== standing.epoch) return { type: 'wrong_epoch' }
  return membership.kind === 'organisation' ? inOrganisation(membership, standing, known) : inShared(membership, standing, known)
}

const inOrganisation = (
  membership: Membership,
  standing: Standing,
  known: KnownDevice,
): { role: Role; known: KnownDevice } | WriteRefusal => {
  const device = membership.devices[standing.device]!
  const stay = stayAt(membership.members[known.person], standing.control)
  if (stay === null || device.from > standing.control) return { type: 'not_member' }
  const pin = Math.min(stay.pin ?? Infinity, device.pin ?? Infinity)
  if (standing.pos > pin) return { type: 'after_removal' }
  return { role: roleIn(stay, standing.control), known }
}

const inShared = (membership: Membership, standing: Standing, known: KnownDevice): { role: Role; known: KnownDevice } | WriteRefusal => {
  const stay = stayAt(membership.members[known.org], standing.control)
  if (stay === null) return { type: 'not_member' }
  const pin = Math.min(stay.pin ?? Infinity, membership.dropped[standing.device] ?? Infinity)
  if (standing.pos > pin) return { type: 'after_removal' }
  return { role: lesser(roleIn(stay, standing.control), known.highest), known }
}
