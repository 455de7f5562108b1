/** Somebody is removed, an organisation is taken out, another one leaves: what each of them reads, in a real browser. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { eventually } from '../../apps/cli/src/session/eventually.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import * as entry from './acts/entry.ts'
import { button, closeNotices, dialog, escape, gone, goTo, press, question, seen, tab, tick, write } from './acts/fields.ts'
import { DESK, launch, PHONE, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { joinWith, orgOf } from './seed.ts'

interface Scene {
  readonly amina: entry.Kept
  readonly yusuf: entry.Kept
  readonly joost: entry.Kept
}

/** Yusuf joins Amina's group. */
const joinOurs = async (amina: Member, yusuf: Member): Promise<entry.Kept> => {
  const { id, link } = await amina.run('invitePerson', { label: 'Yusuf', days: 7, role: 'editor' })
  const account = await yusuf.run('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' })
  await eventually('the answer', async () => {
    const { invitations } = await amina.ask('network', {})
    return invitations.find((row) => row.id === id && row.state === 'answered') ?? null
  })
  await amina.run('admit', { id })
  await eventually('being let in', async () => ((await yusuf.session()).admitted ? true : null))
  await settled(yusuf)
  return { account: account.account, passphrase: account.passphrase, words: account.recoveryWords }
}

/** Amina leads the network, with Yusuf in her group; a shelter and a fund are in it. */
const scene = async (origin: string): Promise<Scene> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-leaving-'))
  const ports = ['amina', 'yusuf', 'joost', 'khadija'].map((name) => nodePorts(origin, join(folder, name)))
  const [amina, yusuf, joost, khadija] = ports.map(memberOn) as [Member, Member, Member, Member]
  const account = await amina.run('found', {
    network: 'River Network',
    org: orgOf('Riverbank Group', 'Riverbank', 'local_group'),
    personName: 'Amina',
    account: 'amina',
  })
  await caughtUp(amina)
  const yusufKept = await joinOurs(amina, yusuf)
  const north = await joinWith(amina, joost, orgOf('Huis Noord', 'Huis Noord', 'shelter'), 'Joost')
  await joinWith(amina, khadija, orgOf('Atlas Fund', 'Atlas', 'fund'), 'Khadija')
  for (const member of [khadija, joost, yusuf, amina]) await settled(member)
  for (const member of [khadija, joost, yusuf, amina]) await member.run('lock', {})
  for (const port of ports) port.close()
  await rm(folder, { recursive: true, force: true })
  return {
    amina: { account: account.account, passphrase: account.passphrase, words: account.recoveryWords },
    yusuf: yusufKept,
    joost: north.kept,
  }
}

let browser: Browser
let house: House
let world: Scene
let amina: Seat
let yusuf: Seat
let joost: Seat

const sitDown = async (name: string, kept: entry.Kept): Promise<Seat> => {
  const one = await seat(browser, house.origin, name)
  await entry.signIn(one.page, house.origin, kept)
  await closeNotices(one.page)
  return one
}

