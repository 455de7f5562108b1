import { beforeEach, describe, expect, it } from 'vitest'
import { emptyHead, type OrgId } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import {
  FIRST,
  addDevice,
  addPerson,
  foundOrganisation,
  foundSpace,
  newDevice,
  newPerson,
  permitOf,
  rotation,
  wrapTo,
  writeControl,
  writePush,
  writeSnapshot,
  type Stand,
} from '../testing/author.ts'
import { createMemoryRelay, type MemoryRelay } from '../testing/memory-relay.ts'
import { foundNetwork, inviteOrganisation, join, seat, stands, type Seat, type TestNetwork } from '../testing/network.ts'
import { setScene } from '../testing/scene.ts'

let relay: MemoryRelay
let network: TestNetwork
let amina: Seat
let joost: Seat

beforeEach(async () => {
  relay = createMemoryRelay()
  network = await foundNetwork(relay)
  amina = network.local.steward
  joost = network.shelter.steward
})

const sharedCase = (): Promise<Stand> =>
  stands(amina, foundSpace(amina.device, 'case', network.local.org, [{ org: network.shelter.org, role: 'contributor' }]))

const tries = ({ client }: Seat, { entry }: { readonly entry: ReturnType<typeof writeControl>['entry'] }): Promise<string> =>
  client.outcome({ t: 'control', entry, permit: null })

const refreshed = async ({ client }: Seat, stand: Stand): Promise<Stand> => {
  const [page] = await client.fetch(stand.space)
  return { ...stand, pos: page!.pos, head: page!.head }
}

describe('founding', () => {
  it('CTRL-10 an organisation comes by invitation once there is a network, and each invitation serves once', async () => {
    const stranger = await seat(relay, newDevice(newPerson()))
    expect(await tries(stranger, foundOrganisation(stranger.device))).toBe('denied')
    const { permitHash, ...permit } = permitOf()
    await amina.client.outcome({
      t: 'invite',
      invitation: permit.invitation,
      permitHash,
      kind: 'organisation',
      expires: Date.now() + 9000,
      sealed: new Uint8Array(1),
    })
    const { entry } = foundOrganisation(stranger.device)
    const wrong = { ...permit, permit: new Uint8Array(32) }
    expect(await stranger.client.outcome({ t: 'control', entry, permit: wrong })).toBe('denied')
    expect(await stranger.client.outcome({ t: 'control', entry, permit })).toBe('accepted')
    expect(await stranger.client.outcome({ t: 'control', entry, permit })).toBe('accepted')
    const second = await seat(relay, newDevice(newPerson()))
    expect(await second.client.outcome({ t: 'control', entry: foundOrganisation(second.device).entry, permit })).toBe('used')
  })

  it('CTRL-10 a second network is founded by a steward of the first only', async () => {
    expect(await tries(joost, foundSpace(joost.device, 'network', network.shelter.org))).toBe('not_permitted')
    expect(await tries(amina, foundSpace(amina.device, 'network', network.local.org))).toBe('accepted')
  })

  it('CTRL-10 a space is founded for the own organisation, with organisations the relay knows', async () => {
    expect(await tries(joost, foundSpace(joost.device, 'case', network.local.org))).toBe('not_permitted')
    const nowhere = 'ab'.repeat(16) as OrgId
    expect(await tries(amina, foundSpace(amina.device, 'case', network.local.org, [{ org: nowhere, role: 'reader' }]))).toBe('not_found')
    const reader = await join(relay, network.local, 'reader')
    expect(await tries(reader, foundSpace(reader.device, 'case', network.local.org))).toBe('not_permitted')
  })

  it('CTRL-10 a device is enrolled in one organisation only', async () => {
    const lent = amina.device.person
    network.shelter.stand = await stands(joost, addPerson(joost.device, network.shelter.stand, lent, 'reader'))
    expect(await tries(amina, addDevice(amina.device, network.shelter.stand))).toBe('not_found')
  })
})

