/** Passkeys: opening one's own device quickly, and what the passphrase alone no longer does from afar. */
import { expect, test } from 'vitest'
import { testPasskey } from '@pergola/relay/testing'
import { caseFor } from './cases.ts'
import { circle, crypto, someone } from './people.ts'

const WRONG = { ok: false, problem: { type: 'wrong_passkey' } }
const passkeyOn = () => ({ credential: crypto.random(16), salt: crypto.random(32), secret: crypto.random(32) })

test('SES-12 Amina opens her phone with its passkey, offline, and with the passphrase as before', async () => {
  const { relay, amina, accounts } = await circle()
  const { space } = await caseFor(amina, [])
  const passkey = passkeyOn()
  expect(await amina.ask('unlockPasskey', {})).toBeNull()
  await amina.do('addUnlockPasskey', passkey)
  await amina.do('testUnlockPasskey', { secret: passkey.secret })
  expect(await amina.pergola.run('testUnlockPasskey', { secret: crypto.random(32) })).toMatchObject(WRONG)
  await amina.do('lock', {})

  const away = someone(() => relay, 0, amina.storage)
  away.link.cut(true)
  const asked = await away.ask('unlockPasskey', {})
  expect(asked).toMatchObject({ credential: passkey.credential, salt: passkey.salt })
  expect(await away.pergola.run('unlockWithPasskey', { secret: crypto.random(32) })).toMatchObject(WRONG)
  await away.do('unlockWithPasskey', { secret: passkey.secret })
  await away.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
  await away.do('lock', {})
  await away.do('unlock', { passphrase: accounts.amina.passphrase })
})

test('SES-12 the answer opens nothing on another device, under another salt, or after the passkey was removed', async () => {
  const { amina } = await circle()
  const passkey = passkeyOn()
  await amina.do('addUnlockPasskey', passkey)
  for (const kept of amina.storage.dump()) expect(Buffer.from(kept).includes(Buffer.from(passkey.secret))).toBe(false)

  const record = (await amina.storage.get('vault', 'passkey'))!
  const touched = record.slice()
  const saltAt = 1 + 4 + passkey.credential.length
  touched[saltAt]! ^= 1
  await amina.storage.write([{ table: 'vault', key: 'passkey', value: touched }])
  expect(await amina.pergola.run('testUnlockPasskey', { secret: passkey.secret })).toMatchObject(WRONG)
  await amina.storage.write([{ table: 'vault', key: 'passkey', value: record }])
  await amina.do('testUnlockPasskey', { secret: passkey.secret })

  await amina.do('removeUnlockPasskey', {})
  expect(await amina.ask('unlockPasskey', {})).toBeNull()
  await amina.do('lock', {})
  expect(await amina.pergola.run('unlockWithPasskey', { secret: passkey.secret })).toMatchObject(WRONG)
  expect(await amina.pergola.run('addUnlockPasskey', passkey)).toMatchObject({ ok: false, problem: { type: 'not_open' } })
})

test('SES-12 a passkey whose answer has another length is not taken', async () => {
  const { amina } = await circle()
  expect(await amina.pergola.run('addUnlockPasskey', { ...passkeyOn(), secret: crypto.random(31) })).toMatchObject({
    ok: false,
    problem: { type: 'invalid' },
  })
})

test('SES-13 who read Amina’s passphrase over her shoulder cannot sign in; she can, with her passkey', async () => {
  const { relay, amina, accounts } = await circle()
  const { space } = await caseFor(amina, [])
  const passkey = testPasskey()
  expect(await amina.do('countSignInPasskeys', {})).toBe(0)
  expect(await amina.do('demandSignInPasskey', { key: passkey.key })).toBe(1)
  const { passphrase } = accounts.amina

  const thief = someone(() => relay)
  const first = await thief.do('signIn', { account: 'amina', passphrase })
  const theirs = testPasskey()
  expect(await thief.pergola.run('confirmSignIn', { assertion: theirs.answer(first!.confirm) })).toMatchObject(WRONG)
  // The challenge is used up: even the right passkey does not answer it a second time.
  expect(await thief.pergola.run('confirmSignIn', { assertion: passkey.answer(first!.confirm) })).toMatchObject(WRONG)
  expect(await thief.ask('session', {})).toMatchObject({ state: 'empty' })

  const phone = someone(() => relay)
  const asked = await phone.do('signIn', { account: 'amina', passphrase })
  await phone.do('confirmSignIn', { assertion: passkey.answer(asked!.confirm) })
  await phone.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
})

test('SES-13 without the passkey Amina comes in by another device, and by the kit, which takes the passkey away', async () => {
  const { relay, amina, accounts } = await circle()
  await amina.sees('sync', {}, (sync) => sync.unsent === 0)
  await amina.do('demandSignInPasskey', { key: testPasskey().key })
  const tablet = someone(() => relay)
  const { code } = await tablet.do('beginPairing', { account: 'amina' })
  await amina.do('approvePairing', { code })
  await tablet.do('finishPairing', {})

  const fresh = someone(() => relay)
  const { passphrase } = await fresh.do('recover', { account: 'amina', words: [...accounts.amina.recoveryWords] })
  expect(await fresh.do('countSignInPasskeys', {})).toBe(0)
  const phone = someone(() => relay)
  expect(await phone.do('signIn', { account: 'amina', passphrase })).toBeNull()
})
