/** Moving through the list of cases: how smoothly, and how soon the rows are there after a jump. */
import type { Page } from 'playwright-core'

/** Milliseconds between frames while the list is scrolled by 120 px a frame, as a wheel does. */
export const frames = (page: Page, count: number): Promise<readonly number[]> =>
  page.evaluate(
    (most) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = []
        let before = 0
        const step = (now: number): void => {
          if (before > 0) times.push(now - before)
          before = now
          if (times.length === most) return resolve(times)
          window.scrollBy(0, 120)
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
    count,
  )

/** Milliseconds from a jump to a place (0 to 1) until a row with a name stands in the middle of the window, one for each place. */
export const jumps = (page: Page, places: readonly number[]): Promise<readonly number[]> =>
  page.evaluate(async (all) => {
    const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()))
    const isThere = (): boolean => {
      const row = document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2)?.closest('[role="row"]')
      return row !== null && row !== undefined && row.querySelector('a') !== null
    }
    const times: number[] = []
    for (const place of all) {
      const begin = performance.now()
      window.scrollTo(0, place * (document.documentElement.scrollHeight - window.innerHeight))
      await frame()
      while (!isThere() && performance.now() - begin < 10_000) await frame()
      times.push(performance.now() - begin)
    }
    return times
  }, places)
