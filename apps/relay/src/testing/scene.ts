/** One of each kind of caller around one case of Amina's local group. */
import type { OrgId, PersonId } from '@pergola/protocol'
import { addPerson, foundSpace, newDevice, newPerson, rotation, writeControl, type Device, type Stand } from './author.ts'
import { createMemoryRelay, type MemoryRelay, type MemoryRelayOptions } from './memory-relay.ts'
import { foundNetwork, join, seat, stands, type Seat, type TestNetwork } from './network.ts'

export const CALLERS = ['stranger', 'person', 'reader', 'contributor', 'editor', 'steward', 'other', 'removed'] as const
export type CallerKind = (typeof CALLERS)[number]

export interface Scene {
  readonly relay: MemoryRelay
  readonly network: TestNetwork
  readonly org: OrgId
  /** A case of the local group, shared with nobody. */
  caseStand: Stand
  readonly seats: Readonly<Record<CallerKind, Seat>>
}

/** Takes a person out; the organisation's key is renewed for those who stay. */
export const removePerson = async (network: TestNetwork, person: PersonId, staying: readonly PersonId[]): Promise<Stand> => {
  const { local } = network
  const actions = [{ t: 'removePerson', person } as const, rotation(2, staying)]
  local.stand = await stands(local.steward, writeControl(local.steward.device, local.stand, actions))
  return local.stand
}

export const setScene = async (options: MemoryRelayOptions = {}): Promise<Scene> => {
  const relay = createMemoryRelay(options)
  const network = await foundNetwork(relay, options.now?.())
  const { local, shelter } = network
  const caseStand = await stands(local.steward, foundSpace(local.steward.device, 'case', local.org))
  const reader = await join(relay, local, 'reader')
  const contributor = await join(relay, local, 'contributor')
  const editor = await join(relay, local, 'editor')
  const removed = await join(relay, local, 'editor')
  const invited = newPerson()
  local.stand = await stands(local.steward, addPerson(local.steward.device, local.stand, invited, 'editor'))
  const staying = [local.steward, reader, contributor, editor].map(({ device }: { device: Device }) => device.person.id)
  await removePerson(network, removed.device.person.id, [...staying, invited.id])
  const person = await seat(relay, newDevice(invited))
  const stranger = await seat(relay, newDevice(newPerson()))
  const seats = { stranger, person, reader, contributor, editor, steward: local.steward, other: shelter.steward, removed }
  return { relay, network, org: local.org, caseStand, seats }
}
