/** Two organisations around one family: cover after a case moved, requests to us, a sealed file to outside, a dependent with a case of her own. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Day } from '@pergola/core/casework'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { eventually } from '../../apps/cli/src/session/eventually.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import * as entry from './acts/entry.ts'
import { button, check, closeNotices, day, dialog, escape, gone, press, seen, tick, write } from './acts/fields.ts'
import { DESK, launch, PHONE, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { consentOf, joinWith, need, orgOf } from './seed.ts'

interface Scene {
  readonly amina: entry.Kept
  readonly joost: entry.Kept
  readonly heron: SpaceId
  readonly lark: SpaceId
}

const RECIPIENT = 'Clinic at the border'
const NOTE = 'She can travel with one bag and knows the way.'
const KEPT_BACK = 'The uncle must not hear of this.'
const ORDER = { name: 'order of the court.pdf', text: 'The hearing is on Thursday.' }
const CARE = 'Asthma; a spray in her bag, worse in smoke.'
const at = (days: number): Day => day(days) as Day

const personIn = async (member: Member, space: SpaceId, role: 'defender' | 'dependent', label: string): Promise<string> =>
  (await member.run('savePerson', { space, role, label, relation: '', languages: ['sw'] })).id

/** Heron: a defender and her daughter, who has a case of her own, Lark. Joost's shelter reads Heron. */
const heronOf = async (amina: Member, shelter: OrgId) => {
  const { space: heron } = await amina.run('createCase', { pseudonym: 'Heron', country: 'KE', urgency: 'days', summary: '' })
  const defender = await personIn(amina, heron, 'defender', 'Defender')
  const daughter = await personIn(amina, heron, 'dependent', 'Daughter, nine')
  const { space: lark } = await amina.run('createCase', { pseudonym: 'Lark', country: 'KE', urgency: 'weeks', summary: '' })
  await personIn(amina, lark, 'defender', 'Schoolgirl')
  await amina.run('saveStanding', { space: heron, standing: { person: daughter, minor: true, guardian: defender, ownCase: lark } })
  await consentOf(amina, heron, [defender, daughter], [shelter])
  for (const person of [defender, daughter]) {
    const outside = {
      person,
      scope: 'referral',
      org: null,
      recipient: RECIPIENT,
      parts: ['summary', 'needs', 'notes', 'medical', 'files'],
    } as const
    await amina.run('giveConsent', { space: heron, consent: { ...outside, given: true, on: at(0), how: 'spoken', until: null } })
  }
  for (const text of [NOTE, KEPT_BACK]) await amina.run('addNote', { space: heron, text })
  for (const { name, text } of [ORDER, { name: 'uncle.txt', text: KEPT_BACK }])
    await amina.run('attachFile', { space: heron, name, type: 'application/pdf', content: new TextEncoder().encode(text) })
  const care = { person: daughter, kind: 'condition', text: CARE, since: '', urgent: true, endedOn: null } as const
  await amina.run('saveCare', { space: heron, care })
  await amina.run('shareCase', { space: heron, org: shelter, part: 'file' })
  return { heron, lark, defender }
}

/** The lawyer had a second case, in which the shelter covers something; it goes into Heron. */
const twinInto = async (amina: Member, joost: Member, heron: SpaceId, defender: string, shelter: OrgId): Promise<void> => {
  const { space } = await amina.run('createCase', { pseudonym: 'Twin', country: 'KE', urgency: 'weeks', summary: '' })
  const known = await personIn(amina, space, 'defender', 'The lawyer')
  const wanted = need(known, 'legal.defence', 0, 60)
  const { id } = await amina.run('saveNeed', { space, need: wanted })
  await consentOf(amina, space, [known], [shelter])
  await amina.run('shareCase', { space, org: shelter, part: 'file' })
  await settled(amina)
  await eventually('both cases', async () => ((await joost.ask('cases', { filter: {}, from: 0, count: 9 })).total === 2 ? true : null))
  await eventually('the need', async () => (await joost.ask('case', { space })).file.needs[0] ?? null)
  await joost.run('commit', { space, need: id, from: wanted.from, to: wanted.to, state: 'confirmed', stopGap: false, note: '' })
  await settled(joost)
  await eventually('their cover', async () => (await amina.ask('case', { space })).file.commitments[0] ?? null)
  await amina.run('mergeCase', { from: space, into: heron, same: [{ from: known, into: defender }] })
}

