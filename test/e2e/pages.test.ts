/** Every page of the member app as people meet it: at a desk, on a small phone, in Arabic, in the dark, and when things go wrong. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as entry from './acts/entry.ts'
import { button, closeNotices, dialog, escape, gone, goTo, press, seen, tab, tick } from './acts/fields.ts'
import { DESK, launch, PHONE, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { BIDI_FILE, seed, type Seeded } from './seed.ts'

let browser: Browser
let house: House
let world: Seeded
let amina: Seat

beforeAll(async () => {
  browser = await launch()
  house = await openHouse()
  world = await seed(house.origin)
  amina = await seat(browser, house.origin, 'amina-pages')
  await entry.signIn(amina.page, house.origin, world.amina).catch(async (error: unknown) => {
    await amina.shot('failed-amina-pages')
    throw error
  })
  await seen(amina.page.getByText('They came to the house again'))
  await closeNotices(amina.page)
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** Each page with something that shows only when it is whole, in any language. */
const places = (): readonly (readonly [name: string, path: string, ready: string])[] => [
  ['today', '/today', 'main section li'],
  ['alerts', '/alerts', '[role=row][data-index]'],
  ['alert', `/alerts/${world.alert}`, 'main ol li article'],
  ['cases', '/cases', '[role=row][data-index]'],
  ['case', `/cases/${world.heron}`, '[data-item]'],
  ['match', `/cases/${world.heron}/match/${world.shelter}`, 'main ol > li'],
  ['relay', '/relay', 'main section li'],
  ['directory', '/directory', '[role=row][data-index]'],
  ['service', `/directory/${world.service}`, 'main section dl'],
  ['service-map', '/directory?look=map', 'svg [data-country]'],
  ['provider', `/directory/providers/${world.riverbank}`, 'main dl'],
  ['gaps', '/directory/gaps', 'main svg, main table'],
  ['calls', '/directory/calls', 'main h2'],
  ['training', '/directory/training', 'main h2'],
  ['reviews', '/directory/reviews', 'main h2'],
  ['quality', '/directory/quality', 'main table'],
  ['import', '/directory/import', 'main ul li'],
  ['referral', `/referrals/${world.asked}`, 'main section'],
  ['network', '/network', '[role=row][data-index]'],
  ['settings', '/settings', 'main section form'],
  ['not-here', '/nowhere', 'main a'],
  ['case-not-here', `/cases/${'0'.repeat(32)}`, 'main a'],
]

const visit = async (page: Page, path: string, ready: string): Promise<void> => {
  await page.evaluate((hash) => {
    location.hash = hash
  }, path)
  await page.locator(ready).first().waitFor({ state: 'visible', timeout: 8000 })
}

/** Looks at every page; tells all that is wrong at once, not only the first. */
const lookAtAll = async (one: Seat, suffix: string, also: (place: string) => Promise<void> = async () => {}): Promise<void> => {
  const wrong: string[] = []
  for (const [name, path, ready] of places()) {
    try {
      await visit(one.page, path, ready)
      await one.shot(`page-${name}-${suffix}`, true)
      if (name === 'case')
        await one.shotOf(
          one.page
            .locator('section')
            .filter({ has: one.page.locator('[data-item]') })
            .first(),
          `chart-${suffix}`,
        )
      await also(name)
      await one.fits(name)
    } catch (error) {
      wrong.push(`${name}: ${String(error)}`)
    }
  }
  expect(wrong).toEqual([])
}

const TABS = ['Needs', 'Risk', 'People', 'Requests', 'Notes', 'Files', 'Consent', 'Sharing', 'History']

