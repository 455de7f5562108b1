/** The content policy, tried from inside the pages: what a hole in the app would let somebody do, the browser still refuses. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './browser.ts'
import { openHouse, type House } from './house.ts'

let browser: Browser
let house: House
let elsewhere: Server
let foreign = ''
const heard: string[] = []

beforeAll(async () => {
  browser = await launch()
  house = await openHouse()
  elsewhere = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*')
    response.end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => elsewhere.once('listening', resolve))
  foreign = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
  elsewhere?.close()
})

/** Each attempt runs in the page itself; what counts is what it leaves behind. */
const ATTEMPTS: Readonly<Record<string, { readonly directive: RegExp; readonly tried: (foreign: string) => void }>> = {
  'an inline script': {
    directive: /script-src|require-trusted-types/,
    tried: () => {
      const script = document.createElement('script')
      script.append('window.broken = true')
      document.head.append(script)
    },
  },
  'an inline handler': {
    directive: /script-src|require-trusted-types/,
    tried: () => {
      const image = document.createElement('img')
      image.setAttribute('onerror', 'window.broken = true')
      image.src = 'data:image/png;base64,x'
      document.body.append(image)
    },
  },
  'markup from a string': {
    directive: /require-trusted-types/,
    tried: () => {
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.broken = true">')
    },
  },
  // Later, because a debugger that is looking on is let through.
  // oxlint-disable-next-line eslint/no-eval
  eval: { directive: /script-src|require-trusted-types/, tried: () => void setTimeout(() => (0, eval)('window.broken = true')) },
  // oxlint-disable-next-line typescript/no-implied-eval
  'a timer with text': { directive: /script-src|require-trusted-types/, tried: () => void setTimeout('window.broken = true' as never, 0) },
  'a script from elsewhere': {
    directive: /script-src|require-trusted-types/,
    tried: (from) => {
      const script = document.createElement('script')
      script.src = `${from}/script.js`
      document.head.append(script)
    },
  },
  'an image from elsewhere': {
    directive: /img-src/,
    tried: (from) => {
      const image = new Image()
      image.src = `${from}/image.png?what-was-read`
      document.body.append(image)
    },
  },
  'a request to elsewhere': { directive: /connect-src/, tried: (from) => void fetch(`${from}/fetch`).catch(() => undefined) },
  'a beacon to elsewhere': { directive: /connect-src/, tried: (from) => void navigator.sendBeacon(`${from}/beacon`, 'x') },
  'a socket to elsewhere': {
    directive: /connect-src/,
    tried: (from) => {
      void new WebSocket(from.replace('http', 'ws'))
    },
  },
  'a style from elsewhere': {
    directive: /style-src/,
    tried: (from) => {
      const sheet = document.createElement('link')
      sheet.rel = 'stylesheet'
      sheet.href = `${from}/style.css`
      document.head.append(sheet)
    },
  },
  'a frame of elsewhere': {
    directive: /frame-src|default-src/,
    tried: (from) => {
      const frame = document.createElement('iframe')
      frame.src = `${from}/frame`
      document.body.append(frame)
    },
  },
  'a form sent elsewhere': {
    directive: /form-action/,
    tried: (from) => {
      const form = document.createElement('form')
      form.action = `${from}/form`
      form.method = 'post'
      document.body.append(form)
      form.submit()
    },
  },
  'another base for addresses': {
    directive: /base-uri/,
    tried: (from) => {
      const base = document.createElement('base')
      base.href = from
      document.head.append(base)
    },
  },
}

interface Violated {
  readonly violated: string[]
  readonly broken?: boolean
}

const openPage = async (path: string): Promise<Page> => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${house.origin}${path}`)
  await page.evaluate(() => {
    const state = globalThis as unknown as Violated & { violated: string[] }
    state.violated = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => state.violated.push(effectiveDirective))
  })
  return page
}

for (const [name, path] of [
  ['the member app', '/'],
  ['the intake page', '/intake/'],
] as const) {
  describe(`in ${name}`, () => {
    for (const [what, { directive, tried }] of Object.entries(ATTEMPTS)) {
      it(`the browser refuses ${what}`, async () => {
        heard.length = 0
        const page = await openPage(path)
        await page.evaluate(tried, foreign).catch(() => undefined)
        await page.waitForFunction(() => (globalThis as unknown as Violated).violated.length > 0, undefined, { timeout: 5000 })
        await page.waitForTimeout(150)
        const { violated, broken } = await page.evaluate(() => {
          const state = globalThis as unknown as Violated
          return { violated: state.violated, broken: state.broken === true }
        })
        expect(violated.join(' ')).toMatch(directive)
        expect(broken).toBe(false)
        expect(heard).toEqual([])
        await page.context().close()
      })
    }
  })
}

it('no other site shows these pages in a frame', async () => {
  const page = await (await browser.newContext()).newPage()
  const framing = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<iframe src="${house.origin}/"></iframe>`)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => framing.once('listening', resolve))
  await page.goto(`http://127.0.0.1:${(framing.address() as AddressInfo).port}/`)
  await page.waitForTimeout(500)
  const shown = await page
    .frames()
    .at(-1)!
    .evaluate(() => document.title)
    .catch(() => 'refused')
  expect(shown).not.toContain('Pergola')
  framing.close()
})
