/** What can go wrong around a page, done to it from outside. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { press, seen } from './fields.ts'

/** Files with names and sizes that no file chooser of a test could give. */
interface OddFile {
  readonly name: string
  readonly bytes: number
}

export const HOSTILE_NAMES: readonly string[] = [
  '../../etc/passwd',
  'C:\\Users\\me\\photo.jpg',
  'statement\u202egpj.exe',
  'null\u0000byte.txt',
  `${'long '.repeat(60)}.pdf`,
  '<img src=x onerror=alert(1)>.html',
]

/** Chooses files in the file input at `selector`, as if dropped on it. */
export const chooseFiles = (page: Page, selector: string, files: readonly OddFile[]): Promise<void> =>
  page.evaluate(
    ({ at, wanted }) => {
      const input = document.querySelector<HTMLInputElement>(at)!
      const chosen = new DataTransfer()
      for (const { name, bytes } of wanted) {
        const million = new Uint8Array(Math.min(bytes, 1_000_000)).fill(98)
        chosen.items.add(new File(Array(Math.ceil(bytes / 1_000_000)).fill(million) as Uint8Array<ArrayBuffer>[], name))
      }
      input.files = chosen.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    },
    { at: selector, wanted: files },
  )

/** Writes an alert with a file of each hostile name, on a page that is ready; gives the receipt. `look`: before it is sent. */
export const sendHostileFiles = async (page: Page, look: () => Promise<void> = async () => {}): Promise<readonly string[]> => {
  await page.getByLabel('What happened').fill('They came to the house again. 👩‍👩‍👧 \u202eسلام')
  await chooseFiles(
    page,
    '#files',
    HOSTILE_NAMES.map((name) => ({ name, bytes: 1000 })),
  )
  await look()
  await press(page, 'Seal and send')
  await seen(page.getByRole('heading', { name: 'Sent and sealed' }))
  const receipt = await page.locator('.phrase li').allTextContents()
  await press(page, 'I have it, close this')
  return receipt
}

/** By the clipboard and the keyboard, as people do. */
export const paste = async (context: BrowserContext, field: Locator, text: string): Promise<void> => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await field.focus()
  await field.evaluate((_, copied) => navigator.clipboard.writeText(copied), text)
  await field.press('ControlOrMeta+v')
}

/** How much the browser lets this origin keep, from now until the context is closed. */
export const limitStorage = async (context: BrowserContext, page: Page, origin: string, bytes: number): Promise<void> => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes })
}

/** Another database of this origin takes all the room that is left, down to the last 500 bytes. */
export const fillStorage = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('filler')
    opening.onupgradeneeded = () => opening.result.createObjectStore('bytes', { autoIncrement: true })
    const db = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)))
    const fits = (size: number): Promise<boolean> =>
      new Promise((resolve) => {
        const transaction = db.transaction('bytes', 'readwrite')
        transaction.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(size)))
        transaction.oncomplete = () => resolve(true)
        transaction.onabort = () => resolve(false)
      })
    for (const size of [65_536, 8000, 500]) while (await fits(size));
    db.close()
  })

/** Room again. */
export const freeStorage = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('filler').onsuccess = () => resolve()
      }),
  )

/** The browser cleans up: the whole database of this origin goes. */
export const evict = async (context: BrowserContext, page: Page, origin: string): Promise<void> => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await devtools.detach()
}

/** Half of it goes: every record of one table. The page must not have the database open. */
export const evictTable = (page: Page, table: string): Promise<number> =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('pergola')
        opening.onerror = () => reject(opening.error ?? new Error('not opened'))
        opening.onsuccess = () => {
          const db = opening.result
          const transaction = db.transaction('kept', 'readwrite')
          const store = transaction.objectStore('kept')
          const keys = store.getAllKeys(IDBKeyRange.bound([name], [name, []]))
          keys.onsuccess = () => keys.result.forEach((key) => store.delete(key))
          transaction.oncomplete = () => {
            db.close()
            resolve(keys.result.length)
          }
        }
      }),
    table,
  )

/** A class in place of `Date`, which thinks that it is `ms` later than it is. */
const shiftedDate = (ms: number): string => `{ const right = Date.now; globalThis.Date = class extends Date {
  constructor(...args) { if (args.length === 0) super(right() + ${ms}); else super(...args) }
  static now() { return right() + ${ms} } } }\n`

/** Pages of this context think that it is `ms` later. Their worker does when it comes from `clockworkRoot`. */
export const wrongClock = async (context: BrowserContext, ms: number): Promise<void> => {
  await context.addInitScript(shiftedDate(ms))
}

/** A copy of the built member app whose worker thinks that it is `ms` later: nothing else reaches into a worker before its first line. */
export const clockworkRoot = async (built: string, ms: number): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'pergola-clock-'))
  await cp(built, root, { recursive: true })
  const assets = join(root, 'assets')
  for (const name of await readdir(assets)) {
    if (!/^main-.*\.js/.test(name)) continue
    const path = join(assets, name)
    if (name.endsWith('.js')) await writeFile(path, shiftedDate(ms) + (await readFile(path, 'utf8')))
    else await rm(path)
  }
  return root
}
