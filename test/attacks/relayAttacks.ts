/** A relay that turns on its members. Each is told what did not check out, where, and by whom; the space is not trusted further. */
import { expect } from 'vitest'
import { newDevice, personFromSeed } from '@pergola/core/identity'
import { foundOrganisation, writeControl } from '@pergola/core/space'
import { commitId, nextHead, receiptMessage, type FromRelay, type LoggedCommit, type OrgId } from '@pergola/protocol'
import { createMemoryRelay } from '@pergola/relay/testing'
import { signerOf } from '../../apps/relay/src/crypto/ed25519.ts'
import { caseFor, readsNotes } from '../stories/cases.ts'
import { ORIGIN, atPeace, crypto, reopened, someone } from '../stories/people.ts'
import { keptBy, secretsOf } from '../stories/seized.ts'
import { attacksOf, named } from './attack.ts'
import { Middle } from './middle.ts'
import { alarmOf, connected, distrusts, positionOf, scene, withCommits } from './scene.ts'

const { all: attacks, attack } = attacksOf('relay')
export const RELAY_ATTACKS = attacks

attack('drop', named('fork', 'broken_chain'), 'SYNC-5 drop: a relay that leaves out a commit is caught where it is missing', async () => {
  const all = await scene()
  const { amina, khadija, victim, middle, space } = all
  await connected(victim)
  const missing = (await positionOf(all)) + 1
  middle.changePages(space, (page) => [
    withCommits(
      page,
      page.commits.filter((_, at) => page.after + 1 + at !== missing),
    ),
  ])
  await amina.do('addNote', { space, text: 'left out' })
  await readsNotes(khadija, space, ['left out', 'one', 'three', 'two'])
  await khadija.do('addNote', { space, text: 'after it' })
  const alarm = await alarmOf(victim, 'fork').catch(() => alarmOf(victim, 'broken_chain'))
  expect(alarm.space).toBe(space)
  await distrusts(victim, space, alarm.what)
  expect(alarm.position).toBeGreaterThanOrEqual(missing - 1)
  return alarm.what
})

attack('truncate', named('broken_chain'), 'SYNC-5 truncate: a relay that gives less than it says there is is caught', async () => {
  const { amina, khadija, victim, middle, space, joost, accounts, relay } = await scene()
  await connected(victim)
  await victim.do('lock', {})
  for (const text of ['four', 'five']) await amina.do('addNote', { space, text })
  await readsNotes(khadija, space, ['five', 'four', 'one', 'three', 'two'])
  const again = await reopened(() => relay, joost, accounts.joost.passphrase, middle.through)
  middle.changePages(space, (page) => [withCommits(page, page.commits.slice(0, 1))])
  return (await distrusts(again, space, 'broken_chain')).what
})

attack(
  'duplicate',
  named('broken_chain'),
  'SYNC-5 duplicate: a page that comes twice changes nothing, a commit that comes twice within one is caught',
  async () => {
    const { amina, khadija, victim, middle, space } = await scene()
    await connected(victim)
    middle.changePages(space, (page) => [page, page])
    await amina.do('addNote', { space, text: 'once' })
    await readsNotes(victim, space, ['once', 'one', 'three', 'two'])
    await atPeace(victim)
    middle.changePages(space, (page) => [
      withCommits(
        page,
        page.commits.flatMap((commit) => [commit, commit]),
      ),
    ])
    await khadija.do('addNote', { space, text: 'twice' })
    return (await distrusts(victim, space, 'broken_chain')).what
  },
)

attack('reorder', named('fork'), "SYNC-5 reorder: a relay that changes the order of two members' commits is caught", async () => {
  const { amina, khadija, victim, middle, space, joost, accounts, relay } = await scene()
  await connected(victim)
  await victim.do('lock', {})
  await amina.do('addNote', { space, text: 'four' })
  await khadija.do('addNote', { space, text: 'five' })
  await readsNotes(amina, space, ['five', 'four', 'one', 'three', 'two'])
  const again = await reopened(() => relay, joost, accounts.joost.passphrase, middle.through)
  middle.changePages(space, (page) => [withCommits(page, page.commits.toReversed())])
  return (await distrusts(again, space, 'fork')).what
})

