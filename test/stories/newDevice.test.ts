/** A new device of an organisation with many cases: the list first, from a colleague's sealed index, then every space verified. */
import { expect, test } from 'vitest'
import { decode, fromClient, type SpaceId } from '@pergola/protocol'
import type { Transport } from '@pergola/client'
import { createMemoryRelay } from '@pergola/relay/testing'
import { memoryStorage } from '@pergola/client/testing'
import { ORIGIN, org, someone } from './people.ts'

const CASES = 101

/** Notes which spaces are asked for from the beginning of their log, and which from their newest snapshot. */
const noting =
  (asked: { readonly whole: Set<SpaceId>; readonly newest: Set<SpaceId> }) =>
  (transport: Transport): Transport => ({
    ...transport,
    connect: (handlers) => {
      const line = transport.connect(handlers)
      const send = (bytes: Uint8Array): void => {
        const frame = decode(fromClient, bytes)
        if (frame.ok && frame.value.t === 'fetch')
          for (const { space, pos, snapshot } of frame.value.items) if (pos === 0) asked[snapshot ? 'newest' : 'whole'].add(space)
        line.send(bytes)
      }
      return { ...line, send }
    },
  })

test('SYNC-20 SYNC-21 a new device lists what a colleague published before it has verified it, and verifies all of it', async () => {
  const relay = createMemoryRelay({ origins: [ORIGIN] })
  const amina = someone(() => relay)
  await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  const { passphrase } = await amina.do('found', {
    network: 'River Network',
    org: org('Riverbank Group'),
    personName: 'Amina',
    account: 'amina',
  })
  for (let n = 0; n < CASES; n++)
    await amina.do('createCase', { pseudonym: `Heron ${n}`, country: 'KE', urgency: 'days', summary: `Invented ${n}.` })
  await amina.sees('sync', {}, (sync) => sync.connection === 'online' && sync.unsent === 0)
  // The index is published a moment after everything is quiet.
  await new Promise((resolve) => setTimeout(resolve, 2500))

  const asked = { whole: new Set<SpaceId>(), newest: new Set<SpaceId>() }
  const phone = someone(() => relay, 0, memoryStorage(), noting(asked))
  const seen: { total: number; receiving: boolean }[] = []
  await phone.do('signIn', { account: 'amina', passphrase })
  const stop = phone.pergola.watch('cases', { filter: {}, from: 0, count: 5 }, (list) => {
    void phone.ask('sync', {}).then((sync) => list.ok && seen.push({ total: list.value.total, receiving: sync.receiving }))
  })
  await phone.sees('sync', {}, (sync) => sync.connection === 'online' && !sync.receiving && sync.lastSync !== null)
  const { rows, total } = await phone.sees('cases', { filter: { text: 'Heron 7' }, from: 0, count: 5 }, (list) => list.total > 0)
  stop()
  // A line of the index is no reading of the log: what a snapshot holds is not fetched piece by piece.
  expect(asked.newest.size).toBeGreaterThan(2 * CASES)
  expect([...asked.whole].filter((space) => !asked.newest.has(space))).toEqual([])
  expect(seen.some(({ total: listed, receiving }) => listed === CASES && receiving)).toBe(true)
  expect(total).toBeGreaterThan(0)
  const view = await phone.ask('case', { space: rows[0]!.space })
  expect(view.file.summary).toMatch(/^Invented/)
  expect((await phone.do('audit', {})).faults).toBe(0)
  expect((await phone.ask('sync', {})).alarms).toEqual([])
})
