/**
 * Importing a list of 1,074 organisations and 4,089 services through the page, in Chromium, with a real relay: the Miami package where it
 * is at hand, otherwise an invented one of the same size. `node bench/import.ts`, after `npm run build`.
 * From choosing the file to the preview, from pressing "Import" to the report (everything is kept on this device by then), and how soon
 * an import that is cancelled ends.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { addService } from '../test/e2e/acts/casework.ts'
import * as entry from '../test/e2e/acts/entry.ts'
import { button, goTo, press, seen } from '../test/e2e/acts/fields.ts'
import { AMINA, NETWORK, RIVERBANK } from '../test/e2e/cast.ts'
import { launch, seat } from '../test/e2e/browser.ts'
import { openHouse } from '../test/e2e/house.ts'
import { generator } from './measure.ts'
import { also, ms, report, seconds, under } from './report.ts'

const REAL = join(import.meta.dirname, '../../shared/data/hsds/miami-open211-hsds1/datapackage-1566177582.zip')
const ORGANISATIONS = 1074
const SERVICES = 4089
const LIMIT_MS = 10_000
const MAP_MS = 300

const WORDS =
  'rest house legal aid clinic food family night day river north office help line women children visit open weekly street support'.split(
    ' ',
  )

/** A package of the same size, all of it invented. */
const invented = (): Uint8Array => {
  const random = generator(7)
  const text = (words: number): string => Array.from({ length: words }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')
  const rows = (count: number, row: (at: number) => string): string => Array.from({ length: count }, (_, at) => row(at)).join('\n')
  const of = (at: number): number => at % ORGANISATIONS
  const files = {
    'organizations.csv': `id,name,description,url\n${rows(ORGANISATIONS, (at) => `${at},House ${at} ${text(3)},${text(70)},www.house${at}.example`)}\n`,
    'services.csv': `id,organization_id,name,description,application_process\n${rows(SERVICES, (at) => `s${at},${of(at)},${text(4)},${text(90)},${text(8)}`)}\n`,
    'languages.csv': `id,service_id,language\n${rows(SERVICES * 2, (at) => `l${at},s${at % SERVICES},${at % 2 ? 'English' : 'Spanish'}`)}\n`,
    'locations.csv': `id,name\n${rows(SERVICES, (at) => `p${at},${text(3)}`)}\n`,
    'addresses.csv': `id,location_id,address_1,city,country\n${rows(SERVICES, (at) => `a${at},p${at},${at} ${text(2)},${text(1)},KE`)}\n`,
    'service_at_location.csv': `id,service_id,location_id\n${rows(SERVICES, (at) => `x${at},s${at},p${at}`)}\n`,
    'taxonomy_terms.csv': `id,name\n${rows(2000, (at) => `t${at},${text(3)}`)}\n`,
    'attributes.csv': `id,link_id,taxonomy_term_id\n${rows(26_000, (at) => `z${at},s${at % SERVICES},t${at % 2000}`)}\n`,
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, new TextEncoder().encode(content)])))
}

const choose = async (page: Page, path: string): Promise<number> => {
  await goTo(page, 'Directory')
  await press(page, 'Import a list')
  await seen(page.getByText('Choose a file'))
  const begin = performance.now()
  await page.locator('input[type=file]').setInputFiles(path)
  await seen(page.getByText(/1,074 organisations, 4,089 services/))
  return performance.now() - begin
}

const folder = mkdtempSync(join(tmpdir(), 'pergola-bench-'))
const path = join(folder, 'datapackage.zip')
const isReal = existsSync(REAL)
writeFileSync(path, isReal ? readFileSync(REAL) : invented())
const browser = await launch()

/** The first member of a network of their own. */
const inNetwork = async <T>(work: (page: Page) => Promise<T>): Promise<T> => {
  const house = await openHouse()
  const { page, context } = await seat(browser, house.origin, 'bench-import')
  try {
    await entry.foundNetwork(page, house.origin, NETWORK, RIVERBANK, AMINA)
    await entry.keepKit(page, AMINA.account)
    return await work(page)
  } finally {
    await context.close()
    await house.close()
  }
}

/** From pressing "Map" until the map is painted and a country takes the focus; the first time its part of the app is fetched as well. */
const mapOnce = async (page: Page): Promise<number> => {
  await button(page, 'List').click()
  return page.evaluate(async () => {
    const begin = performance.now()
    ;[...document.querySelectorAll('button')].find((one) => one.textContent === 'Map')?.click()
    const painted = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    let country: SVGElement | null = null
    while (country === null) {
      await painted()
      country = document.querySelector<SVGElement>('svg [data-country]')
    }
    country.focus()
    await painted()
    return document.activeElement === country ? performance.now() - begin : Number.NaN
  })
}

const middle = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN

/** With a service that says for which countries it is: the list may say so of none. What many cost is in bench/directory.ts. */
const mapsOf = async (page: Page): Promise<readonly number[]> => {
  await addService(page, { name: 'Rooms up north', kinds: ['Shelter in the region'], region: 'Africa', days: 90 })
  await goTo(page, 'Directory')
  await seen(page.getByRole('row').nth(1))
  const times: number[] = []
  for (let at = 0; at < 7; at++) times.push(await mapOnce(page))
  return times
}

const since = async (act: () => Promise<unknown>, page: Page, shown: RegExp | string): Promise<number> => {
  const begin = performance.now()
  await act()
  await seen(page.getByText(shown))
  return performance.now() - begin
}

try {
  const whole = await inNetwork(async (page) => {
    const looked = await choose(page, path)
    const written = await since(() => button(page, /^Import [\d,]+ entr/).click(), page, 'The list is imported.')
    return { looked, written, again: await choose(page, path) }
  })
  const maps = await inNetwork(mapsOf)
  const ended = await inNetwork(async (page) => {
    await choose(page, path)
    await button(page, /^Import [\d,]+ entr/).click()
    await seen(page.getByText('Writing into the directory'))
    return since(() => button(page, 'Cancel').first().click(), page, /Ended before everything was written/)
  })
  await report(
    `Import of ${isReal ? 'the Miami package' : 'an invented package of its size'} (1,074 organisations, 4,089 services) in Chromium`,
    [
      under('from the file to the preview, and from "Import" to the report', whole.looked + whole.written, LIMIT_MS, seconds),
      also('from choosing the file to the preview', seconds(whole.looked)),
      also('from pressing "Import" to the report', seconds(whole.written)),
      also('a cancelled import has ended after', seconds(ended)),
      also('the same file again, to "as they are here"', seconds(whole.again)),
      under('map, from pressing "Map" to a country in focus, the first time', maps[0] ?? Number.NaN, MAP_MS, ms),
      under('the same again, median of six', middle(maps.slice(1)), MAP_MS, ms),
    ],
  )
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
