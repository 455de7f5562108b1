/** A whole case out of one Pergola and into another, and on paper: in real browsers. */
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SpaceId } from '@pergola/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import type { Day } from '@pergola/core/casework'
import * as entry from './acts/entry.ts'
import { check, closeNotices, day, press, seen, tick, write } from './acts/fields.ts'
import { DESK, PHONE, SHOTS, launch, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { need, orgOf } from './seed.ts'

const OUTSIDE = 'Atlas Fund'
const MANDATE = 'Special Rapporteur on defenders'
const NAME = 'Invented Wanjiku'
const NOTE = 'The school has been told that the daughter is away.'
const LETTER = 'An invented letter of the landlord.'

/** At a terminal, on a device of their own; gone when `work` is done. */
const atTerminal = async <T>(origin: string, work: (member: Member) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-export-'))
  const ports = nodePorts(origin, join(folder, 'device'))
  const member = memberOn(ports)
  try {
    const value = await work(member)
    await settled(member)
    return value
  } finally {
    await member.pergola.run('lock', {})
    ports.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const heronOf = async (amina: Member): Promise<SpaceId> => {
  const summary = 'Followed home twice. Cannot stay in the city with the children.'
  const { space } = await amina.run('createCase', { pseudonym: 'Heron', country: 'KE', urgency: 'days', summary })
  const person = async (role: 'defender' | 'dependent', label: string): Promise<string> =>
    (await amina.run('savePerson', { space, role, label, relation: '', languages: ['sw', 'ar'] })).id
  const people = [await person('defender', 'Defender'), await person('dependent', 'Daughter, nine')]
  const [defender = ''] = people
  const said = { given: true, on: day(-1) as Day, how: 'spoken', until: null, org: null, words: 'May we give your case to them?' } as const
  for (const one of people) {
    await amina.run('giveConsent', { space, consent: { ...said, person: one, scope: 'share_named_org', recipient: OUTSIDE } })
    await amina.run('giveConsent', { space, consent: { ...said, person: one, scope: 'un_government', recipient: MANDATE } })
  }
  await amina.run('saveNeed', {
    space,
    need: { ...need(defender, 'relocation.regional', -8, 59, 2), note: 'Ground floor, near a school.' },
  })
  await amina.run('saveNeed', { space, need: need(people[1] ?? '', 'psychosocial', 3, 40) })
  await amina.run('saveIdentity', {
    space,
    identity: {
      person: defender,
      name: NAME,
      otherNames: '',
      contact: '+254 000',
      whereabouts: 'With a cousin',
      birth: '1984' as never,
      documents: '',
    },
  })
  await amina.run('assessRisk', {
    space,
    assessment: {
      ...{ probability: 'high', impact: 'very_high', deathThreat: true, threats: ['A call at night: "we know the school"'] },
      ...{ vulnerabilities: ['Lives alone with the child'], capacities: ['A neighbour who watches the door'] },
    },
  })
  for (let at = 0; at < 6; at++)
    await amina.run('saveIncident', {
      space,
      incident: {
        ...{
          form: 'physical',
          kinds: ['threat'],
          on: day(-20 + at) as never,
          people: [defender],
          seriousness: [],
          affected: [],
          motive: '',
        },
        ...{
          text: `A car without plates stood before the house for two hours, for the ${at + 1}. time. The neighbour wrote down the time and the colour, and the child was fetched by another way.`,
        },
        ...{
          damage: '',
          attacker: 'Two men, not known',
          steps: '',
          reportedTo: '',
          evidence: '',
          lessons: '',
          request: '',
          resolved: false,
        },
      },
    })
  await amina.run('addNote', { space, text: NOTE })
  await amina.run('addNote', { space, text: 'اتصلت العائلة مساء أمس وقالت إن السيارة عادت.' })
  await amina.run('saveCare', {
    space,
    care: { person: defender, kind: 'allergy', text: 'Penicillin', since: '' as never, urgent: true, endedOn: null },
  })
  await amina.run('attachFile', { space, name: 'letter.txt', type: 'text/plain', content: new TextEncoder().encode(LETTER) })
  return space
}

/** Enough of them that something can be said. */
const counted = async (amina: Member): Promise<void> => {
  for (const [at, pseudonym] of ['Fern', 'Reed', 'Sedge', 'Rush', 'Moss', 'Clover', 'Thyme'].entries()) {
    const { space } = await amina.run('createCase', { pseudonym, country: at < 5 ? 'KE' : 'UG', urgency: 'days', summary: '' })
    const { id } = await amina.run('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: [] })
    await amina.run('saveNeed', { space, need: need(id, 'medical', 0, 30) })
    if (at === 0) await amina.run('saveNeed', { space, need: need(id, 'visa', 0, 30) })
    const yes = { person: id, scope: 'statistics', org: null, given: true, on: day(-1) as Day, how: 'spoken', until: null } as const
    await amina.run('giveConsent', { space, consent: yes })
  }
}

let browser: Browser
let houses: readonly House[] = []
let amina: Seat
let khadija: Seat
let heron: SpaceId
let saved = ''
let passphrase = ''

beforeAll(async () => {
  browser = await launch()
  houses = [await openHouse(), await openHouse()]
  const [ours, theirs] = houses as [House, House]
  const [first, second] = [
    await atTerminal(ours.origin, async (member) => {
      const account = await member.run('found', {
        ...{ network: 'River Network', personName: 'Amina', account: 'amina' },
        org: orgOf('Riverbank Group', 'Riverbank', 'local_group'),
      })
      await caughtUp(member)
      heron = await heronOf(member)
      await counted(member)
      return account
    }),
    await atTerminal(theirs.origin, async (member) => {
      const account = await member.run('found', {
        ...{ network: 'Sea Network', personName: 'Khadija', account: 'khadija' },
        org: orgOf(OUTSIDE, 'Atlas', 'fund'),
      })
      await caughtUp(member)
      return account
    }),
  ]
  amina = await seat(browser, ours.origin, 'amina-export', { acceptDownloads: true })
  khadija = await seat(browser, theirs.origin, 'khadija-export')
  for (const [who, house, account] of [
    [amina, ours, first],
    [khadija, theirs, second],
  ] as const) {
    await entry.signIn(who.page, house.origin, { account: account.account, passphrase: account.passphrase, words: account.recoveryWords })
    await seen(who.page.getByRole('heading', { level: 1 }))
    await closeNotices(who.page)
  }
})
afterAll(async () => {
  await browser?.close()
  for (const house of houses) await house.close()
})

const visit = ({ page }: Seat, to: string): Promise<void> =>
  page.evaluate((hash) => {
    location.hash = hash
  }, to)
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
const paper = async ({ page }: Seat, name: string): Promise<Buffer> => {
  const pdf = await page.pdf({ preferCSSPageSize: true })
  writeFileSync(join(SHOTS, `${name}.pdf`), pdf)
  return pdf
}

it('EXPORT-PAGE-1 what consent does not allow cannot be chosen and says who has not agreed; the rest is saved as one encrypted file', async () => {
  const { page } = amina
  await visit(amina, `/cases/${heron}/give-out`)
  await seen(page.getByRole('heading', { level: 1, name: 'Give the case out' }))
  await seen(page.getByText('Left out: not agreed by Defender and Daughter, nine'))
  await write(page, /^Their name/, OUTSIDE)
  await seen(page.getByRole('checkbox', { name: /^Notes/, checked: true }))
  expect(await page.getByRole('checkbox', { name: /^Health/ }).isDisabled()).toBe(true)
  expect(await page.getByRole('checkbox', { name: /^Who they are/ }).isChecked()).toBe(false)
  await check(page, /^Who they are/)
  await amina.accessible('giving a case out')
  await amina.shot('give-out', true)
  await page.setViewportSize(PHONE)
  await amina.fits('giving a case out')
  await amina.shot('give-out-phone', true)
  await page.setViewportSize(DESK)
  const download = page.waitForEvent('download')
  await press(page, 'Make the package')
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^Heron .*\.pergola\.age$/u)
  saved = join(SHOTS, 'heron.pergola.age')
  await file.saveAs(saved)
  const bytes = readFileSync(saved).toString('latin1')
  expect(bytes.startsWith('age-encryption.org/v1')).toBe(true)
  for (const canary of [NAME, NOTE, LETTER, 'Heron']) expect(bytes.includes(canary)).toBe(false)
  await seen(page.getByText('Passphrase', { exact: true }))
  passphrase = (await page.getByRole('group', { name: 'Passphrase' }).locator('code').textContent()) ?? ''
  expect(passphrase.split(' ')).toHaveLength(7)
  await seen(page.getByText('Health: was not chosen'))
  await amina.accessible('a package that was made')
  await amina.shot('give-out-made', true)
  await visit(amina, `/cases/${heron}/consent`)
  await seen(page.getByText(OUTSIDE))
})

it('EXPORT-PAGE-2 another Pergola opens it with its words alone, looks at it row by row, and makes it a case of its own', async () => {
  const { page } = khadija
  await visit(khadija, '/cases')
  await press(page, 'Read in a package')
  await seen(page.getByRole('heading', { level: 1, name: 'Read in a package' }))
  await page.locator('input[type=file]').setInputFiles(saved)
  await write(page, /^Passphrase or secret key/, 'seven words that are not the right ones')
  await press(page, 'Open it')
  await seen(page.getByText('It does not open with this passphrase or key'))
  await khadija.accessible('a package that does not open')
  await write(page, /^Passphrase or secret key/, passphrase)
  await press(page, 'Open it')
  await seen(page.getByText('What is in it'))
  await seen(page.getByText('letter.txt', { exact: false }))
  await seen(page.getByText(/yeses come as ones that have run out/))
  await khadija.accessible('a package that is looked at')
  await khadija.shot('case-import', true)
  await page.setViewportSize(PHONE)
  await khadija.fits('a package that is looked at')
  await khadija.shot('case-import-phone', true)
  await page.setViewportSize(DESK)
  await write(page, /^Name of the case/, 'Acacia')
  await press(page, 'Make it a case of ours')
  await seen(page.getByRole('heading', { level: 1, name: 'Acacia' }))
  const here = new URL(page.url()).hash.slice(1).split('/').slice(0, 3).join('/')
  await visit(khadija, `${here}/sharing`)
  await seen(page.getByText('Read in from a package of'))
  await visit(khadija, `${here}/people`)
  await seen(page.getByText(NAME))
  await visit(khadija, '/cases/import')
  await page.locator('input[type=file]').setInputFiles(saved)
  await write(page, /^Passphrase or secret key/, passphrase)
  await press(page, 'Open it')
  await seen(page.getByText('This package was read in before'))
  await khadija.shot('case-import-again', true)
  expect(khadija.complaints).toEqual([])
})

/** From the case, so that what was composed before is not on the page any more. */
const giveOut = async (): Promise<void> => {
  await visit(amina, `/cases/${heron}`)
  await seen(amina.page.getByRole('heading', { level: 1, name: 'Heron' }))
  await visit(amina, `/cases/${heron}/give-out`)
}

it('EXPORT-PAGE-3 the case is set on A4 with contents and page numbers, without the screen around it, in both directions', async () => {
  const { page } = amina
  await giveOut()
  await tick(page, /^Document to print/)
  await write(page, /^Their name/, OUTSIDE)
  await seen(page.getByRole('checkbox', { name: /^Notes/, checked: true }))
  await press(page, 'Compose it')
  await seen(page.getByRole('heading', { name: 'Contents' }))
  expect(await page.getByText(NAME).count()).toBe(0)
  await amina.accessible('a case as a document')
  await amina.shot('document', true)
  await page.setViewportSize(PHONE)
  await amina.fits('a case as a document')
  await amina.shot('document-phone', true)
  await page.setViewportSize(DESK)
  expect(pagesOf(await paper(amina, 'document'))).toBeGreaterThan(1)
  await visit(amina, '/settings')
  await tick(page, /^العربية/)
  await visit(amina, `/cases/${heron}/give-out`)
  await tick(page, /^وثيقة للطباعة/)
  await write(page, /^اسمهم/, OUTSIDE)
  await seen(page.getByRole('checkbox', { name: /^الملاحظات/, checked: true }))
  await check(page, /^من هم/)
  await amina.shot('give-out-arabic', true)
  await press(page, 'ألّفها')
  await seen(page.getByText(NAME))
  await amina.accessible('a case as a document, in Arabic')
  expect(pagesOf(await paper(amina, 'document-arabic'))).toBeGreaterThan(1)
  await visit(amina, '/settings')
  await tick(page, /^English/)
})

it('EXPORT-PAGE-4 a submission has our words, rests on a consent of its own, and holds nothing else', async () => {
  const { page } = amina
  await giveOut()
  await tick(page, /^Submission/)
  await write(page, /^Their name/, MANDATE)
  await seen(page.getByRole('checkbox', { name: /^Incidents/, checked: true }))
  expect(await page.getByRole('checkbox', { name: /^Notes/ }).isDisabled()).toBe(true)
  await check(page, /^Who they are/)
  await write(page, /^Title/, 'Communication on threats against a defender of land rights')
  await write(page, /^Before the parts/, 'We write to bring the following to your attention.')
  await press(page, 'Compose it')
  await seen(page.getByText('We write to bring the following to your attention.'))
  await seen(page.getByText(NAME))
  expect(await page.getByText(NOTE).count()).toBe(0)
  await amina.shot('submission', true)
  await paper(amina, 'submission')
  await visit(amina, `/cases/${heron}/consent`)
  await seen(page.getByText(MANDATE))
  expect(amina.complaints).toEqual([])
})

it('EXPORT-PAGE-5 figures count those who agreed, say no small count, and go out as a table for somebody named', async () => {
  const { page } = amina
  await visit(amina, '/cases')
  await press(page, 'Figures')
  await seen(page.getByRole('heading', { level: 1, name: 'Figures' }))
  await press(page, 'Count')
  await seen(page.getByText('7 cases counted.'))
  await seen(page.getByText('1 case was left out, because somebody in it has not agreed.'))
  await seen(page.getByRole('row', { name: 'Medical treatment 7' }))
  await seen(page.getByRole('row', { name: 'Uganda not said' }))
  await amina.accessible('figures')
  await amina.shot('figures', true)
  await page.setViewportSize(PHONE)
  await amina.fits('figures')
  await page.setViewportSize(DESK)
  await write(page, /^Whom it is for/, OUTSIDE)
  const download = page.waitForEvent('download')
  await press(page, 'Save the table')
  const table = readFileSync(await (await download).path(), 'utf8')
  expect(table).toContain('kind,medical,7')
  expect(table).not.toContain('Fern')
})

/** Everything that this browser keeps for the relay's origin, as text. */
const kept = ({ page }: Seat): Promise<string> =>
  page.evaluate(async () => {
    const texts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.documentElement.outerHTML]
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.addEventListener('success', () => resolve(opening.result))
        opening.addEventListener('error', () => reject(new Error('not opened')))
      })
      for (const table of db.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve) => {
          const asking = db.transaction(table).objectStore(table).getAll()
          asking.addEventListener('success', () => resolve(asking.result))
        })
        for (const one of all) texts.push(one instanceof Uint8Array ? new TextDecoder('latin1').decode(one) : JSON.stringify(one))
      }
      db.close()
    }
    for (const name of await caches.keys()) texts.push(...(await (await caches.open(name)).keys()).map(({ url }) => url))
    return texts.join('\n')
  })

it('EXPORT-PAGE-6 once it is locked, nothing of a package, its words or a document is left in the browser', async () => {
  for (const who of [amina, khadija]) {
    await press(who.page, 'Lock this device')
    await seen(who.page.getByRole('textbox', { name: /passphrase/i }))
    const all = await kept(who)
    expect(all.length).toBeGreaterThan(1000)
    for (const canary of [NAME, NOTE, LETTER, passphrase, 'We write to bring']) expect(all.includes(canary), canary).toBe(false)
  }
})
