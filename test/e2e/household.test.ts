/** A family with papers and an illness, and an organisation that two others can stop: in a real browser. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { eventually } from '../../apps/cli/src/session/eventually.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import type { Day } from '@pergola/core/casework'
import * as entry from './acts/entry.ts'
import {
  button,
  check,
  choose,
  chooseSeveral,
  closeNotices,
  day,
  dialog,
  goTo,
  gone,
  press,
  seen,
  tab,
  tick,
  write,
} from './acts/fields.ts'
import { DESK, launch, PHONE, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { joinWith, need, orgOf } from './seed.ts'

interface Scene {
  readonly amina: entry.Kept
  readonly joost: Member
  readonly khadija: Member
  readonly heron: SpaceId
  readonly twin: SpaceId
  readonly close: () => Promise<void>
}

const PEOPLE = [
  ['defender', 'Defender', ''],
  ['dependent', 'Daughter, nine', 'child'],
  ['dependent', 'Mother of the defender', 'parent'],
] as const

const heronOf = async (amina: Member, clinic: OrgId): Promise<SpaceId> => {
  const { space } = await amina.run('createCase', { pseudonym: 'Heron', country: 'KE', urgency: 'days', summary: '' })
  for (const [role, label, relation] of PEOPLE) {
    const { id: person } = await amina.run('savePerson', { space, role, label, relation, languages: ['sw'] })
    const consent = { person, scope: 'share_named_org', org: clinic, parts: ['medical'], given: true } as const
    await amina.run('giveConsent', { space, consent: { ...consent, on: day(-1) as Day, how: 'spoken', until: null } })
  }
  return space
}

const scene = async (origin: string): Promise<Scene> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-household-'))
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
  await joinWith(amina, khadija, orgOf('Atlas Fund', 'Atlas', 'fund'), 'Khadija')
  const heron = await heronOf(amina, (await joost.session()).org as OrgId)
  const { space: twin } = await amina.run('createCase', { pseudonym: 'Twin', country: 'KE', urgency: 'weeks', summary: '' })
  const { id: known } = await amina.run('savePerson', {
    space: twin,
    role: 'defender',
    label: 'The lawyer',
    relation: '',
    languages: ['sw'],
  })
  const wanted = need(known, 'legal.defence', 0, 60)
  const { id: legal } = await amina.run('saveNeed', { space: twin, need: wanted })
  const shelter = (await joost.session()).org as OrgId
  const yes = { person: known, scope: 'share_named_org', org: shelter, given: true } as const
  await amina.run('giveConsent', { space: twin, consent: { ...yes, on: day(-1) as Day, how: 'spoken', until: null } })
  await settled(amina)
  await amina.run('shareCase', { space: twin, org: shelter, part: 'file' })
  await eventually('the twin at the shelter', async () => (await joost.ask('cases', { filter: {}, from: 0, count: 1 })).rows[0] ?? null)
  const { from, to } = wanted
  await joost.run('commit', { space: twin, need: legal, from, to, state: 'confirmed', stopGap: false, note: '' })
  await settled(joost)
  await eventually('their cover', async () => (await amina.ask('case', { space: twin })).file.commitments[0] ?? null)
  for (const member of [joost, khadija, amina]) await settled(member)
  await amina.run('lock', {})
  return {
    amina: { account: account.account, passphrase: account.passphrase, words: account.recoveryWords },
    joost,
    khadija,
    heron,
    twin,
    close: async () => {
      for (const member of [joost, khadija]) await member.run('lock', {})
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
  amina = await seat(browser, house.origin, 'amina-household')
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

it('HOME-PAGE-1 she says who belongs to whom and who decides for the child; the family is drawn, and told in words', async () => {
  const { page } = amina
  await visit(`/cases/${world.heron}/people`)
  await seen(page.getByText('Nobody has said yet how these people belong together.'))
  for (const [first, second] of [
    ['Defender', 'Daughter, nine'],
    ['Mother of the defender', 'Defender'],
  ] as const) {
    await press(page, 'Say who belongs to whom')
    const saying = dialog(page, 'Say who belongs to whom')
    await choose(saying, /^Who/, first)
    await choose(saying, /^is/, 'parent')
    await choose(saying, /^of whom/, second)
    if (first !== 'Defender') await check(saying, /^They live under one roof/)
    await button(saying, 'Save').click()
    await gone(saying)
  }
  await seen(page.getByText('Defender: parent of Daughter, nine (under one roof)'))
  await press(page, 'Guardian and own case: Daughter, nine')
  const standing = dialog(page, 'Guardian and own case: Daughter, nine')
  await check(standing, /^A child/)
  await choose(standing, /^Who decides for them/, 'Defender')
  await amina.accessible('guardian')
  await button(standing, 'Save').click()
  await gone(standing)
  await seen(page.getByText('A child, by the law of where they are'))
  await amina.accessible('people')
  await amina.fits('people')
  await amina.shot('household-desk', true)
})

it('HOME-PAGE-2 a passport that runs out within three months is seen at once', async () => {
  const { page } = amina
  await press(page, 'Add a paper of Daughter, nine')
  const paper = dialog(page, 'Paper of Daughter, nine')
  await write(paper, /^Number/, 'AK 0123456')
  await paper.getByLabel(/^Runs out on/).fill(day(40))
  await amina.accessible('paper')
  await button(paper, 'Save').click()
  await gone(paper)
  await seen(page.getByText(/runs out on/))
  await amina.shot('household-papers', true)
  await page.setViewportSize(PHONE)
  await amina.fits('people on a phone')
  await amina.accessible('people on a phone')
  await amina.shot('household-phone', true)
})

it('HOME-PAGE-3 the medical part is written apart, goes to who treats, and what they note is read here', async () => {
  const { page } = amina
  await visit(`/cases/${world.heron}/medical`)
  await press(page, 'Add')
  const care = dialog(page, 'Add')
  await choose(care, /^Who/, 'Daughter, nine')
  await write(care, /^What/, 'Asthma; a spray in her bag, worse in smoke.')
  await check(care, /^To be told first in an emergency/)
  await amina.accessible('care')
  await button(care, 'Save').click()
  await gone(care)
  await seen(page.getByText('Asthma; a spray in her bag, worse in smoke.'))
  await press(page, 'Share with who treats')
  const sharing = dialog(page, 'Share with who treats')
  await choose(sharing, /^Organisation/, 'Atlas Fund')
  await button(sharing, 'Share with who treats').click()
  await seen(sharing.getByRole('alert'))
  await amina.shot('medical-refused')
  await choose(sharing, /^Organisation/, 'Huis Noord')
  await button(sharing, 'Share with who treats').click()
  await gone(sharing)
  const { space, patient } = await eventually('the medical part', async () => {
    const [row] = await world.joost.ask('medicalParts', {})
    const part = row ? (await world.joost.ask('medical', { space: row.space })).part : null
    return row && part?.care[0] ? { space: row.space, patient: part.care[0].person } : null
  })
  await world.joost.run('saveVisit', {
    space,
    visit: { person: patient, on: day(0) as Day, text: 'Seen; lungs clear.', nextOn: day(14) as Day },
  })
  await seen(page.getByText('Seen; lungs clear.'))
  await amina.accessible('medical')
  await amina.fits('medical')
  await amina.shot('medical-desk', true)
  await page.setViewportSize(PHONE)
  await amina.fits('medical on a phone')
  await amina.shot('medical-phone', true)
})

it('MOVE-PAGE-1 a second case of the same lawyer goes into the first, and is closed', async () => {
  const { page } = amina
  await visit(`/cases/${world.twin}/sharing`)
  await press(page, 'Merge into another case')
  const merging = dialog(page, 'Merge into another case')
  await choose(merging, /^Into/, 'Heron')
  await choose(merging, /^The lawyer is there/, 'Defender')
  await amina.accessible('merging')
  await amina.shot('moving-merge')
  await button(merging, 'Merge and close this one').click()
  await gone(merging)
  await seen(page.getByRole('heading', { level: 1, name: 'Heron' }))
  await visit(`/cases/${world.heron}/needs`)
  await seen(page.getByText('Lawyer and legal fees'))
  await visit(`/cases/${world.heron}/sharing`)
  await seen(page.getByText('Merged into this one:'))
  await visit(`/cases/${world.twin}/sharing`)
  await seen(page.getByText('This case was merged into'))
})

it('MOVE-PAGE-3 cover of others in it is to be confirmed, and Today says so', async () => {
  const { page } = amina
  await visit(`/cases/${world.heron}/needs`)
  await seen(page.getByRole('heading', { name: 'Cover to be confirmed' }))
  await seen(page.getByText('They do not read this case yet.', { exact: false }))
  await amina.accessible('cover to be confirmed')
  await amina.fits('cover to be confirmed')
  await amina.shot('cover-asked-desk', true)
  await page.setViewportSize(PHONE)
  await amina.fits('cover to be confirmed on a phone')
  await amina.shot('cover-asked-phone', true)
  await page.setViewportSize(DESK)
  await visit('/today')
  await seen(page.getByText(/is open until .*Huis Noord.* says that it goes on/))
  await seen(page.getByText(/a paper runs out/))
  await amina.accessible('today')
  await amina.fits('today')
  await amina.shot('today-papers-cover', true)
})

it('MOVE-PAGE-2 the mother gets a case of her own', async () => {
  const { page } = amina
  await visit(`/cases/${world.heron}/sharing`)
  await press(page, 'Take people out')
  const splitting = dialog(page, 'Take people out')
  await chooseSeveral(splitting, /^Whom/, ['Mother of the defender'])
  await write(splitting, /^Name of the case/, 'Rill')
  await amina.accessible('splitting')
  await button(splitting, 'Make a case of their own').click()
  await gone(splitting)
  await seen(page.getByRole('heading', { level: 1, name: 'Rill' }))
  await visit(`/cases/${world.heron}/sharing`)
  await press(page, 'Hand the case over')
  await seen(dialog(page).getByText('Nobody can take it yet'))
  await amina.accessible('handing over')
  await button(dialog(page), 'Cancel').click()
  await amina.accessible('moving')
  await amina.shot('moving-desk', true)
})

it('HOME-PAGE-5 somebody is taken out of the file: what ends is said first, and the history tells it in words', async () => {
  const { page } = amina
  await visit(`/cases/${world.heron}/people`)
  await press(page, 'Take out of the file: Mother of the defender')
  const taking = dialog(page, 'Take out of the file: Mother of the defender')
  await seen(taking.getByText('One yes of this person is withdrawn.'))
  await seen(taking.getByText('Ties with the others end.'))
  await tick(taking, /^Does not want to be in it/)
  await seen(taking.getByText('Take back at once what was shared'))
  await amina.accessible('taking out')
  await amina.shot('taking-out')
  await tick(taking, /^Added by mistake/)
  await button(taking, 'Take out of the file').click()
  await gone(taking)
  await seen(page.getByRole('heading', { name: 'Not in the file any more' }))
  await amina.accessible('people after')
  await amina.shot('taken-out-desk', true)
  await visit(`/cases/${world.heron}/history`)
  await seen(page.getByText(/Why taken out/).first())
  await amina.accessible('history')
  await amina.fits('history')
  await amina.shot('history-desk', true)
  await visit('/referrals')
  await seen(page.getByText('Nobody has asked us yet'))
  await amina.accessible('requests to us')
  await amina.fits('requests to us')
})

it('FRAME-PAGE-1 notices of alarms are asked for by a press', async () => {
  const { page, context } = amina
  await context.grantPermissions(['notifications'])
  await visit('/settings')
  await press(page, 'Show a notice')
  await seen(page.getByRole('button', { name: 'Show no notice' }))
  await amina.accessible('settings')
  await amina.fits('settings')
  await amina.shot('settings-alarms', true)
})

it('HOME-PAGE-4 in Arabic, at a desk and on a phone, nothing sticks out and axe finds nothing', async () => {
  const { page } = amina
  await visit('/settings')
  await tick(page, /^العربية/)
  await seen(page.locator('html[dir=rtl][lang=ar]'))
  for (const [at, name] of [
    [`/cases/${world.heron}/people`, 'household'],
    [`/cases/${world.heron}/medical`, 'medical'],
    [`/cases/${world.heron}/sharing`, 'moving'],
    [`/cases/${world.heron}/needs`, 'cover-asked'],
    [`/cases/${world.heron}/history`, 'history'],
  ] as const) {
    await visit(at)
    await seen(page.locator('main [role=tabpanel] section').first())
    await page.setViewportSize(DESK)
    await amina.accessible(`${name} in Arabic`)
    await amina.fits(`${name} in Arabic`)
    await amina.shot(`${name}-arabic`, true)
    await page.setViewportSize(PHONE)
    await amina.fits(`${name} in Arabic on a phone`)
    await amina.shot(`${name}-arabic-phone`, true)
  }
  await visit('/settings')
  await tick(page, /^English/)
  await seen(page.locator('html[dir=ltr][lang=en]'))
})

it('SUCC-PAGE-1 a steward names two trusted organisations in quiet times', async () => {
  const { page } = amina
  await goTo(page, 'Network')
  await tab(page, 'If it is raided')
  await seen(page.getByText('Nobody yet.', { exact: false }))
  await press(page, 'Name trusted organisations')
  const naming = dialog(page, 'Name trusted organisations')
  await chooseSeveral(naming, /^Organisations/, ['Huis Noord', 'Atlas Fund'])
  await amina.accessible('naming trusted organisations')
  await button(naming, 'Trust these').click()
  await naming.waitFor({ state: 'hidden', timeout: 30_000 })
  await seen(page.getByText(/^Any two of these together/))
  await amina.accessible('succession')
  await amina.shot('succession-desk', true)
  await page.setViewportSize(PHONE)
  await amina.fits('succession on a phone')
  await amina.shot('succession-phone', true)
})

it('SUCC-PAGE-2 one calls, the other goes along in the browser and is shown the words; they come in and stop everyone else', async () => {
  const shares = await eventually('that they are trusted', async () => {
    const { trustedBy } = await world.joost.ask('succession', {})
    return trustedBy[0]?.space ?? null
  })
  await world.joost.run('callSuccession', { space: shares, why: 'Their office was raided this morning; I spoke with a neighbour.' })
  const call = await eventually('the call', async () => (await world.khadija.ask('succession', {})).calls[0] ?? null)
  const kit = await world.khadija.run('agreeSuccession', { space: call.space })
  const standIn = await seat(browser, house.origin, 'stand-in')
  const { page } = standIn
  await entry.recover(page, house.origin, { account: kit.account, passphrase: '', words: kit.words })
  await goTo(page, 'Network')
  await tab(page, 'If it is raided')
  await seen(page.getByText('You came in for this organisation'))
  await standIn.accessible('standing in')
  await standIn.shot('succession-stand-in', true)
  await press(page, 'Stop everyone else')
  const stopping = dialog(page, 'Stop everyone else')
  await write(stopping, /^Your name here/, 'Khadija, for the group')
  await write(stopping, /^What happened/, 'Raided this morning; Atlas Fund and Huis Noord act for it.')
  await button(stopping, 'Stop everyone else').click()
  await gone(stopping)
  await eventually('that all know', async () => {
    const { organisations } = await world.joost.ask('network', {})
    return organisations.find((row) => row.stopped !== null) ?? null
  })
  await tab(page, 'Organisations')
  await seen(page.getByText(/^Stopped on/))
  await standIn.shot('succession-stopped', true)
  expect(standIn.complaints).toEqual([])
  await standIn.context.close()
})

it('nobody’s browser had anything to complain about', () => {
  expect(amina.complaints).toEqual([])
})
