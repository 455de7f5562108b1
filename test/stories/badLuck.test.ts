/** Bad luck: no room left, a clock that is wrong, a browser that cleans up. What was typed and sent is safe, and a sentence says so. */
import { expect, test } from 'vitest'
import type { MemoryStorage } from '@pergola/client/testing'
import { createMemoryRelay } from '@pergola/relay/testing'
import { caseFor, readsNotes, sharedCase } from './cases.ts'
import { atPeace, circle, org, ORIGIN, reopened, someone, type Someone } from './people.ts'

/** Ten years. */
const WRONG = 10 * 365 * 86_400_000

const emptyTable = async (storage: MemoryStorage, table: string): Promise<void> => {
  for await (const batch of storage.all(table)) await storage.write(batch.map(([key]) => ({ table, key, value: null })))
}

const connected = (person: Someone): Promise<unknown> =>
  person.sees('sync', {}, (sync) => sync.connection === 'online' && !sync.receiving && sync.unsent === 0)

test('SYNC-24 the relay has no room: it is said, everything stays here, and goes out by itself when there is room again', async () => {
  const { relay, amina, joost, orgs } = await circle()
  const space = await sharedCase(amina, [orgs.joost], [joost])
  await connected(amina)
  relay.store.tables.full = true
  await amina.do('addNote', { space, text: 'while the disk was full' })
  await amina.sees('sync', {}, (sync) => sync.refused === 'relay_full' && sync.unsent > 0)
  expect(await amina.pergola.run('shareCase', { space, org: orgs.khadija, part: 'file' })).toMatchObject({ ok: false })
  relay.store.tables.full = false
  await readsNotes(joost, space, ['while the disk was full'])
  await amina.sees('sync', {}, (sync) => sync.refused === null && sync.unsent === 0)
  await atPeace(amina, joost)
})

test('SYNC-24 what needs the relay at once says that the relay has no room', async () => {
  const { relay, amina, orgs } = await circle()
  const { space } = await caseFor(amina, [orgs.joost])
  await connected(amina)
  relay.store.tables.full = true
  const full = { ok: false, problem: { type: 'relay_full' } }
  expect(await amina.pergola.run('shareCase', { space, org: orgs.joost, part: 'file' })).toMatchObject(full)
  expect(await amina.pergola.run('invitePerson', { label: 'Yusuf', role: 'editor', days: 7 })).toMatchObject(full)
  expect(await amina.pergola.run('attachFile', { space, name: 'a.txt', type: 'text/plain', content: new Uint8Array(9) })).toMatchObject(
    full,
  )
})

test('SYNC-25 a clock that is ten years wrong is told, by how much, and what is written still counts for everyone', async () => {
  const { relay, amina, joost, orgs, accounts } = await circle()
  const space = await sharedCase(amina, [orgs.joost], [joost])
  await amina.sees('sync', {}, (sync) => sync.clockOff !== null && Math.abs(sync.clockOff) < 60_000)
  const late = someone(() => relay, WRONG)
  await late.do('signIn', { account: 'joost', passphrase: accounts.joost.passphrase })
  await late.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
  await late.do('addNote', { space, text: 'from 2036' })
  await readsNotes(amina, space, ['from 2036'])
  const { clockOff } = await late.ask('sync', {})
  expect(Math.abs(clockOff! + WRONG)).toBeLessThan(60_000)
})

test('SES-21 an invitation is not “run out” because the clock of the device is wrong', async () => {
  const { relay, amina, accounts } = await circle()
  const { link } = await amina.do('invitePerson', { label: 'Yusuf', role: 'contributor', days: 7 })
  const clock = { ok: false, problem: { type: 'clock' } }
  expect(await someone(() => relay, WRONG).pergola.run('readInvitation', { link })).toMatchObject(clock)
  const hasty = someone(() => relay, WRONG)
  await hasty.do('signIn', { account: 'amina', passphrase: accounts.amina.passphrase })
  await hasty.sees('session', {}, (session) => session.state === 'open' && session.personName === 'Amina')
  expect(await hasty.pergola.run('invitePerson', { label: 'Wanjiru', role: 'editor', days: 7 })).toMatchObject(clock)
})

