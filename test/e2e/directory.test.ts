/** The directory as people keep it: found again, kept true, vouched for and disputed, its deadlines taken along. */
import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entryAt, itemOf, looked, rowOf, visit } from './acts/directory.ts'
import * as entry from './acts/entry.ts'
import { button, chooseSeveral, day, dialog, gone, goTo, press, question, seen, write } from './acts/fields.ts'
import type { Seat } from './browser.ts'
import type { DirectorySeed } from './directorySeed.ts'
import { openDirectory, type Room } from './directoryRoom.ts'

let room: Room
let world: DirectorySeed
let amina: Seat
let joost: Seat

beforeAll(async () => {
  room = await openDirectory()
  ;({ world, amina, joost } = room)
})
afterAll(() => room?.close())

describe('finding it again', () => {
  it('Amina keeps a search, leaves, uses it when she is back, and forgets it', async () => {
    const { page } = amina
    await visit(amina, '/directory', '[role=row][data-index]')
    expect(await button(page, 'Keep this search').count()).toBe(0)
    await page.getByRole('button', { name: /^Kind of support/ }).click()
    await page.keyboard.type('Shelter in the region')
    await page.getByRole('listbox').getByRole('option').first().click()
    await page.keyboard.press('Escape')
    await seen(rowOf(page, 'Rooms up north'))
    await expect.poll(() => rowOf(page, 'Night line').count()).toBe(0)
    await press(page, 'Keep this search')
    const form = dialog(page, 'Keep this search')
    await write(form, /^Name of the search/, 'Somewhere near')
    await amina.accessible('keeping a search')
    await amina.shot('directory-search-form')
    await press(form, 'Save')
    await gone(form)
    const kept = page.getByRole('group', { name: 'Saved searches' })
    await seen(kept.getByRole('button', { name: /^Somewhere near/ }))
    await goTo(page, 'Today')
    await goTo(page, 'Directory')
    await seen(rowOf(page, 'Night line'))
    await page.reload()
    await entry.unlock(page, world.amina.passphrase)
    await goTo(page, 'Directory')
    await seen(rowOf(page, 'Night line'))
    await press(kept, /^Somewhere near/)
    await seen(rowOf(page, 'Rooms up north'))
    await expect.poll(() => rowOf(page, 'Night line').count()).toBe(0)
    await looked(amina, 'search')
    await press(kept, 'Forget this search')
    await seen(question(page).getByText('“Somewhere near” is forgotten. The services stay.'))
    await amina.accessible('forgetting a search')
    await press(question(page), 'Forget this search')
    await gone(kept.getByRole('button', { name: /^Somewhere near/ }))
  })

  it('"ours" is what we offer ourselves: not the list we read in, not what we know of others', async () => {
    const { page } = amina
    await visit(amina, '/directory', '[role=row][data-index]')
    await page.getByRole('checkbox', { name: /^Ours/ }).locator('xpath=ancestor::label').click()
    await expect.poll(() => page.getByRole('status').filter({ hasText: 'service' }).first().innerText()).toBe('2 services')
    expect(await page.getByRole('checkbox', { name: 'Ours (2)' }).count()).toBe(1)
    await press(page, 'Show all')
  })

  it('what changed since she last looked: said once somebody changed it, and gone when she has seen it', async () => {
    const { page } = amina
    await visit(amina, '/directory', '[role=row][data-index]')
    await seen(page.getByText(/entries you have not looked at yet/))
    await looked(amina, 'first-look')
    await press(page, 'Seen')
    await gone(page.getByText(/entries you have not looked at yet/))
    await visit(joost, entryAt(world.rooms), 'main section dl')
    await press(joost.page, 'Edit')
    const form = dialog(joost.page, 'Edit this service')
    await form.getByRole('tab', { name: 'How much, how long' }).click()
    await form.getByRole('spinbutton', { name: /^Longest stay/ }).fill('60')
    await press(form, 'Save')
    await gone(form)
    await seen(joost.page.getByText('60 days').first())
    // What the form said in plain words is said anew: the page does not contradict itself.
    await expect.poll(() => joost.page.locator('main').innerText()).not.toContain('90 days')
    await seen(page.getByText(/^1 change since/))
    await press(page, 'Show')
    await seen(page.locator('main').getByRole('listitem').filter({ hasText: 'Changed:' }).getByRole('link', { name: 'Rooms up north' }))
    await looked(amina, 'changes')
    await press(page, 'Seen')
    await gone(page.getByText(/^1 change since/))
    await page.reload()
    await entry.unlock(page, world.amina.passphrase)
    await visit(amina, '/directory', '[role=row][data-index]')
    expect(await page.getByText(/change(s)? since/).count()).toBe(0)
  })
})

