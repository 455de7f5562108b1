/** From a need to those who can help, in a real browser: told once, chosen by keyboard, asked in one go, in two languages, offline. */
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
import { button, closeNotices, day, dialog, gone, seen, tick } from './acts/fields.ts'
import { DESK, launch, PHONE, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { consentOf, joinWith, need, orgOf } from './seed.ts'

interface Scene {
  readonly amina: entry.Kept
  readonly space: SpaceId
  readonly shelter: string
  readonly surgery: string
}

const at = (days: number): Day => day(days) as Day
const KIND = { kinds: ['relocation.regional'], regions: ['002'], languages: ['en', 'ar'], family: 'yes' } as const

/** Four houses of two members, one of which only lets itself be matched, and two programmes outside. */
const houses = async (joost: Member, khadija: Member, amina: Member): Promise<void> => {
  const checked = { source: 'Our own house' }
  const save = (member: Member, ...draft: Parameters<typeof serviceDraft>) => member.run('saveService', { service: serviceDraft(...draft) })
  const room = { unit: 'families', free: 1, updated: at(0) } as const
  await save(joost, 'Rooms up north', { ...KIND, maxDays: 90, answerHours: 24, state: 'open', capacity: room, locatedIn: ['ZA'] }, checked)
  await save(joost, 'For one alone', { ...KIND, maxDays: 200, family: 'alone_only', state: 'open' }, checked)
  await save(
    khadija,
    'بيت الجبل',
    { ...KIND, maxDays: 60, decisionHours: 120, returnRequired: true, state: 'open', locatedIn: ['UG', 'KE'] },
    checked,
  )
  await save(khadija, 'The hidden house', { ...KIND, maxDays: 45, answerHours: 48, state: 'open' }, { ...checked, visibility: 'match' })
  await save(
    amina,
    'Far programme',
    { ...KIND, amountMax: { amount: 7500, currency: 'EUR' }, whoMayApply: ['referral_only'] },
    {
      ...checked,
      providerId: (
        await amina.run('saveProvider', {
          provider: {
            name: 'Lantern Fund',
            otherNames: [],
            kind: 'fund',
            about: '',
            website: '',
            email: '',
            countries: ['NL'],
            parent: null,
            contacts: [],
            identifiers: [],
            source: 'invented',
            reviewOn: null,
          },
        })
      ).id,
    },
  )
}

const scene = async (origin: string): Promise<Scene> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-match-'))
  const ports = ['amina', 'joost', 'khadija'].map((name) => nodePorts(origin, join(folder, name)))
  const [amina, joost, khadija] = ports.map(memberOn) as [Member, Member, Member]
  const account = await amina.run('found', {
    network: 'River Network',
    org: orgOf('Riverbank Group', 'Riverbank', 'local_group'),
    personName: 'Amina',
    account: 'amina',
  })
  await caughtUp(amina)
  await joinWith(amina, joost, orgOf('Huis Noord', 'Huis Noord', 'shelter'), 'Joost')
  await joinWith(amina, khadija, orgOf('صندوق الأطلس', 'الأطلس', 'fund'), 'خديجة')
  await houses(joost, khadija, amina)
  const { space } = await amina.run('createCase', { pseudonym: 'Heron', country: 'KE', urgency: 'days', summary: '' })
  const person = async (role: 'defender' | 'dependent', label: string): Promise<string> =>
    (await amina.run('savePerson', { space, role, label, relation: '', languages: ['ar'] })).id
  const people = [await person('defender', 'Defender'), await person('dependent', 'Daughter, school age')]
  const shelter = await amina.run('saveNeed', { space, need: need(people[0]!, 'relocation.regional', 0, 239, 2) })
  const surgery = await amina.run('saveNeed', { space, need: need(people[0]!, 'visa', 0, 20) })
  await consentOf(amina, space, people, [(await joost.session()).org as OrgId])
  await amina.run('commit', { space, need: shelter.id, from: at(0), to: at(9), state: 'confirmed', stopGap: true, note: '' })
  for (const member of [joost, khadija, amina]) await settled(member)
  await eventually('the houses', async () => ((await amina.ask('match', { space, need: shelter.id })).rows.length >= 5 ? true : null))
  for (const member of [amina, joost, khadija]) await member.run('lock', {})
  for (const port of ports) port.close()
  await rm(folder, { recursive: true, force: true })
  return {
    amina: { account: account.account, passphrase: account.passphrase, words: account.recoveryWords },
    space,
    shelter: shelter.id,
    surgery: surgery.id,
  }
}

let browser: Browser
let house: House
let world: Scene
let amina: Seat

