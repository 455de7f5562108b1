/** The directory as others get it: told to some, read in from a list in Arabic, on paper, in the dark, offline, by whoever only reads. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dialogFits, entryAt, looked, rowOf, visit } from './acts/directory.ts'
import * as entry from './acts/entry.ts'
import { button, choose, chooseSeveral, dialog, escape, gone, goTo, press, seen, tick, write } from './acts/fields.ts'
import { ROOT } from './build.ts'
import { DESK, PHONE, type Seat } from './browser.ts'
import type { DirectorySeed } from './directorySeed.ts'
import { openDirectory, type Room } from './directoryRoom.ts'

let room: Room
let world: DirectorySeed
let amina: Seat
let joost: Seat
let khadija: Seat

beforeAll(async () => {
  room = await openDirectory()
  ;({ world, amina, joost, khadija } = room)
})
afterAll(() => room?.close())

interface Said {
  readonly name: string
  readonly kind: string
  readonly region: string
  readonly who?: 'Only as a match' | 'Chosen organisations'
  readonly orgs?: readonly string[]
}

describe('told to some', () => {
  const addService = async ({ page }: Seat, { name, kind, region, who, orgs }: Said, look?: (form: Locator) => Promise<void>) => {
    await goTo(page, 'Directory')
    await press(page, 'Add our service')
    const form = dialog(page, 'Add our service')
    await write(form, /^Name of the service/, name)
    await chooseSeveral(form, /^Kind of support/, [kind])
    await write(form, /^Who says so/, 'The team, today')
    await chooseSeveral(form, /^For people in/, [region])
    await choose(form, /^Open or closed/, 'open')
    if (who !== undefined) {
      await form.getByRole('tab', { name: 'Who may know' }).click()
      await tick(form, new RegExp(`^${who}`))
      if (orgs !== undefined) {
        expect(await button(form, 'Save').isDisabled(), 'nobody is chosen yet').toBe(true)
        await chooseSeveral(form, /^These organisations/, orgs)
      }
    }
    await look?.(form)
    await press(form, 'Save')
    await gone(form)
  }
  const match = { name: 'Quiet flat', kind: 'Shelter in the region', region: 'Eastern Africa', who: 'Only as a match' } as const
  const chosen = { ...match, name: 'Attic room', who: 'Chosen organisations', orgs: ['Huis Noord'] } as const

  it('Amina enters a flat that is only a match, and a room for Huis Noord alone', async () => {
    await addService(amina, match, async (form) => {
      await seen(form.getByText(/all others only that there is a match/))
      await looked(amina, 'who-may-know-match')
    })
    await seen(amina.page.getByText('Saved. Only those you chose are told more than a match.'))
    await addService(amina, chosen, async () => looked(amina, 'who-may-know-chosen'))
    for (const { name } of [match, chosen]) await seen(rowOf(amina.page, name))
    await amina.page.locator('[role=row]').filter({ hasText: 'Attic room' }).click()
    await seen(amina.page.getByText('Only the organisations you name. Told: Huis Noord.'))
    await amina.accessible('a room for chosen organisations')
    await amina.shot('directory-chosen-entry', true)
  })

  it('Huis Noord finds the room and not the flat; the fund finds neither, and is told only that something fits', async () => {
    await visit(joost, '/directory', '[role=row][data-index]')
    await seen(rowOf(joost.page, 'Attic room'))
    expect(await rowOf(joost.page, 'Quiet flat').count()).toBe(0)
    await rowOf(joost.page, 'Attic room').click()
    await seen(joost.page.getByRole('heading', { level: 1, name: 'Attic room' }))
    const attic = joost.page.url().split('#')[1]!
    await joost.shot('directory-chosen-as-told', true)
    await visit(khadija, '/directory', '[role=row][data-index]')
    for (const words of ['Quiet', 'Attic']) {
      await write(khadija.page, /^Find/, words)
      await seen(khadija.page.getByText('No service is like this'))
    }
    await write(khadija.page, /^Find/, '')
    await visit(khadija, attic)
    await seen(khadija.page.getByText('This is not in the directory'))
    await looked(khadija, 'not-told')
    await visit(khadija, `/cases/${world.crane.space}/match/${world.crane.need}`, 'main ol > li')
    const list = khadija.page.locator('main ol').first()
    await seen(list.getByRole('heading', { name: 'There is a place that fits' }))
    const all = await khadija.page.locator('main').innerText()
    expect(all).not.toMatch(/Quiet flat|Attic room/)
    await khadija.accessible('a match without a name')
    await khadija.shot('directory-match-as-told', true)
  })

  it('whoever was chosen, before she made it only a match, is not told', async () => {
    await addService(amina, { ...chosen, name: 'Garden house' }, async (form) => {
      await tick(form, /^The whole network/)
      await gone(form.getByRole('button', { name: /^These organisations/ }))
    })
    await visit(khadija, '/directory', '[role=row][data-index]')
    await seen(rowOf(khadija.page, 'Garden house'))
  })

  it('a helpdesk for anywhere in the world fills its own line of the gap map and no other', async () => {
    const { page } = amina
    await visit(amina, '/directory/gaps', 'svg [data-country]')
    const lineOf = (kind: string): Locator => page.locator('main li:has(strong)').filter({ has: page.getByText(kind, { exact: true }) })
    const missingIn = async (country: string): Promise<number> =>
      Number(/: (\d+)/.exec((await page.locator(`svg [data-country="${country}"]`).first().getAttribute('aria-label'))!)![1])
    const before = { KE: await missingIn('KE'), NL: await missingIn('NL') }
    await seen(lineOf('Help with a digital attack').getByText('anywhere in the world'))
    await addService(amina, { name: 'World helpdesk', kind: 'Help with a digital attack', region: 'Worldwide' })
    await visit(amina, '/directory/gaps', 'svg [data-country]')
    await expect.poll(() => lineOf('Help with a digital attack').count()).toBe(0)
    expect({ KE: await missingIn('KE'), NL: await missingIn('NL') }).toEqual({ KE: before.KE - 1, NL: before.NL - 1 })
    await seen(lineOf('Prison visits').getByText('anywhere in the world'))
    await looked(amina, 'gaps')
    // Offered in one region: the others are named, and it is not said of the whole world.
    await chooseSeveral(page, /^Kind of support/, ['Bail and fines'])
    await gone(lineOf('Prison visits'))
    await seen(lineOf('Bail and fines').getByText('anywhere but in Eastern Africa'))
    expect(await page.locator('svg [data-country="KE"]').count(), 'somebody offers it in Kenya').toBe(0)
    await amina.accessible('gaps of one kind')
    await amina.shot('directory-gaps-one-kind', true)
  })
})

/** What the page says in Arabic. */
const ar = (key: string): string => {
  const file = join(ROOT, 'apps/web/src/ui/features', key.split('.')[0]!, 'messages.ar.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[key]!
}

describe('a list read in, in Arabic', () => {
  /** Of a list with headings of its own: one who is here already, one new one, and enough others to see it being written. */
  const listOf = (name: string, others: number) => ({
    name: `${name}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        'Org name;What they do;Where;Max grant;Last updated;Languages',
        'Willow House;Rest and respite;Kenya;€2.000,00;۱۴۰۵/۰۷/۰۱;English, Swahili',
        `بيت ${name};مأوى عاجل للعائلات;Uganda;about 300;summer;Arabic`,
        ...Array.from({ length: others }, (_, at) => `${name} group ${at};Help in ${name} ${at};Kenya;;2026-10-01;English`),
      ].join('\n'),
    ),
  })

  const arabic = async (): Promise<void> => {
    await visit(amina, '/settings', 'main section form')
    await tick(amina.page, /^العربية/)
    await seen(amina.page.locator('html[dir=rtl][lang=ar]'))
  }

  const english = async (): Promise<void> => {
    await amina.page.setViewportSize(DESK)
    await amina.page.keyboard.press('Escape')
    await visit(amina, '/settings', 'main section form')
    await tick(amina.page, /^English/)
    await seen(amina.page.locator('html[dir=ltr]'))
  }

  /** Through every step as the width is now. */
  const importing = async (name: string, others: number): Promise<void> => {
    const { page } = amina
    const state = async (step: string): Promise<void> => {
      await amina.accessible(`import ${step}, ${name}`)
      await amina.fits(`import ${step}, ${name}`)
      await dialogFits(amina, `import ${step}, ${name}`)
      await amina.shot(`directory-import-ar-${step}-${name}`)
    }
    await visit(amina, '/directory', '[role=row][data-index]')
    await visit(amina, '/directory/import', 'main ul li')
    await state('choose')
    await page.locator('input[type=file]').setInputFiles(listOf(name, others))
    await seen(page.getByRole('heading', { name: ar('exchange.columns') }))
    await page.getByRole('combobox', { name: 'What they do' }).selectOption('name')
    await seen(page.getByText('Rest and respite').first())
    await seen(page.getByRole('heading', { name: ar('exchange.entries') }))
    await seen(rowOf(page, 'Willow House').filter({ hasText: ar('exchange.show.merged') }))
    await state('columns')
    await page.getByRole('heading', { name: ar('exchange.found') }).scrollIntoViewIfNeeded()
    await amina.shot(`directory-import-ar-look-${name}`)
    await page.getByRole('heading', { name: ar('exchange.entries') }).evaluate((heading) => heading.scrollIntoView())
    await amina.shot(`directory-import-ar-entries-${name}`)
    await rowOf(page, 'Willow House')
      .filter({ hasText: ar('exchange.show.merged') })
      .first()
      .click()
    await seen(dialog(page))
    await state('merge')
    await escape(dialog(page))
    await page
      .locator('main button')
      .filter({ hasText: /^استورد|^استيراد/ })
      .last()
      .click()
    await seen(page.getByRole('progressbar').or(page.getByText(ar('exchange.done'))))
    if (await page.locator('main').getByRole('progressbar').first().isVisible()) await amina.shot(`directory-import-ar-writing-${name}`)
    await page.getByText(ar('exchange.done')).waitFor({ timeout: 60_000 })
    await state('report')
  }

  it('columns, the look through with one merged, the writing and the report, at a desk and on a phone', async () => {
    await arabic()
    try {
      await importing('desk', 600)
      await amina.page.setViewportSize(PHONE)
      await importing('phone', 300)
      await visit(amina, '/directory', '[role=row][data-index]')
      await amina.fits('the directory in Arabic on a phone')
      await amina.shot('directory-ar-phone')
      await amina.page.setViewportSize(DESK)
      await amina.accessible('the directory in Arabic')
      await amina.shot('directory-ar')
      for (const [path, name] of [
        [entryAt(world.line), 'entry'],
        ['/directory/gaps', 'gaps'],
        ['/directory/calls', 'calls'],
      ] as const) {
        await visit(amina, path, 'main h2, main svg [data-country]')
        await amina.accessible(`${name} in Arabic`)
        await amina.fits(`${name} in Arabic`)
        await amina.shot(`directory-ar-${name}`, true)
      }
    } finally {
      await english()
    }
    await visit(amina, '/directory', '[role=row][data-index]')
    await write(amina.page, /^Find/, 'Willow House')
    expect(await rowOf(amina.page, 'Rest and respite').count(), 'merged, not doubled').toBe(1)
    await write(amina.page, /^Find/, '')
  })
})

describe('on paper, in the dark, without the relay, and for whoever only reads', () => {
  it('the list and an entry as they are printed', async () => {
    const { page } = amina
    await visit(amina, '/directory', '[role=row][data-index]')
    await page.evaluate(() => {
      Object.assign(globalThis, { print: () => undefined })
    })
    await press(page, 'Print')
    await page.emulateMedia({ media: 'print' })
    await seen(page.locator('table').getByText('Rooms up north'))
    const flat = page.locator('tr').filter({ hasText: 'Quiet flat' })
    expect(await flat.innerText(), 'what is not for all is marked on paper').toContain('Only as a match')
    for (const name of ['Print', 'Add our service', 'Keep this search'])
      expect(await button(page, name).isVisible(), `${name} on paper`).toBe(false)
    expect(await page.locator('main [role=grid]').isVisible(), 'the list of the screen on paper').toBe(false)
    await amina.shot('directory-print')
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await page.emulateMedia({ media: 'screen' })
    await gone(page.locator('main table'))
    await visit(amina, entryAt(world.line), 'main section dl')
    await page.emulateMedia({ media: 'print' })
    await amina.shot('directory-print-entry', true)
  })

  it('in the dark', async () => {
    await amina.page.emulateMedia({ colorScheme: 'dark' })
    await visit(amina, '/directory', '[role=row][data-index]')
    await amina.accessible('the directory in the dark')
    await amina.shot('directory-dark')
    await visit(amina, '/directory/gaps', 'svg [data-country]')
    await amina.accessible('gaps in the dark')
    await amina.shot('directory-gaps-dark', true)
  })

  it('a colleague who only reads finds everything and is offered nothing to write', async () => {
    const yusuf = await room.comeIn('yusuf')
    const { page } = yusuf
    await visit(yusuf, '/directory', '[role=row][data-index]')
    const offers = [
      'Add our service',
      'Import a list',
      'Seen',
      'Keep this search',
      'Vouch for them',
      'That is not so',
      'Still true',
      'Edit',
      'Remove',
    ]
    const offersNothing = async (): Promise<void> => {
      for (const name of offers) expect(await button(page, name).count(), name).toBe(0)
    }
    await page.getByRole('checkbox', { name: /^Ours/ }).locator('xpath=ancestor::label').click()
    await seen(rowOf(page, 'Night line'))
    await offersNothing()
    await looked(yusuf, 'reader')
    for (const [path, ready] of [
      [entryAt(world.line), 'main section dl'],
      [entryAt(world.rooms), 'main section dl'],
      ['/directory/calls', 'main h2'],
      ['/directory/reviews', 'main h2'],
      ['/directory/import', 'main h2'],
    ] as const) {
      await visit(yusuf, path, ready)
      await offersNothing()
      await yusuf.accessible(`${path} for a reader`)
      await yusuf.shot(`directory-reader-${path.split('/').at(-1)!.slice(0, 7)}`, true)
    }
    expect(yusuf.complaints).toEqual([])
    await yusuf.context.close()
  })

  it('without the relay she finds, opens and vouches as before, and it goes out when the relay is back', async () => {
    const { page } = amina
    await visit(amina, '/directory', '[role=row][data-index]')
    await room.house.stop()
    try {
      await seen(page.getByRole('button', { name: /^(Offline|Connecting)/ }))
      await page.reload()
      await entry.unlock(page, world.amina.passphrase)
      await visit(amina, '/directory', '[role=row][data-index]')
      await write(page, /^Find/, 'rooms')
      await seen(rowOf(page, 'Rooms up north'))
      await looked(amina, 'offline')
      await visit(amina, entryAt(world.rooms), 'main section dl')
      await press(page.getByRole('region', { name: 'What others say' }), 'Vouch for them')
      await press(dialog(page, 'Vouch for them'), 'Vouch for them')
      await gone(dialog(page))
      await seen(page.getByText(/Riverbank Group vouches, since/))
      await amina.accessible('an entry offline')
      await amina.shot('directory-offline-entry', true)
    } finally {
      await room.house.start()
    }
    await visit(joost, entryAt(world.rooms), 'main section dl')
    await joost.page.getByText(/Riverbank Group vouches, since/).waitFor({ timeout: 60_000 })
  })
})

it('nobody’s browser had anything to complain about', () => {
  for (const one of [room.amina, room.joost, room.khadija]) expect(one.complaints, one.name).toEqual([])
})
