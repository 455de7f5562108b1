/** Someone without an account, on a phone, on the public page of an organisation. */
import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { chooseSeveral, goTo, press, seen, tab, textbox, write } from './fields.ts'

export interface Attached {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A steward opens the page; gives its link. */
export const openIntake = async (page: Page, intro: string): Promise<string> => {
  await goTo(page, 'Network')
  await tab(page, 'Intake page')
  await write(page, /^What you say to those who write/, intro)
  await chooseSeveral(page, /^Languages you can answer in/, ['French'])
  await press(page, 'Open the intake page')
  const link = page.getByRole('group', { name: 'Link of the intake page' }).locator('code')
  await seen(link)
  return link.innerText()
}

export const visitIntake = async (page: Page, link: string, org: string): Promise<void> => {
  await page.goto(link)
  await seen(page.getByText(new RegExp(`Checked: only .*${org}.* can open`)))
}

/** Writes, attaches, sends; gives the ten words of the receipt. */
export const sendAlert = async (page: Page, text: string, files: readonly Attached[]): Promise<readonly string[]> => {
  await page.getByLabel('What happened').fill(text)
  await page.locator('#files').setInputFiles([...files])
  await press(page, 'Seal and send')
  await seen(page.getByRole('heading', { name: 'Sent and sealed' }))
  const words = await page.locator('.phrase li').allTextContents()
  expect(words).toHaveLength(10)
  return words
}

export const comeBack = async (page: Page, link: string, org: string, words: readonly string[]): Promise<void> => {
  await visitIntake(page, link, org)
  await press(page, 'I have written before')
  await textbox(page, /^Receipt/).fill(words.join(' '))
  await press(page, 'Open')
  await seen(page.getByRole('heading', { name: 'Answers' }))
}

export const writeAgain = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Your message').fill(text)
  await press(page, 'Seal and send')
  await seen(page.getByText('Your receipt stays the same'))
}