beforeAll(async () => {
  browser = await launch()
  house = await openHouse()
  world = await scene(house.origin)
  amina = await sitDown('amina-leaving', world.amina)
  yusuf = await sitDown('yusuf-leaving', world.yusuf)
  joost = await sitDown('joost-leaving', world.joost)
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** At a desk and on a phone: axe finds nothing, nothing sticks out, and there is a picture. */
const look = async (one: Seat, name: string): Promise<void> => {
  await one.accessible(name)
  await one.shot(`${name}-desk`, true)
  await one.page.setViewportSize(PHONE)
  await one.fits(`${name} on a phone`)
  await one.accessible(`${name} on a phone`)
  await one.shot(`${name}-phone`, true)
  await one.page.setViewportSize(DESK)
}

const inArabic = async ({ page }: Seat): Promise<void> => {
  await page.evaluate(() => {
    location.hash = '/settings'
  })
  await tick(page, /^العربية/)
  await seen(page.locator('html[dir=rtl][lang=ar]'))
}

const organisation = async ({ page }: Seat, name: string): Promise<void> => {
  await goTo(page, 'Network')
  await tab(page, 'Organisations')
  await page.getByRole('row', { name: new RegExp(name) }).click()
  await seen(dialog(page, name))
}

it('LEAVE-PAGE-1 she removes a colleague: his open page says so at once, and again after a reload on his own device', async () => {
  await goTo(amina.page, 'Network')
  await tab(amina.page, 'Members')
  await amina.page.getByRole('row', { name: /Yusuf/ }).click()
  const sheet = dialog(amina.page, 'Yusuf')
  await press(sheet, 'Remove from the organisation')
  await seen(question(amina.page).getByText(/^Remove Yusuf\?/))
  await look(amina, 'removing-somebody')
  await button(question(amina.page), 'Remove').click()
  await gone(sheet)
  const { page } = yusuf
  const said = page.getByRole('heading', { name: 'You are no longer in Riverbank Group' })
  await seen(said)
  await page.reload()
  await page.getByLabel('Passphrase').first().fill(world.yusuf.passphrase)
  await press(page, 'Unlock')
  await seen(said)
  await seen(page.getByText('Nothing new comes to this device', { exact: false }))
  await look(yusuf, 'removed')
  await press(page, 'العربية')
  await seen(page.locator('html[dir=rtl][lang=ar]'))
  await look(yusuf, 'removed-arabic')
  await press(page, 'English')
  await seen(said)
})

it('LEAVE-PAGE-2 he removes what the device holds, and it is as a new one', async () => {
  const { page } = yusuf
  await press(page, 'Remove everything from this device')
  const asked = question(page)
  await seen(asked.getByText('What this device holds is removed for good.', { exact: false }))
  await yusuf.accessible('removing everything')
  await yusuf.shot('removed-sure')
  await button(asked, 'Remove everything from this device').click()
  await seen(page.getByRole('heading', { name: 'Sign in' }))
  await write(page, /^Sign-in name/, world.yusuf.account)
  await page.getByLabel('Passphrase').first().fill(world.yusuf.passphrase)
  await button(page, 'Sign in').click()
  await seen(page.getByText('You are signed in, and not let in.', { exact: false }))
  await look(yusuf, 'removed-signs-in')
})

it('LEAVE-PAGE-3 whoever leads the network takes an organisation out, and is told first what that means', async () => {
  const { page } = amina
  await organisation(amina, 'Atlas Fund')
  await amina.accessible('an organisation')
  await amina.shot('taking-out-desk', true)
  await press(dialog(page, 'Atlas Fund'), 'Take out of the network')
  await seen(question(page).getByText(/^Atlas Fund is taken out of the network/))
  await look(amina, 'taking-out-sure')
  await button(question(page), 'Take out of the network').click()
  await seen(page.getByText('Atlas Fund is out of the network'))
  await gone(page.getByRole('row', { name: /Atlas Fund/ }))
})

it('LEAVE-PAGE-4 a shelter leaves by itself; its page says that it did, and what is refused has words', async () => {
  const { page } = joost
  await organisation(joost, 'Huis Noord')
  await press(dialog(page, 'Huis Noord'), 'Leave this network')
  await seen(question(page).getByText(/^Your organisation leaves the network/))
  await look(joost, 'leaving-sure')
  await button(question(page), 'Leave this network').click()
  await seen(page.getByText('Your organisation is not in this network any more.'))
  await closeNotices(page)
  expect(await page.getByRole('tab', { name: 'Organisations' }).count()).toBe(0)
  await look(joost, 'left')
  await tab(page, /^Invitations/)
  await press(page, 'Invite')
  const form = dialog(page)
  await tick(form, /A colleague/)
  await write(form, /Your note/, 'Wanjiru')
  await press(form, 'Make the link')
  await seen(form.getByRole('alert').getByText('Your organisation is not in the network any more.'))
  await look(joost, 'left-refused')
  await escape(form)
  await goTo(page, 'Directory')
  await seen(page.getByRole('heading', { name: 'Your organisation is not in this network any more.' }))
  for (const offered of ['Add our service', 'Import']) expect(await page.getByRole('button', { name: offered }).count()).toBe(0)
  await look(joost, 'left-directory')
  await gone(amina.page.getByRole('row', { name: /Huis Noord/ }))
})

it('LEAVE-PAGE-5 in Arabic, both say the same', async () => {
  await inArabic(joost)
  await joost.page.evaluate(() => {
    location.hash = '/network'
  })
  await seen(joost.page.getByText('لم تعد منظمتك في هذه الشبكة.'))
  await look(joost, 'left-arabic')
})

it('nobody’s browser had anything to complain about', () => {
  expect([amina, yusuf, joost].flatMap(({ complaints }) => complaints)).toEqual([])
})
