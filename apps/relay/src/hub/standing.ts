/** Who somebody is to this relay right now: asked again with every request, because membership changes while sockets stay open. */
import {
  certificateMessage,
  lesser,
  roleNow,
  type DeviceCertificate,
  type DeviceId,
  type KnownDevice,
  type Membership,
  type OrgId,
  type PersonId,
  type Role,
  type SpaceId,
} from '@pergola/protocol'
import { verifies } from '../crypto/ed25519.ts'
import type { LogStore } from '../store/store.ts'
import type { Spaces } from './spaces.ts'

export type Standing =
  | { readonly type: 'enrolled'; readonly known: KnownDevice; readonly role: Role }
  /** Enrolled once; the device or its person was removed since. */
  | { readonly type: 'let_go'; readonly known: KnownDevice }
  /** A member of `org` vouches for this device, which is not enrolled yet. */
  | { readonly type: 'person'; readonly person: PersonId; readonly org: OrgId }
  | { readonly type: 'stranger' }

export interface Caller {
  readonly device: DeviceId
  readonly certificate: DeviceCertificate | null
}

/** Somebody belongs to few organisations; more than this is nobody we know. */
const MOST_ORGS = 64

const vouched = async (log: LogStore, spaces: Spaces, certificate: DeviceCertificate): Promise<Standing> => {
  for (const { space, until } of await log.listed(certificate.person, null, MOST_ORGS)) {
    const card = until === null ? (await spaces.state(space))?.membership.cards[certificate.person] : undefined
    if (card && verifies(card.signKey, certificateMessage(certificate), certificate.signature)) {
      return { type: 'person', person: certificate.person, org: space as OrgId }
    }
  }
  return { type: 'stranger' }
}

export const standingOf = async (log: LogStore, spaces: Spaces, caller: Caller): Promise<Standing> => {
  const known = await spaces.known(caller.device)
  if (known) return known.now === null ? { type: 'let_go', known } : { type: 'enrolled', known, role: known.now }
  return caller.certificate ? vouched(log, spaces, caller.certificate) : { type: 'stranger' }
}

/** What a device may do in a space at this moment: bounded by its person's role and its organisation's. */
export const roleIn = (membership: Membership, known: KnownDevice): Role | null => {
  if (known.now === null) return null
  if (membership.kind === 'organisation') return (membership.space as SpaceId) === known.org ? known.now : null
  const role = roleNow(membership, known.org)
  return role === null || membership.dropped[known.device] !== undefined ? null : lesser(role, known.now)
}

/** Was this device's organisation ever in the space? Then `not_member` tells it nothing new. */
export const wasThere = (membership: Membership, known: KnownDevice): boolean =>
  membership.kind === 'organisation' ? membership.space === known.org : membership.members[known.org] !== undefined

/** Was this organisation taken out of every network it was in? One that is not in any yet is on its way in. */
export const outOfNetworks = async (log: LogStore, org: OrgId): Promise<boolean> => {
  const networks = await log.networks()
  const stays = (await Promise.all(networks.map((network) => log.membership(org, network)))).filter((row) => row !== null)
  return stays.length > 0 && stays.every(({ until }) => until !== null)
}
