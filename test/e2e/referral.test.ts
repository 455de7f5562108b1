/** Requests in depth, in a real browser: one after the other, in part, handed on, by the network's clock; and a sealed file for somebody outside. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serviceDraft } from '@pergola/client/testing'
import type { Day } from '@pergola/core/casework'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { eventually } from '../../apps/cli/src/session/eventually.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import * as entry from './acts/entry.ts'
import { button, check, choose, closeNotices, day, dialog, escape, gone, goTo, press, seen, tab, tick, write } from './acts/fields.ts'
import { DESK, launch, PHONE, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { consentOf, joinWith, need, orgOf } from './seed.ts'

interface Scene {
  readonly amina: entry.Kept
  readonly joost: entry.Kept
  readonly space: SpaceId
  readonly shelter: string
  readonly school: string
}

const at = (days: number): Day => day(days) as Day
const RECIPIENT = 'Mandate on the situation of defenders'

const scene = async (origin: string): Promise<Scene> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-referral-'))
  const ports = ['amina', 'joost', 'khadija'].map((name) => nodePorts(origin, join(folder, name)))
  const [amina, joost, khadija] = ports.map(memberOn) as [Member, Member, Member]
  const kept = await amina.run('found', {
    network: 'River Network',
    org: orgOf('Riverbank Group', 'Riverbank', 'local_group'),
    personName: 'Amina',
    account: 'amina',
  })
  await caughtUp(amina)
  const { kept: joostKept } = await joinWith(amina, joost, orgOf('Huis Noord', 'Huis Noord', 'shelter'), 'Joost')
  await joinWith(amina, khadija, orgOf('Atlas Fund', 'Atlas', 'fund'), 'Khadija')
  const reach = {
    kinds: ['relocation.regional'],
    regions: ['002'],
    languages: ['en', 'ar'],
    family: 'yes',
    maxDays: 240,
    state: 'open',
  } as const
  await joost.run('saveService', { service: serviceDraft('Rooms up north', reach) })
  await khadija.run('saveService', { service: serviceDraft('Mountain house', reach) })
  const { space } = await amina.run('createCase', { pseudonym: 'Heron', country: 'KE', urgency: 'days', summary: 'Followed home twice.' })
  const person = async (role: 'defender' | 'dependent', label: string): Promise<string> =>
    (await amina.run('savePerson', { space, role, label, relation: '', languages: ['ar'] })).id
  const people = [await person('defender', 'Defender'), await person('dependent', 'Daughter, school age')]
  const shelter = await amina.run('saveNeed', { space, need: need(people[0]!, 'relocation.regional', 1, 90, 2) })
  const school = await amina.run('saveNeed', { space, need: need(people[1]!, 'humanitarian.family', 1, 60) })
  await consentOf(amina, space, people, [(await joost.session()).org as OrgId])
  const said = { given: true, on: at(0), how: 'spoken', until: null, org: null } as const
  for (const one of people) {
    await amina.run('giveConsent', {
      space,
      consent: { ...said, person: one, scope: 'referral', recipient: RECIPIENT, parts: ['summary', 'needs', 'people'] },
    })
  }
  for (const member of [joost, khadija, amina]) await settled(member)
  await eventually('the houses', async () => ((await amina.ask('match', { space, need: shelter.id })).rows.length >= 2 ? true : null))
  for (const member of [amina, joost, khadija]) await member.run('lock', {})
  for (const port of ports) port.close()
  await rm(folder, { recursive: true, force: true })
  return {
    amina: { account: kept.account, passphrase: kept.passphrase, words: kept.recoveryWords },
    joost: joostKept,
    space,
    shelter: shelter.id,
    school: school.id,
  }
}

let browser: Browser
let house: House
let world: Scene
let amina: Seat
let joost: Seat

beforeAll(async () => {
  browser = await launch()
  house = await openHouse()
  world = await scene(house.origin)
  amina = await seat(browser, house.origin, 'amina-referral')
  joost = await seat(browser, house.origin, 'joost-referral')
  await entry.signIn(amina.page, house.origin, world.amina)
  await entry.signIn(joost.page, house.origin, world.joost)
  for (const { page } of [amina, joost]) {
    await seen(page.getByRole('heading', { level: 1 }))
    await closeNotices(page)
  }
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const go = ({ page }: Seat, hash: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to
  }, hash)

/** The page in both sizes: axe finds nothing, nothing sticks out, and there are pictures. */
const look = async (who: Seat, name: string): Promise<void> => {
  await who.accessible(name)
  await who.shot(name, true)
  await who.page.setViewportSize(PHONE)
  await who.fits(`${name} on a phone`)
  await who.shot(`${name}-phone`, true)
  await who.page.setViewportSize(DESK)
}

