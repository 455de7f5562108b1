/**
 * The intake page as a phone on a bad line gets it: size in all, and time until one can write.
 * Network (browser emulation): 400 kbit/s, 400 ms for each request; processor slowed down 4 times; nothing cached.
 * Run after `npm run build -w apps/intake`. Not in the emulation: name lookup, TCP and TLS; the estimate adds three round trips.
 */
import type { Page } from 'playwright-core'
import { BUDGET, sizes } from '../apps/intake/build/size.ts'
import { browser } from '../apps/intake/testing/browser.ts'
import { organisation } from '../apps/intake/testing/organisation.ts'
import { serve } from '../apps/intake/testing/server.ts'

const KBIT_PER_S = 400
const ROUND_TRIP_MS = 400
const SLOWER = 4
const LIMIT_MS = 3_000
const RUNS = 5
const CONNECTING_ROUND_TRIPS = 3

interface Times {
  /** The form is there and the browser has nothing longer than 50 ms to do before the card is checked. */
  readonly interactive: number
  /** A first letter stands in the form. */
  readonly written: number
  readonly checked: number
}

/** Runs in the page, before its own script: notes when the form and the checked name stand there, and long tasks. */
const watch = (): void => {
  const seen = { form: 0, checked: 0, longUntil: 0 }
  Object.assign(globalThis, { seen })
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.longUntil = task.startTime + task.duration
  }).observe({ type: 'longtask', buffered: true })
  new MutationObserver(() => {
    if (seen.form === 0 && document.getElementById('text')) setTimeout(() => (seen.form = performance.now()))
    if (seen.checked === 0 && document.querySelector('details')) setTimeout(() => (seen.checked = performance.now()))
  }).observe(document, { childList: true, subtree: true })
}

const slowDown = async (page: Page): Promise<void> => {
  const control = await page.context().newCDPSession(page)
  const bytesPerSecond = (KBIT_PER_S * 1000) / 8
  await control.send('Network.enable')
  await control.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: ROUND_TRIP_MS,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
  await control.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
}

const visit = async (page: Page, address: string): Promise<Times> => {
  await page.addInitScript(watch)
  await slowDown(page)
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForSelector('#text')
  const start = Date.now()
  await page.locator('#text').press('a')
  const typing = Date.now() - start
  await page.waitForSelector('details')
  await page.waitForFunction(() => (globalThis as unknown as { seen: { checked: number } }).seen.checked > 0)
  const { form, checked, longUntil } = await page.evaluate(
    () => (globalThis as unknown as { seen: { form: number; checked: number; longUntil: number } }).seen,
  )
  return { interactive: Math.max(form, longUntil), written: form + typing, checked }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

const main = async (): Promise<void> => {
  const all = await sizes()
  const total = all.reduce((sum, { bytes }) => sum + bytes, 0)
  console.log(`intake: ${total} bytes brotli in all (limit ${BUDGET}): ${total <= BUDGET ? 'reached' : 'NOT reached'}`)

  const [chromium, server, house] = await Promise.all([
    browser(),
    serve(),
    organisation({ name: 'Harbour House', intro: 'We are three people who look for a safe place.', languages: ['en'] }),
  ])
  await server.publish(house.org, house.card)
  const runs: Times[] = []
  for (let run = 0; run < RUNS; run++) {
    const context = await chromium.newContext({ viewport: { width: 360, height: 740 } })
    runs.push(await visit(await context.newPage(), `${server.address}#${house.org}`))
    await context.close()
  }
  await Promise.all([chromium.close(), server.close()])

  const interactive = median(runs.map((run) => run.interactive))
  const written = median(runs.map((run) => run.written))
  const connecting = CONNECTING_ROUND_TRIPS * ROUND_TRIP_MS
  const line = (name: string, ms: number, limit?: number): void =>
    console.log(
      `intake: ${name} ${(ms / 1000).toFixed(2)} s${limit ? ` (limit ${limit / 1000} s): ${ms < limit ? 'reached' : 'NOT reached'}` : ''}`,
    )
  console.log(`intake: ${KBIT_PER_S} kbit/s, ${ROUND_TRIP_MS} ms round trip, processor ${SLOWER} times slower, median of ${RUNS}`)
  line('first letter written after', written, LIMIT_MS)
  line('interactive (sealing code run, organisation checked) after', interactive, LIMIT_MS)
  line('organisation named and checked after', median(runs.map((run) => run.checked)))
  console.log('intake: on a cold line name lookup, TCP and TLS come before, three round trips, computed:')
  line('first letter written after', written + connecting, LIMIT_MS)
  line('interactive after', interactive + connecting, LIMIT_MS)
}

await main()
