/** Lists of others, imported through the page as a new member would, looked at, exported and read again. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as entry from './acts/entry.ts'
import { button, dialog, goTo, press, seen, tick } from './acts/fields.ts'
import { AMINA, NETWORK, RIVERBANK } from './cast.ts'
import { launch, PHONE, seat, type Seat } from './browser.ts'
import { openHouse, type House } from './house.ts'
import { ROOT } from './build.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')
const DATA = join(ROOT, '..', 'shared')
const MIAMI = join(DATA, 'data/hsds/miami-open211-hsds1/datapackage-1566177582.zip')
const ACTORS = join(DATA, 'data/protection-actors-directory/umbrella_emergency_support_en.csv')
const FACTS = join(DATA, 'domain/provider-facts.json')
const EXAMPLE = join(DATA, 'data/hsds/examples-3.0/organization_full.json')
/** Pictures of real lists are looked at and never kept with the code. */
const PRIVATE_SHOTS = join(tmpdir(), 'pergola-import-shots')

let browser: Browser
let house: House
let amina: Seat

beforeAll(async () => {
  browser = await launch()
  house = await openHouse()
  amina = await seat(browser, house.origin, 'amina-import')
  await entry.foundNetwork(amina.page, house.origin, NETWORK, RIVERBANK, AMINA)
  await entry.keepKit(amina.page, AMINA.account)
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const chooseFile = async (path: string): Promise<void> => {
  const { page } = amina
  await goTo(page, 'Directory')
  await press(page, 'Import a list')
  await seen(page.getByRole('heading', { level: 1, name: 'Import a list' }))
  await page.locator('input[type=file]').setInputFiles(path)
}

/** Imports what was chosen as it is proposed; milliseconds from pressing to the report. */
const write = async (): Promise<number> => {
  const from = performance.now()
  await button(amina.page, /^Import [\d,]+ entr/).click()
  await seen(amina.page.getByText('The list is imported.'))
  return performance.now() - from
}

const exported = async (name: RegExp, scope: RegExp): Promise<string> => {
  const { page } = amina
  await goTo(page, 'Directory')
  await press(page, 'Export')
  const form = dialog(page, 'Export')
  await tick(form, name)
  await tick(form, scope)
  const [download] = await Promise.all([page.waitForEvent('download'), press(form, 'Save the file')])
  const path = await download.path()
  await form.getByRole('button', { name: 'Close', exact: true }).last().click()
  return path
}

const privately = async (name: string): Promise<void> => {
  mkdirSync(PRIVATE_SHOTS, { recursive: true })
  await amina.page.screenshot({ path: join(PRIVATE_SHOTS, `${name}.png`), fullPage: false })
}

describe('importing a list', () => {
  it('Amina imports a package, sees what was left out and why, and the same package changes nothing the second time', async () => {
    const { page } = amina
    await chooseFile(join(FIXTURES, 'delta-hsds.zip'))
    await seen(page.getByText('3 organisations, 3 services; 3 rows could not be read.'))
    await seen(page.getByText('6 new'))
    for (const words of [
      'The row has no name',
      'The organisation it names is not in the file',
      'The same number stands further up',
      /belong to each other in a circle/,
    ])
      await seen(page.getByText(words))
    await amina.accessible('import, looking through')
    await amina.shot('import-look', true)
    await page.setViewportSize(PHONE)
    await amina.fits('import, looking through on a phone')
    await amina.shot('import-look-phone', true)
    await page.setViewportSize({ width: 1280, height: 800 })
    await write()
    await amina.accessible('import, report')
    await amina.shot('import-report', true)
    await page.getByRole('link', { name: 'To the directory' }).click()
    await seen(page.getByText('Rest for families'))
    await chooseFile(join(FIXTURES, 'delta-hsds.zip'))
    await seen(page.getByText('6 as they are here'))
    expect(await button(page, /^Import 0 entr/).isDisabled()).toBe(true)
  })

  it('markup in a description is shown as the text it is', async () => {
    const { page } = amina
    await chooseFile(join(FIXTURES, 'delta-hsds.zip'))
    await page.getByRole('row').filter({ hasText: 'Lantern Legal' }).first().click()
    await seen(dialog(page, 'Lantern Legal'))
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    await dialog(page).getByRole('button', { name: 'Close', exact: true }).last().click()
  })

  it('a table with other headings: she says what a column is, Willow House is known, dates and amounts are read and said', async () => {
    const { page } = amina
    await chooseFile(join(FIXTURES, 'partners.csv'))
    await seen(page.getByRole('heading', { name: 'What the columns say' }))
    await page.getByRole('combobox', { name: 'What they do' }).selectOption({ label: 'Name of the service' })
    await seen(page.getByText('A date was read as Persian (solar)'))
    await seen(page.getByText('A date was read as Hijri (lunar)'))
    await seen(page.getByText('An amount was read so'))
    await seen(page.getByText(/like “Willow House” \(same name\)/))
    await amina.accessible('import, columns')
    await amina.shot('import-columns', true)
    await page.getByRole('row').filter({ hasText: 'Cedar Fund' }).first().click()
    await seen(page.getByText('Everything in the file is written as a new entry.'))
    await dialog(page).getByRole('button', { name: 'Close', exact: true }).last().click()
    await write()
    await chooseFile(join(FIXTURES, 'partners.csv'))
    await seen(page.getByText('As you read these columns the last time.'))
    await seen(page.getByText('6 as they are here'))
  })

  it('what is no list is refused in words, and nothing is written', async () => {
    const { page } = amina
    await chooseFile(join(ROOT, 'apps/web/public/icon-192.png'))
    await seen(page.getByText(/This is no text/))
    await seen(page.getByText(/Nothing was written/))
    await amina.accessible('import, refused')
  })

  it('letters that look wrong are read again in the encoding she knows', async () => {
    const { page } = amina
    await goTo(page, 'Directory')
    await press(page, 'Import a list')
    const buffer = Buffer.concat([Buffer.from('provider,name\n'), Buffer.from([0xc7, 0xe1, 0xda, 0xe6, 0xe4]), Buffer.from(',Rest\n')])
    await page.locator('input[type=file]').setInputFiles({ name: 'aid.csv', mimeType: 'text/csv', buffer })
    await seen(page.getByText(/The text is not UTF-8/))
    await page.getByText('Letters look wrong?').click()
    await page.getByRole('combobox', { name: 'Read the file as' }).selectOption({ label: 'Arabic (Windows)' })
    await seen(page.getByRole('row').filter({ hasText: 'العون' }))
  })

  it('the directory is exported, read again, and nothing differs', async () => {
    const { page } = amina
    const path = await exported(/HSDS, JSON/, /What the network knows/)
    const { contents } = JSON.parse(readFileSync(path, 'utf8')) as { contents: { name: string }[] }
    expect(contents.map(({ name }) => name)).toEqual(expect.arrayContaining(['Willow House', 'Cedar Fund']))
    await chooseFile(path)
    await seen(page.getByText(/\d+ as they are here/))
    expect(await button(page, /^Import 0 entr/).isDisabled()).toBe(true)
  })

  it('no complaint of the browser, no request elsewhere', () => {
    expect(amina.complaints).toEqual([])
  })
})

const real = existsSync(MIAMI)
if (!real) console.log('The real lists are not at hand: their import through the page is skipped.')

describe.skipIf(!real)('the real lists, through the page', () => {
  it('1,074 organisations and 4,089 services of the Miami package', async () => {
    const { page } = amina
    await chooseFile(MIAMI)
    await seen(page.getByText(/1,074 organisations, 4,089 services/))
    await privately('miami-look')
    const took = await write()
    await privately('miami-report')
    console.log(`Miami, from pressing to the report: ${(took / 1000).toFixed(1)} s`)
    await page.getByRole('link', { name: 'To the directory' }).click()
    await seen(page.getByText(/4,0\d\d services|4,\d\d\d services/))
    await privately('miami-directory')
  })

  it('the whole directory as a table, and the package once more: nothing differs', async () => {
    const { page } = amina
    const path = await exported(/Table \(CSV\)/, /What the network knows/)
    expect(readFileSync(path).length).toBeGreaterThan(1_000_000)
    await chooseFile(MIAMI)
    await seen(page.getByText(/5,163 as they are here/))
  })

  it('the protection actors directory, provider facts, and the example of the standard', async () => {
    for (const [path, words] of [
      [ACTORS, '31 organisations, 31 services.'],
      [FACTS, '21 organisations, 23 services.'],
      [EXAMPLE, '1 organisation, 1 service.'],
    ] as const) {
      await chooseFile(path)
      await seen(amina.page.getByText(words))
      await privately(`look-${words.slice(0, 2)}`)
      await write()
    }
    expect(amina.complaints).toEqual([])
  })
})
