import { beforeEach, describe, expect, it } from 'vitest'
import { emptyHead, nextHead, commitId, receiptMessage, type Head } from '@pergola/protocol'
import { verifies } from '../crypto/ed25519.ts'
import { sha256 } from '../crypto/sha256.ts'
import { FIRST, foundSpace, rotation, writeControl, writePush, writeSnapshot, type Stand, type WrittenPush } from '../testing/author.ts'
import { createMemoryRelay, type MemoryRelay } from '../testing/memory-relay.ts'
import { foundNetwork, stands, type Seat, type TestNetwork } from '../testing/network.ts'

let relay: MemoryRelay
let network: TestNetwork
let amina: Seat
let shared: Stand

beforeEach(async () => {
  relay = createMemoryRelay()
  network = await foundNetwork(relay)
  amina = network.local.steward
  shared = await stands(amina, foundSpace(amina.device, 'case', network.local.org, [{ org: network.shelter.org, role: 'contributor' }]))
})

const send = async ({ client }: Seat, { commits, signature }: Pick<WrittenPush, 'commits' | 'signature'>, space = shared.space) => {
  const last = (await client.ask({ t: 'push', space, commits, signature })).at(-1)!
  return last.t === 'receipt' ? last.receipt : last.t === 'refused' ? last : null
}

describe('a push', () => {
  it('LOG-4 is answered with a receipt the relay signed, over the running hash', async () => {
    const push = writePush(amina.device, shared, FIRST, 3)
    const receipt = await send(amina, push)
    if (receipt === null || !('head' in receipt)) throw new Error('no receipt')
    const head = push.commits.reduce<Head>(
      (before, bytes) => nextHead(sha256, before, commitId(sha256, bytes), receipt.time),
      emptyHead(sha256, shared.space),
    )
    expect(receipt).toMatchObject({ space: shared.space, pos: 3, head })
    expect(verifies(relay.publicKey, receiptMessage(receipt), receipt.signature)).toBe(true)
  })

  it('LOG-5 sent again after a lost answer gets the same receipt and is kept once', async () => {
    const push = writePush(amina.device, shared, FIRST, 3)
    const first = await send(amina, push)
    await send(network.shelter.steward, writePush(network.shelter.steward.device, shared, FIRST, 2))
    expect(await send(amina, push)).toEqual(first)
    expect((await relay.store.space(shared.space))?.pos).toBe(5)
  })

  it('LOG-5 cut differently the second time, gets the place of its last commit', async () => {
    const one = writePush(amina.device, shared, FIRST, 2)
    const two = writePush(amina.device, shared, one.next, 2)
    const first = await send(amina, one)
    const both = { commits: [...one.commits, ...two.commits], signature: two.signature }
    expect(await send(amina, both)).toMatchObject({ pos: 4 })
    expect(await send(amina, one)).toEqual(first)
    const [page] = await amina.client.fetch(shared.space)
    expect(page?.commits.map((commit) => commit.bytes)).toEqual(both.commits)
    const cut = { commits: one.commits.slice(0, 1), signature: new Uint8Array(64) }
    expect(await send(amina, cut)).toMatchObject({ error: 'bad_signature' })
  })

  it('LOG-12 that quotes a history this log never had is refused, so that no member can make others see a fork', async () => {
    const one = writePush(amina.device, shared, FIRST, 2)
    const receipt = await send(amina, one)
    if (receipt === null || !('head' in receipt)) throw new Error('no receipt')
    const quoting = (seenPos: number, seenHead: Head) =>
      send(amina, writePush(amina.device, shared, { ...one.next, seen: { seenPos, seenHead } }, 1))
    expect(await quoting(2, 'ab'.repeat(32) as Head)).toMatchObject({ error: 'stale_log', detail: 2 })
    expect(await quoting(3, receipt.head)).toMatchObject({ error: 'stale_log' })
    expect(await quoting(1, receipt.head)).toMatchObject({ error: 'stale_log' })
    expect(await quoting(2, receipt.head)).toMatchObject({ pos: 3 })
  })

  it('LOG-2 that skips a number is told the last one', async () => {
    await send(amina, writePush(amina.device, shared, FIRST, 2))
    const skipping = writePush(amina.device, shared, { ...FIRST, seq: 5 }, 1)
    expect(await send(amina, skipping)).toMatchObject({ error: 'bad_sequence', detail: 2 })
  })

  it('LOG-2 from a copied profile, with other commits under numbers that are taken, is told so', async () => {
    const one = writePush(amina.device, shared, FIRST, 2)
    await send(amina, one)
    expect(await send(amina, writePush(amina.device, shared, FIRST, 2))).toMatchObject({ error: 'bad_chain' })
    expect(await send(amina, writePush(amina.device, shared, FIRST, 3))).toMatchObject({ error: 'bad_chain' })
    expect(await send(amina, writePush(amina.device, shared, FIRST, 1))).toMatchObject({ error: 'bad_chain' })
  })

  it('LOG-2 whose commits do not chain, belong elsewhere or to another device, or are not padded is refused', async () => {
    const one = writePush(amina.device, shared, FIRST, 1)
    const apart = writePush(amina.device, shared, { ...FIRST, seq: 1 }, 1)
    expect(await send(amina, { commits: [...one.commits, ...apart.commits], signature: apart.signature })).toMatchObject({
      error: 'bad_chain',
    })
    expect(await send(amina, writePush(amina.device, network.network, FIRST, 1))).toMatchObject({ error: 'malformed' })
    expect(await send(amina, writePush(network.shelter.steward.device, shared, FIRST, 1))).toMatchObject({ error: 'not_permitted' })
    expect(await send(amina, writePush(amina.device, shared, FIRST, 1, new Uint8Array(500)))).toMatchObject({ error: 'malformed' })
    expect(await send(amina, { commits: [], signature: new Uint8Array(64) })).toMatchObject({ error: 'malformed' })
  })

  it('LOG-3 signed by somebody else, or over something else, is refused', async () => {
    const push = writePush(amina.device, shared, FIRST, 2)
    expect(await send(amina, { ...push, signature: new Uint8Array(64) })).toMatchObject({ error: 'bad_signature' })
    expect(await send(amina, { ...push, commits: push.commits.slice(0, 1) })).toMatchObject({ error: 'bad_signature' })
  })

  it('LOG-6 under an old key is told to seal anew, but one that stood already still gets its receipt', async () => {
    const before = writePush(amina.device, shared, FIRST, 1)
    await send(amina, before)
    const [page] = await amina.client.fetch(shared.space)
    const stand = { ...shared, pos: page!.pos, head: page!.head }
    await stands(amina, writeControl(amina.device, stand, [rotation(2, [network.local.org, network.shelter.org])]))
    expect(await send(amina, writePush(amina.device, shared, before.next, 1))).toMatchObject({ error: 'stale_epoch', detail: 2 })
    const mislabelled = writePush(amina.device, shared, { ...before.next, epoch: 1, control: 1 }, 1)
    expect(await send(amina, mislabelled)).toMatchObject({ error: 'stale_epoch' })
    expect(await send(amina, before)).toMatchObject({ pos: 1 })
    expect(await send(amina, writePush(amina.device, shared, { ...before.next, epoch: 2, control: 1 }, 1))).toMatchObject({ pos: 2 })
    expect(await send(amina, writePush(amina.device, shared, { ...before.next, epoch: 2, control: 9 }, 1))).not.toMatchObject({ pos: 3 })
  })

  it('LOG-7 beyond the quota of its organisation is refused, and reading goes on', async () => {
    relay = createMemoryRelay({ quotaMiB: 0.02 })
    network = await foundNetwork(relay)
    const stand = network.local.stand
    const outcome = await send(network.local.steward, writePush(network.local.steward.device, stand, FIRST, 64), stand.space)
    expect(outcome).toMatchObject({ error: 'quota' })
    expect((await network.local.steward.client.fetch(stand.space)).length).toBe(1)
  })

  it('LOG-7 while the disk is full is not acknowledged, and stands when there is room again', async () => {
    const push = writePush(amina.device, shared, FIRST, 2)
    relay.store.tables.full = true
    expect(await send(amina, push)).toMatchObject({ error: 'storage_full' })
    expect((await amina.client.fetch(shared.space))[0]?.commits).toEqual([])
    relay.store.tables.full = false
    expect(await send(amina, push)).toMatchObject({ pos: 2 })
  })

  it('LOG-8 many at once from many devices are numbered without a gap and shown to the others in order', async () => {
    const joost = network.shelter.steward
    let [a, j] = [FIRST, FIRST]
    const sent = []
    for (let n = 0; n < 20; n++) {
      const mine = writePush(amina.device, shared, a, 2)
      const theirs = writePush(joost.device, shared, j, 3)
      ;[a, j] = [mine.next, theirs.next]
      sent.push(send(amina, mine), send(joost, theirs))
    }
    const receipts = await Promise.all(sent)
    expect(Math.max(...receipts.map((receipt) => (receipt && 'pos' in receipt ? receipt.pos : 0)))).toBe(100)
    const pages = joost.client.of('page').filter((page) => page.id === 0 && page.space === shared.space && page.commits.length > 0)
    expect(pages.map((page) => page.after)).toEqual(pages.map((page) => page.after).toSorted((x, y) => x - y))
    expect(pages.flatMap((page) => page.commits).length).toBe(40)
  })
})

