/** A rule is turned on, a case is kept longer, two people destroy one, and somebody who was away is told: in a real browser. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SpaceId } from '@pergola/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { eventually } from '../../apps/cli/src/session/eventually.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import * as entry from './acts/entry.ts'
import { button, check, closeNotices, day, dialog, gone, press, question, seen, tick, write } from './acts/fields.ts'
import { DESK, launch, PHONE, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { orgOf } from './seed.ts'

interface Scene {
  readonly amina: entry.Kept
  readonly yusuf: Member
  readonly heron: SpaceId
  readonly egret: SpaceId
  readonly close: () => Promise<void>
}

const closedCase = async (amina: Member, pseudonym: string): Promise<SpaceId> => {
  const { space } = await amina.run('createCase', { pseudonym, country: 'KE', urgency: 'days', summary: 'Invented.' })
  await amina.run('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: ['sw'] })
  await amina.run('attachFile', { space, name: 'letter.txt', type: 'text/plain', content: new TextEncoder().encode('A letter.') })
  await amina.run('closeCase', { space, reason: 'safe', outcomes: [], says: '', wouldReturn: 'not_asked' })
  return space
}

/** Amina and Yusuf are stewards of one group, with two closed cases. */
const scene = async (origin: string): Promise<Scene> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-retention-'))
  const ports = ['amina', 'yusuf'].map((name) => nodePorts(origin, join(folder, name)))
  const [amina, yusuf] = ports.map(memberOn) as [Member, Member]
  const account = await amina.run('found', {
    network: 'River Network',
    org: orgOf('Riverbank Group', 'Riverbank', 'local_group'),
    personName: 'Amina',
    account: 'amina',
  })
  await caughtUp(amina)
  const { id, link } = await amina.run('invitePerson', { label: 'Yusuf', days: 7, role: 'steward' })
  await yusuf.run('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' })
  await eventually('the answer', async () => {
    const { invitations } = await amina.ask('network', {})
    return invitations.find((row) => row.id === id && row.state === 'answered') ?? null
  })
  await amina.run('admit', { id })
  await eventually('being let in', async () => ((await yusuf.session()).admitted ? true : null))
  await settled(yusuf)
  const [heron, egret] = [await closedCase(amina, 'Heron'), await closedCase(amina, 'Egret')]
  await settled(amina)
  await eventually('both cases', async () => {
    const { total } = await yusuf.ask('cases', { filter: {}, from: 0, count: 9 })
    return total === 2 ? true : null
  })
  await amina.run('lock', {})
  return {
    amina: { account: account.account, passphrase: account.passphrase, words: account.recoveryWords },
    ...{ yusuf, heron, egret },
    close: async () => {
      await yusuf.run('lock', {})
      for (const port of ports) port.close()
      await rm(folder, { recursive: true, force: true })
    },
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
  amina = await seat(browser, house.origin, 'amina-retention')
  await entry.signIn(amina.page, house.origin, world.amina)
  await seen(amina.page.getByRole('heading', { level: 1 }))
  await closeNotices(amina.page)
})
afterAll(async () => {
  await world?.close()
  await browser?.close()
  await house?.close()
})

const visit = (to: string): Promise<void> =>
  amina.page.evaluate((hash) => {
    location.hash = hash
  }, to)

it('RET-PAGE-1 nothing is due by a suggestion; she turns a rule on', async () => {
  const { page } = amina
  await visit('/settings')
  await page.getByRole('link', { name: 'Rules' }).click()
  await seen(page.getByText('No rule is on.'))
  await amina.shot('retention-first', true)
  await press(page, 'Change')
  const rule = dialog(page, 'Closed: safe for now')
  await check(rule, /^The rule is on/)
  await amina.accessible('a rule')
  await button(rule, 'Save the rule').click()
  await gone(rule)
  await seen(page.getByText('24 months after closing', { exact: true }))
  await amina.accessible('keeping and destroying')
  await amina.fits('keeping and destroying')
})