describe('changing a space', () => {
  it('CTRL-8 two changes from the same place: the first stands, the second is told to look again', async () => {
    const stand = await sharedCase()
    const one = writeControl(amina.device, stand, [rotation(2, [network.local.org, network.shelter.org])])
    const two = writeControl(joost.device, stand, [rotation(2, [network.local.org, network.shelter.org])])
    expect(await Promise.all([tries(amina, one), tries(joost, two)])).toEqual(['accepted', 'stale_control'])
    expect(await tries(amina, one)).toBe('accepted')
  })

  it('CTRL-9 a removal names the newest position of the log', async () => {
    const stand = await sharedCase()
    const { commits, signature } = writePush(joost.device, stand, FIRST, 2)
    await joost.client.outcome({ t: 'push', space: stand.space, commits, signature })
    const actions = [{ t: 'removeOrg', org: network.shelter.org } as const, rotation(2, [network.local.org])]
    expect(await tries(amina, writeControl(amina.device, stand, actions))).toBe('stale_log')
    expect(await tries(amina, writeControl(amina.device, await refreshed(amina, stand), actions))).toBe('accepted')
  })

  it('CTRL-9 any entry names a prefix that is true', async () => {
    const stand = await sharedCase()
    const actions = [rotation(2, [network.local.org, network.shelter.org])]
    expect(await tries(amina, writeControl(amina.device, { ...stand, head: 'ab'.repeat(32) as Stand['head'] }, actions))).toBe('stale_log')
    expect(await tries(amina, writeControl(amina.device, { ...stand, pos: 3 }, actions))).toBe('stale_log')
    const { commits, signature } = writePush(amina.device, stand, FIRST, 2)
    await amina.client.outcome({ t: 'push', space: stand.space, commits, signature })
    expect(await tries(amina, writeControl(amina.device, stand, actions))).toBe('accepted')
  })

  it('CTRL-1 an entry with a false signature, an inadmissible key or somebody else as author does not stand', async () => {
    const { stand } = network.local
    const { entry } = addPerson(amina.device, stand, newPerson(), 'reader')
    expect(await tries(amina, { entry: { ...entry, signature: new Uint8Array(64) } })).toBe('bad_signature')
    expect(await tries(joost, { entry })).toBe('not_permitted')
    const person = newPerson()
    const identityPoint = { ...person, card: { ...person.card, signKey: Uint8Array.of(1, ...new Uint8Array(31)) } }
    expect(await tries(amina, addPerson(amina.device, stand, identityPoint, 'reader'))).toBe('bad_signature')
    expect(await tries(amina, { entry })).toBe('accepted')
  })

  it('CTRL-11 who was a steward once and is a reader now does not act with the old role', async () => {
    const second = await join(relay, network.local, 'steward')
    const stand = await sharedCase()
    const demote = [{ t: 'setRole', member: second.device.person.id, role: 'reader' } as const]
    network.local.stand = await stands(amina, writeControl(amina.device, network.local.stand, demote))
    const actions = [rotation(2, [network.local.org, network.shelter.org])]
    expect(await tries(second, writeControl(second.device, stand, actions))).toBe('not_permitted')
    const { commits, signature } = writePush(second.device, stand, FIRST, 1)
    expect(await second.client.outcome({ t: 'push', space: stand.space, commits, signature })).toBe('not_permitted')
    expect(await second.client.outcome({ t: 'snapshot', snapshot: writeSnapshot(second.device, stand, 1) })).toBe('not_permitted')
  })

  it('MEM-8 a device dropped from a case stays dropped when its person is let in again, and the log still folds', async () => {
    const colleague = await join(relay, network.local, 'editor')
    const stand = await sharedCase()
    const { person } = colleague.device
    const out = [{ t: 'removePerson', person: person.id } as const, rotation(2, [amina.device.person.id])]
    network.local.stand = await stands(amina, writeControl(amina.device, network.local.stand, out))
    const dropping = [rotation(2, [network.local.org, network.shelter.org], [colleague.device.id])]
    const after = await stands(amina, writeControl(amina.device, stand, dropping))
    network.local.stand = await stands(amina, addPerson(amina.device, network.local.stand, person, 'editor'))
    const restarted = createMemoryRelay({ store: relay.store })
    const again = await seat(restarted, colleague.device)
    const { commits, signature } = writePush(colleague.device, after, { ...FIRST, epoch: 2, control: 1 }, 1)
    expect(await again.client.outcome({ t: 'push', space: after.space, commits, signature })).toBe('not_member')
  })
})

