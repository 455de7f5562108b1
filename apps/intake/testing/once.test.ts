/** A liaison gets a link by a messenger whose preview opens it first; she reads it on her phone, once. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealOutside, tokenOf, type OutsideContent } from '@pergola/core/outside'
import type { Day } from '@pergola/core/casework'
import { browser } from './browser.ts'
import { onPhone, type PhoneOptions, type Visit } from './phone.ts'
import { serve, type Server } from './server.ts'

/** A page that would run, if anything ever looked at it. */
const PAGE = new TextEncoder().encode('<script>document.title = "run"</script>')
const ORDER = new Uint8Array(250_000).fill(37)

const CONTENT: OutsideContent = {
  from: 'Dar al-Amal',
  to: 'A mandate of the UN',
  writtenAt: Date.UTC(2026, 2, 2),
  expires: Date.UTC(2026, 2, 9),
  language: 'en',
  words: 'We ask for your attention.\nThe trial begins on 12 March. <b>Not markup.</b>',
  labels: { days: 'Within days', 'legal.trial_monitoring': 'Trial observation', very_high: 'Very high' },
  summary: { urgency: 'days', country: 'MA', text: 'Threats after a land case.' },
  needs: [
    { kind: 'legal.trial_monitoring', from: '2026-03-12' as Day, to: '2026-03-14' as Day, place: 'MA', urgency: 'days', headcount: 1 },
  ],
  people: [{ label: 'Defender', relation: '', languages: ['ar', 'fr'] }],
  risk: {
    level: 'very_high',
    threats: ['A caller said that she would not see the spring.'],
    vulnerabilities: [],
    capacities: ['Neighbours'],
  },
  identity: [
    { label: 'Defender', name: 'ليلى المتخيلة', otherNames: '', contact: '', whereabouts: 'by the river', birth: '1990', documents: '' },
  ],
  notes: null,
  medical: null,
  files: [
    { name: '../\u202eorder of the court.html', bytes: PAGE.length },
    { name: 'حكم المحكمة بعد الاستئناف في القضية الأولى.pdf', bytes: ORDER.length },
  ],
}

let chromium: Browser
let server: Server
beforeAll(async () => {
  ;[chromium, server] = await Promise.all([browser(), serve()])
}, 60_000)
afterAll(async () => {
  await chromium.close()
  await server.close()
})

const sent = async (): Promise<{ readonly link: string; readonly token: Uint8Array }> => {
  const secret = Uint8Array.from(randomBytes(32))
  await server.keepParcel(tokenOf(secret), sealOutside(secret, Uint8Array.from(randomBytes(24)), CONTENT, [PAGE, ORDER])!)
  return { link: `${server.address}once/#${Buffer.from(secret).toString('base64url')}`, token: tokenOf(secret) }
}

const visit = (link: string, options: PhoneOptions = {}): Promise<Visit> => onPhone(chromium, link, options, 'once')

describe('a file that opens once', () => {
  it('is not used up by a page that only looks; pressed, it shows what was sent, says that it arrived, and never opens again', async () => {
    const { link, token } = await sent()
    const preview = await visit(link)
    await preview.look('door')
    expect(preview.asked.filter((path) => path.includes('/api/'))).toEqual([])
    expect(await server.parcelOpened(token)).toEqual({ opened: 0, kept: true })
    await preview.context.close()

    const { page, context, look } = await visit(link)
    await page.getByRole('button', { name: 'Show the file' }).click()
    await page.getByText('Trial observation').waitFor()
    await look('open')
    for (const words of ['2 March 2026', 'Dar al-Amal', '<b>Not markup.</b>', 'Morocco', 'Arabic, French', 'ليلى المتخيلة', 'Very high'])
      expect(await page.getByText(words).count()).toBeGreaterThan(0)
    expect(new URL(page.url()).hash).toBe('')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save order of the court.html' }).click(),
    ])
    expect([download.suggestedFilename(), new Uint8Array(await readFile(await download.path()))]).toEqual(['order of the court.html', PAGE])
    expect([await page.title(), context.pages().length]).toEqual(['A sealed file for you', 1])
    expect(await page.getByText('250 kB').count()).toBe(1)
    const state = await server.parcelOpened(token)
    expect([state!.opened > 0, state!.kept]).toEqual([true, false])
    await page.getByRole('button', { name: 'Close and empty this page' }).click()
    expect(await page.getByText('by the river').count()).toBe(0)
    await context.close()

    const again = await visit(link)
    await again.page.getByRole('button', { name: 'Show the file' }).click()
    await again.page.getByRole('heading', { name: 'There is nothing here any more' }).waitFor()
    await again.look('gone')
    await again.context.close()
  }, 60_000)

  it('reads from right to left on a desktop, too', async () => {
    const { link } = await sent()
    const { page, context, look } = await visit(link, { locale: 'ar', viewport: { width: 1200, height: 900 }, hasTouch: false })
    await page.getByRole('button', { name: 'عرض الملف' }).press('Enter')
    await page.getByText('by the river').waitFor()
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'حفظ حكم المحكمة' }).press('Enter'),
    ])
    expect(new Uint8Array(await readFile(await download.path()))).toEqual(ORDER)
    expect(await page.getByText('2 مارس 2026', { exact: true }).count()).toBe(1)
    await look('arabic')
    await context.close()
  }, 60_000)

  it('a relay that is away or sheds load uses nothing up; a link that is not whole says so', async () => {
    const { link, token } = await sent()
    const { page, context, look } = await visit(link)
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Show the file' }).click()
    await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor()
    await look('offline')
    await context.setOffline(false)
    server.refusing = 'busy'
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('alert').filter({ hasText: 'Too much at once' }).waitFor()
    server.refusing = null
    expect(await server.parcelOpened(token)).toEqual({ opened: 0, kept: true })
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Trial observation').waitFor()
    await context.close()
    const short = await visit(link.slice(0, -1))
    await short.page.getByRole('heading', { name: 'This link is not whole' }).waitFor()
    await short.look('bad')
    await short.context.close()
  }, 60_000)
})
