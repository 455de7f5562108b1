/** One of each kind of caller around one case of Amina's local group. */
import { randomBytes } from 'node:crypto'
import type { OrgId, PersonId } from '@pergola/protocol'
import { signerOf } from '../crypto/ed25519.ts'
import {
  addDevice,
  addPerson,
  foundSpace,
  newDevice,
  newPerson,
  rotation,
  wrapTo,
  writeControl,
  type Device,
  type Stand,
} from './author.ts'
import { createMemoryRelay, type MemoryRelay, type MemoryRelayOptions } from './memory-relay.ts'
import { foundNetwork, inviteOrganisation, join, seat, stands, type Seat, type TestNetwork } from './network.ts'

/**
 * `stranger`: a device nobody knows. `person`: a member's device that is not enrolled. `other`: a steward of another organisation.
 * `removed`: a person who was taken out. `revoked`: a device that its member ended. `removedOrg`: a steward of an organisation that was
 * taken out of the network and the case. `operator`: who has the relay's own key, and nothing else.
 */
export const CALLERS = [
  'stranger',
  'person',
  'reader',
  'contributor',
  'editor',
  'steward',
  'other',
  'removed',
  'revoked',
  'removedOrg',
  'operator',
] as const
export type CallerKind = (typeof CALLERS)[number]

export interface Scene {
  readonly relay: MemoryRelay
  readonly network: TestNetwork
  readonly org: OrgId
  /** A case of the local group, shared with nobody any more: entry n renews the key for the n-th time. */
  caseStand: Stand
  readonly seats: Readonly<Record<CallerKind, Seat>>
}

/** Takes a person out; the organisation's key is renewed for those who stay. */
export const removePerson = async (network: TestNetwork, person: PersonId, staying: readonly PersonId[], epoch = 2): Promise<Stand> => {
  const { local } = network
  const actions = [{ t: 'removePerson', person } as const, rotation(epoch, staying)]
  local.stand = await stands(local.steward, writeControl(local.steward.device, local.stand, actions))
  return local.stand
}

/** A second device of the same person, let in and ended again. */
const revokedDevice = async (relay: MemoryRelay, network: TestNetwork, of: Seat, members: readonly PersonId[]): Promise<Seat> => {
  const { local } = network
  const ended = await seat(relay, newDevice(of.device.person))
  local.stand = await stands(ended, addDevice(ended.device, local.stand))
  const removal = [{ t: 'removeDevice', device: ended.device.id } as const, rotation(2, members)]
  local.stand = await stands(local.steward, writeControl(local.steward.device, local.stand, removal))
  return ended
}

/** Founds the case with a third organisation in it, and takes that one out of the case and the network again. */
const sharedOnce = async (relay: MemoryRelay, network: TestNetwork, now: number): Promise<{ fund: Seat; caseStand: Stand }> => {
  const { local, shelter } = network
  const { device } = local.steward
  const fund = await inviteOrganisation(relay, local, now)
  const stand = await stands(local.steward, foundSpace(device, 'case', local.org, [{ org: fund.org, role: 'editor' }]))
  const out = { t: 'removeOrg', org: fund.org } as const
  const caseStand = await stands(local.steward, writeControl(device, stand, [out, rotation(2, [local.org])]))
  const let_in = writeControl(device, network.network, [{ t: 'addOrg', org: fund.org, role: 'editor', wrap: wrapTo(fund.org) }])
  network.network = await stands(local.steward, let_in)
  network.network = await stands(local.steward, writeControl(device, network.network, [out, rotation(2, [local.org, shelter.org])]))
  return { fund: fund.steward, caseStand }
}

/** Somebody with the relay's own key as their own. */
const operatorDevice = (seed: Uint8Array): Device => newDevice(newPerson(signerOf(seed)), 1, signerOf(seed))

export const setScene = async (options: MemoryRelayOptions = {}): Promise<Scene> => {
  const seed = options.seed ?? Uint8Array.from(randomBytes(32))
  const now = options.now?.() ?? Date.now()
  const relay = createMemoryRelay({ ...options, seed })
  const network = await foundNetwork(relay, now)
  const { local, shelter } = network
  const { fund, caseStand } = await sharedOnce(relay, network, now)
  const reader = await join(relay, local, 'reader')
  const contributor = await join(relay, local, 'contributor')
  const editor = await join(relay, local, 'editor')
  const staying = [local.steward, reader, contributor, editor].map(({ device }) => device.person.id)
  const revoked = await revokedDevice(relay, network, editor, staying)
  const removed = await join(relay, local, 'editor')
  const invited = newPerson()
  local.stand = await stands(local.steward, addPerson(local.steward.device, local.stand, invited, 'editor'))
  await removePerson(network, removed.device.person.id, [...staying, invited.id], 3)
  const person = await seat(relay, newDevice(invited))
  const stranger = await seat(relay, newDevice(newPerson()))
  const operator = await seat(relay, operatorDevice(seed))
  const members = { reader, contributor, editor, steward: local.steward }
  const seats = { stranger, person, ...members, other: shelter.steward, removed, revoked, removedOrg: fund, operator }
  return { relay, network, org: local.org, caseStand, seats }
}