attack(
  'change a stored row',
  named('bad_signature'),
  "SYNC-5 tampered row: one flipped bit in the relay's database is caught, with its position",
  async () => {
    const all = await scene()
    const { amina, victim, middle, space } = all
    await connected(victim)
    const position = (await positionOf(all)) + 1
    middle.changePages(space, (page) => [
      withCommits(
        page,
        page.commits.map((commit) => ({ ...commit, bytes: commit.bytes.map((byte, at) => (at === 300 ? byte ^ 1 : byte)) })),
      ),
    ])
    await amina.do('addNote', { space, text: 'changed on the disk' })
    const alarm = await distrusts(victim, space, 'bad_signature')
    expect(alarm).toMatchObject({ position, spaceName: 'Heron' })
    return alarm.what
  },
)

attack(
  'tell members two times',
  named('fork'),
  "SYNC-5 the relay's time of a commit is part of the history: told otherwise to one member, it is caught",
  async () => {
    const { amina, victim, middle, space } = await scene()
    await connected(victim)
    middle.changePages(space, (page) => [
      withCommits(
        page,
        page.commits.map((commit) => ({ ...commit, time: commit.time - 3_600_000 })),
      ),
    ])
    await amina.do('addNote', { space, text: 'an hour ago' })
    return (await distrusts(victim, space, 'fork')).what
  },
)

attack(
  'fork two members',
  named('fork'),
  'SYNC-6 fork: two members who are shown two histories find out as soon as one reads what the other wrote',
  async () => {
    const seed = crypto.random(32)
    const all = await scene(seed)
    const { relay, amina, khadija, victim, middle, space, joost, accounts } = all
    await connected(victim)
    const { device } = await secretsOf(joost, accounts.joost.passphrase)
    await amina.do('lock', {})
    const beforeAmina = new Middle()
    const reader = await reopened(() => relay, amina, accounts.amina.passphrase, beforeAmina.through)
    await connected(reader)
    // Joost alone is shown a history without what Khadija writes now; his own commits are numbered on in it, with true receipts.
    let { pos, head } = (await keptBy(joost, accounts.joost.passphrase, space)).log
    const relaySigner = signerOf(seed)
    const pushed: LoggedCommit[] = []
    middle.toClient = (frame) => (frame.t === 'page' && frame.space === space ? [] : [frame])
    middle.toRelay = (frame) => {
      if (frame.t !== 'push' || frame.space !== space) return [frame]
      const time = Date.now()
      for (const bytes of frame.commits) {
        pos += 1
        head = nextHead(crypto.sha256, head, commitId(crypto.sha256, bytes), time)
      }
      pushed.push(
        ...frame.commits.map((bytes, at) => ({ bytes, signature: at === frame.commits.length - 1 ? frame.signature : null, time })),
      )
      const body = { space, pos, head, time }
      middle.say({ t: 'receipt', id: frame.id, receipt: { ...body, signature: relaySigner.sign(receiptMessage(body)) } })
      return []
    }
    await khadija.do('addNote', { space, text: 'hidden from Joost' })
    await readsNotes(reader, space, ['hidden from Joost', 'one', 'three', 'two'])
    for (const text of ['first', 'second']) {
      await victim.do('addNote', { space, text })
      await victim.sees('sync', {}, (sync) => sync.unsent === 0)
    }
    expect((await victim.ask('sync', {})).alarms).toEqual([])
    // What Joost wrote is put behind what Amina has read, so that she misses nothing of him.
    const { log, membership } = await keptBy(amina, accounts.amina.passphrase, space)
    const heads = pushed.reduce(
      (before, commit) => nextHead(crypto.sha256, before, commitId(crypto.sha256, commit.bytes), commit.time),
      log.head,
    )
    beforeAmina.say({
      t: 'page',
      id: 0,
      space,
      control: [],
      snapshot: null,
      after: log.pos,
      commits: pushed,
      pos: log.pos + pushed.length,
      head: heads,
      controlSeq: membership.seq,
      more: false,
    })
    const alarm = await distrusts(reader, space, 'fork')
    expect(alarm).toMatchObject({ device: device.id, position: log.pos + 2, spaceName: 'Heron' })
    return alarm.what
  },
)