describe('kept true', () => {
  const reminder = (one: Seat): Locator => one.page.getByText(/of ours in the directory: still true\?/)

  const followReminder = async (): Promise<void> => {
    await amina.page
      .locator('main li')
      .filter({ has: reminder(amina) })
      .getByRole('link')
      .first()
      .click()
    await seen(amina.page.getByRole('heading', { level: 1, name: 'Still true?' }))
  }

  it('two old entries: one said to be true on its page, the other on the page for all of them, and the reminder goes', async () => {
    const { page } = amina
    await visit(amina, '/today')
    await seen(page.getByText('2 entries of ours in the directory: still true?'))
    await amina.shot('directory-reminder')
    await visit(amina, entryAt(world.line), 'main section dl')
    await seen(page.getByText('Nobody has checked this for a long time.'))
    await looked(amina, 'old-entry')
    await page.getByRole('status').getByRole('button', { name: 'Still true', exact: true }).click()
    await gone(page.getByText('Nobody has checked this for a long time.'))
    await visit(amina, '/today')
    await seen(page.getByText('1 entry of ours in the directory: still true?'))
    await followReminder()
    await seen(itemOf(page, 'Bail fund'))
    expect(await itemOf(page, 'Night line').count()).toBe(0)
    await looked(amina, 'reviews')
    await page.getByRole('spinbutton', { name: /^Free today/ }).fill('1')
    await press(page, 'Yes, still true')
    await seen(page.getByText('Nothing to look at'))
    await looked(amina, 'reviews-done')
    await visit(amina, entryAt(world.bail), 'main section dl')
    await seen(page.getByText(/1 .*said on/).or(page.getByText(/^1 grant/)))
    await visit(amina, '/today')
    await gone(reminder(amina))
  })

  it('Joost vouches, takes it back, vouches again; Amina sees who', async () => {
    const { page } = joost
    await visit(joost, entryAt(world.line), 'main section dl')
    const standing = page.getByRole('region', { name: 'What others say' })
    await press(standing, 'Vouch for them')
    const form = dialog(page, 'Vouch for them')
    await joost.accessible('vouching')
    await joost.shot('directory-vouch-form')
    await write(form, /^Why/, 'They stayed on the line with us all night.')
    await press(form, 'Vouch for them')
    await gone(form)
    await seen(standing.getByText(/Huis Noord vouches, since/))
    await press(standing, 'Take our word back')
    await seen(standing.getByText('Nobody has vouched for it or disputed it.'))
    await press(standing, 'Vouch for them')
    await write(form, /^Why/, 'And again.')
    await press(form, 'Vouch for them')
    await gone(form)
    await visit(amina, entryAt(world.line), 'main section dl')
    await seen(amina.page.getByText(/Huis Noord vouches, since/))
    expect(await button(amina.page, 'Vouch for them').count(), 'nobody vouches for themselves').toBe(0)
    await visit(amina, '/directory', '[role=row][data-index]')
    await seen(rowOf(amina.page, 'Night line').getByText('one vouches for it'))
  })

  it('Joost says that a statement is not so; it waits for Amina on her first page, and she settles it', async () => {
    await visit(joost, entryAt(world.line), 'main section dl')
    await press(joost.page, 'That is not so: First answer')
    const form = dialog(joost.page, 'That is not so: First answer')
    await write(form, /^What you know instead/, 'x'.repeat(501))
    await seen(form.getByText(/1 too many|1 character|500/))
    await write(form, /^What you know instead/, 'In August they answered after two days.')
    await joost.accessible('disputing')
    await joost.shot('directory-dispute-form')
    await press(form, 'Say so')
    await gone(form)
    await looked(joost, 'disputed')
    const { page } = amina
    await visit(amina, '/today')
    await seen(reminder(amina))
    await followReminder()
    const waiting = itemOf(page, 'Night line')
    await seen(waiting.getByText('In August they answered after two days.'))
    expect(await button(waiting, 'Yes, still true').count(), 'nothing is to be confirmed').toBe(0)
    await looked(amina, 'reviews-disputed')
    await press(waiting, 'Settled')
    const settling = dialog(page, 'Settled')
    await write(settling, /^How it was settled/, 'August was our holiday; it is two hours again.')
    await amina.accessible('settling')
    await press(settling, 'Settled')
    await gone(settling)
    await seen(page.getByText('Nothing to look at'))
    await visit(amina, '/today')
    await gone(reminder(amina))
    await seen(joost.page.getByText('August was our holiday; it is two hours again.'))
    await joost.shotOf(joost.page.getByRole('region', { name: 'What others say' }), 'directory-settled')
  })
})

