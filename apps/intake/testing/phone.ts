/** A phone with a page of ours open in it: what it asked for, and a look at the page as it is now. */
import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

const shots = process.env['SHOTS']
if (shots) mkdirSync(shots, { recursive: true })

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Method and path of every request so far. */
  readonly asked: readonly string[]
  /** Nothing for axe to find, nothing wider than the screen, and a picture if somebody wants one. */
  readonly look: (step: string) => Promise<void>
}

export type PhoneOptions = Parameters<Browser['newContext']>[0]

/** `name`: how the pictures of this visit begin. */
export const onPhone = async (chromium: Browser, address: string, options: PhoneOptions, name: string): Promise<Visit> => {
  const context = await chromium.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    ...options,
    bypassCSP: true,
  })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await page.goto(address)
  await page.waitForSelector('h1')
  const look = async (step: string): Promise<void> => {
    if (shots) await page.screenshot({ path: `${shots}/${name}-${step}.png`, fullPage: true })
    const found = await new AxeBuilder({ page }).analyze()
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  }
  return { page, context, asked, look }
}
