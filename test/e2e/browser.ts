/** A real Chromium for the browser tests: one process, one context a person. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const chromiumPath = (): string | null => process.env['PERGOLA_CHROMIUM'] ?? CANDIDATES.find((path) => existsSync(path)) ?? null

export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launch = async (): Promise<Browser> => {
  const executablePath = chromiumPath()
  if (executablePath === null || !existsSync(executablePath))
    throw new Error(
      `No Chromium ${executablePath === null ? 'was found' : `is at ${executablePath}`}, so the browser tests cannot run: install chromium, or set PERGOLA_CHROMIUM to a Chromium or Chrome executable.`,
    )
  return chromium.launch({ executablePath, args: FLAGS })
}

export const SHOTS = join(import.meta.dirname, 'output')

export const DESK = { width: 1280, height: 800 } as const
export const PHONE = { width: 360, height: 740 } as const

/** What is no fault of the page: the network that a test takes away. */
const EXPECTED = /ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|NETWORK_CHANGED|EMPTY_RESPONSE)|WebSocket connection to/

export interface Seat {
  readonly name: string
  readonly context: BrowserContext
  readonly page: Page
  /** What the page wrote to the console as errors (a broken content policy is one), and requests that left the relay's origin. */
  readonly complaints: string[]
  readonly shot: (name: string, whole?: boolean) => Promise<void>
  /** A picture of one part of the page. */
  readonly shotOf: (part: Locator, name: string) => Promise<void>
  /** axe finds nothing, by WCAG 2.2 AA. */
  readonly accessible: (name: string) => Promise<void>
  /** Nothing sticks out of the window sideways. */
  readonly fits: (name: string) => Promise<void>
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const why = (node: { readonly any: readonly { readonly message: string }[] }): string => node.any.map(({ message }) => message).join(' ')

/** In the page itself, which has no frames, instead of gathering what is found in a second one: the same rules in a third of the time. */
const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(RULES)
    .setLegacyMode()

/** What axe finds, a line for each rule. */
const found = async (page: Page): Promise<string[]> => {
  const { violations } = await axe(page).analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)} (${why(node)})`).join(' | ')}`,
  )
}

/** Colours of a page that was on paper or in the light a moment ago can be the old ones for a tenth of a second: what is found must stay. */
const SETTLES_MS = 1000

const lookFor = async (page: Page, name: string): Promise<void> => {
  if ((await found(page)).length === 0) return
  await page.waitForTimeout(SETTLES_MS)
  const told = await found(page)
  if (told.length > 0) throw new Error(`axe on ${name}:\n${told.join('\n')}`)
}

const sticksOut = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return null
    const wide = [...document.querySelectorAll('main *, header *, nav *, [role=dialog] *')].filter((one) => {
      const { left, right } = one.getBoundingClientRect()
      return right > clientWidth + 1 || left < -1
    })
    return `${scrollWidth} px wide in ${clientWidth}: ${wide
      .slice(0, 4)
      .map((one) => one.outerHTML.slice(0, 120))
      .join(' | ')}`
  })

const listen = (page: Page, origin: string, complaints: string[]): void => {
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob|about):/.test(request.url())) complaints.push(`request to ${request.url()}`)
  })
}

export interface Taken {
  readonly seat: Seat
  readonly as: BrowserContextOptions
}

/** Every seat of this file of tests. */
export const seatsTaken: Taken[] = []

/** A browser profile of its own: nothing is shared between people. */
export const seat = async (browser: Browser, origin: string, name: string, more: BrowserContextOptions = {}): Promise<Seat> => {
  const as: BrowserContextOptions = { viewport: DESK, locale: 'en', colorScheme: 'light', reducedMotion: 'reduce', ...more }
  const context = await browser.newContext(as)
  // Stretching a passphrase takes seconds, and several times as many on a busy machine.
  context.setDefaultTimeout(60_000)
  const complaints: string[] = []
  context.on('page', (opened) => listen(opened, origin, complaints))
  const page = await context.newPage()
  mkdirSync(SHOTS, { recursive: true })
  const one: Seat = {
    name,
    context,
    page,
    complaints,
    shot: async (file, whole = false) => {
      // What stays in place while one scrolls is drawn where one is: a picture of the whole is taken from its top.
      if (whole) await page.evaluate(() => scrollTo(0, 0))
      await page.screenshot({ path: join(SHOTS, `${file}.png`), fullPage: whole })
    },
    shotOf: async (part, file) => void (await part.screenshot({ path: join(SHOTS, `${file}.png`) })),
    accessible: (place) => lookFor(page, place),
    fits: async (place) => {
      const wide = await sticksOut(page)
      if (wide !== null) throw new Error(`${place} is ${wide}`)
    },
  }
  seatsTaken.push({ seat: one, as })
  return one
}
