/**
 * What each keystroke in a form costs, in Chromium and the production build, while the biggest case is open (2,000 operations, 200 files)
 * and 10,000 others are in the vault; and opening that case. `node bench/typing.ts [--cases 10000]`, after `npm run build`.
 * Beside it a bare text field on an empty page, typed into in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Locator, Page } from 'playwright-core'
import { intakeRoot, webRoot } from '../test/e2e/build.ts'
import { typed, type Typed } from './browser/keys.ts'
import { openProfile } from './browser/profile.ts'
import { askVault, verified, watchVault } from './browser/vault.ts'
import { quantile } from './measure.ts'
import { filledWithBiggest, firstLine, script } from './member/filled.ts'
import type { Member } from './member/people.ts'
import { also, ms, report, under, type Figure } from './report.ts'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '10000' } } })
const count = Number(values.cases)
const folder = mkdtempSync(join(tmpdir(), 'pergola-bench-'))
const PATIENCE = { timeout: 180_000 }
const TEXT = 'They came again at night, two men, and asked the neighbours for her by name. '
const A_KEY_MS = 16
const OPENING_MS = 100

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).first().click(PATIENCE)
const field = (page: Page, label: string): Locator => page.getByRole('dialog').getByLabel(label).first()

interface Form {
  readonly what: string
  readonly tab: string
  /** Opens it; gives the field that is typed into. */
  readonly open: (page: Page) => Promise<Locator>
}

const behind = (button: string, label: string) => async (page: Page) => {
  await press(page, button)
  return field(page, label)
}

/** The largest forms, each over its part of the case with everything that is in it. */
const FORMS: readonly Form[] = [
  { what: 'note, below a thousand others', tab: 'notes', open: async (page) => page.getByLabel('New note') },
  { what: 'need', tab: 'needs', open: behind('Add a need', 'Note') },
  { what: 'incident', tab: 'risk', open: behind('Physical incident', 'What happened') },
  { what: 'assessment', tab: 'risk', open: behind('Assess the risk', 'Threats') },
  { what: 'evidence', tab: 'verification', open: behind('Add evidence', 'What was seen, read or heard') },
  { what: 'decision', tab: 'verification', open: behind('Give my decision', 'Reasons') },
  {
    what: 'conversation about consent',
    tab: 'consent',
    open: async (page) => {
      await press(page, 'Record a conversation')
      await page.getByText('Somebody they trust brought the answer').click(PATIENCE)
      return field(page, 'Who brought it')
    },
  },
]

const figureOf = (what: string, { work, shown, long }: Typed): Figure =>
  under(
    `keystroke: ${what}, work of the page, p95`,
    quantile(work, 0.95),
    A_KEY_MS,
    ms,
    `p50 ${ms(quantile(work, 0.5))}, worst ${ms(Math.max(...work))}; to the picture p95 ${ms(quantile(shown, 0.95))}; tasks over 50 ms: ${long}`,
  )

const signIn = async (page: Page, { account, passphrase }: Member): Promise<void> => {
  await page.getByLabel(/^Sign-in name/).fill(account, PATIENCE)
  await page.getByLabel('Passphrase').first().fill(passphrase)
  await press(page, 'Sign in')
  await page.getByRole('navigation', { name: 'Places' }).waitFor(PATIENCE)
  await verified(page)
}

interface Opened {
  /** Milliseconds until everything that the window shows is on the screen and can be pressed, one for each time. */
  readonly drawn: readonly number[]
  /** Until what lies below the window is there too. */
  readonly whole: readonly number[]
}

/**
 * From the address on, from anew each time, to the end of the frame that shows it. Drawn: the tabs are there, and no need of the
 * relay chart that the window shows is still an empty place. Whole: none is.
 */
const opening = async (page: Page, space: string): Promise<Opened> => {
  const [drawn, whole]: [number[], number[]] = [[], []]
  for (let at = 0; at < 7; at++) {
    await page.evaluate(() => (location.hash = '#/settings'))
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor(PATIENCE)
    const times = await page.evaluate(async (to) => {
      const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
      // Called before the page is painted; the message comes after that.
      const painted = (): Promise<unknown> =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = resolve
          port2.postMessage(null)
        })
      const inWindow = (need: Element): boolean => need.getBoundingClientRect().top < innerHeight
      const isThere = (asked: (need: Element) => boolean): boolean => {
        const [drawn, undrawn] = [document.querySelector('[data-need]'), [...document.querySelectorAll('[data-undrawn]')]]
        const isChart = drawn !== null || undrawn.length > 0
        return document.querySelector('[role="tablist"] [role="tab"]') !== null && isChart && !undrawn.some(asked)
      }
      const begin = performance.now()
      location.hash = to
      while (!isThere(inWindow)) await frame()
      await painted()
      const first = performance.now() - begin
      while (!isThere(() => true)) await frame()
      await painted()
      return [first, performance.now() - begin] as const
    }, `#/cases/${space}`)
    drawn.push(times[0])
    whole.push(times[1])
  }
  return { drawn, whole }
}

const typing = async (page: Page, space: string): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const { what, tab, open } of FORMS) {
    await page.evaluate((to) => (location.hash = to), `#/cases/${space}/${tab}`)
    figures.push(figureOf(what, await typed(page, await open(page), TEXT)))
    if (tab !== 'notes') await page.keyboard.press('Escape')
    await page.evaluate(() => (location.hash = '#/settings'))
  }
  return figures
}

const bare = async (page: Page): Promise<Typed> => {
  await page.goto('data:text/html,<textarea rows="4" aria-label="bare"></textarea>')
  return typed(page, page.getByLabel('bare'), TEXT)
}

const member = await filledWithBiggest(count, join(folder, 'relay'))
const relay = script('relay.ts', join(folder, 'relay'), webRoot(), intakeRoot())
try {
  const context = await openProfile(join(folder, 'profile'))
  const page = context.pages()[0] ?? (await context.newPage())
  await watchVault(page)
  await page.goto(`${await firstLine(relay)}/#/today`)
  await signIn(page, member)
  await askVault(page, 'case', [{ space: member.biggest }])
  const { drawn, whole } = await opening(page, member.biggest)
  const asked = await askVault(
    page,
    'case',
    Array.from({ length: 10 }, () => ({ space: member.biggest })),
  )
  const figures = [
    under(
      'the biggest case, from its address to all that the window shows drawn, p50',
      quantile(drawn, 0.5),
      OPENING_MS,
      ms,
      `worst ${ms(Math.max(...drawn))}`,
    ),
    also('until what lies below the window is drawn too, p50', ms(quantile(whole, 0.5))),
    also('asked of the worker by the page, p50', ms(quantile(asked.times, 0.5))),
    ...(await typing(page, member.biggest)),
    also('keystroke: a bare field on an empty page, p95', ms(quantile((await bare(page)).work, 0.95))),
  ]
  await context.close()
  await report(`Typing and opening in Chromium, ${count} cases in the vault`, figures)
} finally {
  relay.kill()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
process.exit(0)
