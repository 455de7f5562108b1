/**
 * Passkeys in a real browser, with Chromium's virtual authenticator: opening a locked device without the passphrase, and a sign-in
 * that asks for a passkey. On `localhost`, because browsers give no passkey to an address of digits.
 */
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as entry from './acts/entry.ts'
import { button, closeNotices, press, question, seen, write } from './acts/fields.ts'
import { launch, PHONE, seat, type Seat } from './browser.ts'
import { AMINA, NETWORK, RIVERBANK } from './cast.ts'
import { openHouse, type House } from './house.ts'

let browser: Browser
let house: House
let origin = ''
let amina: Seat
let kept: entry.Kept
let failed = false

beforeAll(async () => {
  browser = await launch()
  house = await openHouse()
  origin = house.origin.replace('127.0.0.1', 'localhost')
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
beforeEach(({ skip, onTestFailed }) => {
  if (failed) skip('a step before this one failed')
  onTestFailed(() => {
    failed = true
  })
})

interface Authenticator {
  readonly cdp: CDPSession
  readonly id: string
}

/** An authenticator in the device, with a fingerprint that is recognised. `prf`: its pseudo-random function. */
const authenticatorOn = async ({ page }: Seat, prf: boolean): Promise<Authenticator> => {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: prf,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, id: authenticatorId }
}

const toSettings = async (page: Page): Promise<void> => {
  await page.goto(`${origin}/#/settings`)
  await seen(page.getByRole('heading', { level: 1, name: 'Settings' }))
}

const recognises = ({ cdp, id }: Authenticator, isUserVerified: boolean) =>
  cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified })

describe('passkeys', () => {
  let own: Authenticator
  let phone: Seat

  it('1 Amina adds a passkey to her device, tests it, and it opens the device after locking', async () => {
    amina = await seat(browser, origin, 'amina')
    const { page, shot, accessible } = amina
    await entry.foundNetwork(page, origin, NETWORK, RIVERBANK, AMINA)
    kept = await entry.keepKit(page, AMINA.account)
    await closeNotices(page)
    own = await authenticatorOn(amina, true)
    await toSettings(page)
    await accessible('settings without a passkey')
    await press(page, 'Add a passkey')
    await seen(page.getByText('From now on the passkey opens this device, too.'))
    await closeNotices(page)
    await press(page, 'Test it')
    await seen(page.getByText('The passkey opens this device.'))
    await closeNotices(page)
    await accessible('settings with a passkey')
    await shot('passkey-settings', true)
    await entry.lock(page)
    await seen(button(page, 'Unlock with the passkey'))
    await seen(page.getByRole('heading', { level: 1 }))
    await accessible('unlock with a passkey')
    await shot('passkey-unlock')
    await press(page, 'Unlock with the passkey')
    await seen(page.getByRole('navigation', { name: 'Places' }))
  })

  it('2 a finger that is not hers opens nothing, and the passphrase still does', async () => {
    const { page } = amina
    await entry.lock(page)
    await recognises(own, false)
    await press(page, 'Unlock with the passkey')
    await seen(page.getByText(/No passkey was given|cannot do what is needed/))
    await recognises(own, true)
    await entry.unlock(page, kept.passphrase)
  })

  it('3 removed, it opens nothing any more', async () => {
    const { page } = amina
    await toSettings(page)
    await press(page, 'Remove the passkey')
    await press(question(page), 'Remove the passkey')
    await seen(button(page, 'Add a passkey'))
    await entry.lock(page)
    expect(await button(page, 'Unlock with the passkey').count()).toBe(0)
    await entry.unlock(page, kept.passphrase)
  })

  it('4 an authenticator without the needed function says so, and nothing is kept', async () => {
    const { page } = amina
    await own.cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: own.id })
    const plain = await authenticatorOn(amina, false)
    await toSettings(page)
    await press(page, 'Add a passkey')
    await seen(page.getByText('This passkey cannot do what is needed here.'))
    await plain.cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: plain.id })
    own = await authenticatorOn(amina, true)
  })

  it('5 Amina lets sign-in ask for a passkey; a phone with it comes in, one without does not', async () => {
    const { page, shot } = amina
    await press(page, 'Ask for a passkey at sign-in')
    await press(question(page), 'Make the passkey')
    await seen(page.getByText('Signing in on a new device asks for your passkey.'))
    await shot('passkey-sign-in-settings', true)
    const { credentials } = await own.cdp.send('WebAuthn.getCredentials', { authenticatorId: own.id })
    const passkey = credentials.find((one) => one.isResidentCredential)!
    expect(passkey.rpId).toBe('localhost')

    phone = await seat(browser, origin, 'phone', { viewport: PHONE })
    await phone.page.goto(origin)
    await seen(phone.page.getByRole('heading', { name: 'Sign in' }))
    await write(phone.page, /^Sign-in name/, kept.account)
    await phone.page.getByLabel('Passphrase').first().fill(kept.passphrase)
    await button(phone.page, 'Sign in').click()
    await seen(phone.page.getByRole('heading', { name: 'Confirm with your passkey' }))
    await phone.accessible('confirm a sign-in')
    await phone.fits('confirm a sign-in')
    await phone.shot('passkey-confirm')
    const theirs = await authenticatorOn(phone, true)
    await press(phone.page, 'Use the passkey')
    await seen(phone.page.getByText('No passkey was given.'))
    // The same passkey, as a phone keeps it in step.
    await theirs.cdp.send('WebAuthn.addCredential', { authenticatorId: theirs.id, credential: passkey })
    await press(phone.page, 'Use the passkey')
    await seen(phone.page.getByRole('heading', { level: 1, name: 'Today' }))
  })

  it('6 Amina sees both devices in her settings and ends the phone from there', async () => {
    const { page, shot } = amina
    await toSettings(page)
    const ends = page.getByRole('button', { name: 'End it' })
    await seen(ends)
    await shot('devices')
    await press(page, 'End it')
    await press(question(page), 'End the device')
    await seen(page.getByText('The device is out. Keys are being renewed.'))
    await ends.waitFor({ state: 'detached' })
    await seen(phone.page.getByRole('heading', { name: 'This device was ended' }))
    await phone.accessible('a device that was ended')
    await phone.fits('a device that was ended')
    await phone.shot('device-ended')
    await press(phone.page, 'Start anew')
    await seen(phone.page.getByRole('heading', { name: 'Sign in' }))
    for (const { name, complaints } of [amina, phone]) expect(complaints, name).toEqual([])
  })
})
