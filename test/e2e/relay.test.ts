/** The relay of support over months, in a real browser: terms, hand-over, what if, the long way, tasks, the end, the past, and paper. */
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import * as entry from './acts/entry.ts'
import { button, check, choose, closeNotices, day, dialog, escape, gone, press, seen, tab, tick, write } from './acts/fields.ts'
import { DESK, PHONE, SHOTS, launch, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { need, seed, type Seeded } from './seed.ts'

let browser: Browser
let house: House
let world: Seeded
let amina: Seat
beforeAll(async () => {
  browser = await launch()
  house = await openHouse()
  world = await seed(house.origin)
  amina = await seat(browser, house.origin, 'amina-relay')
  await entry.signIn(amina.page, house.origin, world.amina)
  await seen(amina.page.getByRole('heading', { level: 1 }))
  await closeNotices(amina.page)
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const go = (hash: string): Promise<void> =>
  amina.page.evaluate((to) => {
    location.hash = to
  }, hash)
const KINDS = ['legal.defence', 'medical', 'psychosocial', 'humanitarian.living', 'equipment', 'visa'] as const
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0

/** Another device of Amina's, without a browser. */
const withDevice = async (act: (device: Member) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-relay-'))
  const ports = nodePorts(house.origin, join(folder, 'amina'))
  const device = memberOn(ports)
  await device.run('signIn', { account: world.amina.account, passphrase: world.amina.passphrase })
  await caughtUp(device)
  await act(device)
  await device.run('lock', {})
  ports.close()
  await rm(folder, { recursive: true, force: true })
}

const heron = async (): Promise<void> => {
  await go('/cases')
  await go(`/cases/${world.heron}`)
  await seen(amina.page.getByRole('heading', { level: 1, name: 'Heron' }))
  await closeNotices(amina.page)
}

it('RELAY-PAGE-1 what goes with cover is kept apart from the note, and an end before the start is refused with a sentence', async () => {
  const { page } = amina
  await heron()
  await page
    .getByRole('button', { name: /Medical.*Riverbank Group until/ })
    .first()
    .click()
  const form = dialog(page, 'Change our cover')
  await form.locator('summary', { hasText: 'Conditions, cost, place' }).click()
  await choose(form, /Where it is given/, 'Kenya')
  await write(form, /^Conditions/, 'Comes with a friend who drives.')
  await form.getByRole('spinbutton', { name: /^Cost/ }).fill('120')
  await write(form, /Currency/, 'eur')
  await choose(form, /^For/, 'each week')
  await check(form, /To be paid back/)
  await form.getByLabel(/^until/).fill(day(-20))
  await seen(form.getByText('It ends before it begins.'))
  expect(await button(form, 'Save').isDisabled()).toBe(true)
  await form.getByLabel(/^until/).fill(day(9))
  await amina.accessible('terms')
  await amina.shot('relay-terms')
  await page.setViewportSize(PHONE)
  await amina.fits('terms on a phone')
  await amina.shot('relay-terms-phone')
  await page.setViewportSize(DESK)
  await press(form, 'Save')
  await gone(form)
  await page
    .getByRole('button', { name: /Huis Noord until/ })
    .first()
    .click()
  await seen(dialog(page, 'Huis Noord').getByText('Confirmed'))
  await escape(dialog(page, 'Huis Noord'))
})

it('RELAY-PAGE-2 what if: an organisation leaves, a bar is moved by keyboard, and nothing is written until it is proposed', async () => {
  const { page } = amina
  await heron()
  await press(page, 'What if…')
  await choose(page, /If this organisation leaves/, 'Huis Noord')
  await press(page, 'See what opens')
  await seen(page.getByText(/\d+ days open\./))
  await seen(page.getByText(/Huis Noord leaves on/))
  await amina.accessible('what if')
  await amina.shot('relay-what-if', true)
  await page.setViewportSize(PHONE)
  await amina.fits('what if on a phone')
  await amina.shot('relay-what-if-phone', true)
  await page.setViewportSize(DESK)
  await press(page, /^Take back: Huis Noord leaves/)
  const bar = page.getByRole('button', { name: /Huis Noord until/ }).first()
  await bar.focus()
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await seen(page.getByText('14 days open.', { exact: true }))
  await press(page, 'Propose')
  const form = dialog(page, 'Propose')
  await seen(form.getByText('Only said to the others: theirs to write'))
  await amina.accessible('propose')
  await press(form, 'Propose')
  await seen(page.getByText('Said in a note.'))
  await tab(page, 'Notes')
  await seen(page.getByText(/We propose:/))
})

it('RELAY-PAGE-3 the long way stands above the needs, and a hand-over has a list for each side', async () => {
  const { page } = amina
  await heron()
  await press(page, 'The long way')
  const form = dialog(page, 'The long way')
  await choose(form, /What begins/, 'In the country')
  await form.getByLabel(/^From/).fill(day(-30))
  await press(form, 'Save')
  await gone(form)
  await press(page, 'The long way')
  await choose(form, /What begins/, 'In exile')
  await form.getByLabel(/^From/).fill(day(5))
  await choose(form, /Country/, 'Uganda')
  // What is being saved does not push the button away from under the press.
  const lines = await form.evaluateHandle((asked) => {
    const count = () => asked.querySelectorAll('li').length
    const seen = { most: count() }
    new MutationObserver(() => (seen.most = Math.max(seen.most, count()))).observe(asked, { subtree: true, childList: true })
    return seen
  })
  await press(form, 'Save')
  await gone(form)
  expect(await lines.jsonValue()).toEqual({ most: 1 })
  await seen(page.getByRole('list', { name: 'The long way' }))
  await amina.accessible('the long way')
  await amina.shot('relay-phases', true)
  await page
    .getByRole('button', { name: /hands over to/ })
    .first()
    .click()
  const handover = dialog(page, 'Hand-over')
  await seen(handover.getByText('8 items open').first())
  await amina.accessible('hand-over')
  await amina.shot('relay-handover')
  await page.setViewportSize(PHONE)
  await amina.fits('hand-over on a phone')
  await amina.shot('relay-handover-phone')
  await escape(handover)
})

it('RELAY-PAGE-4 over all cases: what breaks by kind, and what opens if the shelter leaves', async () => {
  const { page } = amina
  await go('/relay')
  await choose(page, /If this organisation leaves/, 'Huis Noord')
  await seen(page.getByRole('heading', { name: 'If Huis Noord leaves' }))
  await choose(page, /Kind of need/, 'Relocation (all)')
  await seen(page.getByText(/days open in one need of one case/))
  await amina.accessible('relay')
  await amina.fits('relay')
  await amina.shot('relay-all', true)
  await page.setViewportSize(PHONE)
  await amina.fits('relay on a phone')
  await amina.shot('relay-all-phone', true)
  await page.setViewportSize(DESK)
  await choose(page, /Kind of need/, 'Digital security')
  await seen(page.getByText('Nothing like this is needed in this time'))
  await press(page, 'Show all')
  await press(page, 'Reminders')
  const form = dialog(page, 'When we are told')
  await check(form, /60 days before/)
  await amina.accessible('reminders')
  await press(form, 'Save')
  await gone(form)
  await go('/today')
  await seen(page.getByRole('heading', { name: 'Cover that breaks' }))
  await amina.accessible('today with gaps')
  await amina.shot('relay-today', true)
})

it('LIFE-PAGE-1 a task is in Today and ticked off; the case is closed with what changed, and opened again', async () => {
  const { page } = amina
  await heron()
  await tab(page, 'Tasks')
  await seen(page.getByText('Nothing is to be done'))
  await press(page, 'Add a task')
  const form = dialog(page, 'Add a task')
  await write(form, /What is to be done/, 'Ask the school for papers')
  await form.getByLabel(/^Until/).fill(day(2))
  await amina.accessible('task')
  await press(form, 'Save')
  await gone(form)
  await go('/today')
  await seen(page.getByText('Ask the school for papers'))
  await heron()
  await tab(page, 'Tasks')
  await amina.accessible('tasks')
  await amina.shot('caselife-tasks', true)
  await press(page, 'Close the case')
  const closing = dialog(page, 'Close the case')
  await seen(closing.getByText(/One task\./))
  await choose(closing, /^Why/, 'Safe for now')
  await closing
    .getByRole('combobox', { name: /What changed/ })
    .first()
    .selectOption({ label: 'Better' })
  await write(closing, /What the person says/, 'I sleep again.')
  await tick(closing, /^Yes/)
  await amina.accessible('closing')
  await amina.shot('caselife-closing')
  await page.setViewportSize(PHONE)
  await amina.fits('closing on a phone')
  await amina.shot('caselife-closing-phone')
  await page.setViewportSize(DESK)
  await press(closing, 'Close it')
  await seen(page.getByText('I sleep again.'))
  await press(page, 'Open it again')
  await write(dialog(page, 'Open it again'), /Why/, 'The calls have begun again.')
  await press(dialog(page, 'Open it again'), 'Open it again')
  await seen(page.getByText('The calls have begun again.'))
  await check(page, /Ask the school for papers/)
  await seen(page.getByText('One is done'))
})

it('LIFE-PAGE-2 the case as it was: then, on any day, and back', async () => {
  const { page } = amina
  await heron()
  await tab(page, 'History')
  await page
    .getByRole('button', { name: /^As it was then/ })
    .last()
    .click()
  const past = page.getByRole('region', { name: 'The case as it was' })
  await seen(past.getByText(/As it was on/))
  await seen(past.getByRole('slider'))
  await seen(
    past
      .getByText('No needs')
      .or(past.getByText(/Nobody has|No need|needs yet/))
      .first(),
  )
  await past.getByRole('slider').focus()
  await page.keyboard.press('End')
  await seen(
    past
      .getByText('Relay of support', { exact: false })
      .or(past.getByRole('group', { name: /Relay of support/ }))
      .first(),
  )
  await amina.accessible('the past')
  await amina.shot('caselife-past', true)
  await page.setViewportSize(PHONE)
  await amina.fits('the past on a phone')
  await amina.shot('caselife-past-phone', true)
  await page.setViewportSize(DESK)
  await press(past, 'Back to today')
  await gone(past)
})

it('RELAY-PAGE-5 on paper the chart is one page and the case sheet another', async () => {
  const { page } = amina
  await heron()
  await seen(page.getByRole('group', { name: /Relay of support/ }))
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false })
  writeFileSync(join(SHOTS, 'relay-paper.pdf'), pdf)
  expect(pagesOf(pdf)).toBe(2)
})

it('RELAY-PAGE-7 a case with many needs is drawn smaller, and stays on two pages', async () => {
  const { page } = amina
  await withDevice(async (device) => {
    const { file } = await device.ask('case', { space: world.heron })
    for (let i = 0; i < 14; i++)
      await device.run('saveNeed', { space: world.heron, need: need(file.people[i % 3]!.id, KINDS[i % KINDS.length]!, i, 60 + i * 9) })
    for (let i = 0; i < 3; i++)
      await device.run('addNote', {
        space: world.heron,
        text: 'The neighbours were asked, and know what to do when somebody comes. '.repeat(9),
      })
    await settled(device)
  })
  await heron()
  await seen(
    page
      .getByText('14 days open')
      .or(page.getByText(/days open/))
      .first(),
  )
  await expect.poll(() => page.locator('[data-need]').count(), { timeout: 30_000 }).toBe(17)
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false })
  writeFileSync(join(SHOTS, 'relay-paper-many.pdf'), pdf)
  expect(pagesOf(pdf)).toBe(2)
})

it('RELAY-PAGE-6 in Arabic it runs from right to left, and axe finds nothing', async () => {
  const { page } = amina
  await go('/settings')
  await tick(page, /^العربية/)
  await seen(page.locator('html[dir=rtl][lang=ar]'))
  await heron()
  await press(page, 'ماذا لو…')
  await amina.accessible('what if in Arabic')
  await amina.fits('what if in Arabic')
  await amina.shot('relay-what-if-arabic', true)
  await tab(page, 'المهام')
  await amina.accessible('tasks in Arabic')
  await amina.shot('caselife-tasks-arabic', true)
  await go('/relay')
  await seen(page.getByRole('heading', { level: 1 }))
  await amina.accessible('relay in Arabic')
  await page.setViewportSize(PHONE)
  await amina.fits('relay in Arabic on a phone')
  await amina.shot('relay-all-arabic-phone', true)
  expect(amina.complaints).toEqual([])
})
