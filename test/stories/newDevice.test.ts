/** A new device of an organisation with many cases: the list first, from a colleague's sealed index, then every space verified. */
import { expect, test } from 'vitest'
import { decode, fromClient, type SpaceId } from '@pergola/protocol'
import type { Transport } from '@pergola/client'
import { memoryStorage } from '@pergola/client/testing'
import { sharedCase } from './cases.ts'
import { circle, joinsAsPerson, someone } from './people.ts'

const CASES = 101
/** The books, which come first. */
const FEW = 10

/** Notes which spaces are asked for from the beginning of their log, and which from their newest snapshot; many at once wait for `listed`. */
const noting =
  (asked: { readonly whole: Set<SpaceId>; readonly newest: Set<SpaceId> }, listed: Promise<void>) =>
  (transport: Transport): Transport => ({
    ...transport,
    connect: (handlers) => {
      const line = transport.connect(handlers)
      const send = (bytes: Uint8Array): void => {
        const frame = decode(fromClient, bytes)
        if (frame.ok && frame.value.t === 'fetch')
          for (const { space, pos, snapshot } of frame.value.items) if (pos === 0) asked[snapshot ? 'newest' : 'whole'].add(space)
        if (frame.ok && frame.value.t === 'fetch' && frame.value.items.length > FEW) void listed.then(() => line.send(bytes))
        else line.send(bytes)
      }
      return { ...line, send }
    },
  })

test('SYNC-20 SYNC-21 a new device lists what a colleague published before it has verified it, and verifies all of it', async () => {
  const { relay, amina, joost, orgs, accounts } = await circle()
  const { someone: mina } = await joinsAsPerson(joost, () => relay, 'Mina', 'editor')
  const theirs = await sharedCase(joost, [orgs.amina], [amina])
  for (let n = 0; n < CASES; n++)
    await amina.do('createCase', { pseudonym: `Heron ${n}`, country: 'KE', urgency: 'days', summary: `Invented ${n}.` })
  await amina.sees('sync', {}, (sync) => sync.connection === 'online' && sync.unsent === 0)
  // The index is published a moment after everything is quiet.
  await new Promise((resolve) => setTimeout(resolve, 2500))

  // A case of others that the index lists is destroyed.
  await joost.do('closeCase', { space: theirs, reason: 'safe', outcomes: [], says: '', wouldReturn: 'not_asked' })
  await mina.sees('case', { space: theirs }, (view) => view.file.status === 'closed')
  await mina.do('proposeEnding', { space: theirs, what: 'all', rule: null })
  await joost.sees('retention', {}, (view) => view.proposals.length === 1)
  await joost.do('confirmEnding', { space: theirs, what: 'all' })

  const asked = { whole: new Set<SpaceId>(), newest: new Set<SpaceId>() }
  const listed = Promise.withResolvers<void>()
  const phone = someone(() => relay, 0, memoryStorage(), noting(asked, listed.promise))
  await phone.do('signIn', { account: 'amina', passphrase: accounts.amina.passphrase })
  // No case was asked for yet.
  await phone.sees('cases', { filter: {}, from: 0, count: 5 }, (list) => list.total >= CASES)
  expect((await phone.ask('sync', {})).receiving).toBe(true)
  listed.resolve()
  await phone.sees('sync', {}, (sync) => sync.connection === 'online' && !sync.receiving && sync.lastSync !== null)
  const { rows, total } = await phone.sees('cases', { filter: { text: 'Heron 7' }, from: 0, count: 5 }, (list) => list.total > 0)
  // A line of the index is no reading of the log: what a snapshot holds is not fetched piece by piece.
  expect(asked.newest.size).toBeGreaterThan(2 * CASES)
  // Of other organisations there is only the control log.
  const others: readonly SpaceId[] = [orgs.joost, orgs.khadija]
  expect([...asked.whole].filter((space) => !asked.newest.has(space) && !others.includes(space))).toEqual([])
  expect(total).toBeGreaterThan(0)
  const view = await phone.ask('case', { space: rows[0]!.space })
  expect(view.file.summary).toMatch(/^Invented/)
  expect((await phone.ask('cases', { filter: {}, from: 0, count: 5 })).total).toBe(CASES)
  expect((await phone.do('audit', {})).faults).toBe(0)
  expect((await phone.ask('sync', {})).alarms).toEqual([])
})
