/**
 * Bad input and bad luck, as people meet them: every time a sentence that says what happened and what to do, and what was typed is
 * still there. Those of people without an account stand in badLuckOutside.test.ts; a wrong passphrase, two tabs, a mistyped link and a film of 200 MB in a case stand in pages.test.ts; a relay killed
 * fifty times under load in test/faults.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as casework from './acts/casework.ts'
import * as entry from './acts/entry.ts'
import * as intake from './acts/intake.ts'
import {
  chooseFiles,
  clockworkRoot,
  evict,
  evictTable,
  fillStorage,
  freeStorage,
  HOSTILE_NAMES,
  limitStorage,
  paste,
  sendHostileFiles,
  wrongClock,
} from './acts/badLuck.ts'
import { button, closeNotices, dialog, gone, goTo, press, seen, tab, textbox, write } from './acts/fields.ts'
import { launch, PHONE, seat, type Seat } from './browser.ts'
import { caughtUp } from '../../apps/cli/src/session/member.ts'
import { ROOT, webRoot } from './build.ts'
import { openFrailHouse, type FrailHouse } from './frailHouse.ts'
import { atTerminal, notesOf, smallSeed, type SmallSeed } from './smallSeed.ts'

const DAY = 86_400_000
const TEN_YEARS = 3653 * DAY
const MEGABYTE = 'They came again. '.repeat(61_681)
const LONG = 'They came again. '.repeat(1500)
const ORG = 'Riverbank Group'

let browser: Browser
let house: FrailHouse
let world: SmallSeed
let amina: Seat

const sitDown = (name: string, more: Parameters<typeof seat>[3] = {}): Promise<Seat> => seat(browser, house.origin, name, more)

beforeAll(async () => {
  browser = await launch()
  house = await openFrailHouse()
  world = await smallSeed(house.origin)
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const said = (page: Page, words: string | RegExp): Promise<void> => seen(page.getByText(words))
/** A picture of the top of the page, where notices stand. */
const shotOfTop = async (one: Seat, name: string): Promise<void> => {
  await one.page.evaluate(() => scrollTo(0, 0))
  await one.shot(name)
}
const inMain = (page: Page): Promise<string> => page.locator('main').innerText()

const openHeron = async (page: Page, part: string): Promise<void> => {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `/cases/${world.heron}`)
  await seen(page.getByRole('heading', { level: 1, name: 'Heron' }))
  await tab(page, part)
}

