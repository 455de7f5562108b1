/** Amina lost her phone and ends it from her desk. */
import { expect, test } from 'vitest'
import { caseFor, readsNotes } from './cases.ts'
import { circle, joinsAsPerson, someone, type Someone } from './people.ts'

const twoDevices = async () => {
  const { relay, amina, accounts } = await circle()
  const { space } = await caseFor(amina, [])
  let connections = 0
  const counting = { ...relay, connect: (handlers: Parameters<typeof relay.connect>[0]) => (connections++, relay.connect(handlers)) }
  const phone = someone(() => counting)
  await phone.do('signIn', { account: 'amina', passphrase: accounts.amina.passphrase })
  await phone.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
  const { members } = await amina.sees('network', {}, (network) => network.members[0]!.devices.length === 2)
  const device = members[0]!.devices.find((one) => !one.current)!.id
  return { relay, amina, accounts, space, phone, device, connections: () => connections }
}

const ended = (phone: Someone) => phone.sees('session', {}, (session) => session.state === 'ended')

test('SES-14 a device that is ended while open says so, and nothing that it held stays on it', async () => {
  const { relay, amina, accounts, space, phone, device, connections } = await twoDevices()
  await amina.do('revokeDevice', { device })
  await ended(phone)
  expect((await phone.ask('sync', {})).alarms).toEqual([])
  expect(await phone.pergola.ask('case', { space })).toMatchObject({ ok: false, problem: { type: 'not_open' } })
  expect(phone.storage.dump().map((bytes) => bytes.length)).toEqual(['ended'.length, 8])
  expect(await phone.pergola.run('unlock', { passphrase: accounts.amina.passphrase })).toMatchObject({ ok: false })
  const before = connections()
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(connections()).toBe(before)
  // After closing the browser it still says so; then it can begin anew, as a new device.
  const later = someone(() => relay, 0, phone.storage)
  await ended(later)
  await later.do('wipe', {})
  await later.do('signIn', { account: 'amina', passphrase: accounts.amina.passphrase })
  await later.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
})

test('SES-14 a device that is ended while it is away hears of it when it is back, and what it wrote meanwhile is not sent', async () => {
  const { amina, space, phone, device } = await twoDevices()
  phone.link.cut(true)
  await phone.do('addNote', { space, text: 'written by whoever found the phone' })
  await amina.do('revokeDevice', { device })
  phone.link.cut(false)
  await phone.pergola.run('retryNow', {})
  await ended(phone)
  await readsNotes(amina, space, [])
})

test('SES-14 a steward ends a colleague’s device, and the colleague’s other one goes on', async () => {
  const { relay, amina } = await circle()
  const { someone: yusuf, account } = await joinsAsPerson(amina, () => relay, 'Yusuf', 'contributor')
  const phone = someone(() => relay)
  await phone.do('signIn', { account: 'yusuf', passphrase: account.passphrase })
  await phone.sees('session', {}, (session) => session.state === 'open' && session.admitted)
  const own = await yusuf.sees('network', {}, (network) => network.members.find((row) => row.self)?.devices.length === 2)
  const device = own.members.find((row) => row.self)!.devices.find((one) => !one.current)!.id
  await amina.do('revokeDevice', { device })
  await ended(phone)
  await yusuf.sees('session', {}, (session) => session.state === 'open' && session.admitted)
})
