/** Consent in a real browser, on both sides: a conversation with the words to read, the matrix, a share, a withdrawal, and the receipt. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Day } from '@pergola/core/casework'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import { share } from './acts/casework.ts'
import * as entry from './acts/entry.ts'
import { check, choose, closeNotices, day, dialog, escape, gone, press, question, seen, tab, tick, write } from './acts/fields.ts'
import { DESK, launch, PHONE, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { joinWith, need, orgOf } from './seed.ts'

interface Scene {
  readonly amina: entry.Kept
  readonly joost: entry.Kept
  readonly space: SpaceId
}

const at = (days: number): Day => day(days) as Day
const HUIS_NOORD = 'Huis Noord'

/** A mother and a daughter; the mother has agreed to a request without her name and to Huis Noord, and has said no to media. */
const scene = async (origin: string): Promise<Scene> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-consent-'))
  const ports = ['amina', 'joost'].map((name) => nodePorts(origin, join(folder, name)))
  const [amina, joost] = ports.map(memberOn) as [Member, Member]
  const founding = {
    network: 'River Network',
    org: orgOf('Riverbank Group', 'Riverbank', 'local_group'),
    personName: 'Amina',
    account: 'amina',
  }
  const account = await amina.run('found', founding)
  await caughtUp(amina)
  const { kept } = await joinWith(amina, joost, orgOf(HUIS_NOORD, 'Huis Noord', 'shelter'), 'Joost')
  const { space } = await amina.run('createCase', { pseudonym: 'Heron', country: 'KE', urgency: 'days', summary: '' })
  const person = async (role: 'defender' | 'dependent', label: string): Promise<string> =>
    (await amina.run('savePerson', { space, role, label, relation: '', languages: ['ar'] })).id
  const mother = await person('defender', 'Defender')
  await person('dependent', 'Daughter, school age')
  await amina.run('saveNeed', { space, need: need(mother, 'relocation.regional', 0, 90, 2) })
  const said = { person: mother, on: at(0), how: 'spoken', until: null, given: true } as const
  const org = (await joost.session()).org as OrgId
  await amina.run('giveConsents', {
    space,
    consents: [
      { ...said, scope: 'share_network', org: null },
      { ...said, scope: 'share_named_org', org, until: at(60) },
      { ...said, scope: 'media', org: null, given: false },
      { ...said, scope: 'un_government', org: null, recipient: 'Special Rapporteur', parts: ['summary', 'incidents'] },
    ],
  })
  for (const member of [joost, amina]) await settled(member)
  for (const member of [amina, joost]) await member.run('lock', {})
  for (const port of ports) port.close()
  await rm(folder, { recursive: true, force: true })
  return { amina: { account: account.account, passphrase: account.passphrase, words: account.recoveryWords }, joost: kept, space }
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
  amina = await seat(browser, house.origin, 'amina-consent')
  joost = await seat(browser, house.origin, 'joost-consent')
  for (const [who, kept] of [
    [amina, world.amina],
    [joost, world.joost],
  ] as const) {
    await entry.signIn(who.page, house.origin, kept)
    await seen(who.page.getByRole('heading', { level: 1 }))
    await closeNotices(who.page)
  }
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const visit = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
  await seen(page.getByRole('heading', { level: 1 }))
}

const cellOf = (page: Page, row: RegExp, person: number) =>
  page.getByRole('row', { name: row }).getByRole('cell').nth(person).getByRole('button')

it('CONSENT-PAGE-1 the matrix says who has agreed to what, in words; a cell opens what was said', async () => {
  const { page } = amina
  await visit(page, `/cases/${world.space}/consent`)
  await seen(page.getByRole('rowheader', { name: /Share the file.*Huis Noord/ }))
  expect(await cellOf(page, /Media may/, 0).innerText()).toBe('No')
  expect(await cellOf(page, /UN letter.*Special Rapporteur/, 0).innerText()).toMatch(/In part\s*Summary, Incidents/)
  expect(await cellOf(page, /Media may/, 1).innerText()).toBe('Not asked')
  await amina.accessible('consent')
  await amina.shot('consent-desk', true)
  await cellOf(page, /Share the file.*Huis Noord/, 0).press('Enter')
  await seen(dialog(page, 'Defender').getByText(/Yes · Spoken/))
  await amina.accessible('decisions')
  await escape(dialog(page, 'Defender'))
  await page.setViewportSize(PHONE)
  await amina.fits('consent')
  await seen(page.getByText('2 people: more to the side'))
  await page.getByRole('region', { name: 'Who has agreed to what' }).press('ArrowRight')
  await amina.shot('consent-phone', true)
})

