/**
 * One clock for a story of months: the relay and members at terminals (this process), pages and their workers all read the day on
 * which the story is. Time goes on between two jumps; a device learns of a jump when its page is opened again, like a laptop whose
 * lid was closed.
 */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'

const rightNow = Date.now
let later = 0
let jumps = 0
Date.now = () => rightNow() + later

/** It is this moment, e.g. `2026-03-02T09:00:00Z`, from now on. */
export const comes = (moment: string): void => {
  later = Date.parse(moment) - rightNow()
  jumps++
}

/** How often the clock was set: a page that was opened at an earlier count has yet to learn of it. */
export const jumpsSoFar = (): number => jumps

/** A class in place of `Date` that thinks it is `source` (an expression for ms) later than it is. */
const shiftedBy = (source: string): string => `{ const right = Date.now, later = ${source}; globalThis.Date = class extends Date {
  constructor(...args) { if (args.length === 0) super(right() + later); else super(...args) }
  static now() { return right() + later } } }\n`

/** The page keeps how much later it is in the window's name, which outlives a reload, and hands it to its worker as its name. */
const INIT = `${shiftedBy('Number(window.name) || 0')}
globalThis.Worker = class extends Worker {
  constructor(url, options) { super(url, { ...options, name: window.name }) } }\n`

/** A copy of the built member app whose worker takes its clock from its name, before its first line. */
export const monthsRoot = async (built: string): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'pergola-months-'))
  await cp(built, root, { recursive: true })
  const assets = join(root, 'assets')
  for (const name of await readdir(assets)) {
    if (!/^main-.*\.js/.test(name)) continue
    const path = join(assets, name)
    if (name.endsWith('.js')) await writeFile(path, shiftedBy('Number(self.name) || 0') + (await readFile(path, 'utf8')))
    else await rm(path)
  }
  return root
}

/** Before the first page of this context is opened. */
export const inMonths = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(INIT)
}

/** What the page will take for now when it is loaded next. */
export const tellsDay = (page: Page): Promise<void> =>
  page.evaluate((ms) => {
    window.name = String(ms)
  }, later)
