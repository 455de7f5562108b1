/** What a keystroke costs the page: from the key to the picture that shows it. */
import type { Locator, Page } from 'playwright-core'

interface Scope {
  keyWork?: number[]
  keyShown?: number[]
  keyLong?: number
}

/**
 * Runs in the page. Of each key: the time in its handlers (with what the program renders for it) and the time in the frame that shows
 * it (styles, layout, paint), without the wait for that frame to begin, which is up to 16.7 ms whatever the page does. Beside it the
 * browser's own account (Event Timing), with that wait: it tells of keys from 16 ms on, in steps of 8.
 */
const watchKeys = (): void => {
  const scope = globalThis as unknown as Scope
  const [work, shown]: [number[], number[]] = [[], []]
  Object.assign(scope, { keyWork: work, keyShown: shown, keyLong: 0 })
  let begin = 0
  addEventListener('keydown', () => (begin = performance.now()), true)
  addEventListener('input', () => {
    queueMicrotask(() => {
      const handled = performance.now() - begin
      requestAnimationFrame(() => {
        const frame = performance.now()
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => work.push(handled + performance.now() - frame)
        port2.postMessage(null)
      })
    })
  })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') shown.push(entry.duration)
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  new PerformanceObserver((list) => (scope.keyLong = (scope.keyLong ?? 0) + list.getEntries().length)).observe({ type: 'longtask' })
}

export interface Typed {
  /** Milliseconds of work for each key, without the wait for the frame. */
  readonly work: readonly number[]
  /** From the key to the picture, by the browser's account; 0 for what it does not tell of because it took less than 16 ms. */
  readonly shown: readonly number[]
  /** Tasks of the page that took longer than 50 ms meanwhile. */
  readonly long: number
}

const A_KEY_EVERY = 60

/** Types into a field as a quick typist does: the first keys warm up and do not count. */
export const typed = async (page: Page, field: Locator, text: string): Promise<Typed> => {
  await field.click()
  await page.keyboard.type('warming up ', { delay: A_KEY_EVERY })
  await page.evaluate(watchKeys)
  await page.keyboard.type(text, { delay: A_KEY_EVERY })
  await page.waitForTimeout(300)
  const { work, shown, long } = await page.evaluate(() => {
    const scope = globalThis as unknown as Required<Scope>
    return { work: scope.keyWork, shown: scope.keyShown, long: scope.keyLong }
  })
  const untold = Array.from({ length: Math.max(0, text.length - shown.length) }, () => 0)
  return { work, shown: [...shown, ...untold], long }
}
