/** Coming in, other devices, locking, and going: what each may see, and what nobody takes along. */
import { expect, test } from 'vitest'
import { openCommit } from '@pergola/core/space'
import { caseFor, readsNotes, sharedCase } from './cases.ts'
import { atPeace, circle, crypto, joinsAsPerson, reopened, someone } from './people.ts'
import { keptBy, logOf } from './seized.ts'

test('SES-1 Yusuf joins by a link, is let in, and sees everything that Amina wrote before', async () => {
  const { relay, amina } = await circle()
  const { space } = await caseFor(amina, [])
  await amina.do('addNote', { space, text: 'Written before he came.' })
  const { someone: yusuf } = await joinsAsPerson(amina, () => relay, 'Yusuf', 'contributor')
  await readsNotes(yusuf, space, ['Written before he came.'])
  await yusuf.do('addNote', { space, text: 'I am here.' })
  await readsNotes(amina, space, ['Written before he came.', 'I am here.'])
  expect((await amina.ask('network', {})).members.map((member) => member.name).sort()).toEqual(['Amina', 'Yusuf'])
  await atPeace(amina, yusuf)
})

test('SES-2 who has joined and is not let in yet reads nothing and does not storm the relay', async () => {
  const { relay, amina } = await circle()
  let connections = 0
  const counting = { ...relay, connect: (handlers: Parameters<typeof relay.connect>[0]) => (connections++, relay.connect(handlers)) }
  const { id, link } = await amina.do('invitePerson', { label: 'Yusuf', role: 'contributor', days: 7 })
  const yusuf = someone(() => counting)
  await yusuf.do('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' })
  await new Promise((resolve) => setTimeout(resolve, 4000))
  expect(connections).toBeLessThan(5)
  expect(await yusuf.ask('session', {})).toMatchObject({ state: 'open', admitted: false })
  expect(await yusuf.pergola.ask('cases', { filter: {}, from: 0, count: 1 })).toMatchObject({ ok: false, problem: { type: 'not_open' } })
  await amina.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await amina.do('admit', { id })
  await yusuf.sees('session', {}, (session) => session.state === 'open' && session.admitted)
  const before = connections
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(connections).toBe(before)
})

test('SES-3 a second device of Amina signs in by name and passphrase and reads and writes the same', async () => {
  const { relay, amina, accounts } = await circle()
  const { space } = await caseFor(amina, [])
  const phone = someone(() => relay)
  expect(await phone.pergola.run('signIn', { account: 'amina', passphrase: 'not the words at all here now' })).toMatchObject({
    ok: false,
    problem: { type: 'wrong_passphrase' },
  })
  expect(await phone.pergola.run('signIn', { account: 'nobody', passphrase: accounts.amina.passphrase })).toMatchObject({
    ok: false,
    problem: { type: 'wrong_passphrase' },
  })
  await phone.do('signIn', { account: 'Amina ', passphrase: accounts.amina.passphrase.toUpperCase() })
  await phone.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
  await phone.do('addNote', { space, text: 'from the phone' })
  await amina.do('addNote', { space, text: 'from the desk' })
  for (const device of [amina, phone]) await readsNotes(device, space, ['from the desk', 'from the phone'])
  await amina.sees('network', {}, (network) => network.members[0]!.devices.length === 2)
  await atPeace(amina, phone)
})

test('SES-4 a device is approved by another one with a code that works once', async () => {
  const { relay, amina } = await circle()
  const { space } = await caseFor(amina, [])
  const tablet = someone(() => relay)
  const { code } = await tablet.do('beginPairing', { account: 'amina' })
  expect(await tablet.pergola.run('finishPairing', {})).toMatchObject({ ok: false, problem: { type: 'pairing_unknown' } })
  expect(await amina.pergola.run('approvePairing', { code: 'AAAAA-BBBBB' })).toMatchObject({
    ok: false,
    problem: { type: 'pairing_unknown' },
  })
  await amina.do('approvePairing', { code: code.toLowerCase() })
  const { passphrase } = await tablet.do('finishPairing', {})
  await tablet.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
  await tablet.do('lock', {})
  await tablet.do('unlock', { passphrase })
  await tablet.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
  expect(await tablet.pergola.run('finishPairing', {})).toMatchObject({ ok: false, problem: { type: 'pairing_unknown' } })
})