describe('a snapshot', () => {
  it('LOG-9 is given instead of what it holds, to who wants it', async () => {
    await send(amina, writePush(amina.device, shared, FIRST, 3))
    const [page] = await amina.client.fetch(shared.space)
    const snapshot = writeSnapshot(amina.device, { ...shared, pos: page!.pos, head: page!.head }, 1)
    expect(await amina.client.outcome({ t: 'snapshot', snapshot })).toBe('done')
    await send(network.shelter.steward, writePush(network.shelter.steward.device, shared, FIRST, 1))
    const [fresh] = await network.shelter.steward.client.fetch(shared.space, 0, 0, true)
    expect(fresh).toMatchObject({ snapshot, after: 3, pos: 4 })
    expect(fresh?.commits.length).toBe(1)
    expect((await network.shelter.steward.client.fetch(shared.space))[0]?.commits.length).toBe(4)
  })

  it('LOG-9 of a log that never was is refused', async () => {
    const snapshot = writeSnapshot(amina.device, { ...shared, pos: 7 }, 1)
    expect(await amina.client.outcome({ t: 'snapshot', snapshot })).toBe('stale_log')
    const forged = { ...writeSnapshot(amina.device, shared, 1), signature: new Uint8Array(64) }
    expect(await amina.client.outcome({ t: 'snapshot', snapshot: forged })).toBe('bad_signature')
  })
})
