/** What officers do on the pages of a case, in English or in Arabic. Each act ends when the page shows that it worked. */
import { readFileSync, globSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { button, check, choose, chooseSeveral, dialog, escape, gone, press, seen, tab, tick, write } from '../acts/fields.ts'
import { DESK, PHONE, type Seat } from '../browser.ts'
import { ROOT } from '../build.ts'

const FEATURES = join(ROOT, 'apps', 'web', 'src', 'ui')
const readJson = (path: string): Record<string, string> => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
const ARABIC: Readonly<Record<string, string>> = Object.assign(
  readJson(join(FEATURES, 'i18n', 'vocab.ar.json')),
  readJson(join(FEATURES, 'i18n', 'messages.ar.json')),
  ...globSync('features/*/messages.ar.json', { cwd: FEATURES }).map((path) => readJson(join(FEATURES, path))),
)

/** What stands on a page in Arabic. */
export const ar = (key: string): string => {
  const text = ARABIC[key]
  if (text === undefined) throw new RangeError(`there are no Arabic words for ${key}`)
  return text
}
export const starts = (words: string): RegExp => new RegExp(`^${words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)

/** An organisation's name on a page stands by itself in the direction of the line: marks for that are around it. */
export const asks = (org: string): RegExp => new RegExp(`^Ask them: .?${org}.?$`, 'u')
export const asking = (org: string): RegExp => new RegExp(`^Ask .?${org}.?$`, 'u')

export const go = ({ page }: Seat, hash: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to
  }, hash)

export const caseAt = async (one: Seat, space: string, part = ''): Promise<void> => {
  await go(one, `/cases/${space}${part === '' ? '' : `/${part}`}`)
  await seen(one.page.locator('main [role=tabpanel]'))
}

/** Opens a form, fills it, sends it, and waits until it has closed. */
export const fills = async (
  page: Page,
  opener: string | RegExp | Locator,
  title: string | RegExp,
  fill: (form: Locator) => Promise<void>,
  submit = 'Save',
): Promise<void> => {
  await (typeof opener === 'string' || opener instanceof RegExp ? button(page, opener).first() : opener).click()
  const form = dialog(page, title)
  await fill(form)
  await press(form, submit)
  await gone(form)
}

export const newCase = async (
  one: Seat,
  {
    name,
    country,
    urgency,
    summary,
  }: { readonly name: string; readonly country: string; readonly urgency: string; readonly summary: string },
): Promise<string> => {
  const { page } = one
  await go(one, '/cases')
  await press(page, 'New case')
  const form = dialog(page, 'New case')
  await write(form, /^Name of the case/, name)
  await choose(form, /^Urgency/, urgency)
  await choose(form, /^Country/, country)
  await write(form, /^Summary/, summary)
  await press(form, 'Open the case')
  await seen(page.getByRole('heading', { level: 1, name }))
  await page.waitForURL(/cases\/[^/]+/)
  return /cases\/([^/]+)/.exec(page.url())![1]!
}

export const addPerson = async (page: Page, role: 'Defender' | 'Dependent', label: string, relation = ''): Promise<void> => {
  await fills(page, 'Add a person', 'Add a person', async (form) => {
    await tick(form, new RegExp(`^${role}`))
    await write(form, /^Label/, label)
    if (relation !== '') await choose(form, /^What they are to the defender/, relation)
  })
  await seen(page.getByRole('heading', { name: label }))
}

export interface Said {
  readonly people: readonly string[]
  /** The question, and who is named in it. */
  readonly scope: string
  readonly org?: string
  readonly recipient?: string
  readonly guardian?: string
  readonly trusted?: string
  readonly parts?: readonly string[]
  readonly reply?: 'Yes' | 'No'
}

export const TEASER = 'Share a request without my name inside the network'
export const FILE = 'Share the file with the organisation named here'

/** Answers of people in one conversation. */
export const agree = async (
  one: Seat,
  space: string,
  said: Said,
  look: (form: Locator) => Promise<void> = async () => {},
): Promise<void> => {
  const { page } = one
  await caseAt(one, space, 'consent')
  await press(page, 'Record a conversation')
  const form = dialog(page, 'Record a conversation')
  for (const box of await form.getByRole('group', { name: 'Who was asked' }).getByRole('checkbox').all()) {
    const label = box.locator('xpath=ancestor::label')
    if ((await box.isChecked()) !== said.people.includes((await label.innerText()).trim())) await label.click()
  }
  if (said.guardian !== undefined) {
    await tick(form, /^A guardian/)
    await choose(form, /^Guardian/, said.guardian)
  }
  if (said.trusted !== undefined) {
    await tick(form, /^Somebody they trust/)
    await write(form, /^Who brought it/, said.trusted)
  }
  const asked = form.getByRole('group', { name: starts(said.scope) })
  await asked.getByRole('radio', { name: said.reply ?? 'Yes', exact: true }).check()
  if (said.org !== undefined) await choose(asked, /^Which organisation/, said.org)
  if (said.recipient !== undefined) await write(asked, /^For whom/, said.recipient)
  if (said.parts !== undefined) {
    await asked.getByRole('button', { name: /^Only some parts/ }).click()
    const list = page.getByRole('listbox', { name: /^Only some parts/ })
    for (const part of said.parts) await list.getByRole('option', { name: part, exact: true }).click()
    await page.keyboard.press('Escape')
    await gone(list)
  }
  await look(form)
  await press(form, 'Save')
  await gone(form)
}

export const addNeed = async (
  one: Seat,
  space: string,
  need: {
    readonly kind: string
    readonly who: string
    readonly from: string
    readonly to: string
    readonly heads?: number
    readonly place?: string
  },
): Promise<void> => {
  await caseAt(one, space, 'needs')
  await fills(one.page, 'Add a need', 'Add a need', async (form) => {
    await choose(form, /^What is needed/, need.kind)
    await choose(form, /^For whom/, need.who)
    await form.getByLabel('First day').fill(need.from)
    await form.getByLabel('Last day').first().fill(need.to)
    if (need.heads !== undefined) await form.getByRole('spinbutton', { name: /^For how many people/ }).fill(String(need.heads))
    if (need.place !== undefined) await choose(form, /^Where/, need.place)
  })
  await seen(one.page.getByRole('heading', { level: 3, name: need.kind }))
}

/** A mark of the relay chart, by the sentence it says. */
export const mark = ({ page }: Seat, sentence: RegExp): Locator =>
  page
    .locator('main')
    .getByRole('group', { name: /^(Relay of support|تتابع الدعم|سلسلة)/ })
    .getByRole('button', { name: sentence })

/** Where the shelter gives to somebody else, in the words of the reader. */
export const handoverMark = (one: Seat): Locator => mark(one, /Huis Noord.? hands over|تُسلّم .?Huis Noord/u).first()

export interface CoverSaid {
  readonly from: string
  readonly to: string
  readonly arabic?: boolean
}

/** Offers cover from the row of the only need, in the words of the reader. */
export const offersCover = async (
  one: Seat,
  space: string,
  { from, to, arabic = false }: CoverSaid,
  more: (form: Locator) => Promise<void> = async () => {},
): Promise<void> => {
  const words = (english: string, key: string): string => (arabic ? ar(key) : english)
  await caseAt(one, space, 'needs')
  const title = words('Offer cover', 'case.commitment.add')
  await fills(
    one.page,
    title,
    title,
    async (form) => {
      await form.getByLabel(words('We cover from', 'case.commitment.from')).fill(from)
      await form.getByLabel(words('until', 'case.commitment.to')).first().fill(to)
      await more(form)
    },
    words('Commit', 'case.commitment.do'),
  )
  await caseAt(one, space)
}

/** What the browser says of its storage is no part of the story; a dialog that is open stays. */
const closeNotices = async (page: Page): Promise<void> => {
  if ((await dialog(page).count()) > 0) return
  const notice = page.getByRole('button', { name: /^(Close|إغلاق)$/ })
  for (const one of (await notice.all()).toReversed()) await one.click({ timeout: 2000 }).catch(() => {})
}

/** axe finds nothing and nothing sticks out at a desk and at 360 px; pictures of both. A seat with a telephone stays one. */
export const looked = async (one: Seat, name: string): Promise<void> => {
  const { page } = one
  const size = page.viewportSize()!
  await closeNotices(page)
  await one.accessible(name)
  await one.fits(name)
  await one.shot(`long-${name}${size.width === PHONE.width ? '-phone' : ''}`, true)
  if (size.width === PHONE.width) return
  await page.setViewportSize(PHONE)
  await one.fits(`${name} at 360 px`)
  await one.shot(`long-${name}-phone`, true)
  await page.setViewportSize(DESK)
}

export { button, check, choose, chooseSeveral, dialog, escape, gone, press, seen, tab, tick, write }
