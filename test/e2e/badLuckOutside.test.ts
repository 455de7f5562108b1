/**
 * Bad input and bad luck of people without an account, or not yet: every time a sentence that says what happened and what to do, and
 * what was written is still there. Those of members stand in badLuck.test.ts.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as intake from './acts/intake.ts'
import { chooseFiles, paste, sendHostileFiles, wrongClock } from './acts/badLuck.ts'
import { button, press, seen, textbox } from './acts/fields.ts'
import { launch, PHONE, seat, type Seat } from './browser.ts'
import { openFrailHouse, type FrailHouse } from './frailHouse.ts'
import { smallSeed, type SmallSeed } from './smallSeed.ts'

const DAY = 86_400_000
const TEN_YEARS = 3653 * DAY
const MEGABYTE = 'They came again. '.repeat(61_681)
const LONG = 'They came again. '.repeat(1500)
const ORG = 'Riverbank Group'

let browser: Browser
let house: FrailHouse
let world: SmallSeed

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

describe('someone without an account', () => {
  let sender: Seat
  let receipt: readonly string[] = []

  it('a film of 200 MB, an empty file and a ninth file are refused by name, and the text stays', async () => {
    sender = await sitDown('sender', { viewport: PHONE })
    const { page } = sender
    await intake.visitIntake(page, world.intake, ORG)
    await page.getByLabel('What happened').fill('They came to the house again.')
    await chooseFiles(page, '#files', [
      { name: 'film.mp4', bytes: 200_000_000 },
      { name: 'nothing.txt', bytes: 0 },
    ])
    await said(page, /film\.mp4.* was not added: a file can have 25 MB at most, this one has .?200 MB/)
    await said(page, /nothing\.txt.* was not added: it is empty/)
    expect(await page.getByLabel('What happened').inputValue()).toBe('They came to the house again.')
    await sender.fits('files refused')
    await sender.accessible('files refused')
    await sender.shot('bad-intake-files-refused', true)
  })

  it('a text of 1 MB is not taken in, one that is a little too long says by how much; what was written stays', async () => {
    const { page } = sender
    await paste(sender.context, page.getByLabel('What happened'), MEGABYTE)
    await said(page, /A text of 1,048,577 characters was not taken in/)
    expect(await page.getByLabel('What happened').inputValue()).toBe('They came to the house again.')
    await sender.shot('bad-intake-megabyte')
    await page.getByLabel('What happened').fill(LONG)
    await press(page, 'Seal and send')
    await said(page, /This is 5,500 characters too long/)
    expect((await page.getByLabel('What happened').inputValue()).length).toBe(LONG.length)
    await sender.shot('bad-intake-too-long', true)
  })

  it('files with hostile names are shown for what they are, and sent', async () => {
    const { page } = sender
    receipt = await sendHostileFiles(page, async () => {
      expect(await page.locator('.files').innerText()).not.toMatch(/[\u202e\u0000]/)
      await sender.fits('hostile names')
      await sender.shot('bad-intake-hostile-names', true)
    })
  })

  it('a mistyped receipt names the word and suggests the right one; pressing it opens', async () => {
    const { page } = sender
    const wrong = receipt.map((word, at) => (at === 2 ? `${word}q` : word)).join(' ')
    await page.goto('about:blank')
    await intake.visitIntake(page, world.intake, ORG)
    await press(page, 'I have written before')
    await textbox(page, /^Receipt/).fill(wrong)
    await press(page, 'Open')
    await said(page, /Word 3, .*is not one of ours/)
    expect(await textbox(page, /^Receipt/).inputValue()).toBe(wrong)
    await sender.accessible('mistyped receipt')
    await sender.shot('bad-receipt-mistyped')
    await press(page, receipt[2]!)
    await seen(page.getByRole('heading', { name: 'Answers' }))
  })

  it('the same in Arabic', async () => {
    const guest = await sitDown('sender-arabic', { viewport: PHONE, locale: 'ar' })
    await guest.page.goto(world.intake)
    await seen(guest.page.locator('html[dir=rtl] .come-back'))
    await guest.page.locator('.come-back').click()
    await guest.page.locator('#phrase').fill(receipt.map((word, at) => (at === 2 ? `${word}q` : word)).join(' '))
    await guest.page.locator('button[type=submit]').click()
    await seen(guest.page.locator('.note.danger button'))
    await guest.fits('mistyped receipt in Arabic')
    await guest.shot('bad-receipt-mistyped-arabic')
    await guest.context.close()
  })

  it('the relay is gone, then without room: each says so, and the text stays until it is sent', async () => {
    const { page } = sender
    await page.goto('about:blank')
    await intake.visitIntake(page, world.intake, ORG)
    await page.getByLabel('What happened').fill('Written while nothing worked.')
    const kept = async (): Promise<void> =>
      expect(await page.getByLabel('What happened').inputValue()).toBe('Written while nothing worked.')
    await house.kill()
    await press(page, 'Seal and send')
    await said(page, /There is no connection to the server/)
    await kept()
    await sender.shot('bad-intake-offline', true)
    await house.start()
    house.fill(true)
    await press(page, 'Seal and send')
    await said(page, /There is no room left for this organisation on the server/)
    await kept()
    await sender.shot('bad-intake-full', true)
    house.fill(false)
    await press(page, 'Seal and send')
    await seen(page.getByRole('heading', { name: 'Sent and sealed' }))
  })

  it('leaving with something written asks first; nothing of it is stored, as the page says', async () => {
    const guest = await sitDown('sender-leaving', { viewport: PHONE })
    const { page } = guest
    await intake.visitIntake(page, world.intake, ORG)
    await page.getByLabel('What happened').pressSequentially('Not yet sent.')
    const asked = page.waitForEvent('dialog')
    void page.evaluate(() => setTimeout(() => location.reload()))
    const question = await asked
    expect(question.type()).toBe('beforeunload')
    await question.dismiss()
    expect(await page.getByLabel('What happened').inputValue()).toBe('Not yet sent.')
    await guest.context.close()
  })

  it('on a phone whose clock is ten years ahead nothing can be written, and the page says why', async () => {
    const guest = await sitDown('sender-2036', { viewport: PHONE })
    await wrongClock(guest.context, TEN_YEARS)
    await guest.page.goto(world.intake)
    await said(guest.page, /set the clock of the device/)
    await guest.accessible('card out of time')
    await guest.shot('bad-intake-clock')
    await guest.context.close()
  })
})

describe('an invitation', () => {
  const read = async (guest: Seat, link: string, sentence: RegExp): Promise<void> => {
    await guest.page.goto('about:blank')
    await guest.page.goto(link)
    await said(guest.page, sentence)
    expect(await button(guest.page, /^(Join|انضمام|انضم)$/).count()).toBe(0)
    await guest.accessible(`invitation, ${sentence}`)
  }

  it('that was used and let in says that it was used; one whose days ran out says that; in both languages', async () => {
    const guest = await sitDown('guest')
    const arab = await sitDown('guest-arabic', { locale: 'ar', viewport: PHONE })
    await read(guest, world.links.used, /This invitation was used already/)
    await guest.shot('bad-invitation-used')
    await read(arab, world.links.used, /استُخدمت هذه الدعوة من قبل/)
    await house.kill()
    await house.start(2 * DAY)
    await read(guest, world.links.short, /This invitation has run out/)
    await guest.shot('bad-invitation-expired')
    await read(arab, world.links.short, /انتهت/)
    await arab.fits('expired invitation in Arabic')
    await arab.shot('bad-invitation-expired-arabic')
    await house.kill()
    await house.start()
    await arab.context.close()
    await guest.context.close()
  })
})