/** Lines of an iCalendar file, unfolded (RFC 5545, 3.1), as events of property and value. */
const eventsIn = (text: string): readonly ReadonlyMap<string, string>[] => {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n')
  expect(lines[0]).toBe('BEGIN:VCALENDAR')
  expect(lines.at(-2)).toBe('END:VCALENDAR')
  const plain = (value: string): string => value.replaceAll('\\n', '\n').replace(/\\([\\;,])/g, '$1')
  return lines
    .join('\n')
    .split('BEGIN:VEVENT\n')
    .slice(1)
    .map((event) => {
      const own = event.slice(0, event.indexOf('BEGIN:VALARM')).trim().split('\n')
      return new Map(own.map((line) => [line.slice(0, line.indexOf(':')), plain(line.slice(line.indexOf(':') + 1))]))
    })
}

describe('open calls', () => {
  const savedCalendar = async () => {
    const { page } = amina
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Save deadlines for a calendar')])
    expect(download.suggestedFilename()).toBe('open-calls.ics')
    const text = readFileSync(await download.path(), 'utf8')
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    return eventsIn(text)
  }

  it('the calendar file holds the last days that the page shows, narrowed as the page is', async () => {
    const { page } = amina
    await visit(amina, '/directory/calls', 'main h2')
    await looked(amina, 'calls')
    const events = await savedCalendar()
    await seen(page.getByText('Saved as a file. Anyone who opens it can read it.'))
    const compact = (days: number): string => day(days).replaceAll('-', '')
    expect(events.map((event) => [event.get('SUMMARY'), event.get('DTSTART;VALUE=DATE'), event.get('DTEND;VALUE=DATE')])).toEqual([
      ['منح الطوارئ، للمدافعات والمدافعين في المنطقة كلها (الأطلس)', compact(5), compact(6)],
      ['Locks, bolts; lights (Riverbank)', compact(20), compact(21)],
      ['Summer school (الأطلس)', compact(40), compact(41)],
    ])
    expect(events[1]!.get('DESCRIPTION')).toBe('Small grants for doors.\nAsk by letter; say why.')
    expect(events[0]!.get('URL')).toBe('https://fund.example/calls?id=1&lang=ar')
    for (const event of events) expect(await page.locator('main').innerText()).toContain(event.get('SUMMARY')!.replace(/ \(.*/, ''))
    await chooseSeveral(page, /^Kind of support/, ['Physical security of home or office'])
    await gone(page.getByText('Summer school'))
    expect((await savedCalendar()).map((event) => event.get('SUMMARY'))).toEqual(['Locks, bolts; lights (Riverbank)'])
  })
})

it('nobody’s browser had anything to complain about', () => {
  for (const one of [room.amina, room.joost, room.khadija]) expect(one.complaints, one.name).toEqual([])
})
