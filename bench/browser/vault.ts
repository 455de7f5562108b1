/** Speaks to the app's own worker as the page does, and tells how long its answers took. */
import type { Page } from 'playwright-core'

interface Window {
  vault?: Worker
  lastQuestion?: number
}

/** Runs in the page before its scripts: keeps a hand on the worker that the app starts. */
const keepWorker = (): void => {
  const scope = globalThis as unknown as Window & { Worker: typeof Worker }
  const { Worker: Real } = scope
  scope.Worker = class extends Real {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      scope.vault = this
    }
  }
}

export const watchVault = (page: Page): Promise<unknown> => page.addInitScript(keepWorker)

export interface Answered {
  /** Milliseconds from the page's question to the worker's answer in the page, one for each question. */
  readonly times: readonly number[]
  readonly last: unknown
}

/** Asks one after the other; ids are far from those that the app gives. */
export const askVault = (page: Page, name: string, all: readonly unknown[]): Promise<Answered> =>
  page.evaluate(
    async ({ query, questions }) => {
      const scope = globalThis as unknown as Window
      const ask = (args: unknown): Promise<unknown> =>
        new Promise((resolve) => {
          const id = (scope.lastQuestion = (scope.lastQuestion ?? 1e9) + 1)
          const listen = ({ data }: MessageEvent): void => {
            if (data.id !== id) return
            scope.vault!.removeEventListener('message', listen)
            resolve(data.answer?.value)
          }
          scope.vault!.addEventListener('message', listen)
          scope.vault!.postMessage({ kind: 'ask', id, name: query, args })
        })
      const times: number[] = []
      let last: unknown = null
      for (const args of questions) {
        const begin = performance.now()
        last = await ask(args)
        times.push(performance.now() - begin)
      }
      return { times, last }
    },
    { query: name, questions: all },
  )

/** Resolves when this device has verified everything that the relay lists. */
export const verified = async (page: Page): Promise<void> => {
  for (;;) {
    const { last } = await askVault(page, 'sync', [{}])
    const sync = last as { readonly connection: string; readonly receiving: unknown }
    if (sync.connection === 'online' && !sync.receiving) return
    await page.waitForTimeout(250)
  }
}