test('SES-5 with the recovery kit alone everything comes back under a new passphrase, and the old one is worth nothing', async () => {
  const { relay, amina, accounts } = await circle()
  const { space } = await caseFor(amina, [])
  await amina.sees('sync', {}, (sync) => sync.unsent === 0)
  const words = [...accounts.amina.recoveryWords]
  await amina.do('wipe', {})
  const fresh = someone(() => relay)
  const swapped = [words[1]!, words[0]!, ...words.slice(2)]
  expect(await fresh.pergola.run('recover', { account: 'amina', words: swapped })).toMatchObject({
    ok: false,
    problem: { type: 'wrong_words' },
  })
  const account = await fresh.do('recover', { account: 'amina', words: words.map((word) => ` ${word.toUpperCase()}`) })
  expect(account.passphrase).not.toBe(accounts.amina.passphrase)
  await fresh.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
  const third = someone(() => relay)
  expect(await third.pergola.run('signIn', { account: 'amina', passphrase: accounts.amina.passphrase })).toMatchObject({ ok: false })
  await third.do('signIn', { account: 'amina', passphrase: account.passphrase })
  await third.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
})

test('SES-6 a locked device opens without a network, keeps what was unsent, and refuses a wrong passphrase', async () => {
  const { relay, amina, joost, orgs, accounts } = await circle()
  const space = await sharedCase(amina, [orgs.joost], [joost])
  await atPeace(amina)
  amina.link.cut(true)
  await amina.do('addNote', { space, text: 'written in the bus' })
  await amina.do('lock', {})
  expect(await amina.pergola.ask('case', { space })).toMatchObject({ ok: false, problem: { type: 'not_open' } })
  const away = someone(() => relay, 0, amina.storage)
  away.link.cut(true)
  await away.sees('session', {}, (session) => session.state === 'locked')
  expect(await away.pergola.run('unlock', { passphrase: 'wrong words' })).toMatchObject({
    ok: false,
    problem: { type: 'wrong_passphrase' },
  })
  await away.do('unlock', { passphrase: accounts.amina.passphrase })
  await readsNotes(away, space, ['written in the bus'])
  expect((await away.ask('sync', {})).unsent).toBe(1)
  away.link.cut(false)
  await away.do('retryNow', {})
  await readsNotes(joost, space, ['written in the bus'])
  await atPeace(away, joost)
})

test('SES-7 who is taken out is refused, and opens nothing that was written after with what they took along', async () => {
  const { relay, amina, joost, orgs } = await circle()
  const { someone: yusuf, account } = await joinsAsPerson(amina, () => relay, 'Yusuf', 'editor')
  const space = await sharedCase(amina, [orgs.joost], [yusuf, joost])
  await yusuf.do('addNote', { space, text: 'by Yusuf' })
  for (const reader of [amina, joost]) await readsNotes(reader, space, ['by Yusuf'])
  const copied = (await keptBy(yusuf, account.passphrase, space)).keys
  const { members } = await amina.ask('network', {})
  await amina.do('removePerson', { person: members.find((member) => member.name === 'Yusuf')!.person })
  await amina.do('addNote', { space, text: 'after Yusuf' })
  for (const reader of [amina, joost]) await readsNotes(reader, space, ['after Yusuf', 'by Yusuf'])
  await joost.do('addNote', { space, text: 'Joost goes on' })
  await readsNotes(amina, space, ['Joost goes on', 'after Yusuf', 'by Yusuf'])
  await amina.sees('sync', {}, (sync) => sync.unsent === 0)
  const log = await logOf(relay, space)
  const later = log.filter(({ header }) => header.epoch > 1)
  expect(later.length).toBeGreaterThanOrEqual(2)
  for (const commit of later) for (const key of Object.values(copied)) expect(openCommit(crypto, commit, key)).toBeNull()
  await yusuf.pergola.run('addNote', { space, text: 'from outside' })
  await new Promise((resolve) => setTimeout(resolve, 300))
  await readsNotes(amina, space, ['Joost goes on', 'after Yusuf', 'by Yusuf'])
  expect(JSON.stringify(await yusuf.pergola.ask('case', { space }))).not.toContain('after Yusuf')
  await atPeace(amina, joost)
  expect((await amina.ask('network', {})).members.map((member) => member.name)).toEqual(['Amina'])
})