it('CONSENT-PAGE-2 one conversation, with the words to read in her language, for the daughter by her guardian', async () => {
  const { page } = amina
  await visit(page, `/cases/${world.space}/consent`)
  await press(page, 'Record a conversation')
  const form = dialog(page, 'Record a conversation')
  await check(form, /^Defender$/)
  await check(form, /^Daughter/)
  await tick(form, /^A guardian/)
  await choose(form, /^Guardian/, 'Defender')
  const file = form.getByRole('group', { name: /^Share the file/ })
  await seen(file.getByText(/منظمة واحدة/))
  await file.getByRole('radio', { name: 'Yes' }).check()
  await choose(file, /^Which organisation/, HUIS_NOORD)
  await form
    .getByRole('group', { name: /^Anonymous statistics/ })
    .getByRole('radio', { name: 'No', exact: true })
    .check()
  await amina.accessible('conversation')
  await file.scrollIntoViewIfNeeded()
  await amina.shot('consent-conversation')
  await page.setViewportSize(PHONE)
  await amina.fits('conversation')
  await amina.shot('consent-conversation-phone')
  await page.setViewportSize(DESK)
  await press(form, 'Save')
  await gone(form)
  await seen(cellOf(page, /Anonymous statistics/, 1).getByText('No'))
  await cellOf(page, /Share the file.*Huis Noord/, 1).click()
  await seen(dialog(page).getByText('Decided by Defender, guardian'))
  await escape(dialog(page))
})

it('CONSENT-PAGE-3 what leaves is written down; withdrawn it goes back at once, and the other side says what became of it', async () => {
  const { page } = amina
  await visit(page, `/cases/${world.space}/sharing`)
  await share(page, HUIS_NOORD)
  await press(page, 'Share identity part')
  const more = dialog(page)
  expect(await more.getByRole('radio', { name: /^Identity part/ }).isChecked()).toBe(true)
  await press(more, 'Share')
  await gone(more)
  await seen(page.getByText(/^Identity part ·/))
  await tab(page, 'Consent')
  await seen(page.getByRole('region', { name: 'What has left the case' }).getByText(HUIS_NOORD).first())
  await visit(joost.page, `/cases/${world.space}`)
  await seen(joost.page.getByRole('heading', { level: 1, name: 'Heron' }))
  await tab(page, 'Sharing')
  await seen(page.getByText(/last opened/))
  await amina.accessible('sharing')
  await amina.shot('consent-sharing', true)
  await tab(page, 'Consent')
  await cellOf(page, /Share the file.*Huis Noord/, 1).click()
  await press(dialog(page), 'Withdraw')
  await amina.accessible('withdraw')
  await amina.shot('consent-withdraw')
  await press(question(page), 'Withdraw')
  await gone(question(page))
  await escape(dialog(page))
  await seen(cellOf(page, /Share the file.*Huis Noord/, 1).getByText('Withdrawn'))
  await seen(joost.page.getByText(/Gone since/))
  await seen(joost.page.getByText(/because consent was withdrawn/))
  await tick(joost.page, /^All were destroyed/)
  await write(joost.page, /^Anything they should know/, 'One printout, shredded.')
  await joost.accessible('notice')
  await joost.shot('consent-notice', true)
  await press(joost.page, 'Confirm')
  await seen(joost.page.getByText('Paper and copies were destroyed'))
  await tab(page, 'Sharing')
  const receipts = page.getByRole('region', { name: 'Taken back' })
  await seen(receipts.getByText('One printout, shredded.'))
  await seen(receipts.getByText(/1 of \d devices? confirm/))
  await amina.accessible('receipt')
  await amina.shot('consent-receipt', true)
  await page.setViewportSize(PHONE)
  await amina.fits('receipt')
  await amina.shot('consent-receipt-phone', true)
})

it('CONSENT-PAGE-4 on paper there are labels and no buttons, and everything is there in Arabic', async () => {
  const { page } = amina
  await visit(page, `/cases/${world.space}/consent/paper`)
  await seen(page.getByRole('columnheader', { name: 'Daughter, school age' }))
  expect(await page.getByRole('table').getByRole('button').count()).toBe(0)
  await page.emulateMedia({ media: 'print' })
  await amina.shot('consent-paper', true)
  await page.emulateMedia({ media: 'screen' })
  await visit(page, '/settings')
  await tick(page, /^العربية/)
  await seen(page.locator('html[dir=rtl][lang=ar]'))
  await visit(page, `/cases/${world.space}/consent`)
  await seen(page.getByRole('table'))
  await amina.accessible('consent in Arabic')
  await amina.shot('consent-arabic', true)
  await page.setViewportSize(PHONE)
  await amina.fits('consent in Arabic on a phone')
  await amina.shot('consent-arabic-phone', true)
  expect(amina.complaints).toEqual([])
  expect(joost.complaints).toEqual([])
})