it('RET-PAGE-2 she keeps a closed case longer, says what for, and keeps it no longer', async () => {
  const { page } = amina
  await visit(`/cases/${world.heron}/tasks`)
  await press(page, 'Keep it longer')
  const hold = dialog(page, 'Keep it longer')
  await write(hold, /^What it is needed for/, 'Needed for proceedings in spring.')
  await hold.getByLabel(/^Look at it again on/).fill(day(90))
  await amina.accessible('a hold')
  await button(hold, 'Keep it').click()
  await gone(hold)
  await seen(page.getByText('Needed for proceedings in spring.'))
  await amina.accessible('a case that is kept')
  await amina.shot('retention-hold', true)
  await page.setViewportSize(PHONE)
  await amina.fits('a case that is kept, on a phone')
  await page.setViewportSize(DESK)
  await press(page, 'Keep it no longer')
  await button(question(page), 'Keep it no longer').click()
  await seen(button(page, 'Propose to destroy the case'))
})

it('RET-PAGE-3 Yusuf proposed; Today asks her, she reads what goes and what stays, and it is gone', async () => {
  const { page } = amina
  await world.yusuf.run('proposeEnding', { space: world.heron, what: 'all', rule: 'safe' })
  await visit('/today')
  await seen(page.getByText('Yusuf proposes to destroy Heron.'))
  await amina.shot('retention-today', true)
  await page.getByRole('link', { name: 'Look and decide' }).click()
  await press(page, 'Look and decide')
  const asked = question(page)
  await seen(asked.getByText('What nobody can promise'))
  expect(await button(asked, 'Destroy it').isDisabled()).toBe(true)
  await amina.accessible('the decision')
  await amina.shot('retention-decide', true)
  await page.setViewportSize(PHONE)
  await amina.shot('retention-decide-phone', true)
  await page.setViewportSize(DESK)
  await check(asked, /^I have read this/)
  await button(asked, 'Destroy it').click()
  await gone(asked)
  await seen(page.getByText('Proposed by Yusuf, confirmed by Amina'))
  await visit('/cases')
  await seen(page.getByText('Egret'))
  expect(await page.getByText('Heron').count()).toBe(0)
})

it('RET-PAGE-4 she was away and wrote; she is told what was destroyed and reads her words once', async () => {
  const { page, context } = amina
  await visit(`/cases/${world.egret}/tasks`)
  await press(page, 'Propose to destroy the case')
  const asked = dialog(page, 'Propose to destroy')
  await amina.accessible('a proposal')
  await button(asked, 'Propose it').click()
  await gone(asked)
  await eventually('the proposal', async () => {
    const { proposals } = await world.yusuf.ask('retention', {})
    return proposals.length === 1 ? true : null
  })
  await context.setOffline(true)
  try {
    await visit(`/cases/${world.egret}/notes`)
    await write(page, /^New note/, 'Her brother called from the border.')
    await press(page, 'Add the note')
    await seen(page.getByText('Her brother called from the border.'))
    await world.yusuf.run('confirmEnding', { space: world.egret, what: 'all' })
  } finally {
    await context.setOffline(false)
  }
  await visit('/today')
  await seen(page.getByText(/Words of yours were not sent any more/))
  await page.getByRole('link', { name: 'Read it' }).click()
  await seen(page.getByText('Her brother called from the border.'))
  await amina.accessible('what was destroyed')
  await amina.shot('retention-farewell', true)
  await page.setViewportSize(PHONE)
  await amina.fits('what was destroyed, on a phone')
  await amina.shot('retention-phone', true)
  await page.setViewportSize(DESK)
  await press(page, 'I have read it')
  await gone(page.getByText('Her brother called from the border.'))
})

it('RET-PAGE-5 the same in Arabic', async () => {
  const { page } = amina
  await visit('/settings')
  await tick(page, /^العربية/)
  await seen(page.locator('html[dir=rtl][lang=ar]'))
  await visit('/retention')
  await seen(page.getByText('الحفظ والإتلاف').first())
  await amina.accessible('keeping in Arabic')
  await amina.shot('retention-arabic', true)
  await page.setViewportSize(PHONE)
  await amina.fits('keeping in Arabic on a phone')
  await amina.shot('retention-arabic-phone', true)
})
