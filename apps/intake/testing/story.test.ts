/** One person, one organisation, one phone: the whole way in a real browser, as far as the page goes. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrgId } from '@pergola/protocol'
import { asKey } from '@pergola/core/crypto'
import { isFile, openBytes } from '@pergola/core/files'
import { checkInText } from '@pergola/core/intake'
import { browser } from './browser.ts'
import { crypto, organisation, type Organisation } from './organisation.ts'
import { onPhone, type PhoneOptions, type Visit } from './phone.ts'
import { serve, type Server } from './server.ts'

const ABOUT = {
  name: 'Harbour House',
  intro:
    'We are three people who look for a safe place for people at risk and their families. One of us reads messages every day, and answers within two days.',
  languages: ['en', 'ar', 'fr'],
}

let chromium: Browser
let server: Server
let house: Organisation

beforeAll(async () => {
  ;[chromium, server, house] = await Promise.all([browser(), serve(), organisation(ABOUT)])
  await server.publish(house.org, house.card)
}, 60_000)
afterAll(async () => {
  await chromium.close()
  await server.close()
})

const visit = (options: PhoneOptions, name: string, hash = house.org as string): Promise<Visit> =>
  onPhone(chromium, `${server.address}#${hash}`, options, name)

const threadOf = async (at: number) => {
  const { mailbox, envelope } = (await server.alerts(house.org))[at]!
  const { thread, message } = house.read(mailbox, envelope, null)
  return { mailbox, thread: thread!, message }
}

describe('the intake page', () => {
  it('Amina writes with two files, keeps the receipt, comes back, reads and writes again', { timeout: 120_000 }, async () => {
    const { page, look } = await visit({ locale: 'en-GB' }, 'en-phone')
    await page.getByText(/only .Harbour House. can open/).waitFor()
    await look('1-write')
    await page.getByLabel('What happened').fill('They came to the office again. We are three, with a child.\nWe need a place by Friday.')
    await page.locator('#files').setInputFiles([
      { name: 'letter from the ministry.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(300_000, 'a') },
      { name: 'صورة الباب.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(70_000, 'b') },
    ])
    await look('2-filled')
    await page.getByRole('button', { name: 'Seal and send' }).click()
    await page.getByRole('heading', { name: 'Sent and sealed' }).waitFor({ timeout: 30_000 })
    await look('3-receipt')
    const words = await page.locator('.phrase li').allTextContents()
    expect(words).toHaveLength(10)

    const { mailbox, thread, message } = await threadOf(0)
    expect(message.text).toContain('a place by Friday')
    expect(message.files.map(({ name, size }) => [name, size])).toEqual([
      ['letter from the ministry.pdf', 300_000],
      ['صورة الباب.jpg', 70_000],
    ])
    for (const file of message.files) {
      const opened = openBytes(asKey<'file'>(file.key), server.blobs.get(file.blob)!)
      expect(opened.ok && isFile(crypto.sha256, file, opened.value)).toBe(true)
    }
    await server.reply(mailbox, house.answer(mailbox, thread, 'We read it. There is a flat from Thursday.\nDo not go back to the office.'))

    await page.getByRole('button', { name: 'I have it' }).click()
    await page.getByRole('button', { name: 'Write a new message' }).click()
    await page.getByRole('button', { name: 'I have written before' }).click()
    const typed = words.with(3, `${words[3]!.slice(0, -1)}q`)
    await page.getByLabel('Receipt').fill(typed.join(', ').toUpperCase())
    await page.getByRole('button', { name: 'Open' }).click()
    await page.getByText('Did you mean').waitFor()
    await look('4-mistyped')
    await page.getByRole('button', { name: words[3]!, exact: true }).click()
    await page.getByText('There is a flat from Thursday.').waitFor()
    await look('5-answer')
    await page.getByLabel('Your message').fill('Thursday is fine.')
    await page.getByRole('button', { name: 'Seal and send' }).click()
    await page.getByText('Your receipt stays the same').waitFor({ timeout: 30_000 })
    expect(house.read(mailbox, (await server.alerts(house.org))[1]!.envelope, thread).message.text).toBe('Thursday is fine.')
    await page.context().close()
  })

  it('HTTP-30 a large file over a line that breaks costs the parts that were lost, and no more', { timeout: 120_000 }, async () => {
    const { page } = await visit({ locale: 'en-GB' }, 'bad-line')
    const SIZE = 3 * 1024 * 1024
    const seen: string[] = []
    server.fate = (method, path) => {
      const what = /\/(begin|join|parts\/\d+)$/.exec(path)?.[1]
      if (what === undefined || method === 'GET') return 'fine'
      const before = seen.filter((one) => one === what).length
      seen.push(what)
      if (what === 'parts/1') return before === 0 ? 'lost' : before === 1 ? 'lost answer' : 'fine'
      return (what === 'begin' || what === 'join') && before === 0 ? 'lost answer' : 'fine'
    }
    await page.getByLabel('What happened').fill('The whole file.')
    await page.locator('#files').setInputFiles([{ name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(SIZE, 'c') }])
    await page.getByRole('button', { name: 'Seal and send' }).click()
    await page.getByRole('heading', { name: 'Sent and sealed' }).waitFor({ timeout: 60_000 })
    server.fate = () => 'fine'
    // Only what was lost went again; a browser may send once more by itself before the page does.
    const count = (what: string): number => seen.filter((one) => one === what).length
    expect(['parts/0', 'parts/2', 'parts/3'].map(count)).toEqual([1, 1, 1])
    for (const what of ['begin', 'parts/1', 'join']) expect(count(what)).toBeGreaterThan(1)
    expect(count('parts/1')).toBeLessThan(5)
    const all = await server.alerts(house.org)
    const { message } = await threadOf(all.length - 1)
    const [file] = message.files
    const opened = openBytes(asKey<'file'>(file!.key), server.blobs.get(file!.blob)!)
    expect(opened.ok && opened.value.length === SIZE && isFile(crypto.sha256, file!, opened.value)).toBe(true)
    await page.context().close()
  })

  it('WATCH-4 Leila says that she is well, and with the other word the page does the same', { timeout: 120_000 }, async () => {
    const { page, look } = await visit({ locale: 'en-GB' }, 'check-in')
    await page.getByLabel('What happened').fill('They follow me.')
    await page.getByRole('button', { name: 'Seal and send' }).click()
    await page.getByRole('heading', { name: 'Sent and sealed' }).waitFor({ timeout: 30_000 })
    const words = await page.locator('.phrase li').allTextContents()
    const first = (await server.alerts(house.org)).length - 1
    const { mailbox, thread } = await threadOf(first)
    const open = async (): Promise<void> => {
      await page.reload()
      await page.getByRole('button', { name: 'I have written before' }).click()
      await page.getByLabel('Receipt').fill(words.join(' '))
      await page.getByRole('button', { name: 'Open' }).click()
      await page.getByRole('heading', { name: 'Answers' }).waitFor()
    }
    await open()
    expect(await page.getByRole('button', { name: 'I am well' }).count()).toBe(0)
    await server.reply(mailbox, house.answer(mailbox, thread, checkInText('agreed')))
    await open()
    await look('1-agreed')
    const sends = async (button: string, word: string) => {
      const before = (await server.alerts(house.org)).length
      await page.getByLabel('Your word').fill(word)
      await page.getByRole('button', { name: button }).click()
      await page.getByText('Sent at').waitFor({ timeout: 30_000 })
      expect(await page.getByLabel('Your word').inputValue()).toBe('')
      const shown = (await page.locator('main').innerText()).replace(/Sent at .*/u, 'Sent')
      const all = await server.alerts(house.org)
      expect(all).toHaveLength(before + 1)
      return { shown, text: house.read(mailbox, all.at(-1)!.envelope, thread).message.text, bytes: all.at(-1)!.envelope.length }
    }
    const well = await sends('I am well', 'blue door')
    const forced = await sends('I am well', 'aunt Zeynep')
    const help = await sends('I need help', '')
    await look('2-sent')
    expect([well, forced, help].map(({ text }) => text)).toEqual([
      checkInText('well', 'blue door'),
      checkInText('well', 'aunt Zeynep'),
      checkInText('help'),
    ])
    expect(forced.shown).toBe(well.shown)
    expect(help.shown).toBe(well.shown)
    expect(new Set([well, forced, help].map(({ bytes }) => bytes)).size).toBe(1)
    await page.getByRole('button', { name: 'العربية' }).click()
    await look('3-arabic')
    await server.reply(mailbox, house.answer(mailbox, thread, checkInText('ended')))
    await open()
    expect(await page.getByRole('button', { name: 'I am well' }).count()).toBe(0)
    await page.context().close()
  })

  it('the page stores nothing and asks nobody else', { timeout: 60_000 }, async () => {
    const { page, context } = await visit({ locale: 'en' }, 'store')
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).origin))
    await page.getByLabel('What happened').fill('CANARY-7f3a')
    await page.getByText('Checked: only').waitFor()
    await page.getByRole('button', { name: 'Seal and send' }).click()
    await page.getByRole('heading', { name: 'Sent and sealed' }).waitFor({ timeout: 30_000 })
    expect(new Set(asked)).toEqual(new Set([new URL(server.address).origin]))
    expect(await context.storageState({ indexedDB: true })).toEqual({ cookies: [], origins: [] })
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
    await context.close()
  })

  it('without a connection nothing written is lost, and the second attempt goes through', { timeout: 60_000 }, async () => {
    const { page, context, look } = await visit({ locale: 'en', colorScheme: 'dark' }, 'en-dark')
    await page.getByText('Checked: only').waitFor()
    await look('1-write')
    await page.getByLabel('What happened').fill('The line is bad here.')
    const before = (await server.alerts(house.org)).length
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Seal and send' }).click()
    await page.getByText('There is no connection').waitFor()
    await look('2-offline')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Not sent.')
    expect(await page.getByLabel('What happened').inputValue()).toBe('The line is bad here.')
    await context.setOffline(false)
    server.refusing = 'busy'
    await page.getByRole('button', { name: 'Seal and send' }).click()
    await page
      .getByText('Wait 5 seconds')
      .or(page.getByText(/Wait \S*5\S* seconds/))
      .waitFor()
    server.refusing = null
    await page.getByRole('button', { name: 'Seal and send' }).click()
    await page.getByRole('heading', { name: 'Sent and sealed' }).waitFor({ timeout: 30_000 })
    await look('3-receipt')
    expect(await server.alerts(house.org)).toHaveLength(before + 1)
    await context.close()
  })

  it('Samir reads and writes in Arabic, with letters and digits for a receipt', { timeout: 60_000 }, async () => {
    const { page, context, look } = await visit({ locale: 'ar-EG' }, 'ar-phone')
    await page.getByText('تم التحقق').waitFor()
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    await look('1-write')
    await page.locator('#text').fill('جاؤوا إلى المكتب مرة أخرى.')
    await page.getByRole('button', { name: 'أغلق وأرسل' }).click()
    await page.locator('.phrase').waitFor({ timeout: 30_000 })
    await look('2-receipt')
    await page.emulateMedia({ media: 'print' })
    await look('2-receipt-printed')
    await page.emulateMedia({ media: 'screen' })
    const letters = (await page.locator('.phrase li').allTextContents()).join('-')
    expect(letters).toMatch(/^(\w{5}-){4}\w{5}$/)
    await page.getByRole('button', { name: 'هو عندي' }).click()
    await page.getByRole('button', { name: 'اكتب رسالة جديدة' }).click()
    await page.getByRole('button', { name: 'كتبتُ من قبل' }).click()
    await page.locator('#phrase').fill(letters.toLowerCase().replaceAll('-', ' '))
    await page.getByRole('button', { name: 'افتح' }).click()
    await page.getByText('لا جواب بعد').waitFor()
    await look('3-no-answer')
    await context.close()
  })

  it('a file of 200 MB, a ninth file and a hostile name are answered in words', { timeout: 60_000 }, async () => {
    const { page, context, look } = await visit({ locale: 'en', viewport: { width: 1280, height: 900 } }, 'en-desktop')
    await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#files')!
      const chosen = new DataTransfer()
      chosen.items.add(new File([new Blob(Array(200).fill(new Uint8Array(1_000_000)))], 'film.mp4'))
      for (let n = 1; n <= 9; n++) chosen.items.add(new File(['x'], n === 1 ? '<img src=x onerror=alert(1)>\u202egpj.exe' : `${n}.txt`))
      input.files = chosen.files
      input.dispatchEvent(new Event('change'))
    })
    await page.getByText('a file can have 25 MB at most, this one has').waitFor()
    await page.getByText('8 files go into one message').waitFor()
    expect(await page.locator('.files li').count()).toBe(8)
    expect(await page.locator('.files img').count()).toBe(0)
    await page.getByLabel('What happened').fill('a'.repeat(1_000_000))
    await page.getByText(/\S*980,000\S* characters too long/).waitFor()
    await page.getByLabel('What happened').fill('Three of us, with a child.')
    await look('1')
    await context.close()
  })

  it('a page under another organisation’s address, run out, or with a broken link, is not written on', { timeout: 60_000 }, async () => {
    const other = await organisation({ ...ABOUT, name: 'Somebody else' })
    await server.publish('11'.repeat(16) as OrgId, other.card)
    const old = await organisation(ABOUT, -1)
    await server.publish(old.org, old.card)
    for (const [hash, sentence, name] of [
      ['11'.repeat(16), 'does not come from the organisation', 'forged'],
      [old.org, 'ran out on', 'expired'],
      ['xyz', 'names the organisation', 'broken'],
    ] as const) {
      const { page, context, look } = await visit({ locale: 'en' }, name, hash)
      await page.getByText(sentence).waitFor()
      expect(await page.locator('textarea').count()).toBe(0)
      await look('1')
      await context.close()
    }
  })

  it('a browser without Ed25519 checks the card all the same, and refuses the forged one', { timeout: 60_000 }, async () => {
    const context = await chromium.newContext({ locale: 'en', bypassCSP: true })
    await context.addInitScript(() => {
      globalThis.crypto.subtle.importKey = async () => Promise.reject(new DOMException('Ed25519', 'NotSupportedError'))
    })
    const page = await context.newPage()
    await page.goto(`${server.address}#${house.org}`)
    await page.getByText(/only .Harbour House. can/).waitFor()
    const changed = Uint8Array.from(house.card)
    changed[100]! ^= 1
    await server.publish(house.org, changed)
    await page.reload()
    await page.getByText('does not come from the organisation').waitFor()
    await server.publish(house.org, house.card)
    await context.close()
  })

  it('Esc three times, or the button, leaves for somewhere harmless', { timeout: 60_000 }, async () => {
    const { page, context } = await visit({ locale: 'en' }, 'exit')
    await context.route('https://en.wikipedia.org/', (route) => route.fulfill({ body: 'An encyclopedia', contentType: 'text/plain' }))
    await page.getByLabel('What happened').fill('secret')
    for (let n = 0; n < 3; n++) await page.keyboard.press('Escape')
    await page.waitForURL('https://en.wikipedia.org/')
    await context.close()
  })

  it('the policy in the page itself holds: no inline script, no other server, no markup from text', { timeout: 60_000 }, async () => {
    const context = await chromium.newContext({ locale: 'en' })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(`${server.address}#${house.org}`)
    await page.getByText('Checked: only').waitFor()
    expect(errors).toEqual([])
    const blocked = await page.evaluate(async () => {
      const markup = (): string => {
        try {
          document.createElement('p').innerHTML = '<b>x</b>'
          return 'markup'
        } catch {
          return 'refused'
        }
      }
      const elsewhere = await fetch('https://example.org/').then(
        () => 'fetched',
        () => 'refused',
      )
      return [markup(), elsewhere]
    })
    expect(blocked).toEqual(['refused', 'refused'])
    await context.close()
  })
})
