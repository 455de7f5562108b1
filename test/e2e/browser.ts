/** A real Chromium for the browser tests: one process, one context a person. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const chromiumPath = (): string | null => process.env['PERGOLA_CHROMIUM'] ?? CANDIDATES.find((path) => existsSync(path)) ?? null

const FLAGS = [
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
  if (executablePath === null) throw new Error('no Chromium: install it, or set PERGOLA_CHROMIUM to an executable')
  return chromium.launch({ executablePath, args: FLAGS })
}

export const SHOTS = join(import.meta.dirname, 'output')

export const DESK = { width: 1280, height: 800 } as const
export const PHONE = { width: 360, height: 740 } as const

export interface Seat {
  readonly context: BrowserContext
  readonly page: Page
  /** What the page wrote to the console as errors, and requests that left the relay's origin. */
  readonly complaints: string[]
  readonly shot: (name: string) => Promise<void>
  /** axe finds nothing, by WCAG 2.2 AA. */
  readonly accessible: (name: string) => Promise<void>
}

/** A browser profile of its own: nothing is shared between people. */
export const seat = async (
  browser: Browser,
  origin: string,
  more: { viewport?: { width: number; height: number }; locale?: string; colorScheme?: 'dark' | 'light' } = {},
): Promise<Seat> => {
  const context = await browser.newContext({
    viewport: more.viewport ?? DESK,
    locale: more.locale ?? 'en',
    colorScheme: more.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (
      message.type() === 'error' &&
      !/ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|NETWORK_CHANGED)|WebSocket connection to/.test(message.text())
    )
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) complaints.push(`request to ${request.url()}`)
  })
  mkdirSync(SHOTS, { recursive: true })
  return {
    context,
    page,
    complaints,
    shot: async (name) => void (await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: false })),
    accessible: async (name) => {
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
      if (told.length > 0) throw new Error(`axe on ${name}:\n${told.join('\n')}`)
    },
  }
}
