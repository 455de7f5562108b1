/** What people do in the member app, in their own words: each act ends when the page shows that it worked. */
import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'

const PATIENCE = 20_000

export const seen = (place: Locator): Promise<void> => place.first().waitFor({ state: 'visible', timeout: PATIENCE })
export const button = (page: Page | Locator, name: string | RegExp): Locator => page.getByRole('button', { name, exact: typeof name === 'string' })
export const field = (page: Page | Locator, label: string | RegExp): Locator => page.getByLabel(label, { exact: typeof label === 'string' }).first()
export const dialog = (page: Page): Locator => page.getByRole('dialog')

export interface NewOrg {
  readonly name: string
  readonly shortName: string
  readonly kind: string
  readonly about: string
}

const fillOrg = async (page: Page, org: NewOrg, person: string, account: string): Promise<void> => {
  await page.getByRole('textbox', { name: /Name of the organisation/ }).fill(org.name)
  await page.getByRole('textbox', { name: /Short name/ }).fill(org.shortName)
  await choose(page, /What it is/, org.kind)
  await page.getByRole('textbox', { name: /What you do/ }).fill(org.about)
  await page.getByRole('textbox', { name: /Your name/ }).fill(person)
  await page.getByRole('textbox', { name: /Sign-in name/ }).fill(account)
}

/** Picks an option of a select by its words. */
export const choose = async (page: Page | Locator, label: RegExp, option: string | RegExp): Promise<void> => {
  const select = page.getByRole('combobox', { name: label })
  await select.selectOption(typeof option === 'string' ? { label: option } : { index: 1 })
}

export interface Kept {
  readonly account: string
  readonly passphrase: string
  readonly words: readonly string[]
}

/** Reads what is shown once, and reads two words of the kit back as the page asks. */
export const keepKit = async (page: Page, account: string): Promise<Kept> => {
  await seen(page.getByRole('heading', { name: 'Keep this safe' }))
  const passphrase = (await page.locator('[translate="no"][dir="ltr"]').first().innerText()).trim()
  const words = (await page.locator('ol li').allInnerTexts()).map((text) => text.replace(/[^a-z]/g, ''))
  expect(words).toHaveLength(24)
  for (const label of await page.getByRole('textbox', { name: /^Word \d+/ }).all()) {
    const name = (await label.getAttribute('aria-label')) ?? (await page.locator(`label[for="${await label.getAttribute('id')}"]`).innerText())
    await label.fill(words[Number(/\d+/.exec(name)![0]) - 1]!)
  }
  await button(page, 'I have the kit, go on').click()
  return { account, passphrase, words }
}

export const foundNetwork = async (page: Page, origin: string, network: string, org: NewOrg, person: string, account: string): Promise<void> => {
  await page.goto(origin)
  await seen(page.getByRole('heading', { name: 'Found a network' }))
  await page.getByRole('textbox', { name: /Name of the network/ }).fill(network)
  await fillOrg(page, org, person, account)
  await button(page, 'Found the network').click()
}

export const goTo = async (page: Page, place: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${place}`) }).first().click()
  await seen(page.getByRole('heading', { level: 1, name: place }))
}

/** Makes an invitation and gives its link. */
export const invite = async (page: Page, whom: 'A colleague' | 'Another organisation', label: string): Promise<string> => {
  await goTo(page, 'Network')
  await page.getByRole('tab', { name: /Invitations/ }).click()
  await button(page, 'Invite').first().click()
  const form = dialog(page)
  await form.getByRole('radio', { name: new RegExp(whom) }).check({ force: true })
  await form.getByRole('textbox', { name: /Your note/ }).fill(label)
  await button(form, 'Make the link').click()
  await seen(page.getByText('This link is shown once'))
  const link = /https?:\/\/\S+#\/join\/[0-9a-f]{32}/.exec(await page.locator('body').innerText())![0]
  await button(page, 'I have copied it').click()
  return link
}

export const joinAsOrganisation = async (page: Page, link: string, org: NewOrg, person: string, account: string): Promise<void> => {
  await page.goto(link)
  await seen(page.getByRole('heading', { name: /Join/ }))
  await fillOrg(page, org, person, account)
  await button(page, 'Join').click()
}

/** Lets the one who answered in, after the words were compared. */
export const admit = async (page: Page, label: string): Promise<void> => {
  await goTo(page, 'Network')
  await page.getByRole('tab', { name: /Invitations/ }).click()
  await seen(page.getByText(label))
  await button(page, 'The words are the same, let them in').click()
}
