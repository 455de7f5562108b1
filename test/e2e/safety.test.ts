/** The safety of a case's people in a real browser: an alarm nobody had to send, the risk over time, a plan to carry, check-ins by receipt. */
import type { Instant } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { caughtUp } from '../../apps/cli/src/session/member.ts'
import * as entry from './acts/entry.ts'
import { button, check, choose, chooseSeveral, closeNotices, dialog, gone, goTo, press, seen, tab, write } from './acts/fields.ts'
import { DESK, launch, PHONE, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { orgOf } from './seed.ts'
import { atTerminal } from './smallSeed.ts'

const MINUTE = 60_000
/** Until the check-in of the seed is missed. */
const SOON_MS = 45_000
/** The minute, and what a machine that does much else takes to draw it. */
const LATEST_MS = 65_000

interface Scene {
  readonly amina: entry.Kept
  readonly space: SpaceId
  readonly missedAt: number
}

/** A case whose defender should have checked in an hour ago: her grace runs out while Amina looks at an empty page. */
const scene = (origin: string): Promise<Scene> =>
  atTerminal(origin, async (amina) => {
    const org = orgOf('Riverbank Group', 'Riverbank', 'local_group')
    const made = await amina.run('found', { network: 'River Network', org, personName: 'Amina', account: 'amina' })
    await caughtUp(amina)
    await amina.run('openIntake', { intro: '', languages: ['en', 'ar'] })
    const { space } = await amina.run('createCase', { pseudonym: 'Heron', country: 'KE', urgency: 'days', summary: 'Invented.' })
    const { id: person } = await amina.run('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: ['ar'] })
    const none = { otherNames: '', contact: '', birth: '', documents: '' } as const
    await amina.run('saveIdentity', { space, identity: { person, name: 'Leila Haddad', whereabouts: 'Tiznit', ...none } })
    await amina.run('assessRisk', {
      space,
      assessment: {
        probability: 'medium',
        impact: 'medium',
        deathThreat: false,
        threats: ['Calls at night'],
        vulnerabilities: [],
        capacities: [],
      },
    })
    const missedAt = Date.now() + SOON_MS
    const schedule = {
      person,
      everyMinutes: 60,
      times: [],
      zone: 'UTC',
      graceMinutes: 10,
      from: (missedAt - 70 * MINUTE) as Instant,
      until: null,
      by: 'officer',
      ladder: [{ afterMinutes: 0, who: 'duty', id: '', act: 'call' }],
    } as const
    await amina.run('agreeCheckIns', { space, schedule, words: { well: 'blue door', duress: 'aunt zeynep' } })
    return { amina: { account: made.account, passphrase: made.passphrase, words: made.recoveryWords }, space, missedAt }
  })

let browser: Browser
let house: House
let world: Scene
let amina: Seat

beforeAll(async () => {
  browser = await launch()
  house = await openHouse()
  world = await scene(house.origin)
  amina = await seat(browser, house.origin, 'amina-safety')
  await entry.signIn(amina.page, house.origin, world.amina)
  await seen(amina.page.getByRole('heading', { level: 1 }))
  await closeNotices(amina.page)
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const visit = (hash: string): Promise<void> =>
  amina.page.evaluate((to) => {
    location.hash = to
  }, hash)
const save = async (title: string): Promise<void> => {
  await press(dialog(amina.page, title), 'Save')
  await gone(dialog(amina.page, title))
}
const looked = async (name: string): Promise<void> => {
  await amina.accessible(name)
  await amina.fits(name)
  await amina.shot(`safety-${name}`, true)
}

it('WATCH-1 a missed check-in stands in Today within a minute, with nobody touching anything', async () => {
  const { page } = amina
  await goTo(page, 'Today')
  const alarm = page.getByText('No sign of life from Heron.')
  expect(Date.now()).toBeLessThan(world.missedAt)
  expect(await alarm.count()).toBe(0)
  await alarm.waitFor({ timeout: world.missedAt - Date.now() + LATEST_MS })
  const late = Date.now() - world.missedAt
  console.log(`the alarm was there ${Math.round(late / 1000)} s after it began`)
  expect(late).toBeLessThan(LATEST_MS)
  await looked('today')
  await page.getByRole('link', { name: 'See to it' }).click()
})

it('WATCH-2 Amina is on it, hears from her, and the alarm is over', async () => {
  const { page } = amina
  await seen(page.getByRole('tab', { name: 'Safety', selected: true }))
  await press(page, 'I am on it')
  await seen(page.getByText(/^On it: Amina/))
  await looked('alarm')
  await press(page, 'I heard from them')
  await write(dialog(page, 'I heard from them'), /^In words/, 'Her battery was empty; I saw her.')
  await save('I heard from them')
  await gone(page.getByText(/^On it: Amina/))
  await goTo(page, 'Today')
  await gone(page.getByText('No sign of life from Heron.'))
})

it('SAFE-2 an incident leads to a new assessment; the death threat stands, over time and in the chart', async () => {
  const { page } = amina
  await visit(`/cases/${world.space}/risk`)
  await press(page, 'Physical incident')
  const incident = dialog(page, 'A physical incident')
  await chooseSeveral(incident, /^What kind/, ['Threat or harassment'])
  await write(incident, /^What happened/, 'Two men at the gate said that she will not live to see the hearing.')
  await write(incident, /^Who did it/, 'Guards of the mine')
  await save('A physical incident')
  await press(page, 'Assess the risk anew')
  const form = dialog(page, 'Assess the risk')
  await form.locator('summary', { hasText: 'Two men at the gate' }).click()
  await check(form, /^They said that they will kill/)
  await looked('assess')
  await save('Assess the risk')
  await seen(page.getByText('There is a death threat.'))
  await press(page, 'Assess the risk')
  await form.locator('summary', { hasText: 'Two men at the gate' }).click()
  await check(form, /^They said that they will kill/)
  await check(form, /^A death threat was made/)
  await seen(form.getByText('It stands until you write why it is over.'))
  await choose(form, /^How likely/, 'Low')
  await save('Assess the risk')
  await seen(page.getByText('There is a death threat.'))
  await seen(page.getByRole('img', { name: /3 assessments/ }))
  await looked('risk')
})

it('SAFE-4 the plan to carry prints no name and no place', async () => {
  const { page } = amina
  await tab(page, 'Safety')
  await press(page, 'Write the plan')
  const plan = dialog(page, 'Write the plan')
  await write(plan, /^What starts the plan/, 'A car waits outside\nA call without a voice')
  await write(plan, /^Who decides to stop/, 'She herself')
  await write(plan, /^In an emergency/, 'Leave by the back.\nTake the bag.')
  await save('Write the plan')
  for (const text of ['Change the lock', 'Leave Tiznit by night']) {
    await press(page, 'Add a step')
    await write(dialog(page, 'Add a step'), /^What is done/, text)
    await save('Add a step')
  }
  await press(page, 'Write the packet')
  await write(dialog(page, 'Emergency packet'), /^Who they are/, 'A woman of forty, asthma.')
  await save('Emergency packet')
  await looked('plan')
  await page.getByRole('link', { name: 'The plan to carry' }).click()
  await seen(page.getByText('1 line is kept back'))
  await looked('carry')
  await page.emulateMedia({ media: 'print' })
  const printed = await page.locator('main').innerText()
  expect(printed).toContain('Change the lock')
  expect(printed).not.toMatch(/Tiznit|tiznit|Leila|Haddad|Heron|Riverbank|Pergola/u)
  expect(await page.title()).toBe('To remember')
  await amina.shot('safety-carry-paper', true)
  await page.emulateMedia({ media: 'screen' })
})

it(
  'WATCH-3 WATCH-4 she checks in by receipt: the other word looks the same on her phone and raises the alarm here',
  { timeout: 300_000 },
  async () => {
    const { page } = amina
    await visit(`/cases/${world.space}/plan`)
    await press(page, 'Let them check in by receipt')
    const handed = dialog(page, 'Check-ins by receipt')
    await seen(handed.getByText('shown once'))
    const receipt = (await handed.locator('code').first().innerText()).trim()
    const link = (await handed.locator('code').last().innerText()).trim()
    expect(receipt.split(' ')).toHaveLength(10)
    await amina.accessible('receipt')
    await press(handed, 'It is handed over')
    const leila = await seat(browser, house.origin, 'leila-safety', { viewport: PHONE })
    await leila.page.goto(link)
    await press(leila.page, 'I have written before')
    await leila.page.getByLabel('Receipt').fill(receipt)
    await press(leila.page, 'Open')
    await seen(leila.page.getByRole('heading', { name: 'Say that you are well' }))
    const says = async (word: string): Promise<string> => {
      await leila.page.getByLabel('Your word').fill(word)
      await press(leila.page, 'I am well')
      await seen(leila.page.getByText('Sent at'))
      return (await leila.page.locator('main').innerText()).replace(/Sent at .*/u, 'Sent')
    }
    const well = await says('blue door')
    await seen(page.getByText(/by receipt/))
    expect(await says('aunt Zeynep')).toBe(well)
    await goTo(page, 'Today')
    await seen(page.getByText('Heron: “I am well” with the other word.'))
    await looked('duress')
    expect(leila.complaints).toEqual([])
    await leila.context.close()
  },
)

const inArabic = async (page: Page): Promise<void> => {
  await visit('/settings')
  await button(page, 'العربية').or(page.getByText('العربية')).first().click()
  await page.waitForFunction(() => document.documentElement.dir === 'rtl')
}

it('all of it on a phone, and in Arabic', { timeout: 300_000 }, async () => {
  const { page } = amina
  const everywhere = async (suffix: string): Promise<void> => {
    for (const [name, hash] of [
      ['risk', `/cases/${world.space}/risk`],
      ['plan', `/cases/${world.space}/plan`],
      ['duty', '/duty'],
      ['carry', `/carry/${world.space}`],
    ] as const) {
      await visit(hash)
      await page.locator('main h2, main h1').first().waitFor()
      await page.waitForTimeout(300)
      await looked(`${name}-${suffix}`)
    }
  }
  await page.setViewportSize(PHONE)
  await everywhere('phone')
  await page.setViewportSize(DESK)
  await inArabic(page)
  await everywhere('arabic')
  expect(amina.complaints).toEqual([])
})
