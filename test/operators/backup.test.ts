/**
 * Amina and Joost work in one organisation. Their operator backs the relay up while it runs, the machine burns, and the relay
 * stands up again elsewhere: from a backup of the last moment, and from an older one.
 */
import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SpaceId } from '@pergola/protocol'
import { foundIn, formsOf, searchFor } from '../leaks/places.ts'
import { caseFor, readsNotes } from '../stories/cases.ts'
import { org, type Someone } from '../stories/people.ts'
import { endAll, freePort, inOrder, member, newPlace, pergola, serve, type Member, type Place, type Serving } from './house.ts'

const SLOW = 90_000
const MARK = 'Zq7-canary-of-the-river'
let place: Place
let port: string
let origin: string
let relay: Serving
let amina: Member
let joost: Member
let space: SpaceId
const passphrases = { amina: '', joost: '' }

const serving = (folder: string): Promise<Serving> => serve('--data', place.at(folder), '--port', port, '--origin', origin)
const backup = (name: string, folder = 'relay') =>
  pergola('backup', '--data', place.at(folder), '--to', place.at('key.pub'), '--out', place.at(name))
const restore = (name: string, folder: string, identity = 'key') =>
  pergola('restore', place.at(name), '--identity', place.at(identity), '--data', place.at(folder))

const joinedBy = async (steward: Member): Promise<Member> => {
  const person = await member(origin, place, 'joost')
  const { id, link } = await steward.do('invitePerson', { label: 'Joost', role: 'editor', days: 7 })
  passphrases.joost = (await person.do('joinAsPerson', { link, personName: 'Joost', account: 'joost' })).passphrase
  await steward.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await steward.do('admit', { id })
  await person.sees('session', {}, (session) => session.state === 'open' && session.admitted && session.personName !== '')
  return person
}

const notes = (someone: Member, texts: readonly string[]): Promise<void> => readsNotes(someone as unknown as Someone, space, texts)