describe('who is told what', () => {
  it('FRAME-5 the organisation taken out gets the proof, reads the control log up to it and nothing else', async () => {
    const stand = await sharedCase()
    const actions = [{ t: 'removeOrg', org: network.shelter.org } as const, rotation(2, [network.local.org])]
    const removal = writeControl(amina.device, stand, actions)
    const after = await stands(amina, removal)
    expect(await joost.client.first('gone')).toEqual({ t: 'gone', space: stand.space, entry: removal.entry })
    await stands(amina, writeControl(amina.device, after, [rotation(3, [network.local.org])]))
    const { commits, signature } = writePush(amina.device, after, { ...FIRST, epoch: 3, control: 2 }, 1)
    await amina.client.outcome({ t: 'push', space: stand.space, commits, signature })
    const [page] = await joost.client.fetch(stand.space)
    expect(page).toMatchObject({ commits: [], pos: 0, head: emptyHead(sha256, stand.space), controlSeq: 1 })
    expect(page?.control.length).toBe(2)
    const listed = (await joost.client.ask({ t: 'list' })).flatMap((frame) => (frame.t === 'listed' ? frame.spaces : []))
    expect(listed.find((row) => row.space === stand.space)).toMatchObject({ gone: true, control: 1, pos: 0 })
    expect(joost.client.of('page').filter((event) => event.id === 0 && event.space === stand.space)).toEqual([])
  })

  it('FRAME-5 a person taken out hears it on their devices, and their files token is worth nothing', async () => {
    const colleague = await join(relay, network.local, 'editor')
    const session = Buffer.from((await colleague.client.first('welcome')).session).toString('hex')
    const out = [{ t: 'removePerson', person: colleague.device.person.id } as const, rotation(2, [amina.device.person.id])]
    network.local.stand = await stands(amina, writeControl(amina.device, network.local.stand, out))
    await colleague.client.first('gone')
    const put = await relay.request('PUT', `/api/blobs/${'ab'.repeat(16)}`, { authorization: `Bearer ${session}` }, new Uint8Array(5))
    expect(put.status).toBe(403)
  })

  it('FRAME-6 an organisation that is added hears that there is something to list', async () => {
    await sharedCase()
    expect(await joost.client.first('news')).toEqual({ t: 'news', what: 'spaces' })
  })

  it('FRAME-6 a person who waits with a new device hears when they are let in, and enrols on the same socket', async () => {
    const person = newPerson()
    const waiting = await seat(relay, newDevice(person))
    network.local.stand = await stands(amina, addPerson(amina.device, network.local.stand, person, 'editor'))
    expect(await waiting.client.first('news')).toEqual({ t: 'news', what: 'spaces' })
    const [page] = await waiting.client.fetch(network.local.org)
    expect(page).toMatchObject({ commits: [], pos: 0 })
    expect(page?.control.length).toBe(2)
    network.local.stand = await stands(waiting, addDevice(waiting.device, network.local.stand))
    expect(await tries(waiting, foundSpace(waiting.device, 'case', network.local.org))).toBe('accepted')
  })

  it("FRAME-4 another organisation's control log can be read, its book cannot", async () => {
    const { commits, signature } = writePush(amina.device, network.local.stand, FIRST, 2)
    await amina.client.outcome({ t: 'push', space: network.local.org, commits, signature })
    const [page] = await joost.client.fetch(network.local.org)
    expect(page).toMatchObject({ commits: [], pos: 0, more: false })
    expect(page?.control.length).toBe(1)
  })

  it('FRAME-4 asked for several spaces, gives those that are there and then names the first that is not', async () => {
    const stand = await sharedCase()
    const item = (space: string) => ({ space: space as Stand['space'], control: 0, pos: 0, snapshot: false })
    const answers = await joost.client.ask({ t: 'fetch', items: [item(stand.space), item('cd'.repeat(16)), item(network.shelter.org)] })
    expect(answers.map((frame) => frame.t)).toEqual(['page', 'page', 'refused'])
    expect(answers.at(-1)).toMatchObject({ error: 'not_found', detail: 1 })
  })

  it('FRAME-4 long logs come in pages that end where pushes end', async () => {
    const stand = await sharedCase()
    let writing = FIRST
    for (let n = 0; n < 30; n++) {
      const push = writePush(amina.device, stand, writing, 64)
      writing = push.next
      await amina.client.outcome({ t: 'push', space: stand.space, commits: push.commits, signature: push.signature })
    }
    const pages = await joost.client.fetch(stand.space)
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.map((page) => page.more)).toEqual([...pages.slice(1).map(() => true), false])
    expect(pages.every((page) => page.commits.length === 0 || page.commits.at(-1)?.signature !== null)).toBe(true)
    expect(pages.reduce((sum, page) => sum + page.commits.length, 0)).toBe(30 * 64)
    expect(pages.slice(1).map((page) => page.after)).toEqual(pages.slice(0, -1).map((page) => page.after + page.commits.length))
  })

  it('MEM-1 a device let go sees its own removal and nothing after', async () => {
    const { seats, org, network: at } = await setScene()
    at.local.stand = await stands(seats.steward, addPerson(seats.steward.device, at.local.stand, newPerson(), 'reader'))
    const [page] = await seats.removed.client.fetch(org)
    expect(page?.controlSeq).toBe(at.local.stand.seq - 1)
    expect(page?.control.length).toBe(at.local.stand.seq)
  })
})

it('MEM-1 wraps stand in the entry that adds a member', async () => {
  const third = await inviteOrganisation(relay, network.local, Date.now())
  const entry = writeControl(amina.device, network.network, [{ t: 'addOrg', org: third.org, role: 'reader', wrap: wrapTo(third.org) }])
  expect(await tries(amina, entry)).toBe('accepted')
})
