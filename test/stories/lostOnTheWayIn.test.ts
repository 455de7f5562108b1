/** Ways in over a bad line: the relay did what was asked, and its answer got lost. */
import { expect, test } from 'vitest'
import type { Transport } from '@pergola/client'
import { memoryStorage } from '@pergola/client/testing'
import { createMemoryRelay, type MemoryRelay } from '@pergola/relay/testing'
import { caseFor, readsNotes } from './cases.ts'
import { circle, joinsAsPerson, org, ORIGIN, reopened, someone, type Someone } from './people.ts'

/** A line on which the first answer of each of these routes gets lost after the relay has acted. */
const losing =
  (...paths: readonly string[]) =>
  (transport: Transport): Transport => {
    const lost = new Set(paths)
    return {
      ...transport,
      request: async (method, path, headers, body) => {
        const answer = await transport.request(method, path, headers, body)
        return lost.delete(path) ? null : answer
      },
    }
  }

const OFFLINE = { ok: false, problem: { type: 'offline' } }

const triesTwice = async (person: Someone, paths: readonly string[], act: () => Promise<unknown>): Promise<void> => {
  for (const _ of paths) expect(await act()).toMatchObject(OFFLINE)
  expect(await act()).toMatchObject({ ok: true })
  expect(await person.ask('session', {})).toMatchObject({ state: 'open' })
}

test('SES-28 who joins and does not hear the answers tries again, and is in as one person under the name they chose', async () => {
  const { relay, amina } = await circle()
  const { space } = await caseFor(amina, [])
  const paths = ['/api/accounts', '/api/invitations/answer']
  const yusuf = someone(() => relay, 0, memoryStorage(), losing(...paths))
  const { id, link } = await amina.do('invitePerson', { label: 'Yusuf', role: 'contributor', days: 7 })
  await triesTwice(yusuf, paths, () => yusuf.pergola.run('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' }))
  await amina.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await amina.do('admit', { id })
  await yusuf.sees('session', {}, (session) => session.state === 'open' && session.admitted)
  await amina.do('addNote', { space, text: 'welcome' })
  await readsNotes(yusuf, space, ['welcome'])
})

