import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { encode, endMessage, endedFile, hex, type BlobId, type End } from '@pergola/protocol'
import { FIRST, foundSpace, rotation, writeControl, writePush, writeSnapshot, type Device, type Stand } from '../testing/author.ts'
import { createMemoryRelay } from '../testing/memory-relay.ts'
import { foundNetwork, join, seat, stands, type Seat, type TestNetwork } from '../testing/network.ts'
import { Spaces } from './spaces.ts'
import { CALLERS, setScene, type CallerKind } from '../testing/scene.ts'

const random = (length: number): Uint8Array => Uint8Array.from(randomBytes(length))
const endOf = ({ space, pos, head }: Stand, second: Device | null, blobs: readonly BlobId[] = []): End => ({
  t: 'end',
  blobs,
  second: second && { device: second.id, signature: second.signer.sign(endMessage({ space, pos, head, blobs }, second.id)) },
})

let relay: ReturnType<typeof createMemoryRelay>
let network: TestNetwork
let amina: Seat
let elif: Seat
let joost: Seat
let file: Stand

const now = async ({ client }: Seat, stand: Stand): Promise<Stand> => {
  const [page] = await client.fetch(stand.space)
  return { ...stand, pos: page!.pos, head: page!.head }
}
const tries = ({ client, device }: Seat, stand: Stand, end: End): Promise<string> =>
  client.outcome({ t: 'control', entry: writeControl(device, stand, [end]).entry, permit: null })
const bearer = async ({ client }: Seat): Promise<Readonly<Record<string, string>>> => ({
  authorization: `Bearer ${hex((await client.first('welcome')).session)}`,
})
const ask = async (who: Seat, method: string, path: string, body: Uint8Array): Promise<number> =>
  (await relay.request(method, path, await bearer(who), body)).status
const put = async (who: Seat): Promise<BlobId> => {
  const id = hex(random(16)) as BlobId
  expect(await ask(who, 'PUT', `/api/blobs/${id}`, random(40))).toBe(200)
  return id
}

const did = async (outcome: Promise<string>, wanted: string): Promise<void> => {
  if ((await outcome) !== wanted) throw new Error(await outcome)
}

/** Amina and Elif work in the local group; Joost's shelter contributes to a case of theirs, in which both have written. */
beforeEach(async () => {
  relay = createMemoryRelay()
  network = await foundNetwork(relay)
  amina = network.local.steward
  joost = network.shelter.steward
  elif = await join(relay, network.local, 'editor')
  file = await stands(amina, foundSpace(amina.device, 'case', network.local.org, [{ org: network.shelter.org, role: 'contributor' }]))
  for (const who of [amina, joost]) {
    const { commits, signature } = writePush(who.device, file, FIRST, 2)
    await did(who.client.outcome({ t: 'push', space: file.space, commits, signature }), 'receipt')
  }
  file = await now(amina, file)
  await did(amina.client.outcome({ t: 'snapshot', snapshot: writeSnapshot(amina.device, file, 1) }), 'done')
})

