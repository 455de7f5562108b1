/** Answers that get lost at the worst moment: no attack, only a bad line; nothing is lost, doubled or taken for damaged. */
import { expect, test } from 'vitest'
import { readsNotes, sharedCase } from '../stories/cases.ts'
import { atPeace, circle, joinsAsPerson, reopened } from '../stories/people.ts'
import { Middle } from './middle.ts'

test('SYNC-19 what was accepted unheard keeps its seal, also when the key was renewed and the fetch broke off', async () => {
  const { relay, amina, khadija, orgs, accounts } = await circle()
  const { someone: yusuf } = await joinsAsPerson(amina, () => relay, 'Yusuf', 'editor')
  const space = await sharedCase(amina, [orgs.khadija], [khadija, yusuf])
  await atPeace(amina)
  await amina.do('lock', {})
  const middle = new Middle()
  const writer = await reopened(() => relay, amina, accounts.amina.passphrase, middle.through)
  await writer.sees('sync', {}, (sync) => sync.lastSync !== null && !sync.receiving)
  // The relay takes the first note, and its answer is lost.
  middle.toClient = (frame) =>
    (frame.t === 'page' && frame.space === space) || (frame.t === 'receipt' && frame.receipt.space === space) ? [] : [frame]
  await writer.do('addNote', { space, text: 'first' })
  await readsNotes(yusuf, space, ['first'])
  await yusuf.do('revokeCase', { space, org: orgs.khadija })
  await writer.do('addNote', { space, text: 'second' })
  // Sent again, it meets a new key; the line breaks while she asks what happened.
  let refusals = 0
  const swallow = middle.toClient
  middle.toClient = (frame) => {
    if (frame.t === 'refused' && frame.error === 'stale_epoch') refusals++
    return swallow(frame)
  }
  middle.toRelay = (frame) => {
    if (frame.t !== 'fetch' || refusals === 0 || !frame.items.some((item) => item.space === space)) return [frame]
    queueMicrotask(() => writer.link.cut(true))
    return []
  }
  writer.link.cut(true)
  writer.link.cut(false)
  await writer.do('retryNow', {})
  await writer.sees('sync', {}, (sync) => refusals > 0 && sync.connection !== 'online')
  middle.toClient = (frame) => [frame]
  middle.toRelay = (frame) => [frame]
  writer.link.cut(false)
  await writer.do('retryNow', {})
  for (const reader of [writer, yusuf]) await readsNotes(reader, space, ['first', 'second'])
  await atPeace(writer, yusuf)
  expect(refusals).toBeGreaterThan(0)
})

test('SYNC-7 a line that breaks in the middle of an audit is not taken for a rollback', async () => {
  const { relay, amina, joost, orgs, accounts } = await circle()
  const space = await sharedCase(amina, [orgs.joost], [joost])
  await atPeace(amina)
  await amina.do('lock', {})
  const middle = new Middle()
  const reader = await reopened(() => relay, amina, accounts.amina.passphrase, middle.through)
  await reader.sees('sync', {}, (sync) => sync.lastSync !== null && !sync.receiving)
  middle.toRelay = (frame) => {
    if (frame.t !== 'fetch' || frame.items.every((item) => item.pos > 0)) return [frame]
    queueMicrotask(() => reader.link.cut(true))
    return []
  }
  expect(await reader.pergola.run('audit', { space })).toMatchObject({ ok: false, problem: { type: 'offline' } })
  expect((await reader.ask('sync', {})).alarms).toEqual([])
  middle.toRelay = (frame) => [frame]
  reader.link.cut(false)
  await reader.do('retryNow', {})
  await reader.sees('sync', {}, (sync) => sync.connection === 'online' && !sync.receiving)
  expect(await reader.do('audit', { space })).toMatchObject({ spaces: 1, faults: 0 })
})