test('SES-22 an invitation that was used says used, before and after somebody is let in; one that ran out says that', async () => {
  let offset = 0
  const relay = createMemoryRelay({ origins: [ORIGIN], now: () => Date.now() + offset })
  const amina = someone(() => relay)
  await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  await amina.do('found', { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' })
  await connected(amina)
  const { id, link } = await amina.do('invitePerson', { label: 'Yusuf', role: 'contributor', days: 7 })
  const later = await amina.do('invitePerson', { label: 'Wanjiru', role: 'contributor', days: 1 })
  await someone(() => relay).do('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' })
  const stranger = someone(() => relay)
  const says = (type: string) => ({ ok: false, problem: { type } })
  expect(await stranger.pergola.run('readInvitation', { link })).toMatchObject(says('invitation_used'))
  await amina.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await amina.do('admit', { id })
  expect(await stranger.pergola.run('readInvitation', { link })).toMatchObject(says('invitation_used'))
  expect(await stranger.pergola.run('joinAsPerson', { link, personName: 'Eve', account: 'eve' })).toMatchObject(says('invitation_used'))
  offset = 2 * 86_400_000
  expect(await stranger.pergola.run('readInvitation', { link: later.link })).toMatchObject(says('invitation_expired'))
})

test('SES-23 a device without room says so, keeps nothing half, and works when there is room again', async () => {
  const { relay, amina, accounts } = await circle()
  const { space } = await caseFor(amina, [])
  await connected(amina)
  const full = { ok: false, problem: { type: 'storage_full' } }
  amina.storage.fill(true)
  expect(await amina.pergola.run('addNote', { space, text: 'no room' })).toMatchObject(full)
  expect(await amina.pergola.run('createCase', { pseudonym: 'Stork', country: 'KE', urgency: 'days', summary: '' })).toMatchObject(full)
  await amina.sees('sync', {}, (sync) => sync.storage === 'full')
  amina.storage.fill(false)
  await amina.do('addNote', { space, text: 'room again' })
  await readsNotes(amina, space, ['room again'])
  await amina.sees('sync', {}, (sync) => sync.storage === 'kept')
  const { link } = await amina.do('invitePerson', { label: 'Yusuf', role: 'contributor', days: 7 })
  const phone = someone(() => relay)
  phone.storage.fill(true)
  expect(await phone.pergola.run('signIn', { account: 'amina', passphrase: accounts.amina.passphrase })).toMatchObject(full)
  expect(await phone.pergola.run('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' })).toMatchObject(full)
  expect(await phone.pergola.run('recover', { account: 'amina', words: accounts.amina.recoveryWords })).toMatchObject(full)
  expect(await phone.ask('session', {})).toMatchObject({ state: 'empty' })
  phone.storage.fill(false)
  await phone.do('signIn', { account: 'amina', passphrase: accounts.amina.passphrase })
  await phone.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
  await someone(() => relay).do('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' })
})

test('SES-24 spaces that the browser removed are fetched again', async () => {
  const { relay, amina, accounts } = await circle()
  const { space } = await caseFor(amina, [])
  await amina.do('addNote', { space, text: 'still at the relay' })
  await connected(amina)
  await amina.do('lock', {})
  await emptyTable(amina.storage, 'spaces')
  const again = await reopened(() => relay, amina, accounts.amina.passphrase)
  await again.sees('session', {}, (session) => session.state === 'open' && session.orgName === 'Riverbank Group')
  await readsNotes(again, space, ['still at the relay'])
  await again.do('addNote', { space, text: 'and written on' })
  await atPeace(again)
})

test('SES-24 without its secrets a device says so; without anything it is empty; both come back by signing in', async () => {
  const { amina, accounts } = await circle()
  const { space } = await caseFor(amina, [])
  await connected(amina)
  const gone = { ok: false, problem: { type: 'storage_gone' } }
  const { passphrase } = accounts.amina
  for (const table of ['secrets', 'vault']) {
    await amina.pergola.run('lock', {})
    await emptyTable(amina.storage, table)
    expect(await amina.pergola.run('unlock', { passphrase })).toMatchObject(gone)
    if (table === 'secrets') await amina.do('wipe', {})
    await amina.sees('session', {}, (session) => session.state === 'empty')
    await amina.do('signIn', { account: 'amina', passphrase })
    await amina.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
    await connected(amina)
  }
})

test('SYNC-7 whoever finds a fault, the alarm says in which case it is', async () => {
  const { relay, amina, joost, orgs } = await circle()
  const space = await sharedCase(amina, [orgs.joost], [joost])
  await amina.do('addNote', { space, text: 'one' })
  await readsNotes(joost, space, ['one'])
  const { pushes } = relay.store.tables.spaces.get(space)!
  const last = pushes.at(-1)!
  pushes[pushes.length - 1] = { ...last, bytes: last.bytes.map((byte, at) => (at === 300 ? byte ^ 1 : byte)) }
  await joost.do('audit', { space })
  await joost.sees('sync', {}, (sync) => sync.alarms.some((alarm) => alarm.spaceName === 'Heron' && alarm.position !== null))
})
