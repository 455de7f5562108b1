/** Getting in: founding, inviting, joining, comparing words, unlocking. Each act ends when the page shows that it worked. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { button, choose, dialog, escape, goTo, press, seen, tab, textbox, tick, write, type Place } from './fields.ts'

export interface NewOrg {
  readonly name: string
  readonly shortName: string
  readonly kind: string
  readonly about: string
}

export interface You {
  readonly name: string
  readonly account: string
}

export interface Kept {
  readonly account: string
  readonly passphrase: string
  readonly words: readonly string[]
}

const fillYou = async (page: Page, you: You): Promise<void> => {
  await write(page, /^Your name/, you.name)
  await write(page, /^Sign-in name/, you.account)
}

const fillOrg = async (page: Page, org: NewOrg): Promise<void> => {
  await write(page, /^Name of the organisation/, org.name)
  await write(page, /^Short name/, org.shortName)
  await choose(page, /^What it is/, org.kind)
  await write(page, /^What you do/, org.about)
}

/** Reads what is shown once, and reads two words of the kit back as the page asks. */
export const keepKit = async (page: Page, account: string): Promise<Kept> => {
  await seen(page.getByRole('heading', { name: 'Keep this safe' }))
  const passphrase = (await page.locator('p[translate="no"]').first().innerText()).trim()
  const words = (await page.locator('ol li').allInnerTexts()).map((text) => text.replace(/[^a-z]/g, ''))
  expect(words).toHaveLength(24)
  for (const place of [0, 1]) {
    const asked = textbox(page, /^Word \d+/).nth(place)
    const label = await page.locator(`label[for="${await asked.getAttribute('id')}"]`).innerText()
    await asked.fill(words[Number(/\d+/.exec(label)![0]) - 1]!)
  }
  await press(page, 'I have the kit, go on')
  return { account, passphrase, words }
}

export const foundNetwork = async (page: Page, origin: string, network: string, org: NewOrg, you: You): Promise<void> => {
  await page.goto(origin)
  await seen(page.getByRole('heading', { name: 'Found a network' }))
  await write(page, /^Name of the network/, network)
  await fillOrg(page, org)
  await fillYou(page, you)
  await press(page, 'Found the network')
}

/** Makes an invitation and gives its link, which is shown this once. */
export const invite = async (page: Page, whom: 'A colleague' | 'Another organisation', label: string): Promise<string> => {
  await goTo(page, 'Network')
  await tab(page, /^Invitations/)
  await press(page, 'Invite')
  const form = dialog(page)
  await tick(form, new RegExp(whom))
  await write(form, /Your note/, label)
  await press(form, 'Make the link')
  const shown = page.getByRole('group', { name: 'Invitation link' })
  const link = await shown.locator('code').innerText()
  expect(link).toMatch(/#\/join\/\S+$/)
  await press(page, 'I have copied it')
  return link
}

export const join = async (page: Page, link: string, you: You, org?: NewOrg): Promise<void> => {
  await page.goto(link)
  await seen(page.getByRole('heading', { name: 'Join by invitation' }))
  await seen(page.getByText('Invited by'))
  if (org !== undefined) await fillOrg(page, org)
  await fillYou(page, you)
  await press(page, 'Join')
}

/** Six words, in their order, as this side sees them. */
const safetyWordsIn = async (place: Place): Promise<readonly string[]> => {
  const words = place.getByRole('list', { name: 'Safety words' }).getByRole('listitem')
  await seen(words)
  return (await words.allInnerTexts()).map((word) => word.trim())
}

/** What someone who waits reads to the one who invited them. */
export const waitingWords = async (page: Page): Promise<readonly string[]> => {
  await seen(page.getByRole('heading', { name: 'Waiting to be let in' }))
  return safetyWordsIn(page)
}

/** Lets in the one who answered, and gives the words that stood there to compare. */
export const admit = async (page: Page, label: string): Promise<readonly string[]> => {
  await goTo(page, 'Network')
  await tab(page, /^Invitations/)
  const row = page.getByRole('article', { name: label })
  await seen(row.getByText('waits to be let in'))
  const words = await safetyWordsIn(row)
  await press(row, 'The words are the same, let them in')
  await seen(row.getByText('let in', { exact: false }).filter({ hasNotText: 'waits' }))
  return words
}

/** Opens an organisation in the roster: its safety words as this side sees them. */
export const safetyWords = async (page: Page, org: string): Promise<readonly string[]> => {
  await goTo(page, 'Network')
  await tab(page, 'Organisations')
  await page.getByRole('row', { name: new RegExp(org) }).click()
  return safetyWordsIn(dialog(page, org))
}

export const sayWordsAreTheSame = async (page: Page, org: string): Promise<void> => {
  const sheet = dialog(page, org)
  await press(sheet, 'The words are the same')
  await seen(sheet.getByText(/^Compared by/))
  await escape(sheet)
}

export const lock = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+l')
  await seen(page.getByRole('heading', { name: 'Unlock' }))
}

export const unlock = async (page: Page, passphrase: string): Promise<void> => {
  await page.getByLabel('Passphrase').first().fill(passphrase)
  await press(page, 'Unlock')
  await seen(page.getByRole('navigation', { name: 'Places' }))
}

export const signIn = async (page: Page, origin: string, { account, passphrase }: Kept): Promise<void> => {
  await page.goto(origin)
  await seen(page.getByRole('heading', { name: 'Sign in' }))
  await write(page, /^Sign-in name/, account)
  await page.getByLabel('Passphrase').first().fill(passphrase)
  await button(page, 'Sign in').click()
  await seen(page.getByRole('heading', { level: 1, name: 'Today' }))
}

/** With the sheet of 24 words: the way back in when the passphrase is lost. Gives the new passphrase. */
export const recover = async (page: Page, origin: string, { account, words }: Kept): Promise<string> => {
  await page.goto(`${origin}/#/recover`)
  await write(page, /^Sign-in name/, account)
  await write(page, /^The 24 words/, words.join(' '))
  await press(page, 'Get back in')
  await seen(page.getByRole('heading', { name: 'Keep this safe' }))
  const passphrase = (await page.locator('p[translate="no"]').first().innerText()).trim()
  await press(page, 'I have it')
  await seen(page.getByRole('heading', { level: 1, name: 'Today' }))
  return passphrase
}