it('REFERRAL-PAGE-1 two are asked one after the other, in an order that is chosen; the request says who comes next', async () => {
  const { page } = amina
  await go(amina, `/cases/${world.space}/match/${world.shelter}`)
  await check(page, /Choose Rooms up north/)
  await check(page, /Choose Mountain house/)
  await press(page.getByRole('region', { name: 'Chosen' }), 'Ask these 2')
  const asking = dialog(page, 'Ask 2 organisations')
  await tick(asking, /^One after the other/)
  const second = await asking.getByRole('listitem').last().innerText()
  if (second.startsWith('Huis Noord')) await press(asking, 'Earlier: Huis Noord')
  await look(amina, 'referral-order')
  await press(asking, 'Ask the first, the others in turn')
  await seen(page.getByText('Asked. You see the answer in Today.'))
  await go(amina, `/cases/${world.space}`)
  await tab(page, 'Requests')
  await page.getByRole('link', { name: 'Huis Noord' }).first().click()
  await seen(page.getByRole('heading', { name: 'Who is asked next' }))
  await seen(page.getByText('Atlas Fund'))
  await look(amina, 'referral-next')
})

it('REFERRAL-PAGE-2 the one asked takes one month of three; what is left is seen, and others can be found for it', async () => {
  const { page } = joost
  await goTo(page, 'Today')
  await page
    .getByText(/Riverbank Group asks/)
    .first()
    .waitFor()
  await page.getByRole('link', { name: 'Answer' }).first().click()
  await press(page, 'Take up in part')
  const part = dialog(page, 'Take up in part')
  await part.getByLabel(/^To \(last day\)/).fill(day(200))
  await seen(part.getByRole('alert'))
  expect(await button(part, 'Take this part up').isDisabled()).toBe(true)
  await part.getByLabel(/^To \(last day\)/).fill(day(30))
  await look(joost, 'referral-part')
  await press(part, 'Take this part up')
  await gone(part)
  await seen(page.getByText('We take part of this up.'))
  await look(joost, 'referral-taken')
  await seen(amina.page.getByText('Huis Noord takes part of this up.'))
  await seen(amina.page.getByRole('link', { name: 'Find others for the rest' }))
})

it('REFERRAL-PAGE-3 somebody else is suggested, hears nothing, and the request to them is ready', async () => {
  await go(amina, `/cases/${world.space}/match/${world.shelter}`)
  await amina.page
    .getByRole('button', { name: /Ask.*Huis Noord/ })
    .first()
    .click()
  const asking = dialog(amina.page)
  await press(asking, /^Send/)
  await gone(asking)
  await goTo(joost.page, 'Today')
  await joost.page.getByRole('link', { name: 'Answer' }).first().click()
  await press(joost.page, 'Suggest another organisation')
  const suggest = dialog(joost.page, 'Suggest another organisation')
  await choose(suggest, /^Which organisation/, 'Atlas Fund')
  await write(suggest, /^Why them/, 'They pay rent for three months.')
  await look(joost, 'referral-suggest')
  await press(suggest, 'Suggest')
  await gone(suggest)
  await go(amina, '/today')
  await amina.page.getByText('Huis Noord suggests somebody else.').first().waitFor()
  await amina.page.locator('main li').filter({ hasText: 'suggests somebody else' }).getByRole('link').click()
  await seen(amina.page.getByText('has heard nothing of this case. The request is ready; you decide.'))
  await look(amina, 'referral-suggested')
  await press(amina.page, 'Look at the request')
  await seen(dialog(amina.page).getByText('This is all they will see'))
  await escape(dialog(amina.page))
})

