/** Amina, Khadija and Joost share a case; Joost's line goes through somebody else's hands. */
import { expect } from 'vitest'
import type { IntegrityAlarm } from '@pergola/client'
import type { LoggedCommit, SpaceId } from '@pergola/protocol'
import { readsNotes, sharedCase } from '../stories/cases.ts'
import { circle, reopened, type Circle, type Someone } from '../stories/people.ts'
import { keptBy } from '../stories/seized.ts'
import { Middle } from './middle.ts'

export interface Scene extends Circle {
  readonly space: SpaceId
  /** Between Joost and the relay. */
  readonly middle: Middle
  readonly victim: Someone
}

/** Amina, Khadija and Joost share a case with three notes; then Joost's line goes through somebody else's hands. */
export const scene = async (seed?: Uint8Array): Promise<Scene> => {
  const all = await circle(seed)
  const { relay, amina, joost, khadija, orgs, accounts } = all
  const space = await sharedCase(amina, [orgs.joost, orgs.khadija], [joost, khadija])
  for (const text of ['one', 'two']) await amina.do('addNote', { space, text })
  await readsNotes(khadija, space, ['one', 'two'])
  await khadija.do('addNote', { space, text: 'three' })
  await readsNotes(joost, space, ['one', 'three', 'two'])
  await joost.do('lock', {})
  const middle = new Middle()
  return { ...all, space, middle, victim: await reopened(() => relay, joost, accounts.joost.passphrase, middle.through) }
}

export const connected = async (person: Someone): Promise<void> =>
  void (await person.sees('sync', {}, (sync) => sync.connection === 'online' && !sync.receiving && sync.lastSync !== null))

export const alarmOf = async (person: Someone, what: IntegrityAlarm['what']): Promise<IntegrityAlarm> => {
  const { alarms } = await person.sees('sync', {}, (sync) => sync.alarms.some((alarm) => alarm.what === what))
  return alarms.find((alarm) => alarm.what === what)!
}

/** Alarmed, and nothing more is written there; what was read before can still be read. */
export const distrusts = async (person: Someone, space: SpaceId, what: IntegrityAlarm['what']): Promise<IntegrityAlarm> => {
  const alarm = await alarmOf(person, what)
  expect(alarm.space).toBe(space)
  expect(await person.pergola.run('addNote', { space, text: 'into the hands of others' })).toMatchObject({
    ok: false,
    problem: { type: 'tampered' },
  })
  expect((await person.ask('case', { space })).file.notes.length).toBeGreaterThanOrEqual(3)
  return alarm
}

/** Only what was read before is told of the space, to whoever asks. */
export const positionOf = async ({ joost, accounts, space }: Scene): Promise<number> =>
  (await keptBy(joost, accounts.joost.passphrase, space)).log.pos

export type CasePage = Parameters<Parameters<Middle['changePages']>[1]>[0]

export const withCommits = (page: CasePage, commits: readonly LoggedCommit[]): CasePage => ({ ...page, commits })
