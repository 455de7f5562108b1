/** Three organisations of a network and their members' browsers, in a story of months. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serviceDraft } from '@pergola/client/testing'
import { startRelay } from '@pergola/relay'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { eventually } from '../../../apps/cli/src/session/eventually.ts'
import { nodePorts } from '../../../apps/cli/src/ports/nodePorts.ts'
import { caughtUp, memberOn, settled, type Member } from '../../../apps/cli/src/session/member.ts'
import type { Kept } from '../acts/entry.ts'
import { button, seen } from '../acts/fields.ts'
import { launch, PHONE, seat, type Seat } from '../browser.ts'
import { intakeRoot, webRoot } from '../build.ts'
import { joinWith, orgOf } from '../seed.ts'
import { comes, inMonths, jumpsSoFar, monthsRoot, tellsDay } from './months.ts'

/** Amina and Yusuf hold the cases; Joost's shelter and Khadija's fund take parts. Yusuf has a telephone only; Khadija reads Arabic. */
export type Who = 'amina' | 'yusuf' | 'joost' | 'khadija'
export const DAR = 'Dar al-Amal'
export const HUIS = 'Huis Noord'
export const FUND = 'صندوق الساحل'

const SEATS: Readonly<Record<Who, BrowserContextOptions>> = {
  amina: { timezoneId: 'Africa/Casablanca' },
  yusuf: { timezoneId: 'Africa/Casablanca', viewport: PHONE, hasTouch: true },
  joost: { timezoneId: 'Europe/Amsterdam' },
  khadija: { timezoneId: 'Africa/Dakar', locale: 'ar' },
}

/** What the shelter and the fund offer. */
const KINDS = ['relocation.international', 'relocation.internal', 'psychosocial', 'legal.prison_visit']

export interface Stage {
  readonly origin: string
  readonly kept: Readonly<Record<Who, Kept>>
  /** The device of this person, on the page they left, on the day on which the story is. */
  readonly sits: (who: Who) => Promise<Seat>
  readonly seats: () => readonly Seat[]
  /** Somebody without an account, on a telephone, on the same day. */
  readonly visitor: (name: string) => Promise<Seat>
  /** Addresses that the story has written down, by the name of the case. */
  readonly spaces: Record<string, string>
  readonly close: () => Promise<void>
}

const joinOurs = async (host: Member, person: Member): Promise<Kept> => {
  const { id, link } = await host.run('invitePerson', { label: 'Yusuf', days: 7, role: 'editor' })
  const made = await person.run('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' })
  await eventually('the answer to the invitation', async () => {
    const { invitations } = await host.ask('network', {})
    return invitations.find((row) => row.id === id && row.state === 'answered') ?? null
  })
  await host.run('admit', { id })
  await eventually('the organisation', async () => ((await person.session()).admitted ? true : null))
  await settled(person)
  return { account: made.account, passphrase: made.passphrase, words: made.recoveryWords }
}

const found = async (origin: string): Promise<Record<Who, Kept>> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-long-'))
  const ports = ['amina', 'yusuf', 'joost', 'khadija'].map((name) => nodePorts(origin, join(folder, name)))
  const [amina, yusuf, joost, khadija] = ports.map(memberOn) as [Member, Member, Member, Member]
  const made = await amina.run('found', {
    network: 'Atlas and Sahel',
    org: orgOf(DAR, DAR, 'local_group'),
    personName: 'Amina',
    account: 'amina',
  })
  await caughtUp(amina)
  const kept = {
    amina: { account: made.account, passphrase: made.passphrase, words: made.recoveryWords },
    joost: (await joinWith(amina, joost, orgOf(HUIS, HUIS, 'shelter'), 'Joost')).kept,
    khadija: (await joinWith(amina, khadija, orgOf(FUND, FUND, 'fund'), 'Khadija')).kept,
    yusuf: await joinOurs(amina, yusuf),
  }
  await joost.run('saveService', { service: serviceDraft('Rooms by the canal', { kinds: KINDS, family: 'yes', state: 'open' }) })
  await khadija.run('saveService', { service: serviceDraft('Rent for a while', { kinds: KINDS, family: 'yes', state: 'open' }) })
  for (const member of [joost, khadija, yusuf, amina]) await settled(member)
  for (const member of [joost, khadija, yusuf, amina]) await member.run('lock', {})
  for (const port of ports) port.close()
  await rm(folder, { recursive: true, force: true })
  return kept
}

/** The first time somebody signs in there, afterwards unlocks. */
const opensOn = async (one: Seat, origin: string, kept: Kept, isFirst: boolean): Promise<void> => {
  const { page } = one
  if (isFirst) await page.goto(origin)
  await tellsDay(page)
  await page.reload()
  if (isFirst) await page.getByRole('textbox', { name: /^(Sign-in name|اسم الدخول)/ }).fill(kept.account)
  await page.locator('input[type=password]').first().fill(kept.passphrase)
  await button(page, /^(Sign in|Unlock|ادخل|دخول|افتح القفل)$/)
    .first()
    .click()
  await seen(page.locator('main h1'))
}

export const openStage = async (firstDay: string): Promise<Stage> => {
  comes(firstDay)
  const browser: Browser = await launch()
  const dataFolder = await mkdtemp(join(tmpdir(), 'pergola-e2e-'))
  const root = await monthsRoot(webRoot())
  const relay = await startRelay({ dataFolder, port: 0, webRoot: root, intakeRoot: intakeRoot() })
  const kept = await found(relay.url)
  const seats = new Map<Who, { readonly seat: Seat; readonly jumps: number }>()
  return {
    origin: relay.url,
    kept,
    spaces: {},
    seats: () => [...seats.values()].map((one) => one.seat),
    sits: async (who) => {
      const there = seats.get(who)
      if (there?.jumps === jumpsSoFar()) return there.seat
      const one = there?.seat ?? (await seat(browser, relay.url, `${who}-long`, SEATS[who]))
      if (there === undefined) await inMonths(one.context)
      await opensOn(one, relay.url, kept[who], there === undefined)
      seats.set(who, { seat: one, jumps: jumpsSoFar() })
      return one
    },
    visitor: async (name) => {
      const one = await seat(browser, relay.url, `${name}-long`, { viewport: PHONE, hasTouch: true, timezoneId: 'UTC' })
      await inMonths(one.context)
      await tellsDay(one.page)
      return one
    },
    close: async () => {
      await browser.close()
      await relay.stop()
      for (const folder of [dataFolder, root]) await rm(folder, { recursive: true, force: true })
    },
  }
}
