/**
 * The intake page as a phone on a bad line gets it for the first time, from a real relay: 400 kbit/s, 400 ms round trip, processor
 * slowed down 4 times, nothing cached. `node bench/intake.ts [--quick]`, after `npm run build`.
 * Measured three times: with the browser's own throttling (400 ms for each request, connections for nothing); and cold, over a line
 * on which opening a connection takes its round trips as well (intake/line.ts): by HTTP/2 on TLS 1.3 (intake/front.ts), as behind the
 * web servers of docs/operators.md, and by HTTP/1.1 without TLS, as the relay itself speaks. Looking up the name is in none of them.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPergola } from '@pergola/client'
import { memoryStorage } from '@pergola/client/testing'
import { chromium, type Page } from 'playwright-core'
import { nodePorts } from '../apps/cli/src/ports/nodePorts.ts'
import { FLAGS, chromiumPath } from '../test/e2e/browser.ts'
import { intakeRoot, webRoot } from '../test/e2e/build.ts'
import { openFront } from './intake/front.ts'
import { openLine } from './intake/line.ts'
import { quantile } from './measure.ts'
import { firstLine, script } from './member/filled.ts'
import { run, sees } from './member/people.ts'
import { also, report, seconds, under } from './report.ts'

const KBIT_PER_S = 400
const ROUND_TRIP_MS = 400
/** TCP; what TLS takes is real. */
const OPENING = 1
const SLOWER = 4
const LIMIT_MS = 3_000
const RUNS = process.argv.includes('--quick') ? 3 : 7

interface Times {
  /** A first letter stands in the form. */
  readonly written: number
  /** The sealing code has run, the organisation is checked, and nothing longer than 50 ms is left to do. */
  readonly interactive: number
}

interface Seen {
  form: number
  checked: number
  longUntil: number
}

/** Runs in the page, before its own script: notes when the form and the checked name stand there, and long tasks. */
const watch = (): void => {
  const seen: Seen = { form: 0, checked: 0, longUntil: 0 }
  Object.assign(globalThis, { seen })
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.longUntil = task.startTime + task.duration
  }).observe({ type: 'longtask', buffered: true })
  new MutationObserver(() => {
    if (seen.form === 0 && document.getElementById('text')) setTimeout(() => (seen.form = performance.now()))
    if (seen.checked === 0 && document.querySelector('details')) setTimeout(() => (seen.checked = performance.now()))
  }).observe(document, { childList: true, subtree: true })
}

const slowDown = async (page: Page, throttled: boolean): Promise<void> => {
  const control = await page.context().newCDPSession(page)
  await control.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  if (!throttled) return
  const bytesPerSecond = (KBIT_PER_S * 1000) / 8
  await control.send('Network.enable')
  await control.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: ROUND_TRIP_MS,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
}

const visit = async (page: Page, address: string, throttled: boolean): Promise<Times> => {
  await page.addInitScript(watch)
  await slowDown(page, throttled)
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForSelector('#text')
  const start = Date.now()
  await page.locator('#text').press('a')
  const typing = Date.now() - start
  await page.waitForSelector('details')
  await page.waitForFunction(() => (globalThis as unknown as { seen: Seen }).seen.checked > 0)
  const { form, checked, longUntil } = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen)
  return { written: form + typing, interactive: Math.max(form, checked, longUntil) }
}

/** Each visit in a browser of its own: no connection is kept from the one before. Any certificate will do, at the first try. */
const visits = async (address: string, throttled: boolean): Promise<readonly Times[]> => {
  const times: Times[] = []
  for (let n = 0; n < RUNS; n++) {
    const browser = await chromium.launch({ executablePath: chromiumPath()!, args: [...FLAGS, '--ignore-certificate-errors'] })
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    times.push(await visit(await context.newPage(), address, throttled))
    await browser.close()
  }
  return times
}

/** An organisation that takes alerts; gives what stands after the address of its page. */
const house = async (origin: string): Promise<string> => {
  const pergola = createPergola({ ...nodePorts(origin, ':memory:'), storage: memoryStorage() })
  await sees(pergola, 'session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  const org = { name: 'Harbour House', shortName: 'Harbour', kind: 'shelter', countries: [], languages: ['en'], about: '' } as const
  await run(pergola, 'found', { network: 'Bench', org, personName: 'Joost', account: 'joost' })
  await sees(pergola, 'sync', {}, (sync) => sync.connection === 'online' && sync.unsent === 0)
  const { link } = await run(pergola, 'openIntake', { intro: 'We are three people who look for a safe place.', languages: ['en'] })
  await run(pergola, 'lock', {})
  return new URL(link).hash
}

const folder = mkdtempSync(join(tmpdir(), 'pergola-bench-'))
const relay = script('relay.ts', folder, webRoot(), intakeRoot())

/** Over the bad line to this port; how many connections a visit took is told beside. */
const cold = async (protocol: 'http' | 'https', to: number, page: string) => {
  const line = await openLine({ to, kbitPerSecond: KBIT_PER_S, roundTripMs: ROUND_TRIP_MS, opening: OPENING })
  const times = await visits(`${protocol}://127.0.0.1:${line.port}/intake/${page}`, false)
  const connections = `${(line.opened() / RUNS).toFixed(1)} connections a visit`
  await line.close()
  return { times, connections }
}

try {
  const origin = await firstLine(relay)
  const port = Number(new URL(origin).port)
  const page = await house(origin)
  const throttled = await visits(`${origin}/intake/${page}`, true)
  const front = await openFront(folder, port)
  const sealed = await cold('https', front.port, page)
  front.close()
  const bare = await cold('http', port, page)
  const of = (times: readonly Times[], pick: keyof Times): number =>
    quantile(
      times.map((one) => one[pick]),
      0.5,
    )
  const all = (times: readonly Times[]): string => times.map(({ interactive }) => (interactive / 1000).toFixed(2)).join(' ')
  const written = (times: readonly Times[]): string => seconds(of(times, 'written'))
  await report(`Intake page: ${KBIT_PER_S} kbit/s, ${ROUND_TRIP_MS} ms round trip, processor ${SLOWER} times slower, median of ${RUNS}`, [
    under('interactive, connections for nothing (browser throttling)', of(throttled, 'interactive'), LIMIT_MS, seconds, all(throttled)),
    also('first letter written', written(throttled)),
    under('interactive, cold line, HTTP/2 on TLS 1.3', of(sealed.times, 'interactive'), LIMIT_MS, seconds, all(sealed.times)),
    also('first letter written', written(sealed.times), sealed.connections),
    also('interactive, cold line, HTTP/1.1 without TLS', seconds(of(bare.times, 'interactive')), all(bare.times)),
    also('first letter written', written(bare.times), bare.connections),
  ])
} finally {
  relay.kill()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
process.exit(0)
