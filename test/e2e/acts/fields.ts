/** Finding things as people do: by what is written on them. */
import { setTimeout } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

export type Place = Page | Locator

export const seen = (place: Locator): Promise<void> => place.first().waitFor({ state: 'visible' })
export const gone = (place: Locator): Promise<void> => place.first().waitFor({ state: 'hidden' })

export const button = (place: Place, name: string | RegExp): Locator => place.getByRole('button', { name, exact: typeof name === 'string' })
export const press = (place: Place, name: string | RegExp): Promise<void> => button(place, name).first().click()
export const textbox = (place: Place, name: RegExp): Locator => place.getByRole('textbox', { name })
export const write = (place: Place, name: RegExp, text: string): Promise<void> => textbox(place, name).first().fill(text)
export const dialog = (page: Page, title?: string | RegExp): Locator => page.getByRole('dialog', title === undefined ? {} : { name: title })
export const question = (page: Page): Locator => page.getByRole('alertdialog')

/** Picks an option of a list by its words. */
export const choose = async (place: Place, label: RegExp, option: string): Promise<void> => {
  await place.getByRole('combobox', { name: label }).selectOption({ label: option })
}

/** The box of a choice is drawn by the page, so the press goes to the words beside it, as a finger would. */
const labelOf = (control: Locator): Locator => control.locator('xpath=ancestor::label')

/** Ticks one of a group. */
export const tick = (place: Place, words: RegExp): Promise<void> => labelOf(place.getByRole('radio', { name: words })).click()
export const check = (place: Place, words: RegExp): Promise<void> => labelOf(place.getByRole('checkbox', { name: words })).click()

/** Several of a list that opens over the page. */
export const chooseSeveral = async (place: Place, label: RegExp, options: readonly string[]): Promise<void> => {
  const page = 'keyboard' in place ? place : place.page()
  await place.getByRole('button', { name: label }).click()
  const list = page.getByRole('listbox', { name: label })
  for (const option of options) {
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(option)
    await list.getByRole('option', { name: option, exact: true }).click()
    await list.getByRole('option', { name: option, exact: true, selected: true }).waitFor()
    await page.locator('input[inputmode=search]').last().focus()
  }
  await page.keyboard.press('Escape')
  await gone(list)
}

/** Three times within a second leaves the app: a hand that closes one dialog after the other is slower. */
const APART_MS = 600
let lastEscape = -APART_MS

/** Closes an open dialog as the keyboard does, once the keyboard is in it: a question that was just answered gives it back a moment later. */
export const escape = async (open: Locator): Promise<void> => {
  const one = open.first()
  await expect.poll(() => one.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  await setTimeout(Math.max(lastEscape + APART_MS - performance.now(), 0))
  lastEscape = performance.now()
  await one.page().keyboard.press('Escape')
  await gone(one)
}

export const tab = async (page: Page, name: string | RegExp): Promise<void> => {
  await page.getByRole('tab', { name, exact: typeof name === 'string' }).click()
  await seen(page.getByRole('tab', { name, exact: typeof name === 'string', selected: true }))
}

export type PlaceName = 'Today' | 'Alerts' | 'Cases' | 'Relay' | 'Directory' | 'Network'

export const goTo = async (page: Page, place: PlaceName): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name: place, exact: true }).first().click()
  await seen(page.getByRole('heading', { level: 1, name: place }))
}

/** A day as the forms take it, `days` from now in the reader's own calendar. */
export const day = (days: number): string => {
  const date = new Date()
  date.setDate(date.getDate() + days)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}

/** Puts away what floats or stands above the page, where no dialog is open. */
export const closeNotices = async (page: Page): Promise<void> => {
  const close = page.getByRole('button', { name: 'Close', exact: true })
  for (const one of (await close.all()).toReversed()) await one.click({ timeout: 2000 }).catch(() => {})
}