beforeAll(async () => {
  browser = await launch()
  house = await openHouse()
  world = await scene(house.origin)
  amina = await seat(browser, house.origin, 'amina-match')
  await entry.signIn(amina.page, house.origin, world.amina)
  await seen(amina.page.getByRole('heading', { level: 1 }))
  await closeNotices(amina.page)
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const visit = async (needId: string = world.shelter): Promise<void> => {
  await amina.page.evaluate((hash) => {
    location.hash = hash
  }, `/cases/${world.space}/match/${needId}`)
  await amina.page.locator('main ol > li, main aside').first().waitFor({ state: 'visible', timeout: 8000 })
}

it('MATCH-PAGE-1 services stand in order with ticks, crosses and question marks in words; one is only "there is a place"', async () => {
  await visit()
  const { page } = amina
  const list = page.locator('main ol').first()
  await seen(list.getByRole('link', { name: 'Rooms up north' }))
  expect(await list.locator('article h3').first().innerText()).toBe('Rooms up north')
  await seen(list.getByRole('heading', { name: 'There is a place that fits' }))
  expect(await page.locator('main').innerText()).not.toContain('hidden house')
  await seen(list.getByText('Only 90 days of the'))
  await page.locator('summary', { hasText: /not fit/ }).click()
  await seen(page.getByText('It would fit if the others came later.'))
  await amina.accessible('match')
  await amina.fits('match')
  await amina.shot('match-desk', true)
})

it('MATCH-PAGE-2 what is asked at the side is told once, kept with the need, changes the answer, and can be taken back', async () => {
  const { page } = amina
  await visit()
  const side = page.getByRole('complementary', { name: 'To be told' })
  const question = side.locator('summary', { hasText: 'Can they go back afterwards?' })
  if ((await question.locator('..').getAttribute('open')) === null) await question.click()
  await side.getByRole('group', { name: 'Can they go back afterwards?' }).getByRole('button', { name: 'No' }).click()
  await seen(side.getByText('Told already'))
  await gone(question)
  await page.reload()
  await entry.unlock(page, world.amina.passphrase)
  await visit()
  await seen(side.getByRole('heading', { name: 'Told already' }))
  await page.locator('summary', { hasText: /not fit/ }).click()
  await seen(page.getByText('One has to go back afterwards, and cannot'))
  await side.getByRole('button', { name: 'Take back: Can they go back afterwards?' }).click()
  await seen(question)
})

it('MATCH-PAGE-3 several cover it together, as bars and as a table, with the days that nobody holds', async () => {
  const { page } = amina
  await visit()
  const together = page.getByRole('region', { name: 'Cover it together' })
  await seen(together.getByRole('rowheader', { name: 'Rooms up north' }))
  await seen(together.getByText('Covered already'))
  await seen(together.getByText(/no choice covers more/))
  await together.scrollIntoViewIfNeeded()
  await amina.shotOf(together, 'match-together')
})

it('MATCH-PAGE-4 on a phone, in the dark and in Arabic nothing sticks out and axe finds nothing', async () => {
  const { page } = amina
  await page.setViewportSize(PHONE)
  await visit()
  await amina.fits('match on a phone')
  await amina.accessible('match on a phone')
  await amina.shot('match-phone', true)
  await page.setViewportSize(DESK)
  await page.emulateMedia({ colorScheme: 'dark' })
  await amina.accessible('match in the dark')
  await amina.shot('match-dark', true)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.evaluate(() => {
    location.hash = '/settings'
  })
  await tick(page, /^العربية/)
  await seen(page.locator('html[dir=rtl][lang=ar]'))
  await visit()
  await amina.accessible('match in Arabic')
  await amina.fits('match in Arabic')
  await amina.shot('match-arabic', true)
  await page.setViewportSize(PHONE)
  await amina.fits('match in Arabic on a phone')
  await amina.shot('match-arabic-phone', true)
  await page.setViewportSize(DESK)
  await page.evaluate(() => {
    location.hash = '/settings'
  })
  await tick(page, /^English/)
  await seen(page.locator('html[dir=ltr]'))
})

it('MATCH-PAGE-5 chosen with the space bar and asked in one go: one preview, a deadline for each, and who was asked is said', async () => {
  const { page } = amina
  await visit()
  await page.getByRole('checkbox', { name: 'Choose Rooms up north' }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('checkbox', { name: /صندوق الأطلس/ }).focus()
  await page.keyboard.press('Space')
  const bar = page.getByRole('region', { name: 'Chosen' })
  await seen(bar.getByText('2 chosen'))
  await page.setViewportSize(PHONE)
  await amina.fits('two chosen on a phone')
  await amina.shot('match-chosen-phone')
  await page.setViewportSize(DESK)
  await amina.shot('match-chosen')
  await button(bar, 'Ask these 2').focus()
  await page.keyboard.press('Enter')
  const asking = dialog(page, 'Ask 2 organisations')
  await seen(asking.getByText('This is all they will see'))
  expect(await asking.getByRole('combobox', { name: 'They should answer within' }).count()).toBe(2)
  await asking.getByRole('region', { name: 'Huis Noord' }).getByRole('combobox').selectOption({ label: '24 hours' })
  await amina.accessible('asking several')
  await amina.shot('match-ask')
  await page.setViewportSize(PHONE)
  await amina.fits('asking several on a phone')
  await amina.shot('match-ask-phone')
  await page.setViewportSize(DESK)
  await button(asking, 'Send 2 requests').click()
  await seen(page.getByText('2 asked. You see their answers in Today.'))
  await visit()
  await seen(page.getByRole('link', { name: /Asked already: / }).nth(1))
  expect(await page.getByRole('checkbox', { name: 'Choose Rooms up north' }).count()).toBe(0)
})

it('MATCH-PAGE-6 without the network it ranks, asks and keeps what is told as before', async () => {
  const { page } = amina
  await amina.context.setOffline(true)
  try {
    await visit(world.surgery)
    await seen(page.getByText('No service in the directory fits').or(page.locator('main ol > li')).first())
    await amina.accessible('match, nothing fits')
    await amina.shot('match-empty', true)
    await visit()
    await seen(page.getByRole('link', { name: 'Rooms up north' }))
    const side = page.getByRole('complementary', { name: 'To be told' })
    const question = side.locator('summary', { hasText: 'Can they go back afterwards?' })
    if ((await question.locator('..').getAttribute('open')) === null) await question.click()
    await side.getByRole('group', { name: 'Can they go back afterwards?' }).getByRole('button', { name: 'Yes' }).click()
    await seen(side.getByRole('heading', { name: 'Told already' }))
  } finally {
    await amina.context.setOffline(false)
  }
})

it('nobody’s browser had anything to complain about', () => {
  expect(amina.complaints).toEqual([])
})