attack(
  'fork two members, then be honest',
  named('fork'),
  'SYNC-6 an honest relay refuses a commit that quotes another history, and its author is told',
  async () => {
    const seed = crypto.random(32)
    const { victim, middle, space, joost, accounts, khadija, amina } = await scene(seed)
    await connected(victim)
    const { log } = await keptBy(joost, accounts.joost.passphrase, space)
    middle.toClient = (frame) => (frame.t === 'page' && frame.space === space ? [] : [frame])
    await khadija.do('addNote', { space, text: 'hidden from Joost' })
    await readsNotes(amina, space, ['hidden from Joost', 'one', 'three', 'two'])
    middle.toRelay = (frame) => {
      if (frame.t !== 'push' || frame.space !== space) return [frame]
      const time = Date.now()
      const head = nextHead(crypto.sha256, log.head, commitId(crypto.sha256, frame.commits[0]!), time)
      const body = { space, pos: log.pos + 1, head, time }
      middle.toRelay = (next) => [next]
      middle.toClient = (answer) =>
        (answer.t === 'page' && answer.space === space) || (answer.t === 'receipt' && answer.receipt.space === space) ? [] : [answer]
      middle.say({ t: 'receipt', id: frame.id, receipt: { ...body, signature: signerOf(seed).sign(receiptMessage(body)) } })
      return [frame]
    }
    await victim.do('addNote', { space, text: 'first' })
    await victim.sees('sync', {}, (sync) => sync.unsent === 0)
    await victim.do('addNote', { space, text: 'second' })
    const alarm = await alarmOf(victim, 'fork')
    expect(alarm.space).toBe(space)
    return alarm.what
  },
)

attack(
  'roll back after restart',
  named('rollback'),
  'SYNC-7 roll back after restart: a relay that has less than it had is caught, in the list and in a page',
  async () => {
    const { victim, middle, space, joost, accounts, relay, orgs } = await scene()
    await connected(victim)
    await victim.do('lock', {})
    const again = await reopened(() => relay, joost, accounts.joost.passphrase, middle.through)
    const before = (await keptBy(joost, accounts.joost.passphrase, space)).log.pos
    middle.toClient = (frame) =>
      frame.t === 'listed'
        ? [{ ...frame, spaces: frame.spaces.map((listed) => (listed.space === space ? { ...listed, pos: before - 1 } : listed)) }]
        : [frame]
    const alarm = await distrusts(again, space, 'rollback')
    expect(alarm.position).toBe(before - 1)
    await again.do('lock', {})
    const third = await reopened(() => relay, joost, accounts.joost.passphrase, middle.through)
    middle.toClient = (frame) =>
      frame.t === 'page' && frame.space === orgs.joost && !frame.more ? [{ ...frame, commits: [], pos: frame.after - 1 }] : [frame]
    expect((await alarmOf(third, 'rollback')).space).toBe(space)
    const { alarms } = await third.sees('sync', {}, (sync) => sync.alarms.length === 2)
    expect(alarms.map((one) => one.space).sort()).toEqual([space, orgs.joost].sort())
    return alarm.what
  },
)

attack('replay into another space', named('wrong_space'), 'SYNC-5 replay: commits of one case shown in another are caught', async () => {
  const { amina, victim, middle, space, orgs, joost, accounts } = await scene()
  await connected(victim)
  const { space: other } = await caseFor(amina, [orgs.joost], 'Egret')
  const own = (await keptBy(joost, accounts.joost.passphrase, space)).log.pos
  middle.toClient = (frame) =>
    frame.t === 'page' && frame.space === other && frame.commits.length > 0
      ? [{ ...frame, id: 0, control: [], space, after: own, pos: own + frame.commits.length }]
      : [frame]
  await amina.do('shareCase', { space: other, org: orgs.joost, part: 'file' })
  return (await distrusts(victim, space, 'wrong_space')).what
})

