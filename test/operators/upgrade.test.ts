/**
 * An operator replaces the relay by a newer one while members write. Each old process ends gracefully, the next one opens the
 * same folder; nothing that a member was told is kept is lost, and nobody has to do anything.
 */
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SpaceId } from '@pergola/protocol'
import { caseFor, notesOf } from '../stories/cases.ts'
import { org, type Someone } from '../stories/people.ts'
import { endAll, freePort, inOrder, member, newPlace, pergola, serve, type Member, type Place, type Serving } from './house.ts'

const RESTARTS = 3
const SLOW = 150_000

let place: Place
let port: string
let origin: string
let relay: Serving

const serving = (): Promise<Serving> => serve('--data', place.at('relay'), '--port', port, '--origin', origin)

beforeEach(async () => {
  place = await newPlace()
  port = String(await freePort())
  origin = `http://127.0.0.1:${port}`
  relay = await serving()
}, SLOW)
afterEach(async () => {
  await endAll()
  await place.remove()
})

const joinedBy = async (steward: Member): Promise<Member> => {
  const person = await member(origin, place, 'joost')
  const { id, link } = await steward.do('invitePerson', { label: 'Joost', role: 'editor', days: 7 })
  await person.do('joinAsPerson', { link, personName: 'Joost', account: 'joost' })
  await steward.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await steward.do('admit', { id })
  await person.sees('session', {}, (session) => session.state === 'open' && session.admitted && session.personName !== '')
  return person
}

/** Until the relay keeps so many parts of a file. */
const partsCame = async (count: number): Promise<void> => {
  for (;;) {
    const found = await readdir(place.at('relay', 'files'), { recursive: true, withFileTypes: true })
    if (found.filter((entry) => entry.isFile() && /^[0-9a-f]{32}$/.test(entry.name)).length >= count) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Until it is told to stop: what it wrote. */
const writes = async (someone: Member, space: SpaceId, name: string, until: () => boolean): Promise<readonly string[]> => {
  const wrote: string[] = []
  while (!until()) {
    const text = `${name} ${wrote.length}`
    await someone.do('addNote', { space, text })
    wrote.push(text)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  return wrote
}

it(
  'OPS-12 is replaced under load: nothing is lost, nothing is twice, every process ends with 0, and a large upload goes on',
  { timeout: SLOW },
  async () => {
    const amina = await member(origin, place, 'amina')
    await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
    await amina.do('found', { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' })
    await amina.sees('network', {}, (network) => network.organisations.length === 1)
    const joost = await joinedBy(amina)
    const { space } = await caseFor(amina as unknown as Someone, [])
    await joost.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')

    let over = false
    const writing = [writes(amina, space, 'amina', () => over), writes(joost, space, 'joost', () => over)]
    const content = new Uint8Array(randomBytes(40 * 1024 * 1024))
    let whole = false
    const attached = amina.do('attachFile', { space, name: 'film.mp4', type: 'video/mp4', content }).finally(() => (whole = true))
    await partsCame(3)
    for (let restart = 0; restart < RESTARTS; restart++) {
      if (restart > 0) await new Promise((resolve) => setTimeout(resolve, 700))
      expect(await relay.stop()).toBe(0)
      if (restart === 0) expect(whole).toBe(false)
      expect(relay.log()).toBe('')
      relay = await serving()
    }
    const file = await attached
    over = true
    const wrote = (await Promise.all(writing)).flat()
    expect(wrote.length).toBeGreaterThan(50)

    for (const one of [amina, joost]) {
      await one.do('retryNow', {})
      await one.sees('case', { space }, (view) => view.file.notes.length >= wrote.length)
      expect(await notesOf(one as unknown as Someone, space)).toEqual(wrote.toSorted())
      await inOrder(one)
    }
    const opened = await joost.do('openFile', { where: { space }, id: file.id })
    expect(Buffer.from(opened.content).equals(content)).toBe(true)
    for (const one of [amina, joost]) await one.do('lock', {})
    for (const one of [amina, joost]) one.close()
    expect((await pergola('verify', '--data', place.at('relay'))).out).toContain('everything checks out')
  },
)
