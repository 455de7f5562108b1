/** A protection officer at work in one case. Each act ends when the page shows that it worked. */
import type { Locator, Page } from 'playwright-core'
import { check, choose, chooseSeveral, day, dialog, gone, goTo, press, question, seen, tab, tick, write } from './fields.ts'

export const openAlert = async (page: Page, words: string): Promise<void> => {
  await goTo(page, 'Alerts')
  await page.getByRole('row', { name: new RegExp(words) }).click()
  await seen(page.getByText(words))
}

export const answerAlert = async (page: Page, text: string): Promise<void> => {
  await write(page, /^Your answer/, text)
  await press(page, 'Seal and send')
  await seen(page.getByRole('list', { name: 'Conversation' }).getByText(text))
}

export const alertToCase = async (page: Page, pseudonym: string): Promise<void> => {
  await press(page, 'Turn into a case')
  const form = dialog(page, 'Turn into a case')
  await write(form, /^Name of the case/, pseudonym)
  await press(form, 'Open the case')
  await seen(page.getByRole('heading', { level: 1, name: pseudonym }))
}

export const openCase = async (page: Page, pseudonym: string): Promise<void> => {
  await goTo(page, 'Cases')
  await page.getByRole('row', { name: new RegExp(pseudonym) }).click()
  await seen(page.getByRole('heading', { level: 1, name: pseudonym }))
}

/** Saves the form that is open and waits until it has closed. */
const save = async (page: Page, title: string, done = 'Save'): Promise<void> => {
  const form = dialog(page, title)
  await press(form, done)
  await gone(form)
}

export const addPerson = async (page: Page, role: 'Defender' | 'Dependent', label: string, relation = ''): Promise<void> => {
  await tab(page, 'People')
  await press(page, 'Add a person')
  const form = dialog(page, 'Add a person')
  await tick(form, new RegExp(`^${role}`))
  await write(form, /^Label/, label)
  if (relation !== '') await choose(form, /^What they are to the defender/, relation)
  await save(page, 'Add a person')
  await seen(page.getByRole('heading', { name: label }))
}

export const writeIdentity = async (page: Page, who: string, name: string, contact: string): Promise<void> => {
  await tab(page, 'People')
  await press(page.getByRole('region', { name: 'Who it is' }), new RegExp(`^(Write down|Edit).*${who}`))
  const form = dialog(page, `Identity: ${who}`)
  await write(form, /^Name/, name)
  await write(form, /^How to reach them safely/, contact)
  await save(page, `Identity: ${who}`)
  await seen(page.getByText(name))
}

export interface NeedSaid {
  readonly kind: string
  readonly who: string
  readonly from: number
  readonly to: number
  readonly place?: string
  readonly headcount?: number
}

export const addNeed = async (page: Page, need: NeedSaid): Promise<void> => {
  await tab(page, 'Needs')
  await press(page, 'Add a need')
  const form = dialog(page, 'Add a need')
  await choose(form, /^What is needed/, need.kind)
  await choose(form, /^For whom/, need.who)
  await form.getByLabel('First day').fill(day(need.from))
  await form.getByLabel('Last day').first().fill(day(need.to))
  if (need.headcount !== undefined) await form.getByRole('spinbutton', { name: /^For how many people/ }).fill(String(need.headcount))
  if (need.place !== undefined) await choose(form, /^Where/, need.place)
  await save(page, 'Add a need')
  await seen(page.getByRole('heading', { level: 3, name: need.kind }))
}

export const assessRisk = async (page: Page, threat: string): Promise<void> => {
  await tab(page, 'Risk')
  await press(page, 'Assess the risk')
  const form = dialog(page, 'Assess the risk')
  await write(form, /^Threats/, `${threat}\nA car that follows`)
  await write(form, /^Vulnerabilities/, 'Lives alone with two children')
  await write(form, /^Capacities/, 'A neighbour who watches the door')
  await choose(form, /^How likely/, 'High')
  await choose(form, /^How bad/, 'Very high')
  await check(form, /^A death threat/)
  await save(page, 'Assess the risk')
  await seen(page.getByText(threat))
}