test('SES-28 an organisation that joins, and the first one of all, likewise', async () => {
  const paths = ['/api/accounts', '/api/invitations/answer']
  const { relay, amina } = await circle()
  const { link } = await amina.do('inviteOrganisation', { label: 'Kitabu House', days: 7 })
  const wanjiru = someone(() => relay, 0, memoryStorage(), losing(...paths))
  const joins = () =>
    wanjiru.pergola.run('joinAsOrganisation', { link, org: org('Kitabu House', 'shelter'), personName: 'Wanjiru', account: 'wanjiru' })
  await triesTwice(wanjiru, paths, joins)

  const empty = createMemoryRelay({ origins: [ORIGIN] })
  const first = someone(() => empty, 0, memoryStorage(), losing('/api/accounts'))
  const founds = () =>
    first.pergola.run('found', { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' })
  await triesTwice(first, ['/api/accounts'], founds)
})

/** Tries until an answer is lost, goes away, and comes back to what the device keeps, once for each of `paths`; then it works. */
const comesBack = async (
  relay: () => MemoryRelay,
  paths: readonly string[],
  act: (person: Someone) => Promise<unknown>,
): Promise<Someone> => {
  const storage = memoryStorage()
  for (const path of paths) expect(await act(someone(relay, 0, storage, losing(path)))).toMatchObject(OFFLINE)
  const last = someone(relay, 0, storage)
  expect(await act(last)).toMatchObject({ ok: true })
  return last
}

test('SES-30 who joins comes back to their link after a reload and is in as one person; nothing of the way stays', async () => {
  const { relay, amina } = await circle()
  const { id, link } = await amina.do('invitePerson', { label: 'Yusuf', role: 'contributor', days: 7 })
  const yusuf = await comesBack(
    () => relay,
    ['/api/accounts', '/api/invitations/answer', '/api/invitations/answer'],
    async (person) => {
      expect(await person.pergola.run('readInvitation', { link })).toMatchObject({ ok: true, value: { kind: 'person' } })
      return person.pergola.run('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' })
    },
  )
  expect(await yusuf.storage.get('vault', 'begun')).toBeNull()
  await amina.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await amina.do('admit', { id })
  await yusuf.sees('session', {}, (session) => session.state === 'open' && session.admitted)
  expect((await amina.ask('network', {})).members.filter(({ name }) => name === 'Yusuf')).toHaveLength(1)
})

test('SES-30 an organisation likewise, with the passphrase that opens the device afterwards', async () => {
  const { relay, amina } = await circle()
  const { id, link } = await amina.do('inviteOrganisation', { label: 'Kitabu House', days: 7 })
  const args = { link, org: org('Kitabu House', 'shelter'), personName: 'Wanjiru', account: 'wanjiru' }
  let passphrase = ''
  const wanjiru = await comesBack(
    () => relay,
    ['/api/accounts', '/api/invitations/answer'],
    async (person) => {
      const joined = await person.pergola.run('joinAsOrganisation', args)
      if (joined.ok) ({ passphrase } = joined.value)
      return joined
    },
  )
  await amina.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await wanjiru.do('lock', {})
  await reopened(() => relay, wanjiru, passphrase)
})

test('SES-30 the first one of all founds anew after a reload, and once there is a network nobody takes the name', async () => {
  const empty = createMemoryRelay({ origins: [ORIGIN] })
  const args = { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' }
  const amina = await comesBack(
    () => empty,
    ['/api/accounts', '/api/accounts'],
    (person) => person.pergola.run('found', args),
  )
  await amina.sees('sync', {}, ({ connection, unsent }) => connection === 'online' && unsent === 0)
  await amina.sees('network', {}, ({ organisations }) => organisations.length === 1)
  expect(await someone(() => empty).pergola.run('found', args)).toMatchObject({ ok: false, problem: { type: 'not_permitted' } })
})

test('SES-30 what is kept on the way is opened by the link alone, and goes when the relay says no', async () => {
  const { relay, amina } = await circle()
  const { id, link } = await amina.do('invitePerson', { label: 'Yusuf', role: 'contributor', days: 7 })
  const other = await amina.do('invitePerson', { label: 'Meryem', role: 'reader', days: 7 })
  const storage = memoryStorage()
  const joins = (person: Someone, by: string) => person.pergola.run('joinAsPerson', { link: by, personName: 'Yusuf', account: 'yusuf' })
  expect(
    await joins(
      someone(() => relay, 0, storage, losing('/api/accounts')),
      link,
    ),
  ).toMatchObject(OFFLINE)
  expect(await storage.get('vault', 'begun')).not.toBeNull()
  // With another link it is somebody else, who finds the name taken.
  expect(
    await joins(
      someone(() => relay, 0, storage),
      other.link,
    ),
  ).toMatchObject({ ok: false, problem: { type: 'account_taken' } })
  expect(await storage.get('vault', 'begun')).toBeNull()
  await amina.do('cancelInvitation', { id })
  expect(
    await joins(
      someone(() => relay, 0, storage),
      link,
    ),
  ).toMatchObject({ ok: false, problem: { type: 'invitation_unknown' } })
})

test('SES-28 a name that somebody else has is still taken, also for who tries again', async () => {
  const { relay, amina } = await circle()
  const { link } = await amina.do('invitePerson', { label: 'Yusuf', role: 'contributor', days: 7 })
  const yusuf = someone(() => relay)
  const joins = (account: string) => yusuf.pergola.run('joinAsPerson', { link, personName: 'Yusuf', account })
  const taken = { ok: false, problem: { type: 'account_taken', field: 'account' } }
  expect(await joins('joost')).toMatchObject(taken)
  expect(await joins('joost')).toMatchObject(taken)
  expect(await joins('yusuf')).toMatchObject({ ok: true })
})

test('SES-29 who was taken out reads that, also after a restart, and not that they wait to be let in', async () => {
  const { relay, amina } = await circle()
  const { someone: yusuf, account } = await joinsAsPerson(amina, () => relay, 'Yusuf', 'editor')
  expect(await yusuf.ask('session', {})).toMatchObject({ removedAt: null })
  const before = Date.now()
  const { members } = await amina.ask('network', {})
  await amina.do('removePerson', { person: members.find((member) => member.name === 'Yusuf')!.person })
  const removed = (session: { readonly state: string; readonly removedAt?: number | null }): boolean =>
    session.state === 'open' && (session.removedAt ?? 0) >= before
  await yusuf.sees('session', {}, removed)
  await yusuf.do('lock', {})
  const again = await reopened(() => relay, yusuf, account.passphrase)
  await again.sees('session', {}, removed)
})
