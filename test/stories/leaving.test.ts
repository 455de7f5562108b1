/** An organisation leaves the network, or is taken out: what it shows goes, what it has stays, and the relay's refusals have words. */
import { expect, test } from 'vitest'
import { sharedCase, readsNotes } from './cases.ts'
import { atPeace, circle, ORIGIN, type Someone } from './people.ts'

const OUT = { ok: false, problem: { type: 'out_of_network' } }

/** What an organisation that is in no network is told, wherever it would reach beyond itself. */
const refused = async (person: Someone): Promise<readonly unknown[]> => [
  await person.pergola.run('invitePerson', { label: 'Wanjiru', role: 'reader', days: 7 }),
  await person.pergola.run('openIntake', { intro: 'Write to us.', languages: ['en'] }),
]

test('NET-1 an organisation leaves: its page and intake are gone, the others go on, and it reads what it has', async () => {
  const { relay, amina, joost, khadija, orgs } = await circle()
  const space = await sharedCase(amina, [orgs.joost, orgs.khadija], [joost, khadija])
  await joost.do('openIntake', { intro: 'Write to us.', languages: ['en'] })
  const intake = (): Promise<{ readonly status: number }> =>
    relay.request('GET', `/api/intake/${orgs.joost}`, { origin: ORIGIN }, new Uint8Array())
  expect((await intake()).status).toBe(200)
  await joost.do('leaveNetwork', {})
  expect((await intake()).status).toBe(404)
  const left = await joost.sees('network', {}, (network) => network.goneSince !== null)
  expect(left.intake).toMatchObject({ open: false })
  await amina.sees('network', {}, (network) => network.organisations.length === 2)
  expect(await refused(joost)).toMatchObject([OUT, OUT])
  expect(await joost.pergola.run('leaveNetwork', {})).toMatchObject({ ok: false, problem: { type: 'gone' } })
  // Cases are shared organisation by organisation: they are not the network's.
  await amina.do('addNote', { space, text: 'we go on with this one' })
  await readsNotes(joost, space, ['we go on with this one'])
  await readsNotes(khadija, space, ['we go on with this one'])
  await atPeace(amina, joost, khadija)
})

test('NET-2 whoever leads the network takes another organisation out, and nobody else does', async () => {
  const { amina, joost, khadija, orgs } = await circle()
  expect(await joost.pergola.run('takeOutOrganisation', { org: orgs.khadija })).toMatchObject({
    ok: false,
    problem: { type: 'not_permitted' },
  })
  await amina.do('takeOutOrganisation', { org: orgs.khadija })
  await khadija.sees('network', {}, (network) => network.goneSince !== null)
  expect(await refused(khadija)).toMatchObject([OUT, OUT])
  await joost.sees('network', {}, (network) => network.organisations.length === 2)
  // Without anybody who leads it, nobody could be let in any more.
  expect(await amina.pergola.run('leaveNetwork', {})).toMatchObject({ ok: false, problem: { type: 'not_permitted' } })
  await amina.sees('network', {}, (network) => network.goneSince === null && network.organisations.length === 2)
  await atPeace(amina, joost)
})