test('SES-7 who is taken out while writing without a network learns of it when the network is back; what they wrote reaches nobody', async () => {
  const { relay, amina, joost, orgs } = await circle()
  const { someone: yusuf } = await joinsAsPerson(amina, () => relay, 'Yusuf', 'editor')
  const space = await sharedCase(amina, [orgs.joost], [yusuf, joost])
  await atPeace(yusuf)
  yusuf.link.cut(true)
  await yusuf.do('addNote', { space, text: 'Written in the bus.' })
  const { members } = await amina.ask('network', {})
  await amina.do('removePerson', { person: members.find((member) => member.name === 'Yusuf')!.person })
  await amina.do('addNote', { space, text: 'after Yusuf' })
  yusuf.link.cut(false)
  await yusuf.do('retryNow', {})
  await yusuf.sees('session', {}, (session) => session.state === 'open' && session.removedAt !== null)
  for (const reader of [amina, joost]) await readsNotes(reader, space, ['after Yusuf'])
  await atPeace(amina, joost)
})

test('SYNC-1 who was taken out of a case while offline sees that it is gone, since when, and no alarm', async () => {
  const { relay, amina, joost, orgs, accounts } = await circle()
  const space = await sharedCase(amina, [orgs.joost], [joost])
  await amina.do('addNote', { space, text: 'before' })
  await readsNotes(joost, space, ['before'])
  joost.link.cut(true)
  await joost.do('addNote', { space, text: 'never arrives' })
  await joost.do('lock', {})
  await amina.do('revokeCase', { space, org: orgs.joost })
  await amina.do('addNote', { space, text: 'after' })
  const back = await reopened(() => relay, joost, accounts.joost.passphrase)
  const gone = await back.sees('case', { space }, (view) => view.goneSince !== null)
  expect(gone.file.notes).toEqual([])
  await atPeace(back, amina)
  await readsNotes(amina, space, ['after', 'before'])
})

test('SYNC-2 a case that is shared again after it was taken back is there again, with its past', async () => {
  const { amina, joost, orgs } = await circle()
  const space = await sharedCase(amina, [orgs.joost], [joost])
  await amina.do('addNote', { space, text: 'first' })
  await amina.do('revokeCase', { space, org: orgs.joost })
  await joost.sees('case', { space }, (view) => view.goneSince !== null)
  await amina.do('addNote', { space, text: 'while he was away' })
  await amina.do('shareCase', { space, org: orgs.joost, part: 'file' })
  await joost.sees('case', { space }, (view) => view.goneSince === null)
  await readsNotes(joost, space, ['first', 'while he was away'])
  await joost.do('addNote', { space, text: 'back' })
  await readsNotes(amina, space, ['back', 'first', 'while he was away'])
  await atPeace(amina, joost)
})

test('SYNC-3 someone who was made an editor a moment ago writes, and other organisations count it', async () => {
  const { relay, amina, joost, orgs } = await circle()
  const { someone: yusuf } = await joinsAsPerson(amina, () => relay, 'Yusuf', 'reader')
  const space = await sharedCase(amina, [orgs.joost], [joost, yusuf])
  expect(await yusuf.pergola.run('addNote', { space, text: 'no' })).toMatchObject({ ok: false, problem: { type: 'not_permitted' } })
  const { members } = await amina.ask('network', {})
  await amina.do('setRole', { person: members.find((member) => member.name === 'Yusuf')!.person, role: 'contributor' })
  await yusuf.sees('session', {}, (session) => session.state === 'open' && session.role === 'contributor')
  await yusuf.do('addNote', { space, text: 'now I may' })
  for (const reader of [amina, joost, yusuf]) await readsNotes(reader, space, ['now I may'])
  await atPeace(amina, joost, yusuf)
})
