/** Three organisations of one network, as the stories need them; on the memory world here, on the real engine elsewhere. */
import { saveProfile } from '@pergola/core/directory'
import type { CryptoPort } from '@pergola/core/crypto'
import { hex, type OrgId } from '@pergola/protocol'
import type { World } from '../world/world.ts'
import { Hub } from './hub.ts'
import { foundOrg, memberOf, type MemoryMember } from './memoryWorld.ts'

/** Amina and Yusuf work in a local group, Joost in a shelter city, Khadija in a fund. */
export interface Stage {
  readonly amina: World
  readonly yusuf: World
  readonly joost: World
  readonly khadija: World
  /** Until everyone has everything that was sent, and reactions have run. */
  readonly settle: () => Promise<void>
  readonly setOnline: (who: World, online: boolean) => void
  readonly pass: (ms: number) => Promise<void>
  /** What a visitor's page sends: an envelope into a mailbox of an organisation. */
  readonly deliver: (org: OrgId, mailbox: Uint8Array, envelope: Uint8Array) => Promise<void>
  /** The card that the organisation's intake page would get. */
  readonly card: (org: OrgId) => Promise<Uint8Array | null>
  /** What a visitor gets back, in the order in which it was sent. */
  readonly replies: (mailbox: Uint8Array) => Promise<readonly Uint8Array[]>
  readonly close: () => Promise<void>
}

export type MakeStage = () => Promise<Stage>

/** 2 March 2026, nine in the morning, UTC. */
export const BEGINNING = Date.UTC(2026, 2, 2, 9)

const PROFILES = {
  local: { name: 'Dar al-Amal', shortName: 'Amal', kind: 'local_group', countries: ['MA'], languages: ['ar', 'fr'], about: '' },
  shelter: { name: 'Huis Noord', shortName: 'Noord', kind: 'shelter', countries: ['NL'], languages: ['nl', 'en'], about: '' },
  fund: { name: 'Sahel Relief Fund', shortName: 'Sahel', kind: 'fund', countries: ['SN'], languages: ['fr', 'ar'], about: '' },
} as const

export const memoryStage =
  (crypto: CryptoPort, afterChange: (world: World) => Promise<void>): MakeStage =>
  async () => {
    const hub = new Hub(crypto, BEGINNING)
    const [local, shelter, fund] = [await foundOrg(hub), await foundOrg(hub), await foundOrg(hub)]
    const network = hub.found('network', local.org)
    hub.addOrg(network, shelter.org, 'editor')
    hub.addOrg(network, fund.org, 'editor')
    const members = {
      amina: memberOf(hub, local, network, 'Amina', 'steward'),
      yusuf: memberOf(hub, local, network, 'Yusuf', 'contributor'),
      joost: memberOf(hub, shelter, network, 'Joost', 'steward'),
      khadija: memberOf(hub, fund, network, 'Khadija', 'steward'),
    }
    const { amina, yusuf, joost, khadija } = members
    for (const [{ world }, profile] of [
      [amina, PROFILES.local],
      [joost, PROFILES.shelter],
      [khadija, PROFILES.fund],
    ] as const) {
      const ops = saveProfile({ ...profile, org: world.me.org })
      if (ops.ok) await world.write(network, ops.value)
    }
    const all: readonly MemoryMember[] = Object.values(members)
    return {
      amina: amina.world,
      yusuf: yusuf.world,
      joost: joost.world,
      khadija: khadija.world,
      settle: async () => {
        for (const { world } of all) await afterChange(world)
      },
      setOnline: (who, online) => all.find(({ world }) => world === who)?.setOnline(online),
      pass: async (ms) => hub.pass(ms),
      deliver: async (org, mailbox, envelope) => hub.deliverAlert(org, mailbox, envelope),
      card: async (org) => hub.cards.get(org) ?? null,
      replies: async (mailbox) => hub.replies.filter((reply) => reply.mailbox === hex(mailbox)).map(({ envelope }) => envelope),
      close: async () => undefined,
    }
  }
