/** Is this person a human rights defender: found out, decided by two, asked of others without the name, in a real browser. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Day } from '@pergola/core/casework'
import type { NewEvidence } from '@pergola/core/verification'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { eventually } from '../../apps/cli/src/session/eventually.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import * as entry from './acts/entry.ts'
import { button, check, choose, closeNotices, day, dialog, goTo, gone, press, seen, tab, textbox, tick, write } from './acts/fields.ts'
import { DESK, launch, PHONE, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { joinWith, orgOf } from './seed.ts'

const at = (days: number): Day => day(days) as Day
const LONG = 'She reads the contracts of the mine to the villages and goes to court with them. '.repeat(3)
const SAID: NewEvidence = {
  tests: ['acts_for_rights', 'peaceful'],
  side: 'for',
  text: 'Three reports on the river, and two years of meetings with the villages.',
  source: 'the reports',
  reliability: 'high',
  on: at(-3),
  file: null,
}

const joinOurs = async (amina: Member, yusuf: Member): Promise<void> => {
  const { id, link } = await amina.run('invitePerson', { label: 'Yusuf', days: 7, role: 'contributor' })
  await yusuf.run('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' })
  await eventually('the answer to the invitation', async () => {
    const { invitations } = await amina.ask('network', {})
    return invitations.find((row) => row.id === id && row.state === 'answered') ?? null
  })
  await amina.run('admit', { id })
  await eventually('the organisation', async () => ((await yusuf.session()).admitted ? true : null))
  await settled(yusuf)
}

const yes = { given: true, on: at(-1), how: 'spoken', until: null } as const

/** Kite: findings, evidence mostly by Yusuf, who examined and decided. Nobody else has. */
const kiteOf = async (amina: Member, yusuf: Member): Promise<SpaceId> => {
  const { space } = await amina.run('createCase', { pseudonym: 'Kite', country: 'KE', urgency: 'days', summary: '' })
  const { id: person } = await amina.run('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: ['ar'] })
  await amina.run('giveConsent', { space, consent: { ...yes, person, scope: 'share_network', org: null } })
  await amina.run('describeWork', {
    space,
    rightsFields: ['land', 'environment'],
    activities: ['legal', 'organising'],
    since: '2019',
    deciders: [],
  })
  await amina.run('findTest', { space, test: 'peaceful', finding: 'met', reason: 'Petitions, meetings, court cases.' })
  await amina.run('findTest', {
    space,
    test: 'universality',
    finding: 'unclear',
    reason: 'One old speech about newcomers; she has taken it back since.',
  })
  await settled(amina)
  await eventually('the case', async () => ((await yusuf.ask('cases', { filter: {}, from: 0, count: 9 })).total > 0 ? true : null))
  await yusuf.run('saveEvidence', { space, evidence: SAID })
  const against = {
    ...SAID,
    tests: ['universality'],
    side: 'against',
    text: 'Her speech of 2012.',
    source: 'local newspaper',
    reliability: 'doubtful',
  } as const
  await yusuf.run('saveEvidence', { space, evidence: against })
  const opinion = { function: 'examines', decision: 'defender', failed: [], other: null, keptTo: [], reasons: LONG } as const
  await yusuf.run('giveOpinion', { space, opinion })
  await settled(yusuf)
  return space
}

/** Reed: somebody who saw what happened, and is no defender by what he does. */
const reedOf = async (amina: Member, yusuf: Member): Promise<SpaceId> => {
  const { space } = await amina.run('createCase', { pseudonym: 'Reed', country: 'KE', urgency: 'days', summary: '' })
  await amina.run('savePerson', { space, role: 'dependent', label: 'Witness', relation: '', languages: ['sw'] })
  await settled(amina)
  await eventually('the case', async () => ((await yusuf.ask('cases', { filter: {}, from: 0, count: 9 })).total > 1 ? true : null))
  const opinion = { function: 'examines', decision: 'at_risk_other', failed: [], other: 'threatened_witness', keptTo: [] } as const
  await yusuf.run('giveOpinion', {
    space,
    opinion: { ...opinion, reasons: 'Saw the beating and will say so in court. Has been followed since.' },
  })
  await settled(yusuf)
  return space
}

interface Scene {
  readonly amina: entry.Kept
  readonly joost: Member
  readonly kite: SpaceId
  readonly reed: SpaceId
  readonly asked: SpaceId
  readonly close: () => Promise<void>
}

const scene = async (origin: string): Promise<Scene> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-verification-'))
  const ports = ['amina', 'yusuf', 'joost'].map((name) => nodePorts(origin, join(folder, name)))
  const [amina, yusuf, joost] = ports.map(memberOn) as [Member, Member, Member]
  const account = await amina.run('found', {
    network: 'River Network',
    org: orgOf('Riverbank Group', 'Riverbank', 'local_group'),
    personName: 'Amina',
    account: 'amina',
  })
  await caughtUp(amina)
  await joinWith(amina, joost, orgOf('Huis Noord', 'Huis Noord', 'shelter'), 'Joost')
  await joinOurs(amina, yusuf)
  const kite = await kiteOf(amina, yusuf)
  const reed = await reedOf(amina, yusuf)
  const { space } = await joost.run('createCase', { pseudonym: 'Brook', country: 'KE', urgency: 'weeks', summary: '' })
  const { id: person } = await joost.run('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: [] })
  await joost.run('giveConsent', { space, consent: { ...yes, person, scope: 'share_network', org: null } })
  await joost.run('describeWork', { space, rightsFields: ['expression'], activities: ['journalism'], since: '2021-05', deciders: [] })
  const question = {
    space,
    org: (await amina.session()).org as OrgId,
    withName: false,
    withCountry: true,
    answerBy: Date.now() + 7 * 86_400_000,
  }
  const { space: asked } = await joost.run('askVouch', { ...question, text: 'A radio programme about the dam.' })
  for (const member of [joost, yusuf, amina]) await settled(member)
  for (const member of [amina, yusuf]) await member.run('lock', {})
  return {
    amina: { account: account.account, passphrase: account.passphrase, words: account.recoveryWords },
    joost,
    kite,
    reed,
    asked,
    close: async () => {
      await joost.run('lock', {})
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
  amina = await seat(browser, house.origin, 'amina-verification')
  await entry.signIn(amina.page, house.origin, world.amina)
  await seen(amina.page.getByRole('heading', { level: 1 }))
  await closeNotices(amina.page)
})
afterAll(async () => {
  await world?.close()
  await browser?.close()
  await house?.close()
})

const visit = async (to: string): Promise<void> => {
  await amina.page.evaluate((hash) => {
    location.hash = hash
  }, to)
}
const visitKite = async (): Promise<void> => {
  await visit(`/cases/${world.kite}/verification`)
  await seen(amina.page.getByRole('tab', { selected: true, name: /^(Verification|التحقق)$/ }))
  await seen(amina.page.locator('main [role=tabpanel] section').first())
}

it('VERIFY-PAGE-1 Today says that a second word is missing; the page says what was found, by whom, and what never excludes anyone', async () => {
  const { page } = amina
  await goTo(page, 'Today')
  await seen(page.getByText('Kite: one has decided. A second person is needed.'))
  await seen(page.getByText('Huis Noord asks whether you know somebody’s work'))
  await amina.shot('verification-today')
  await page.getByRole('listitem').filter({ hasText: 'Kite: one has decided' }).getByRole('link').click()
  await seen(page.getByRole('tab', { selected: true, name: 'Verification' }))
  await seen(page.getByText('It waits for a second decision'))
  await seen(page.getByRole('heading', { name: 'What never excludes anyone' }))
  await amina.accessible('verification')
  await amina.fits('verification')
  await amina.shot('verification-desk', true)
})

it('VERIFY-PAGE-2 a refusal cannot be written without a failed test and a yes to what binds us', async () => {
  const { page } = amina
  await visitKite()
  await press(page, 'Give my decision')
  const deciding = dialog(page, 'Give my decision')
  await seen(deciding.getByText('You decide here as: Reviews.'))
  await tick(deciding, /^Not a defender A test was failed/)
  await write(deciding, /^Reasons/, 'He was charged once.')
  expect(await button(deciding, 'Decide').isDisabled()).toBe(true)
  await check(deciding, /^By peaceful means/)
  expect(await button(deciding, 'Decide').isDisabled()).toBe(true)
  await amina.accessible('refusing')
  await amina.shot('verification-refusal')
  await page.setViewportSize(PHONE)
  await amina.fits('refusing on a phone')
  await amina.shot('verification-refusal-phone')
  await page.setViewportSize(DESK)
  await button(deciding, 'Cancel').click()
  await gone(deciding)
})

it('VERIFY-PAGE-3 what she finds is written down with its reason; two who say the same decide, and the case can be opened', async () => {
  const { page } = amina
  await visitKite()
  await button(page, 'Write down: Acts for human rights').click()
  const finding = dialog(page, 'Acts for human rights')
  await tick(finding, /^Met/)
  await write(finding, /^Reason/, 'Legal help to three villages since 2019.')
  await button(finding, 'Save').click()
  await gone(finding)
  await seen(page.getByText('Legal help to three villages since 2019.'))
  await press(page, 'Give my decision')
  const deciding = dialog(page, 'Give my decision')
  await tick(deciding, /^Human rights defender/)
  await write(deciding, /^Reasons/, 'The evidence is plain, and the old speech was taken back.')
  await button(deciding, 'Decide').click()
  await gone(deciding)
  await seen(page.getByText('Decided: Human rights defender'))
  await amina.shot('verification-decided', true)
  await press(page, 'Open the case')
  await gone(button(page, 'Open the case'))
})

it('VERIFY-PAGE-4 she asks the shelter without the name, sees what it will see, and the answer becomes evidence', async () => {
  const { page } = amina
  await visitKite()
  await press(page, 'Ask whether they know the work')
  const asking = dialog(page, 'Ask whether they know the work')
  await choose(asking, /^Whom to ask/, 'Huis Noord')
  await write(asking, /^What they could know it by/, 'The court case about the river, last year.')
  const shown = asking.getByRole('region', { name: 'This is all that Huis Noord will see' })
  await seen(shown.getByText('Without the name'))
  await seen(shown.getByText('The court case about the river, last year.'))
  await seen(asking.getByText('The person agreed that the network is asked without a name.'))
  await amina.accessible('asking to vouch')
  await amina.shot('verification-vouch')
  await check(asking, /^Say the name/)
  await seen(asking.getByText('This cannot be asked: not everyone has agreed.'))
  expect(await button(asking, 'Ask them').isDisabled()).toBe(true)
  await check(asking, /^Say the name/)
  await page.setViewportSize(PHONE)
  await amina.fits('asking to vouch on a phone')
  await page.setViewportSize(DESK)
  await button(asking, 'Ask them').click()
  await gone(asking)
  const { space } = await eventually('the question', async () => {
    const { items } = await world.joost.ask('today', {})
    const item = items.find((one) => one.kind === 'vouch_in')
    return item?.kind === 'vouch_in' ? item : null
  })
  await world.joost.run('answerVouch', { space, answer: 'knows_the_work', text: 'We housed two of her colleagues.' })
  await seen(page.getByText('We housed two of her colleagues.'))
  await seen(page.getByText('Huis Noord: Knows the work'))
})

it('VERIFY-PAGE-5 she answers the shelter’s question about somebody else', async () => {
  const { page } = amina
  await visit(`/vouch/${world.asked}`)
  await seen(page.getByRole('heading', { level: 1, name: 'Huis Noord asks: do you know this work?' }))
  await amina.accessible('asked to vouch')
  await tick(page, /^Knows the work/)
  expect(await button(page, 'Answer').isDisabled()).toBe(true)
  await textbox(page, /^How you know it/).fill('We heard it every week.')
  await amina.shot('vouch-asked', true)
  await page.setViewportSize(PHONE)
  await amina.fits('asked to vouch on a phone')
  await amina.shot('vouch-asked-phone', true)
  await page.setViewportSize(DESK)
  await press(page, 'Answer')
  await seen(page.getByRole('heading', { name: 'Change your answer' }))
})

it('VERIFY-PAGE-6 an appeal opens a round that those who decided cannot decide', async () => {
  const { page } = amina
  await visitKite()
  await press(page, 'Appeal, or decide again')
  const appealing = dialog(page, 'Appeal, or decide again')
  await write(appealing, /^Reasons/, 'A neighbour objects: the speech.')
  await button(appealing, 'Open the next round').click()
  await gone(appealing)
  await seen(page.getByText('You decided before: an appeal is decided by others.'))
  expect(await button(page, 'Give my decision').count()).toBe(0)
  await amina.shot('verification-appeal', true)
})

it('VERIFY-PAGE-7 a witness who is no defender is sent on: the need is written down, and where he was sent', async () => {
  const { page } = amina
  await visit(`/cases/${world.reed}/verification`)
  const help = page.getByRole('region', { name: 'Other help' })
  await seen(help.getByRole('heading', { name: 'Threatened witness' }))
  await button(help, 'Write down the need: Physical security of home or office').click()
  const needed = dialog(page, 'Add a need')
  await seen(needed.getByRole('combobox', { name: /^What is needed/ }))
  expect(await needed.getByRole('combobox', { name: /^What is needed/ }).inputValue()).toBe('security.physical')
  await button(needed, 'Save').click()
  await gone(needed)
  await seen(help.getByRole('link', { name: 'Find who can help' }))
  await press(help, 'Write down where they were sent')
  const sent = dialog(page, 'Write down where they were sent')
  await write(sent, /^Why there/, 'The court has its own witness protection; they answered today.')
  await button(sent, 'Save').click()
  await gone(sent)
  await seen(help.getByText('The court has its own witness protection; they answered today.'))
  await amina.accessible('other help')
  await amina.shot('verification-other-help', true)
})

it('VERIFY-PAGE-8 on a phone and in Arabic nothing sticks out and axe finds nothing; the history has words for all of it', async () => {
  const { page } = amina
  await page.setViewportSize(PHONE)
  await visitKite()
  await amina.fits('verification on a phone')
  await amina.accessible('verification on a phone')
  await amina.shot('verification-phone', true)
  await page.setViewportSize(DESK)
  await visit(`/cases/${world.kite}/history`)
  await seen(page.getByText(/Decision of one person · Decision: Human rights defender/))
  await tab(page, 'History')
  await visit('/settings')
  await tick(page, /^العربية/)
  await seen(page.locator('html[dir=rtl][lang=ar]'))
  await visitKite()
  await amina.accessible('verification in Arabic')
  await amina.fits('verification in Arabic')
  await amina.shot('verification-arabic', true)
  await page.setViewportSize(PHONE)
  await amina.fits('verification in Arabic on a phone')
  await amina.shot('verification-arabic-phone', true)
})

it('nobody’s browser had anything to complain about', () => {
  expect(amina.complaints).toEqual([])
})
