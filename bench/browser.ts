/**
 * The member app in Chromium, with a member of 10,000 sealed cases: a new device from sign-in to a usable list, memory, a second
 * start in a new browser, search for each keystroke, moving through the list. `node bench/browser.ts [--cases 10000]`, after
 * `npm run build`. The relay and the browser are processes of their own; the first run fills the relay (member/filled.ts).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { BrowserContext, Page } from 'playwright-core'
import { intakeRoot, webRoot } from '../test/e2e/build.ts'
import { openProfile, rendererMemory } from './browser/profile.ts'
import { frames, jumps } from './browser/scroll.ts'
import { askVault, verified as everythingVerified, watchVault } from './browser/vault.ts'
import { generator, quantile } from './measure.ts'
import { filled, firstLine, script } from './member/filled.ts'
import type { Member } from './member/people.ts'
import { also, mega, ms, report, seconds, under, type Figure } from './report.ts'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '10000' } } })
const count = Number(values.cases)
const folder = mkdtempSync(join(tmpdir(), 'pergola-bench-'))
const PATIENCE = { timeout: 180_000 }
const WRONG = 'never never never never never never never'

const pageOf = async (context: BrowserContext, origin: string): Promise<Page> => {
  const page = context.pages()[0] ?? (await context.newPage())
  await watchVault(page)
  await page.goto(`${origin}/#/cases`)
  return page
}

/** The list says how many cases there are, and its first row has a name. */
const listed = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    (rows) =>
      document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') === String(rows) &&
      document.querySelector('[role="row"][data-index="0"] a') !== null,
    count + 1,
    { ...PATIENCE, polling: 'raf' },
  )

/** Milliseconds from pressing the button to what `seen` waits for. */
const press = async (page: Page, name: string, seen: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now()
  await page.getByRole('button', { name, exact: true }).click()
  await seen()
  return performance.now() - begin
}

const toCases = async (page: Page): Promise<unknown> => {
  await page.getByRole('navigation', { name: 'Places' }).waitFor(PATIENCE)
  await page.evaluate(() => (location.hash = '#/cases'))
  return listed(page)
}

const signIn = async (page: Page, { account, passphrase }: Member): Promise<number> => {
  await page.getByLabel(/^Sign-in name/).fill(account, PATIENCE)
  await page.getByLabel('Passphrase').first().fill(passphrase)
  return press(page, 'Sign in', () => toCases(page))
}

/** A wrong passphrase is stretched like the right one, and refused: what it takes is the stretching. */
const stretching = async (page: Page): Promise<number> => {
  const field = page.getByLabel('Passphrase').first()
  await field.fill(WRONG, PATIENCE)
  return press(page, 'Unlock', () => page.getByRole('alert').first().waitFor(PATIENCE))
}

const unlock = async (page: Page, { passphrase }: Member): Promise<number> => {
  await page.getByLabel('Passphrase').first().fill(passphrase, PATIENCE)
  return press(page, 'Unlock', () => toCases(page))
}

const TYPED = [
  'surgery flat',
  'winter rent river',
  'case 4711 hearing',
  'teacher clinc',
  'passport border office',
  'wittness harvest',
  'lawyer phone visit',
  'court letter',
]
const keystrokes = TYPED.flatMap((text) => Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1)))

/** By the browser's own account, page and worker together after a collection; null where it does not tell. */
const accounted = (page: Page): Promise<number | null> =>
  Promise.race([
    page.evaluate(async () => {
      const { measureUserAgentSpecificMemory: measure } = performance as unknown as {
        measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>
      }
      return measure ? (await measure.call(performance)).bytes / 1e6 : null
    }),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), 40_000)),
  ])

const moving = async (page: Page): Promise<readonly Figure[]> => {
  await listed(page)
  const random = generator(3)
  const smooth = await frames(page, 180)
  const jumped = await jumps(
    page,
    Array.from({ length: 30 }, () => random()),
  )
  return [
    also('scrolling the list by 120 px a frame, p95 between frames', ms(quantile(smooth, 0.95)), `p50 ${ms(quantile(smooth, 0.5))}`),
    also('rows there after a jump into the list, p95', ms(quantile(jumped, 0.95)), `p50 ${ms(quantile(jumped, 0.5))}`),
  ]
}

const asking = async (page: Page): Promise<readonly Figure[]> => {
  await askVault(
    page,
    'search',
    keystrokes.slice(0, 20).map((text) => ({ text })),
  )
  const search = await askVault(
    page,
    'search',
    keystrokes.map((text) => ({ text })),
  )
  const filter = await askVault(
    page,
    'cases',
    keystrokes.map((text) => ({ filter: { text }, from: 0, count: 180 })),
  )
  const relay = await askVault(
    page,
    'relay',
    Array.from({ length: 5 }, () => ({ horizonDays: 90 })),
  )
  const p95 = quantile(search.times, 0.95)
  const [p50, worst] = [quantile(search.times, 0.5), Math.max(...search.times)]
  return [
    under('search, a keystroke, asked by the page of the worker, p95', p95, 16, ms, `p50 ${ms(p50)}, worst ${ms(worst)}`),
    also('list with a text filter, a keystroke, p95', ms(quantile(filter.times, 0.95))),
    under('coverage and gaps of all cases, asked of the worker', quantile(relay.times, 0.5), 150, ms),
  ]
}

const firstVisit = async (origin: string, profile: string, member: Member): Promise<readonly Figure[]> => {
  const context = await openProfile(profile)
  const page = await pageOf(context, origin)
  const begin = performance.now()
  const list = await signIn(page, member)
  await everythingVerified(page)
  const verified = performance.now() - begin
  const { most } = rendererMemory(profile)
  const held = await accounted(page)
  const { now } = rendererMemory(profile)
  const figures = [
    under('new device, from pressing Sign in to a usable list', list, 15_000, seconds, 'stretching the passphrase twice is in it'),
    also('every space verified, behind the list', seconds(verified)),
    under('memory at most of the process with page and worker', most, 600, mega, `now ${mega(now)}`),
    also('of it page and worker after a collection, as Chromium counts', held === null ? 'not told' : mega(held)),
    ...(await asking(page)),
    ...(await moving(page)),
  ]
  await page.waitForTimeout(8000)
  await context.close()
  return figures
}

const secondVisit = async (origin: string, profile: string, member: Member): Promise<readonly Figure[]> => {
  const context = await openProfile(profile)
  const page = await pageOf(context, origin)
  const stretch = await stretching(page)
  const list = await unlock(page, member)
  const { most } = rendererMemory(profile)
  await context.close()
  return [
    under(
      'second start in a new browser, to a usable list, stretching apart',
      list - stretch,
      1500,
      seconds,
      `stretching ${seconds(stretch)}`,
    ),
    also('memory at most', mega(most)),
  ]
}

const member = await filled(count, join(folder, 'relay'))
const relay = script('relay.ts', join(folder, 'relay'), webRoot(), intakeRoot())
try {
  const origin = await firstLine(relay)
  const profile = join(folder, 'profile')
  const first = await firstVisit(origin, profile, member)
  const second = await secondVisit(origin, profile, member)
  await report(`Member with ${count} cases in Chromium (the goals are for 10,000)`, [...first, ...second])
} finally {
  relay.kill()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
process.exit(0)