/** Amina asks the shelter for support, and whether it knows her work; the second is answered. */
const asked = async (amina: Member, joost: Member, heron: SpaceId, defender: string, org: OrgId): Promise<void> => {
  const { id } = await amina.run('saveNeed', { space: heron, need: need(defender, 'psychosocial', 1, 30) })
  const ask = { space: heron, needs: [id], org, service: null, text: 'She sleeps badly.', shareFileOnTakeUp: false }
  await amina.run('sendReferral', { ...ask, answerBy: Date.now() + 20 * 3_600_000 })
  await amina.run('describeWork', { space: heron, rightsFields: ['land'], activities: ['legal'], since: '2019', deciders: [] })
  const work = { space: heron, org, text: 'Land cases in the north.', withName: false, withCountry: true }
  const { space } = await amina.run('askVouch', { ...work, answerBy: Date.now() + 7 * 86_400_000 })
  await settled(amina)
  await eventually('the question', async () => (await joost.ask('vouchRequests', {}))[0] ?? null)
  await joost.run('answerVouch', { space, answer: 'knows_of', text: 'We read two of the judgments.' })
}

const scene = async (origin: string): Promise<Scene> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-across-'))
  const ports = ['amina', 'joost'].map((name) => nodePorts(origin, join(folder, name)))
  const [amina, joost] = ports.map(memberOn) as [Member, Member]
  const account = await amina.run('found', {
    network: 'River Network',
    org: orgOf('Riverbank Group', 'Riverbank', 'local_group'),
    personName: 'Amina',
    account: 'amina',
  })
  await caughtUp(amina)
  const north = await joinWith(amina, joost, orgOf('Huis Noord', 'Huis Noord', 'shelter'), 'Joost')
  const shelter = (await joost.session()).org as OrgId
  const { heron, lark, defender } = await heronOf(amina, shelter)
  await twinInto(amina, joost, heron, defender, shelter)
  await asked(amina, joost, heron, defender, shelter)
  for (const member of [amina, joost]) await settled(member)
  for (const member of [amina, joost]) await member.run('lock', {})
  for (const port of ports) port.close()
  await rm(folder, { recursive: true, force: true })
  return {
    amina: { account: account.account, passphrase: account.passphrase, words: account.recoveryWords },
    joost: north.kept,
    ...{ heron, lark },
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
  amina = await seat(browser, house.origin, 'amina-across')
  joost = await seat(browser, house.origin, 'joost-across')
  await entry.signIn(amina.page, house.origin, world.amina)
  await entry.signIn(joost.page, house.origin, world.joost)
  for (const { page } of [amina, joost]) await closeNotices(page)
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const visit = (one: Seat, to: string): Promise<void> =>
  one.page.evaluate((hash) => {
    location.hash = hash
  }, to)

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

const LANGUAGES = { ar: /^العربية/, en: /^English/ } as const

const speak = async (one: Seat, language: keyof typeof LANGUAGES): Promise<void> => {
  await visit(one, '/settings')
  await tick(one.page, LANGUAGES[language])
  await seen(one.page.locator(`html[lang=${language}]`))
}

const ASKED = /Riverbank Group asks whether you go on with/
const OPEN = /is open until Huis Noord says that it goes on/

it('MOVE-PAGE-4 after a merge the shelter is asked in Today whether it goes on; in Arabic as well', async () => {
  await visit(amina, '/today')
  await seen(amina.page.getByText(OPEN))
  const { page } = joost
  await visit(joost, '/today')
  await seen(page.getByText(ASKED))
  await look(joost, 'cover-asked-today')
  await speak(joost, 'ar')
  await visit(joost, '/today')
  await seen(page.getByText('Heron').first())
  await look(joost, 'cover-asked-today-arabic')
  await visit(joost, `/cases/${world.heron}/needs`)
  await seen(button(page, 'نستمر'))
  await look(joost, 'cover-answer-arabic')
  await speak(joost, 'en')
})

it('MOVE-PAGE-5 one press answers it, and who holds the case sees the cover', async () => {
  const { page } = joost
  await visit(joost, '/today')
  await page.getByRole('listitem').filter({ hasText: ASKED }).getByRole('link', { name: 'Say it' }).click()
  await seen(page.getByRole('heading', { name: 'Cover to be confirmed' }))
  await look(joost, 'cover-answer')
  await press(page, 'We go on')
  await seen(page.getByText('Your cover goes on in this case.'))
  await gone(page.getByRole('heading', { name: 'Cover to be confirmed' }))
  // A notice in the language of before is not left standing.
  await speak(joost, 'ar')
  expect(await page.getByText('Your cover goes on in this case.').count()).toBe(0)
  await speak(joost, 'en')
  await closeNotices(page)
  await visit(joost, '/today')
  await seen(page.getByRole('heading', { level: 1, name: 'Today' }))
  await gone(page.getByText(ASKED))
  await gone(amina.page.getByText(OPEN))
  await visit(amina, `/cases/${world.heron}/needs`)
  await seen(amina.page.getByText('Lawyer and legal fees'))
  await seen(amina.page.getByText('Huis Noord'))
  expect(await amina.page.getByRole('heading', { name: 'Cover to be confirmed' }).count()).toBe(0)
  await look(amina, 'cover-goes-on')
})

it('REFERRAL-PAGE-6 what others asked of us is one list: a request that waits, and a question that was answered', async () => {
  const { page } = joost
  await visit(joost, '/referrals')
  const row = (words: string) => page.getByRole('row').filter({ hasText: words })
  await seen(row('Waiting for an answer').filter({ hasText: 'Riverbank Group' }))
  await seen(row('Knows of it').filter({ hasText: 'Do you know somebody’s work?' }))
  await look(joost, 'requests-to-us')
  await row('Knows of it').click()
  await seen(page.getByText('We read two of the judgments.'))
  await visit(joost, '/referrals')
  await row('Waiting for an answer').click()
  await seen(page.getByText('She sleeps badly.'))
  await speak(joost, 'ar')
  await visit(joost, '/referrals')
  await seen(page.getByRole('row').filter({ hasText: 'Riverbank Group' }))
  await look(joost, 'requests-to-us-arabic')
})

it('OUTSIDE-PAGE-1 a chosen note, the medical part and a chosen file go out in a sealed file; what was not chosen stays', async () => {
  const { page } = amina
  await visit(amina, `/cases/${world.heron}/referrals`)
  await press(page, 'Send a sealed file')
  const form = dialog(page, 'Send a sealed file')
  await write(form, /^For whom/, RECIPIENT)
  await check(form, /^Medical part/)
  await check(form, /^Notes/)
  const preview = form.getByRole('region', { name: 'What they will see' })
  await seen(preview.getByText('No note was chosen.'))
  await button(form, /^Which notes/).click()
  const list = page.getByRole('listbox', { name: 'Which notes' })
  await list.getByRole('option', { name: /She can travel with one bag/ }).click()
  await page.keyboard.press('Escape')
  await gone(list)
  await check(form, /^Files/)
  expect(await button(form, 'Seal and make the link').isDisabled()).toBe(true)
  await button(form, /^Which files/).click()
  const files = page.getByRole('listbox', { name: 'Which files' })
  await files.getByRole('option', { name: /^order of the court/ }).click()
  await page.keyboard.press('Escape')
  await gone(files)
  await seen(preview.getByText(ORDER.name))
  await seen(preview.getByText(NOTE))
  await seen(preview.getByText(CARE))
  expect(await preview.getByText(KEPT_BACK).count()).toBe(0)
  await seen(form.getByText('Everyone in the file has agreed to this.'))
  await look(amina, 'outside-notes')
  await amina.shotOf(preview, 'outside-notes-preview')
  await press(form, 'Seal and make the link')
  const link = await dialog(page, 'The link').locator('code').innerText()
  await escape(dialog(page, 'The link'))
  const visitor = await seat(browser, house.origin, 'clinic', { viewport: PHONE })
  await visitor.page.goto(link)
  await press(visitor.page, 'Show the file')
  await seen(visitor.page.getByText(NOTE))
  await seen(visitor.page.getByText(CARE))
  await seen(visitor.page.getByText('Psychosocial support and rest'))
  expect(await visitor.page.getByText(KEPT_BACK).count()).toBe(0)
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), press(visitor.page, `Save ${ORDER.name}`)])
  expect([download.suggestedFilename(), await readFile(await download.path(), 'utf8')]).toEqual([ORDER.name, ORDER.text])
  await visitor.accessible('the sealed file')
  await visitor.fits('the sealed file')
  await visitor.shot('outside-notes-opened-phone', true)
  expect(visitor.complaints).toEqual([])
  await visitor.context.close()
})

it('HOME-PAGE-6 the daughter’s own case says in which other case she is a dependent', async () => {
  const { page } = amina
  await visit(amina, `/cases/${world.lark}/people`)
  await seen(page.getByRole('heading', { name: 'Also in another case' }))
  await look(amina, 'also-in')
  await page.getByRole('link', { name: 'Heron', exact: true }).first().click()
  await seen(page.getByRole('heading', { level: 1, name: 'Heron' }))
  await seen(page.getByRole('link', { name: 'Lark', exact: true }))
  await look(amina, 'own-case')
})

it('nobody’s browser had anything to complain about', () => {
  expect([amina, joost].flatMap(({ complaints }) => complaints)).toEqual([])
})
