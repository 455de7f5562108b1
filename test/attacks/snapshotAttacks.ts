/** A relay that gives a new device something else in place of a snapshot. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { SpaceId } from '@pergola/protocol'
import { caseFor } from '../stories/cases.ts'
import { atPeace, someone } from '../stories/people.ts'
import { attacksOf, named, prevented } from './attack.ts'
import { Middle } from './middle.ts'
import { alarmOf, scene, type CasePage } from './scene.ts'

const { all: attacks, attack } = attacksOf('relay')
export const SNAPSHOT_ATTACKS = attacks

/** Twenty notes, so that a snapshot stands at the relay; then a new device of Joost reads through other hands. */
const newDeviceReads = async (
  change: (middle: Middle, page: CasePage, snapshots: ReadonlyMap<SpaceId, NonNullable<CasePage['snapshot']>>) => CasePage,
) => {
  const all = await scene()
  const { relay, amina, space, orgs, accounts, khadija } = all
  const { space: other } = await caseFor(amina, [orgs.joost], 'Egret')
  await amina.do('shareCase', { space: other, org: orgs.joost, part: 'file' })
  for (const target of [space, other]) for (let n = 0; n < 20; n++) await amina.do('addNote', { space: target, text: `note ${n}` })
  await amina.sees('sync', {}, (sync) => sync.unsent === 0)
  await khadija.sees('case', { space }, (view) => view.file.notes.length === 23)
  const snapshots = new Map<SpaceId, NonNullable<CasePage['snapshot']>>()
  for (const target of [space, other]) {
    let row = await relay.store.newestSnapshot(target)
    for (let tries = 0; row === null && tries < 160; tries++) {
      await sleep(50)
      row = await relay.store.newestSnapshot(target)
    }
    snapshots.set(target, row!.snapshot)
  }
  const middle = new Middle()
  middle.changePages(space, (page) => [change(middle, page, snapshots)])
  const phone = someone(() => relay, 0, undefined, middle.through)
  await phone.do('signIn', { account: 'joost', passphrase: accounts.joost.passphrase })
  return { ...all, other, phone }
}

attack(
  "answer with another case's snapshot",
  named('wrong_space'),
  "SYNC-9 another case's snapshot in place of the right one is refused",
  async () => {
    let swapped = 0
    const { phone, space } = await newDeviceReads((_, page, snapshots) => {
      const other = [...snapshots].find(([of]) => of !== page.space)!
      if (page.snapshot) swapped++
      return page.snapshot ? { ...page, snapshot: other[1] } : page
    })
    const alarm = await alarmOf(phone, 'wrong_space')
    expect(alarm.space).toBe(space)
    expect(swapped).toBeGreaterThan(0)
    return alarm.what
  },
)

attack('change a snapshot', named('bad_snapshot'), 'SYNC-9 a snapshot with one changed bit is refused', async () => {
  const { phone, space } = await newDeviceReads((_, page) =>
    page.snapshot
      ? { ...page, snapshot: { ...page.snapshot, bytes: page.snapshot.bytes.map((byte, at) => (at === 400 ? byte ^ 1 : byte)) } }
      : page,
  )
  const alarm = await alarmOf(phone, 'bad_snapshot')
  expect(alarm.space).toBe(space)
  return alarm.what
})

attack(
  'stale snapshot',
  prevented('the tail brings what it lacks, and an audit reads the whole log'),
  'SYNC-9 a stale snapshot with its tail gives what everyone has, and the audit agrees',
  async () => {
    const { phone, space } = await newDeviceReads((_, page) => page)
    await phone.sees('case', { space }, (view) => view.file.notes.length === 23)
    await atPeace(phone)
    expect(await phone.do('audit', { space })).toMatchObject({ spaces: 1, faults: 0 })
  },
)
