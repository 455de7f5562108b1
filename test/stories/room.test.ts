/** A relay that refuses one thing and takes another: whatever it refused for want of room or time goes out by itself later. */
import { expect, test } from 'vitest'
import { createPergola } from '@pergola/client'
import { memoryPorts, shiftedClock } from '@pergola/client/testing'
import type { ErrorCode, SpaceId } from '@pergola/protocol'
import { Middle } from '../attacks/middle.ts'
import { caseFor, readsNotes, sharedCase } from './cases.ts'
import { acting, atPeace, circle, crypto, linkTo, type Circle } from './people.ts'

/** Waits of this device are so much shorter. */
const HURRY = 20

const clock = shiftedClock(() => Date.now(), {
  set: (call, ms) => setTimeout(call, ms / HURRY),
  clear: (id) => clearTimeout(id as NodeJS.Timeout),
})

/** Amina again, on a line on which somebody refuses what she writes into `space` as long as `refuse` says so. */
const refusedIn = async (
  { relay, amina, accounts }: Circle,
  space: SpaceId,
  refuse: () => ErrorCode | null,
): Promise<ReturnType<typeof acting> & { readonly middle: Middle }> => {
  await amina.do('lock', {})
  const middle = new Middle()
  middle.toRelay = (frame) => {
    const error = frame.t === 'push' && frame.space === space ? refuse() : null
    if (frame.t !== 'push' || error === null) return [frame]
    queueMicrotask(() => middle.say({ t: 'refused', id: frame.id, error, detail: 1 }))
    return []
  }
  const after = acting(createPergola(memoryPorts(crypto, clock, middle.through(linkTo(() => relay).transport), amina.storage)))
  await after.sees('session', {}, (session) => session.state === 'locked')
  await after.do('unlock', { passphrase: accounts.amina.passphrase })
  await after.sees('sync', {}, (sync) => sync.connection === 'online' && !sync.receiving && sync.unsent === 0)
  return { ...after, middle }
}

test('SYNC-24 what had no room goes out later, although something else found room meanwhile', async () => {
  const all = await circle()
  const space = await sharedCase(all.amina, [all.orgs.joost], [all.joost])
  const { space: other } = await caseFor(all.amina, [])
  let full = true
  const amina = await refusedIn(all, space, () => (full ? 'storage_full' : null))
  await amina.do('addNote', { space, text: 'while the disk was full' })
  await amina.sees('sync', {}, (sync) => sync.refused === 'relay_full')
  await amina.do('addNote', { space: other, text: 'a small one that fitted' })
  await expect.poll(() => amina.middle.heard.some((frame) => frame.t === 'receipt' && frame.receipt.space === other)).toBe(true)
  await amina.sees('sync', {}, (sync) => sync.refused === 'relay_full')
  full = false
  await readsNotes(all.joost, space, ['while the disk was full'])
  await amina.sees('sync', {}, (sync) => sync.refused === null && sync.unsent === 0)
  await atPeace(all.joost)
})

test('SYNC-24 what a busy relay refused again and again goes out when it has time', async () => {
  const all = await circle()
  const space = await sharedCase(all.amina, [all.orgs.joost], [all.joost])
  let refusals = 0
  const amina = await refusedIn(all, space, () => (refusals++ < 20 ? 'busy' : null))
  await amina.do('addNote', { space, text: 'while it was busy' })
  await readsNotes(all.joost, space, ['while it was busy'])
  await amina.sees('sync', {}, (sync) => sync.unsent === 0)
  await atPeace(all.joost)
})