it('REFERRAL-PAGE-4 a sealed file for a mandate: only what was agreed, opened once by somebody without an account, and the case says when', async () => {
  const { page } = amina
  await go(amina, `/cases/${world.space}`)
  await tab(page, 'Requests')
  await seen(page.getByText('Nothing went out'))
  await press(page, 'Send a sealed file')
  const form = dialog(page, 'Send a sealed file')
  await write(form, /^For whom/, RECIPIENT)
  await seen(form.getByText('Everyone in the file has agreed to this.'))
  await check(form, /^Who it is/)
  await seen(form.getByText('There is no consent for this.'))
  expect(await button(form, 'Seal and make the link').isDisabled()).toBe(true)
  await check(form, /^Who it is/)
  await write(form, /^Your words to them/, 'The hearing is in two weeks.')
  await look(amina, 'outside-send')
  await press(form, 'Seal and make the link')
  const shown = dialog(page, 'The link')
  const link = await shown.locator('code').innerText()
  await look(amina, 'outside-link')
  await escape(shown)
  await seen(page.getByText(/Not opened yet/))

  const visitor = await seat(browser, house.origin, 'liaison', { viewport: PHONE })
  await visitor.page.goto(link)
  await press(visitor.page, 'Show the file')
  await seen(visitor.page.getByText('The hearing is in two weeks.'))
  await seen(visitor.page.getByText('Followed home twice.'))
  await visitor.accessible('the sealed file')
  await visitor.shot('outside-opened-phone', true)
  expect(visitor.complaints).toEqual([])
  await visitor.page.goto('about:blank')
  await visitor.page.goto(link)
  await press(visitor.page, 'Show the file')
  await seen(visitor.page.getByRole('heading', { name: 'There is nothing here any more' }))
  await visitor.context.close()

  // The relay is asked each minute.
  await page
    .getByText(/^Opened/)
    .first()
    .waitFor({ state: 'visible', timeout: 150_000 })
  await look(amina, 'outside-receipt')
})

it('REFERRAL-PAGE-5 the network’s clock is set by a steward, in Arabic as well', async () => {
  await goTo(amina.page, 'Network')
  await tab(amina.page, 'Time to answer')
  await amina.page.getByRole('spinbutton').first().fill('100')
  await seen(amina.page.getByRole('alert'))
  await amina.page.getByRole('spinbutton').first().fill('12')
  await press(amina.page, 'Set for the network')
  await seen(amina.page.getByText('Set for everyone in the network.'))
  await look(amina, 'referral-times')
  await goTo(joost.page, 'Network')
  await tab(joost.page, 'Time to answer')
  await seen(joost.page.getByText('12 hours'))
  await go(amina, '/settings')
  await tick(amina.page, /^العربية/)
  await seen(amina.page.locator('html[dir=rtl][lang=ar]'))
  await go(amina, `/cases/${world.space}`)
  await amina.page.getByRole('tab', { name: 'الطلبات' }).click()
  await seen(amina.page.getByText('خارج الشبكة'))
  await look(amina, 'referral-arabic')
  await amina.page.getByRole('link', { name: 'Huis Noord' }).first().click()
  await look(amina, 'referral-arabic-one')
})

it('nobody’s browser had anything to complain about', () => {
  expect([amina, joost].flatMap(({ complaints }) => complaints)).toEqual([])
})