const FILE = 'Share the file with the organisation named here'
const TEASER = 'Share a request without my name inside the network'

/** Each person is asked about each thing by itself; `org` is for the question that names one. */
export const recordConsent = async (page: Page, who: string, org: string | null): Promise<void> => {
  await tab(page, 'Consent')
  await press(page, 'Record a conversation')
  const form = dialog(page, 'Record a conversation')
  for (const ticked of await form.getByRole('checkbox', { checked: true }).all()) await ticked.locator('xpath=ancestor::label').click()
  await check(form, new RegExp(`^${who}$`))
  const asked = form.getByRole('group', { name: org === null ? TEASER : FILE })
  await asked.getByRole('radio', { name: 'Yes' }).check()
  if (org !== null) await choose(asked, /^Which organisation/, org)
  await save(page, 'Record a conversation')
  const row = page.getByRole('row').filter({ hasText: org ?? TEASER })
  await seen(row.getByRole('button', { name: 'Yes' }))
}

export const writeNote = async (page: Page, text: string): Promise<void> => {
  await tab(page, 'Notes')
  await write(page, /^New note/, text)
  await press(page, 'Add the note')
  await seen(page.getByRole('tabpanel').getByText(text))
}

export const share = async (page: Page, org: string): Promise<void> => {
  await tab(page, 'Sharing')
  await page.getByRole('tabpanel').getByRole('button', { name: 'Share', exact: true }).click()
  const form = dialog(page, 'Share')
  await choose(form, /^With whom/, org)
  await save(page, 'Share', 'Share')
  await seen(page.getByRole('tabpanel').getByText(org))
}

export const endSharing = async (page: Page): Promise<void> => {
  await tab(page, 'Sharing')
  await press(page, 'End sharing')
  await press(question(page), 'End it now')
}

const needEntry = (page: Page, need: string): Locator =>
  page
    .getByRole('tabpanel')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3, name: need }) })

export const findWhoCanHelp = async (page: Page, need: string): Promise<void> => {
  await tab(page, 'Needs')
  await needEntry(page, need).getByRole('link', { name: 'Find who can help' }).click()
  await seen(page.getByRole('heading', { level: 1, name: 'Who can help' }))
}

/** From the need's own row in the list of needs. */
export const offerCover = async (page: Page, need: string, from: number, to: number): Promise<void> => {
  await tab(page, 'Needs')
  await press(needEntry(page, need), 'Offer cover')
  const form = dialog(page, 'Offer cover')
  await form.getByLabel('We cover from').fill(day(from))
  await form.getByLabel('until').first().fill(day(to))
  await save(page, 'Offer cover', 'Commit')
}

export const addService = async (
  page: Page,
  service: { readonly name: string; readonly kinds: readonly string[]; readonly region: string; readonly days: number },
): Promise<void> => {
  await goTo(page, 'Directory')
  await press(page, 'Add our service')
  const form = dialog(page, 'Add our service')
  await write(form, /^Name of the service/, service.name)
  await chooseSeveral(form, /^Kind of support/, service.kinds)
  await write(form, /^Who says so/, 'Our own house, decided by the team')
  await chooseSeveral(form, /^For people in/, [service.region])
  await choose(form, /^Open or closed/, 'open')
  await form.getByRole('tab', { name: 'For whom' }).click()
  await choose(form, /^Families/, 'Families welcome')
  await form.getByRole('tab', { name: 'How much, how long' }).click()
  await form.getByRole('spinbutton', { name: /^Longest stay/ }).fill(String(service.days))
  await form.getByRole('spinbutton', { name: /^Free/ }).fill('4')
  await form.getByRole('spinbutton', { name: /^First answer/ }).fill('24')
  await save(page, 'Add our service')
  await seen(page.getByRole('row', { name: new RegExp(service.name) }))
}