attack(
  'add itself as member',
  named('not_permitted'),
  'SYNC-11 add itself as member: an entry that nobody with the right to signed changes nothing and is reported',
  async () => {
    const { victim, middle, space, joost, accounts } = await scene()
    await connected(victim)
    const { membership, log } = await keptBy(joost, accounts.joost.passphrase, space)
    const stranger = personFromSeed(crypto, crypto.random(32))
    const device = await newDevice(crypto, stranger, Date.now())
    const wrap = { to: 'ee'.repeat(16) as OrgId, generation: 1, how: 'seal' as const, box: crypto.random(1168) }
    const forged = await writeControl(crypto, device, membership, log, Date.now(), [{ t: 'addOrg', org: wrap.to, role: 'steward', wrap }])
    const page: FromRelay = {
      t: 'page',
      id: 0,
      space,
      control: [forged],
      snapshot: null,
      after: log.pos,
      commits: [],
      pos: log.pos,
      head: log.head,
      controlSeq: membership.seq + 1,
      more: false,
    }
    middle.say(page)
    const { what } = await distrusts(victim, space, 'not_permitted')
    expect((await keptBy(joost, accounts.joost.passphrase, space)).membership.seq).toBe(membership.seq)
    return what
  },
)

attack(
  'swap a public key on first contact and later',
  named('wrong_space', 'bad_signature', 'malformed'),
  "SYNC-12 swap a public key: an organisation's log with another key in it is not that organisation's, at first contact or later",
  async () => {
    const { relay, middle, orgs, accounts, victim } = await scene()
    await connected(victim)
    const stranger = personFromSeed(crypto, crypto.random(32))
    const device = await newDevice(crypto, stranger, Date.now())
    const { actions } = await foundOrganisation(crypto, stranger, device)
    const founding = await writeControl(crypto, device, null, null, Date.now(), actions)
    // At first contact: a new device of Joost is given another founding entry for Khadija's organisation.
    const phone = someone(() => relay, 0, undefined, middle.through)
    middle.toClient = (frame) =>
      frame.t === 'page' && frame.space === orgs.khadija && frame.control.length > 0 ? [{ ...frame, control: [founding] }] : [frame]
    await phone.do('signIn', { account: 'joost', passphrase: accounts.joost.passphrase })
    expect((await alarmOf(phone, 'wrong_space')).space).toBe(orgs.khadija)
    // Later: one byte of a key in a true entry is another one.
    const tablet = someone(() => relay, 0, undefined, middle.through)
    middle.toClient = (frame) =>
      frame.t === 'page' && frame.space === orgs.khadija
        ? [
            {
              ...frame,
              control: frame.control.map((entry) => ({ ...entry, bytes: entry.bytes.map((byte, at) => (at === 1500 ? byte ^ 1 : byte)) })),
            },
          ]
        : [frame]
    await tablet.do('signIn', { account: 'joost', passphrase: accounts.joost.passphrase })
    const { alarms } = await tablet.sees('sync', {}, (sync) => sync.alarms.some((alarm) => alarm.space === orgs.khadija))
    return alarms.find((alarm) => alarm.space === orgs.khadija)!.what
  },
)

attack(
  'stand in for the relay with another key',
  named('key_mismatch'),
  'SES-8 another relay at the same address, with a key of its own, gets no further than hello',
  async () => {
    const { victim, joost, accounts } = await scene()
    await connected(victim)
    await victim.do('lock', {})
    const impostor = createMemoryRelay({ origins: [ORIGIN] })
    const again = await reopened(() => impostor, joost, accounts.joost.passphrase)
    const alarm = await alarmOf(again, 'key_mismatch')
    expect(alarm.position).toBeNull()
    expect((await again.ask('sync', {})).lastSync).toBeNull()
    return alarm.what
  },
)

attack(
  "withhold one member's removal",
  named('not_permitted'),
  'SYNC-8 withheld removal: who is not shown that a member was taken out is not led on, and is told',
  async () => {
    const { amina, victim, middle, space, orgs } = await scene()
    await connected(victim)
    middle.changePages(space, (page) => [{ ...page, control: [] }])
    await amina.do('revokeCase', { space, org: orgs.khadija })
    await amina.do('addNote', { space, text: 'without Khadija' })
    const alarm = await distrusts(victim, space, 'not_permitted')
    expect(alarm.device).toBeNull()
    expect((await victim.ask('case', { space })).file.notes.map((note) => note.text)).not.toContain('without Khadija')
    return alarm.what
  },
)