beforeEach(async () => {
  place = await newPlace()
  port = String(await freePort())
  origin = `http://127.0.0.1:${port}`
  relay = await serving('relay')
  amina = await member(origin, place, 'amina')
  await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  const founded = await amina.do('found', { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' })
  passphrases.amina = founded.passphrase
  await amina.sees('network', {}, (network) => network.organisations.length === 1)
  joost = await joinedBy(amina)
  ;({ space } = await caseFor(amina as unknown as Someone, []))
  await amina.do('addNote', { space, text: MARK })
  await amina.do('attachFile', { space, name: 'scan.pdf', type: 'application/pdf', content: Buffer.from(MARK.repeat(100_000)) })
  await notes(joost, [MARK])
  for (const one of [amina, joost]) await inOrder(one)
  await pergola('backup-key', place.at('key'))
}, SLOW)

afterEach(async () => {
  for (const one of [amina, joost]) await one.do('lock', {}).catch(() => {})
  for (const one of [amina, joost]) one.close()
  await endAll()
  await place.remove()
})

describe('a backup', { timeout: SLOW }, () => {
  it('OPS-8 is made while members write, opens with the operator’s key alone, and shows nothing in clear', async () => {
    let writing = true
    const wrote = (async () => {
      let count = 0
      for (; writing; count++) await amina.do('addNote', { space, text: `note ${count}` })
      return count
    })()
    const made = await backup('one.age')
    writing = false
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(await wrote).toBeGreaterThan(0)
    expect((await stat(place.at('one.age'))).mode & 0o777).toBe(0o600)
    expect(await readdir(place.at('relay'))).not.toContain('copy-')
    const sealed = await readFile(place.at('one.age'))
    expect(sealed.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
    const relayKey = await readFile(place.at('relay', 'relay-key'))
    const hidden = new Map([
      ['note', formsOf(MARK)],
      ['relay key', formsOf(relayKey)],
      ['database', formsOf('SQLite format 3')],
      ['tar', formsOf('relay.db')],
      ['origin', formsOf(origin)],
    ])
    expect(foundIn(searchFor(hidden), sealed)).toEqual([])
    expect(await backup('one.age')).toMatchObject({ code: 1, err: expect.stringContaining('is there already') })
    expect(await pergola('backup', '--data', place.at('relay'), '--to', place.at('key'), '--out', place.at('x.age'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('public age key'),
    })
  })

  it('OPS-9 stands up elsewhere under the same key: members go on as if nothing had happened', async () => {
    expect((await backup('one.age')).code).toBe(0)
    expect(await relay.stop()).toBe(0)
    const restored = await restore('one.age', 'elsewhere')
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('everything checks out') })
    expect((await stat(place.at('elsewhere', 'relay-key'))).mode & 0o777).toBe(0o600)
    relay = await serving('elsewhere')
    for (const one of [amina, joost]) await one.do('retryNow', {})
    await joost.do('addNote', { space, text: 'after the fire' })
    await notes(amina, [MARK, 'after the fire'])
    for (const one of [amina, joost]) await inOrder(one)
    const [file] = (await joost.ask('case', { space })).file.files
    const opened = await joost.do('openFile', { where: { space }, id: file!.id })
    expect(Buffer.from(opened.content).toString()).toBe(MARK.repeat(100_000))
    expect((await pergola('verify', '--data', place.at('elsewhere'))).code).toBe(0)
  })

  it('OPS-9 is not restored over anything, with another key, changed, or cut off; what a failed restore wrote goes again', async () => {
    expect((await backup('one.age')).code).toBe(0)
    expect(await restore('one.age', 'relay')).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') })
    await pergola('backup-key', place.at('other'))
    const sealed = await readFile(place.at('one.age'))
    const changed = Buffer.from(sealed)
    changed[sealed.length - 100_000]! ^= 1
    await writeFile(place.at('changed.age'), changed)
    await writeFile(place.at('cut.age'), sealed.subarray(0, sealed.length - 50_000))
    for (const outcome of [
      await restore('one.age', 'empty', 'other'),
      await restore('changed.age', 'empty'),
      await restore('cut.age', 'empty'),
    ]) {
      expect(outcome).toMatchObject({ code: 1, err: expect.stringContaining('cannot be opened') })
      expect(await readdir(place.at('empty'))).toEqual([])
    }
  })

  it('END-7 one from before a case was destroyed brings it back on no device that knows of its end', async () => {
    expect((await backup('old.age')).code).toBe(0)
    await amina.do('closeCase', { space, reason: 'safe', outcomes: [], says: '', wouldReturn: 'not_asked' })
    await joost.sees('case', { space }, (view) => view.file.status === 'closed')
    await joost.do('proposeEnding', { space, what: 'all', rule: null })
    await amina.sees('retention', {}, (view) => view.proposals.length === 1)
    await amina.do('confirmEnding', { space, what: 'all' })
    const empty = async (one: Member): Promise<void> =>
      void (await one.sees('cases', { filter: {}, from: 0, count: 9 }, (list) => list.total === 0))
    for (const one of [amina, joost]) await empty(one)
    for (const one of [amina, joost]) await inOrder(one)
    // Nothing of it has a name any more: it is asked for by its number.
    expect(await amina.do('audit', { space })).toMatchObject({ spaces: 1, commits: 0, faults: 0 })
    expect((await pergola('verify', '--data', place.at('relay'))).code).toBe(0)
    expect((await backup('new.age')).code).toBe(0)
    expect(await relay.stop()).toBe(0)
    expect((await restore('new.age', 'newer')).code).toBe(0)
    expect((await pergola('verify', '--data', place.at('newer'))).code).toBe(0)
    expect((await restore('old.age', 'elsewhere')).code).toBe(0)
    relay = await serving('elsewhere')
    for (const one of [amina, joost]) {
      await one.do('retryNow', {})
      const { alarms } = await one.sees('sync', {}, (sync) => sync.connection === 'online' && !sync.receiving && sync.alarms.length > 0)
      expect(alarms.every(({ what }) => what === 'rollback')).toBe(true)
      await empty(one)
      expect((await one.ask('search', { text: MARK })).length).toBe(0)
    }
  })

  it('OPS-10 an older one is a rollback: devices that hold more say so and stop, new devices go on from what is there', async () => {
    expect((await backup('old.age')).code).toBe(0)
    await joost.do('addNote', { space, text: 'lost with the machine' })
    await notes(amina, [MARK, 'lost with the machine'])
    for (const one of [amina, joost]) await inOrder(one)
    expect(await relay.stop()).toBe(0)
    expect((await restore('old.age', 'elsewhere')).code).toBe(0)
    relay = await serving('elsewhere')
    for (const one of [amina, joost]) {
      await one.do('retryNow', {})
      const { alarms } = await one.sees('sync', {}, (sync) => sync.alarms.length > 0)
      expect(alarms.map((alarm) => [alarm.what, alarm.space])).toEqual([['rollback', space]])
      // What the relay lost is still on the device, to be read and copied by hand.
      await notes(one, [MARK, 'lost with the machine'])
      const refused = await one.pergola.run('addNote', { space, text: 'not into this' })
      expect(refused).toMatchObject({ ok: false, problem: { type: 'tampered' } })
    }
    // Amina takes another device; Joost removes what his device holds, as docs/operators.md says.
    await amina.do('lock', {})
    await joost.do('wipe', {})
    const [again, other] = [await member(origin, place, 'amina-new'), joost]
    try {
      await again.do('signIn', { account: 'amina', passphrase: passphrases.amina })
      await other.do('signIn', { account: 'joost', passphrase: passphrases.joost })
      await notes(again, [MARK])
      await again.do('addNote', { space, text: 'lost with the machine' })
      await notes(other, [MARK, 'lost with the machine'])
      await other.do('addNote', { space, text: 'and on' })
      await notes(again, [MARK, 'lost with the machine', 'and on'])
      for (const one of [again, other]) await inOrder(one)
    } finally {
      await again.do('lock', {})
      again.close()
    }
    expect((await pergola('verify', '--data', place.at('elsewhere'))).code).toBe(0)
  })
})
