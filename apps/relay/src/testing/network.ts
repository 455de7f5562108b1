/** A small network to test with: Amina's local group founds it, Joost's shelter joins by invitation. */
import type { OrgId, Role } from '@pergola/protocol'
import {
  addDevice,
  addPerson,
  foundOrganisation,
  foundSpace,
  newDevice,
  newPerson,
  permitOf,
  writeControl,
  wrapTo,
  type Device,
  type Stand,
  type Written,
} from './author.ts'
import { DeviceClient } from './device-client.ts'
import type { MemoryRelay } from './memory-relay.ts'

export interface Seat {
  readonly device: Device
  readonly client: DeviceClient
}

export interface Organisation {
  readonly org: OrgId
  stand: Stand
  readonly steward: Seat
}

export const seat = async (relay: Pick<MemoryRelay, 'connect'>, device: Device): Promise<Seat> => {
  const client = new DeviceClient(relay)
  const greeting = await client.greet(device)
  if (greeting.t !== 'welcome') throw new Error(greeting.error)
  return { device, client }
}

/** Sends an entry and expects it to stand. */
export const stands = async (
  { client }: Seat,
  { entry, stand }: Written,
  permit: Pick<ReturnType<typeof permitOf>, 'invitation' | 'permit'> | null = null,
): Promise<Stand> => {
  const outcome = await client.outcome({ t: 'control', entry, permit })
  if (outcome !== 'accepted') throw new Error(outcome)
  return stand
}

export const firstOrganisation = async (relay: Pick<MemoryRelay, 'connect'>): Promise<Organisation> => {
  const steward = await seat(relay, newDevice(newPerson()))
  const stand = await stands(steward, foundOrganisation(steward.device))
  return { org: stand.space as OrgId, stand, steward }
}

export const inviteOrganisation = async (relay: Pick<MemoryRelay, 'connect'>, host: Organisation, now: number): Promise<Organisation> => {
  const { permitHash, ...permit } = permitOf()
  const { invitation } = permit
  await host.steward.client.outcome({
    t: 'invite',
    invitation,
    permitHash,
    kind: 'organisation',
    expires: now + 60_000,
    sealed: new Uint8Array(8),
  })
  const steward = await seat(relay, newDevice(newPerson()))
  const stand = await stands(steward, foundOrganisation(steward.device), permit)
  return { org: stand.space as OrgId, stand, steward }
}

/** Lets a person in and enrols their device. */
export const join = async (relay: Pick<MemoryRelay, 'connect'>, organisation: Organisation, role: Role): Promise<Seat> => {
  const person = newPerson()
  organisation.stand = await stands(organisation.steward, addPerson(organisation.steward.device, organisation.stand, person, role))
  const there = await seat(relay, newDevice(person))
  organisation.stand = await stands(there, addDevice(there.device, organisation.stand))
  return there
}

export interface TestNetwork {
  readonly local: Organisation
  readonly shelter: Organisation
  network: Stand
}

export const foundNetwork = async (relay: Pick<MemoryRelay, 'connect'>, now = Date.now()): Promise<TestNetwork> => {
  const local = await firstOrganisation(relay)
  const founded = await stands(local.steward, foundSpace(local.steward.device, 'network', local.org))
  const shelter = await inviteOrganisation(relay, local, now)
  const entry = writeControl(local.steward.device, founded, [
    { t: 'addOrg', org: shelter.org, role: 'contributor', wrap: wrapTo(shelter.org) },
  ])
  return { local, shelter, network: await stands(local.steward, entry) }
}
