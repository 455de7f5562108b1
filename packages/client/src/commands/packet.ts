/** The emergency packet: kept by us alone until a rung of the ladder opens it. */
import { sharePassage } from '@pergola/core/consent'
import {
  emergencySpacesOf,
  nameEmergencySpace,
  openPacketSpace,
  packetIsOpen,
  packetOpened,
  readPackets,
  savePacket as packetOps,
} from '@pergola/core/safety'
import { ownedId } from '@pergola/core/record'
import { roleNow, type OrgId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import type { OpenedCase } from '../views/openCase.ts'
import { problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { hasPerson, inOwnCase, textTooLong, write } from './open.ts'
import { shareSpace } from './passing.ts'
import { takeBack } from './takingBack.ts'

const LONGEST_PART = 20_000

export const savePacket: Command<'savePacket'> = async (world, { space, packet }) => {
  const { person, ...parts } = packet
  return (
    textTooLong(...Object.entries(parts).map(([part, text]) => [part, text, LONGEST_PART] as const)) ??
    inOwnCase(world, space, async ({ opened, file }) => {
      if (!hasPerson(file, person)) return problem('invalid', 'person')
      const ops = packetOps(packet)
      if (!ops.ok) return ops
      const [first] = emergencySpacesOf(opened.doc)
      if (first !== undefined) return write(world, first, ops, null)
      const founded = await world.found('emergency', [], [openPacketSpace(space), ...ops.value])
      return founded.ok ? write(world, space, [nameEmergencySpace(founded.value)], null) : founded
    })
  )
}

/** Through the gate: everyone in the packet has agreed beforehand that this organisation gets it. Done twice it is done once. */
export const openPacketTo = async (world: World, found: OpenedCase, org: OrgId, alarm: string): Promise<Answer<null>> => {
  for (const packetSpace of emergencySpacesOf(found.opened.doc)) {
    const packet = await world.open(packetSpace)
    if (packet === null || packet.goneSince !== null) continue
    if (roleNow(packet.membership, org) === null) {
      const people = readPackets(packet.doc).packets.map(({ person }) => person)
      const shared = await shareSpace(world, found, sharePassage(org, 'emergency', people), { space: packetSpace, role: 'reader' })
      if (!shared.ok) return shared
      const named = await world.write(packetSpace, [packetIsOpen(found.file.pseudonym, world.now())])
      if (!named.ok) return named
    }
  }
  return world.write(found.opened.space, [packetOpened(ownedId(world.me.org, `${alarm}>${org}`), org, alarm, world.now())])
}

/** They are told, and lose the key. */
export const takeBackPacket: Command<'takeBackPacket'> = (world, { space, org }) =>
  inOwnCase(world, space, (found) => takeBack(world, found, { org, parts: ['emergency'], why: 'ended' }))