describe('every page', () => {
  it('at a desk: axe finds nothing, nothing sticks out', async () => {
    await lookAtAll(amina, 'desk', (name) => amina.accessible(name))
  })

  it('every part of a case, and the forms over it: axe finds nothing', async () => {
    const { page } = amina
    await visit(page, `/cases/${world.heron}`, '[data-item]')
    for (const name of TABS) {
      await tab(page, name)
      await amina.accessible(`case, ${name}`)
      await amina.fits(`case, ${name}`)
    }
    for (const [part, opener] of [
      ['Needs', 'Add a need'],
      ['Needs', 'Offer cover'],
      ['Risk', 'Assess the risk'],
      ['People', 'Add a person'],
      ['Consent', 'Record a conversation'],
    ] as const) {
      await tab(page, part)
      await press(page, opener)
      await amina.accessible(opener)
      // By its button: three times Escape in a second leaves the app.
      await press(dialog(page), 'Close')
      await gone(dialog(page))
    }
    await tab(page, 'Overview')
    await press(page, 'As a table')
    await amina.accessible('the chart as a table')
    await press(page, 'As a table').catch(() => page.reload())
  })

  it('the forms of the directory, and the public page: axe finds nothing', async () => {
    const { page } = amina
    await visit(page, '/directory', '[role=row][data-index]')
    await press(page, 'Add our service')
    const form = dialog(page, 'Add our service')
    for (const part of ['What', 'For whom', 'How much, how long', 'Where and who', 'Statements', 'Who may know']) {
      await form.getByRole('tab', { name: part, exact: true }).click()
      await amina.accessible(`a service: ${part}`)
    }
    await amina.shot('form-service')
    await escape(form)
    for (const [path, opener] of [
      ['/directory/calls', 'Announce a call'],
      ['/directory/training', 'Offer or look for training'],
    ] as const) {
      await visit(page, path, 'main h2')
      await press(page, opener)
      await amina.accessible(opener)
      // By its button: three times Escape in a second leaves the app.
      await press(dialog(page), 'Close')
      await gone(dialog(page))
    }
    await visit(page, '/network', '[role=row][data-index]')
    await tab(page, 'Public page')
    await seen(page.getByText('Nothing of yours is marked public'))
    await amina.accessible('public page')
  })

  it('the directory printed is a table of all that was asked for', async () => {
    const { page } = amina
    await visit(page, '/directory', '[role=row][data-index]')
    await page.evaluate(() => {
      Object.assign(globalThis, { print: () => undefined })
    })
    await press(page, 'Print')
    await page.emulateMedia({ media: 'print' })
    await seen(page.locator('table').getByText('Rooms up north'))
    expect(await button(page, 'Print').isVisible()).toBe(false)
    await amina.shot('print-directory', true)
  })

  it('the case printed is a sheet without names', async () => {
    const { page } = amina
    await visit(page, `/cases/${world.heron}`, '[data-item], table')
    await page.emulateMedia({ media: 'print' })
    await seen(page.getByText(/appear by label, not by name/))
    await amina.shot('print-case', true)
  })

  it('on a phone of 360 px nothing sticks out', async () => {
    await amina.page.setViewportSize(PHONE)
    await lookAtAll(amina, 'phone', async (name) =>
      ['case', 'cases', 'today', 'network'].includes(name) ? amina.accessible(`${name} on a phone`) : undefined,
    )
  })

  it('in the dark: axe finds nothing', async () => {
    await amina.page.emulateMedia({ colorScheme: 'dark' })
    await lookAtAll(amina, 'dark', (name) => amina.accessible(`${name} in the dark`))
  })

  it('in Arabic everything runs from right to left and nothing sticks out, at a desk and on a phone', async () => {
    const { page } = amina
    await visit(page, '/settings', 'main section form')
    await tick(page, /^العربية/)
    await seen(page.locator('html[dir=rtl][lang=ar]'))
    await lookAtAll(amina, 'arabic', async (name) => (['case', 'today'].includes(name) ? amina.accessible(`${name} in Arabic`) : undefined))
    await page.setViewportSize(PHONE)
    await lookAtAll(amina, 'arabic-phone')
    await page.setViewportSize(DESK)
    await visit(page, '/settings', 'main section form')
    await tick(page, /^English/)
    await seen(page.locator('html[dir=ltr]'))
  })
})