describe('a space ends', () => {
  it('END-4 the relay keeps the end, who was in it, and how long the log was; nothing of what was sealed', async () => {
    const blob = await put(amina)
    const paid = await relay.store.usage(network.local.org)
    const end = writeControl(amina.device, file, [endOf(file, elif.device, [blob])])
    expect(await amina.client.outcome({ t: 'control', entry: end.entry, permit: null })).toBe('accepted')
    await relay.settled()
    expect((await relay.store.controls(file.space, 0, 9, 1e6)).map(({ seq }) => seq)).toEqual([1])
    expect([await relay.store.pushes(file.space, 0, 1e6), await relay.store.newestSnapshot(file.space)]).toEqual([[], null])
    expect(await relay.store.space(file.space)).toMatchObject({ pos: file.pos, head: file.head, control: 1 })
    expect(await ask(amina, 'GET', `/api/blobs/${blob}`, new Uint8Array())).toBe(404)
    expect(await relay.blobs.get(blob)).toBeNull()
    expect(await relay.store.usage(network.local.org)).toBeLessThan(paid - 500)
    // The same again, after a lost answer.
    expect(await amina.client.outcome({ t: 'control', entry: end.entry, permit: null })).toBe('accepted')
  })

  it('END-3 nothing more is accepted: not what was written before, no snapshot, no key, no second end', async () => {
    const late = writePush(joost.device, file, { ...FIRST, seq: 2, prev: 'ab'.repeat(32) as never }, 1)
    expect(await tries(amina, file, endOf(file, elif.device))).toBe('accepted')
    const push = { t: 'push', space: file.space, commits: late.commits, signature: late.signature } as const
    expect([await joost.client.outcome(push), await amina.client.outcome(push)]).toEqual(['not_found', 'not_permitted'])
    expect(await amina.client.outcome({ t: 'snapshot', snapshot: writeSnapshot(amina.device, file, 1) })).toBe('not_found')
    const renewed = writeControl(amina.device, file, [rotation(2, [network.local.org])])
    expect(await amina.client.outcome({ t: 'control', entry: renewed.entry, permit: null })).toBe('not_found')
    expect(await tries(elif, file, endOf(file, amina.device))).toBe('not_found')
  })

  it('END-5 every member is told with the end alone, at once and when they come back; nobody else learns anything', async () => {
    const end = writeControl(amina.device, file, [endOf(file, elif.device)])
    expect(await amina.client.outcome({ t: 'control', entry: end.entry, permit: null })).toBe('accepted')
    expect((await joost.client.first('gone')).entry).toEqual(end.entry)
    expect((await elif.client.first('gone')).entry).toEqual(end.entry)
    const back = await seat(relay, joost.device)
    const [page] = await back.client.fetch(file.space)
    expect(page).toMatchObject({ control: [end.entry], commits: [], snapshot: null, pos: 0, more: false })
    const listed = (await back.client.ask({ t: 'list' })).flatMap((frame) => (frame.t === 'listed' ? frame.spaces : []))
    expect(listed.find(({ space }) => space === file.space)).toMatchObject({ gone: true, pos: 0 })
    const stranger = await join(relay, network.shelter, 'steward')
    expect((await stranger.client.fetch(file.space)).length).toBe(1)
  })

  it('END-1 an end names the whole log: what was written a moment ago is read first', async () => {
    const stale = { ...file, pos: 2 }
    expect(await tries(amina, stale, endOf(stale, elif.device))).toBe('stale_log')
  })

  it('END-2 Elif was let go since she agreed: her word does not count; and Amina does not end alone while somebody else may edit', async () => {
    expect(await tries(amina, file, endOf(file, null))).toBe('not_permitted')
    const { local } = network
    const staying = [amina.device.person.id]
    const removal = [{ t: 'removePerson', person: elif.device.person.id } as const, rotation(2, staying)]
    local.stand = await stands(amina, writeControl(amina.device, local.stand, removal))
    expect(await tries(amina, file, endOf(file, elif.device))).not.toBe('accepted')
    expect(await tries(amina, file, endOf(file, null))).toBe('accepted')
  })

  it('END-2 somebody who only reads agrees to nothing, and stops nobody who is alone', async () => {
    const rosa = await join(relay, network.local, 'reader')
    expect(await tries(amina, file, endOf(file, rosa.device))).toBe('not_permitted')
    const { local } = network
    const removal = [
      { t: 'removePerson', person: elif.device.person.id } as const,
      rotation(
        2,
        [amina, rosa].map((one) => one.device.person.id),
      ),
    ]
    local.stand = await stands(amina, writeControl(amina.device, local.stand, removal))
    expect(await tries(amina, file, endOf(file, null))).toBe('accepted')
  })

  it('END-6 a file of the shelter that the end names goes by an editor of the shelter, and by nobody else', async () => {
    const [theirs, unnamed] = [await put(joost), await put(joost)]
    const away = (who: Seat, blob: BlobId, space = file.space): Promise<number> =>
      ask(who, 'POST', `/api/blobs/${blob}/ended`, encode(endedFile, { space }))
    expect(await away(joost, theirs)).toBe(404)
    expect(await tries(amina, file, endOf(file, elif.device, [theirs]))).toBe('accepted')
    await relay.settled()
    const volunteer = await join(relay, network.shelter, 'contributor')
    expect([await away(amina, theirs), await away(volunteer, theirs), await away(joost, unnamed)]).toEqual([404, 403, 404])
    expect(await ask(joost, 'GET', `/api/blobs/${theirs}`, new Uint8Array())).toBe(200)
    expect([await away(joost, theirs), await away(joost, theirs)]).toEqual([200, 200])
    expect(await ask(joost, 'GET', `/api/blobs/${theirs}`, new Uint8Array())).toBe(404)
  })

  it('END-4 after a restart the space is what it was: ended', async () => {
    expect(await tries(amina, file, endOf(file, elif.device))).toBe('accepted')
    await relay.stop()
    relay = createMemoryRelay({ store: relay.store })
    const back = await seat(relay, joost.device)
    const { commits, signature } = writePush(joost.device, file, FIRST, 1)
    expect(await back.client.outcome({ t: 'push', space: file.space, commits, signature })).toBe('not_found')
    expect((await back.client.fetch(file.space))[0]?.control.length).toBe(1)
  })

  it('END-4 another process that hears of an entry before the end too late finds nothing there, and goes on', async () => {
    expect(await tries(amina, file, endOf(file, elif.device))).toBe('accepted')
    const elsewhere = new Spaces(relay.store, 10)
    expect([await elsewhere.upTo(file.space, 0), (await elsewhere.upTo(file.space, 1))?.membership.seq]).toEqual([null, 1])
  })
})

describe('FRAME-3 who may end a space', () => {
  const OUTCOMES: Readonly<Record<CallerKind, string>> = {
    ...{ reader: 'not_permitted', contributor: 'not_permitted', editor: 'not_permitted', steward: 'accepted' },
    ...{ stranger: 'not_found', person: 'not_found', other: 'not_found', operator: 'not_found' },
    ...{ removed: 'not_enrolled', revoked: 'not_enrolled', removedOrg: 'not_permitted' },
  }

  for (const caller of CALLERS) {
    it(`END-1 ${caller}: ${OUTCOMES[caller]}`, async () => {
      const { seats, caseStand } = await setScene()
      expect(await tries(seats[caller], caseStand, endOf(caseStand, seats.editor.device))).toBe(OUTCOMES[caller])
    })
  }
})