describe('a member', () => {
  beforeAll(async () => {
    amina = await sitDown('amina')
    await entry.signIn(amina.page, house.origin, world.amina)
    await closeNotices(amina.page)
  })

  it('a text of 1 MB in a note, and a name that is too long, say by how much, and stay', async () => {
    const { page } = amina
    await openHeron(page, 'Notes')
    await write(page, /^New note/, 'Typed before.')
    await paste(amina.context, textbox(page, /^New note/), MEGABYTE)
    await said(page, /A text of 1,048,577 characters was not taken in/)
    expect(await textbox(page, /^New note/).inputValue()).toBe('Typed before.')
    await amina.shot('bad-note-megabyte')
    await write(page, /^New note/, '')
    await paste(amina.context, textbox(page, /^New note/), LONG)
    await said(page, /5,500 characters too many/)
    expect((await textbox(page, /^New note/).inputValue()).length).toBe(LONG.length)
    expect(await button(page, 'Add the note').isDisabled()).toBe(true)
    await amina.accessible('a note of 1 MB')
    await amina.shot('bad-note-too-long')
    await write(page, /^New note/, '')
    await goTo(page, 'Cases')
    await press(page, 'New case')
    const form = dialog(page)
    const name = form.getByRole('textbox').first()
    await name.fill('H'.repeat(100))
    await press(form, /^(Open|Make|Create)/)
    await seen(form.getByText(/20 characters too many: at most 80/))
    expect(await name.inputValue()).toBe('H'.repeat(100))
    await amina.accessible('a name that is too long')
    await amina.shot('bad-name-too-long')
  })

  it('emoji stay whole in a name; what would turn the line around or run as markup does not', async () => {
    const { page } = amina
    const form = dialog(page)
    await form.getByRole('textbox').first().fill('\u202e👩‍👩‍👧 نورس\u0000\u200b <b onclick=x>Gull</b>')
    await press(form, /^(Open|Make|Create)/)
    await gone(form)
    const heading = page.getByRole('heading', { level: 1 })
    await seen(heading.filter({ hasText: '👩‍👩‍👧' }))
    expect(await heading.innerText()).toContain('👩‍👩‍👧 نورس <b onclick=x>Gull</b>')
    expect(await page.locator('main b').count()).toBe(0)
    expect(await inMain(page)).not.toMatch(/[\u202a-\u202e\u200b]/)
    await amina.fits('a name with emoji and two directions')
    await amina.shot('bad-name-emoji-bidi')
  })

  it('hostile file names, from outside and from inside, are shown and kept as harmless ones', async () => {
    const sender = await sitDown('sender', { viewport: PHONE })
    await intake.visitIntake(sender.page, world.intake, ORG)
    await sendHostileFiles(sender.page)
    await sender.context.close()
    const { page } = amina
    await casework.openAlert(page, 'They came to the house again')
    const fromOutside = await inMain(page)
    await amina.fits('an alert with hostile names')
    await amina.shot('bad-alert-hostile-names', true)
    await openHeron(page, 'Files')
    for (const name of HOSTILE_NAMES) {
      await chooseFiles(page, '[role=tabpanel] input[type=file]', [{ name, bytes: 1000 }])
      await seen(page.locator('[role=tabpanel] li').nth(HOSTILE_NAMES.indexOf(name)))
    }
    const fromInside = await page.getByRole('tabpanel').innerText()
    for (const shown of [fromOutside, fromInside]) {
      expect(shown).not.toMatch(/\.\.\/|C:\\|[\u0000\u202e]/)
      for (const kept of ['passwd', 'photo.jpg', 'byte.txt', '.pdf']) expect(shown).toContain(kept)
    }
    expect(await page.locator('main img').count()).toBe(0)
    await closeNotices(page)
    await amina.fits('files with hostile names')
    await amina.accessible('files with hostile names')
    await amina.shot('bad-files-hostile-names', true)
  })

  it('the relay is killed while she writes, and started again: every note is there, once, for everyone', async () => {
    const { page } = amina
    await openHeron(page, 'Notes')
    const notes = Array.from({ length: 6 }, (_, at) => `While the relay died, ${at + 1}.`)
    for (const [at, note] of notes.entries()) {
      await write(page, /^New note/, note)
      const writing = press(page, 'Add the note')
      if (at === 2) await house.kill()
      await writing
      await seen(page.getByRole('tabpanel').locator('article').filter({ hasText: note }))
    }
    await seen(page.getByRole('button', { name: /^(Offline|Connecting)/ }))
    await shotOfTop(amina, 'bad-relay-killed')
    await house.start()
    await seen(page.getByRole('button', { name: /^All sent/ }))
    const there = await notesOf(house.origin, world.amina, world.heron)
    expect(there.filter((text) => text.startsWith('While the relay died')).toSorted()).toEqual(notes)
  })

  it('the relay’s disk is full: that is said, the note is kept here and goes out by itself when there is room', async () => {
    const { page } = amina
    house.fill(true)
    await casework.writeNote(page, 'Written for a full disk.')
    await said(page, 'The relay’s disk is full.')
    await said(page, /1 change is kept on this device and goes out by itself/)
    await amina.accessible('the relay’s disk is full')
    await shotOfTop(amina, 'bad-relay-full')
    house.fill(false)
    await gone(page.getByText('The relay’s disk is full.'))
    await seen(page.getByRole('button', { name: /^All sent/ }))
  })

  it('a device without room is not half signed in: it says so and keeps what was typed; the same for a note later on', async () => {
    const small = await sitDown('amina-full')
    const { page, context } = small
    await page.goto(house.origin)
    await seen(page.getByRole('heading', { name: 'Sign in' }))
    await limitStorage(context, page, house.origin, 1000)
    await write(page, /^Sign-in name/, world.amina.account)
    await page.getByLabel('Passphrase').first().fill(world.amina.passphrase)
    await press(page, 'Sign in')
    await said(page, 'This device has no room left.')
    expect(await textbox(page, /^Sign-in name/).inputValue()).toBe(world.amina.account)
    await small.accessible('signing in on a full device')
    await small.shot('bad-sign-in-full')
    await limitStorage(context, page, house.origin, 6_000_000)
    await press(page, 'Sign in')
    await seen(page.getByRole('heading', { level: 1, name: 'Today' }))
    await openHeron(page, 'Notes')
    await seen(page.getByRole('button', { name: /^All sent/ }))
    await fillStorage(page)
    await write(page, /^New note/, 'Typed on a full device.')
    await press(page, 'Add the note')
    await said(page, /What you typed is still here, but not saved/)
    expect(await textbox(page, /^New note/).inputValue()).toBe('Typed on a full device.')
    await small.accessible('a full device')
    await small.shot('bad-device-full')
    await shotOfTop(small, 'bad-device-full-top')
    await freeStorage(page)
    await press(page, 'Add the note')
    await seen(page.getByRole('tabpanel').locator('article').filter({ hasText: 'Typed on a full device.' }))
    await gone(page.getByText('This device has no room left.'))
    await context.close()
  })

  it('the browser removes everything while she writes: that is said, and signing in brings it back', async () => {
    const { page, context } = amina
    await openHeron(page, 'Notes')
    await casework.writeNote(page, 'Sent before it was removed.')
    await seen(page.getByRole('button', { name: /^All sent/ }))
    await write(page, /^New note/, 'In the middle of a word')
    await evict(context, page, house.origin)
    await said(page, 'The browser has removed what was kept on this device.')
    await press(page, 'Add the note')
    await said(page, 'Part of what was kept on this device is gone.')
    expect(await textbox(page, /^New note/).inputValue()).toBe('In the middle of a word')
    await shotOfTop(amina, 'bad-evicted-open')
    await page.getByRole('button', { name: 'Load again' }).first().click()
    await said(page, 'This browser no longer holds what Pergola kept on this device.')
    await amina.accessible('evicted')
    await amina.shot('bad-evicted')
    await entry.signIn(page, house.origin, world.amina)
    await openHeron(page, 'Notes')
    await said(page, 'Sent before it was removed.')
  })

  it('half of it is removed between visits: cases come back by themselves; without the secrets she is told to sign in again', async () => {
    const { page } = amina
    const away = async (table: string): Promise<void> => {
      await page.goto(`${house.origin}/exit.html`)
      expect(await evictTable(page, table)).toBeGreaterThan(0)
      await page.goto(house.origin)
    }
    await seen(page.getByRole('button', { name: /^All sent/ }))
    await away('spaces')
    await entry.unlock(page, world.amina.passphrase)
    await openHeron(page, 'Notes')
    await said(page, 'Sent before it was removed.')
    await seen(page.getByRole('button', { name: /^All sent/ }))
    await away('secrets')
    await page.getByLabel('Passphrase').first().fill(world.amina.passphrase)
    await press(page, 'Unlock')
    await said(page, 'Part of what was kept on this device is gone.')
    await amina.accessible('half evicted')
    await amina.shot('bad-half-evicted')
    await press(page, 'Remove everything from this device')
    await press(page.getByRole('alertdialog'), 'Remove everything')
    await entry.signIn(page, house.origin, world.amina)
    await openHeron(page, 'Notes')
    await said(page, 'Sent before it was removed.')
  })

  it('a clock that is ten years wrong is named, and what is written with it is read by the others', async () => {
    const root = await clockworkRoot(webRoot(), TEN_YEARS)
    await house.kill()
    await house.start(0, root)
    const late = await sitDown('amina-2036')
    await wrongClock(late.context, TEN_YEARS)
    const { page } = late
    await entry.signIn(page, house.origin, world.amina)
    await said(page, 'The clock of this device is wrong.')
    await said(page, new RegExp(`By the relay it is .*${new Date().getFullYear()}`))
    await late.accessible('a wrong clock')
    await openHeron(page, 'Notes')
    await casework.writeNote(page, 'Written ten years from now.')
    await shotOfTop(late, 'bad-clock')
    await openHeron(amina.page, 'Notes')
    await seen(amina.page.getByRole('tabpanel').getByText('Written ten years from now.'))
    await late.context.close()
    const guest = await sitDown('guest-2036')
    await wrongClock(guest.context, TEN_YEARS)
    await guest.page.goto(world.links.short)
    await said(guest.page, 'The clock of this device is wrong.')
    await guest.shot('bad-clock-invitation')
    await guest.context.close()
    await house.kill()
    await house.start()
    await rm(root, { recursive: true })
  })

  it('a row of the relay’s database is changed: the page says what and where, and `pergola verify` ends with 1', async () => {
    const { page } = amina
    const folder = await mkdtemp(join(tmpdir(), 'pergola-verify-'))
    const pergola = (...words: readonly string[]) =>
      spawnSync(process.execPath, [join(ROOT, 'apps/cli/bin/pergola.mjs'), ...words, '--profile', folder], {
        encoding: 'utf8',
        env: { ...process.env, PERGOLA_PASSPHRASE: world.amina.passphrase },
      })
    expect(pergola('sign-in', 'amina', '--relay', house.origin).status).toBe(0)
    const whole = pergola('verify')
    expect(`${whole.status} ${whole.stdout}`).toMatch(/^0 .*everything checks out/)
    await entry.lock(page)
    await atTerminal(house.origin, async (device) => {
      await device.run('signIn', { account: world.amina.account, passphrase: world.amina.passphrase })
      await caughtUp(device)
      await device.run('addNote', { space: world.heron, text: 'Changed on the disk.' })
    })
    await house.kill()
    house.tamper()
    await house.start()
    await entry.unlock(page, world.amina.passphrase)
    await said(page, 'A signature in “Heron” is not genuine.')
    await said(page, /Found on .*, at entry \d+, written by device [0-9a-f]{8}/)
    await amina.accessible('a tampered row')
    await shotOfTop(amina, 'bad-tampered-row')
    const broken = pergola('verify')
    expect(broken.status).toBe(1)
    expect(broken.stdout).toMatch(/1 fault/)
    expect(broken.stdout).toMatch(/Heron +bad signature/)
    await rm(folder, { recursive: true, force: true })
  })
})