describe('bad input and bad luck', () => {
  it('a file of 200 MB is answered in words, and a name that turns the line around is shown for what it is', async () => {
    const { page } = amina
    await visit(page, `/cases/${world.heron}`, '[data-item]')
    await tab(page, 'Files')
    const shown = await page.getByRole('tabpanel').innerText()
    expect(shown, 'no character that turns the line around reaches the page').not.toContain('\u202e')
    expect(shown).toContain(BIDI_FILE.slice(0, 10))
    await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('[role=tabpanel] input[type=file]')!
      const chosen = new DataTransfer()
      chosen.items.add(new File([new Blob(Array(200).fill(new Uint8Array(1_000_000)))], 'film.mp4'))
      input.files = chosen.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await seen(page.getByText(/film\.mp4 is too large: 200/))
    await amina.shot('file-too-large')
  })

  it('a wrong passphrase says so and keeps what was typed; the right one opens', async () => {
    const { page } = amina
    await entry.lock(page)
    await amina.accessible('unlock')
    await page.getByLabel('Passphrase').first().fill('garden river candle')
    await press(page, 'Unlock')
    await seen(page.getByText('That is not the passphrase.'))
    expect(await page.getByLabel('Passphrase').first().inputValue()).toBe('garden river candle')
    await amina.accessible('unlock, wrong passphrase')
    await amina.shot('wrong-passphrase')
    await entry.unlock(page, world.amina.passphrase)
  })

  it('a second tab takes the keys; the first says so', async () => {
    const second = await amina.context.newPage()
    await second.goto(house.origin)
    await entry.unlock(second, world.amina.passphrase)
    await seen(amina.page.getByText('Pergola is open in another tab.'))
    await amina.shot('two-tabs')
    await second.close()
    await entry.unlock(amina.page, world.amina.passphrase)
    await goTo(amina.page, 'Cases')
    await seen(amina.page.getByText('Heron'))
  })

  it('an invitation that was used, or withdrawn, or mistyped, says which and what to do', async () => {
    const guest = await seat(browser, house.origin, 'guest')
    for (const [link, sentence, name] of [
      [world.links.used, /was used/, 'used'],
      [world.links.withdrawn, /withdrawn/, 'withdrawn'],
      [`${world.links.open.slice(0, -6)}000000`, /not known/, 'mistyped'],
    ] as const) {
      await guest.page.goto('about:blank')
      await guest.page.goto(link)
      await seen(guest.page.getByRole('alert').or(guest.page.getByRole('button', { name: 'Try again' })))
      expect(await guest.page.locator('main').innerText()).toMatch(sentence)
      expect(await button(guest.page, 'Join').count()).toBe(0)
      await guest.accessible(`invitation, ${name}`)
      await guest.shot(`invitation-${name}`)
    }
    await guest.page.goto('about:blank')
    await guest.page.goto(world.links.open)
    await seen(button(guest.page, 'Join'))
    await guest.accessible('join')
    await guest.shot('join')
    expect(
      guest.complaints.filter((one) => !one.includes('404') && !one.includes('409') && !one.includes('410') && !one.includes('403')),
    ).toEqual([])
  })

  it('signing in on a new phone, in Arabic, with a wrong passphrase says so and keeps the name', async () => {
    const guest = await seat(browser, house.origin, 'stranger', { locale: 'ar', viewport: PHONE })
    await guest.page.goto(house.origin)
    await seen(guest.page.locator('html[dir=rtl]'))
    await seen(guest.page.locator('h1'))
    await guest.accessible('sign in, in Arabic')
    await guest.fits('sign in')
    await guest.shot('sign-in-arabic-phone')
    await guest.page.locator('[autocomplete=username]').fill('amina')
    await guest.page.locator('[autocomplete=current-password]').fill('garden river candle')
    await guest.page.locator('button[type=submit]').first().click()
    await seen(guest.page.getByRole('alert'))
    expect(await guest.page.locator('[autocomplete=username]').inputValue()).toBe('amina')
    await guest.accessible('sign in, wrong passphrase, in Arabic')
    await guest.shot('sign-in-wrong-arabic-phone')
  })

  it('nobody’s browser had anything to complain about', () => {
    expect(amina.complaints).toEqual([])
  })
})
