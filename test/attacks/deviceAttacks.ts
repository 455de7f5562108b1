/** What happens on a device itself: two windows, a copy of its profile, a program that dies between writing and sending, a disk that was copied. */
import { expect } from 'vitest'
import { createPergola } from '@pergola/client'
import { memoryPorts, memoryStorage, shiftedClock, type MemoryStorage } from '@pergola/client/testing'
import { caseFor, readsNotes } from '../stories/cases.ts'
import { acting, atPeace, circle, crypto, linkTo, reopened, someone, type Circle } from '../stories/people.ts'
import { attacksOf, prevented, type Attack } from './attack.ts'

const { all: mishaps, attack: mishap } = attacksOf('bad luck')
const { all: thefts, attack: theft } = attacksOf('device thief')

const clock = shiftedClock(Date.now, { set: (call, ms) => setTimeout(call, ms), clear: (id) => clearTimeout(id as NodeJS.Timeout) })

const TABLES = ['vault', 'secrets', 'spaces', 'index', 'outbox', 'search']

const copyOf = async (from: MemoryStorage): Promise<MemoryStorage> => {
  const to = memoryStorage()
  for (const table of TABLES)
    for await (const batch of from.all(table)) await to.write(batch.map(([key, value]) => ({ table, key, value })))
  return to
}

/** Windows of one browser: the newest holds the keys, and the one before is told. */
const windows = ({ relay }: Circle, storage: MemoryStorage) => {
  let holder = (): void => {}
  return () => {
    const ports = memoryPorts(crypto, clock, linkTo(() => relay).transport, storage)
    const exclusive = {
      take: async (onLost: () => void) => {
        holder()
        holder = onLost
        return true
      },
    }
    return acting(createPergola({ ...ports, exclusive }))
  }
}

mishap(
  'two tabs',
  prevented('one window holds the keys; the other one locks and says so'),
  'SES-9 two windows of one browser do not write one chain twice',
  async () => {
    const all = await circle()
    const { amina, accounts, joost, orgs } = all
    const { space } = await caseFor(amina, [orgs.joost])
    await amina.do('shareCase', { space, org: orgs.joost, part: 'file' })
    await atPeace(amina)
    await amina.do('lock', {})
    const open = windows(all, amina.storage)
    const [first, second] = [open(), open()]
    for (const window of [first, second]) {
      await window.sees('session', {}, (session) => session.state === 'locked')
      await window.do('unlock', { passphrase: accounts.amina.passphrase })
      await window.do('addNote', { space, text: window === first ? 'first window' : 'second window' })
    }
    await first.sees('session', {}, (session) => session.state === 'locked')
    expect((await first.ask('sync', {})).otherTab).toBe(true)
    expect((await first.pergola.run('addNote', { space, text: 'from the lost window' })).ok).toBe(false)
    await readsNotes(joost, space, ['first window', 'second window'])
    await first.do('unlock', { passphrase: accounts.amina.passphrase })
    await first.do('addNote', { space, text: 'first again' })
    await readsNotes(joost, space, ['first again', 'first window', 'second window'])
    for (const person of [first, joost]) expect((await person.ask('sync', {})).alarms).toEqual([])
  },
)

mishap(
  'crash between write and send',
  prevented('what was promised is on the disk before the promise, and sent by the next program'),
  'SYNC-4 SES-6 a program that dies after it said “kept” and before it sent loses nothing and sends nothing twice',
  async () => {
    const { relay, amina, joost, orgs, accounts } = await circle()
    const { space } = await caseFor(amina, [orgs.joost])
    await amina.do('shareCase', { space, org: orgs.joost, part: 'file' })
    await atPeace(amina)
    amina.link.cut(true)
    for (const text of ['one', 'two', 'three']) await amina.do('addNote', { space, text })
    // The disk as it is at this moment; the program that wrote it never runs again.
    const disk = await copyOf(amina.storage)
    const again = await reopened(() => relay, { ...amina, storage: disk }, accounts.amina.passphrase)
    await readsNotes(joost, space, ['one', 'three', 'two'])
    await atPeace(again, joost)
  },
)

theft(
  'read a locked device',
  prevented('ciphertext under a key that only the passphrase or the passkey opens'),
  'SES-11 who copied what a locked device keeps finds no word in it, and opens nothing with a guess',
  async () => {
    const { relay, amina, accounts } = await circle()
    const { space } = await caseFor(amina, [])
    await amina.do('addNote', { space, text: 'Cormorant' })
    await atPeace(amina)
    await amina.do('lock', {})
    const copy = await copyOf(amina.storage)
    const found = Buffer.concat(copy.dump()).toString('latin1')
    for (const word of ['Heron', 'Cormorant', 'Riverbank', 'Amina', 'Defender', accounts.amina.passphrase])
      expect(found).not.toContain(word)
    const thief = someone(() => relay, 0, copy)
    await thief.sees('session', {}, (session) => session.state === 'locked')
    const guess = accounts.joost.passphrase
    expect(await thief.pergola.run('unlock', { passphrase: guess })).toMatchObject({ ok: false })
    expect(await thief.pergola.ask('case', { space })).toMatchObject({ ok: false })
  },
)

export const DEVICE_ATTACKS: readonly Attack[] = [...mishaps, ...thefts]
