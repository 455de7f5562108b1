/** A member who turns bad, with true keys and a relay that looks away: every other member sees who it was, and reads on. */
import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { encodePayload, hlcAt, type Op } from '@pergola/core/record'
import { NO_CHAIN, sealCommit, type Chain } from '@pergola/core/space'
import { epochNow, nextHead, pushMessage, type DeviceId, type Head, type LoggedCommit, type SpaceId } from '@pergola/protocol'
import type { Secrets } from '../../packages/client/src/local/vault.ts'
import type { Replica } from '../../packages/client/src/local/spaceRecord.ts'
import { sharedCase } from '../stories/cases.ts'
import { circle, crypto, reopened, someone, type Circle, type Someone } from '../stories/people.ts'
import { keptBy, secretsOf } from '../stories/seized.ts'
import { attacksOf, named, prevented } from './attack.ts'
import { Middle } from './middle.ts'

const { all: attacks, attack: add } = attacksOf('member')
export const MEMBER_ATTACKS = attacks

let all: Circle
let middle: Middle
let amina: Someone
let bad: Secrets
/** What Amina wrote behind commits that the true relay has never seen: it cannot take them. */
let unsent = 0

const prepare = async (): Promise<void> => {
  all = await circle()
  bad = await secretsOf(all.joost, all.accounts.joost.passphrase)
  middle = new Middle()
  await all.amina.do('lock', {})
  amina = await reopened(() => all.relay, all.amina, all.accounts.amina.passphrase, middle.through)
  await amina.sees('sync', {}, (sync) => sync.lastSync !== null && !sync.receiving)
}

let prepared: Promise<void> | null = null
/** In a circle that all of these share. */
const attack: typeof add = (name, answer, title, act) =>
  add(name, answer, title, async () => {
    await (prepared ??= prepare())
    return act()
  })

const newCase = (): Promise<SpaceId> => sharedCase(amina, [all.orgs.joost], [all.joost])

const settled = async (space: SpaceId): Promise<Replica> => {
  await amina.sees('sync', {}, (sync) => sync.unsent === unsent)
  return keptBy(amina, all.accounts.amina.passphrase, space)
}

const note = (text: string): readonly Op[] => [{ o: 'note', c: 'note', i: 'ab'.repeat(16), f: { text } }]

const payload = (ops: readonly Op[], at = Date.now()): Uint8Array => {
  const bytes = encodePayload({ at: hlcAt(at), ops })
  if (!bytes.ok) throw new Error('not a payload')
  return bytes.value
}

/** A commit of Joost's device that says what `bytes` say, as the relay would log it. */
const commitOf = async (
  replica: Replica,
  chain: Chain,
  bytes: Uint8Array,
  device: DeviceId = bad.device.id,
): Promise<{ readonly logged: LoggedCommit; readonly chain: Chain; readonly id: string }> => {
  const { epoch } = epochNow(replica.membership)
  const place = {
    space: replica.space,
    epoch,
    key: replica.keys[epoch]!,
    device,
    chain,
    control: replica.membership.seq,
    seen: replica.log,
  }
  const sealed = sealCommit(crypto, place, bytes)
  return {
    logged: { bytes: sealed.bytes, signature: await crypto.sign(bad.device.signSeed, pushMessage(sealed.id)), time: Date.now() },
    chain: sealed.chain,
    id: sealed.id,
  }
}

const chainIn = (replica: Replica): Chain => replica.log.chains[bad.device.id] ?? NO_CHAIN

/** The relay shows Amina these commits as the newest of the space. */
const show = (replica: Replica, commits: readonly { readonly logged: LoggedCommit; readonly id: string }[]): void => {
  const { pos, head } = replica.log
  const newest = commits.reduce<Head>((before, { logged, id }) => nextHead(crypto.sha256, before, id as never, logged.time), head)
  middle.say({
    t: 'page',
    id: 0,
    space: replica.space,
    control: [],
    snapshot: null,
    after: pos,
    commits: commits.map(({ logged }) => logged),
    pos: pos + commits.length,
    head: newest,
    controlSeq: replica.membership.seq,
    more: false,
  })
}

const alarmIn = async (space: SpaceId) => {
  const { alarms } = await amina.sees('sync', {}, (sync) => sync.alarms.some((alarm) => alarm.space === space))
  return alarms.find((alarm) => alarm.space === space)!
}

const tampered = { ok: false, problem: { type: 'tampered' } }
const writes = async (space: SpaceId) => {
  const answer = await amina.pergola.run('addNote', { space, text: 'still writing' })
  if (answer.ok) unsent++
  return answer
}

attack(
  'forged author',
  named('bad_signature'),
  'SYNC-13 forged author: a commit in the name of another device does not carry its signature',
  async () => {
    const space = await newCase()
    const replica = await settled(space)
    const { device } = await secretsOf(all.amina, all.accounts.amina.passphrase)
    const forged = await commitOf(replica, replica.log.chains[device.id]!, payload(note('by Amina, it says')), device.id)
    show(replica, [forged])
    const alarm = await alarmIn(space)
    expect(alarm).toMatchObject({ device: device.id, position: replica.log.pos + 1 })
    expect(await writes(space)).toMatchObject(tampered)
    return alarm.what
  },
)

attack(
  'equivocation',
  named('broken_chain'),
  'SYNC-14 equivocation: two commits with one number are caught, and their author is named',
  async () => {
    const space = await newCase()
    const replica = await settled(space)
    const [one, other] = [
      await commitOf(replica, chainIn(replica), payload(note('one'))),
      await commitOf(replica, chainIn(replica), payload(note('other'))),
    ]
    show(replica, [one, other])
    const alarm = await alarmIn(space)
    expect(alarm).toMatchObject({ device: bad.device.id, position: replica.log.pos + 2 })
    expect(await writes(space)).toMatchObject(tampered)
    return alarm.what
  },
)

attack(
  'wrong role',
  named('not_permitted'),
  'SYNC-15 wrong role: who may only read writes nothing that counts, and everyone goes on',
  async () => {
    const space = await newCase()
    const { file } = await amina.ask('case', { space })
    await amina.do('saveIdentity', {
      space,
      identity: { person: file.people[0]!.id, name: 'Salma', otherNames: '', contact: '', whereabouts: '', birth: '', documents: '' },
    })
    await amina.do('shareCase', { space, org: all.orgs.joost, part: 'identity' })
    const identity = file.identitySpace!
    const replica = await settled(identity)
    const ops: readonly Op[] = [{ o: 'set', c: 'person', i: file.people[0]!.id, f: { name: 'Somebody else' } }]
    const presumed = await commitOf(replica, chainIn(replica), payload(ops))
    show(replica, [presumed])
    const alarm = await alarmIn(identity)
    expect(alarm.device).toBe(bad.device.id)
    expect((await amina.ask('case', { space })).identities![0]!.name).toBe('Salma')
    expect((await keptBy(amina, all.accounts.amina.passphrase, identity)).distrusted).toBe(false)
    return alarm.what
  },
)

attack(
  'write what a role allows and a rule does not',
  named('not_permitted'),
  'SYNC-16 what a role allows and a rule does not, leaves no trace and is reported',
  async () => {
    const space = await newCase()
    const replica = await settled(space)
    const ops: readonly Op[] = [{ o: 'set', c: 'case', i: 'main', f: { pseudonym: 'Exposed' } }]
    show(replica, [await commitOf(replica, chainIn(replica), payload(ops))])
    const alarm = await alarmIn(space)
    expect(alarm.device).toBe(bad.device.id)
    expect((await amina.ask('case', { space })).file.pseudonym).toBe('Heron')
    return alarm.what
  },
)

/** The bytes of `find` replaced by those of `put`, of one length. */
const replaced = (bytes: Uint8Array, find: string, put: string): Uint8Array => {
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.includes(find) || find.length !== put.length) throw new Error('nothing to replace')
  return Uint8Array.from(Buffer.from(text.replaceAll(find, put), 'latin1'))
}

const needs = (fields: Readonly<Record<string, number | string>>): Uint8Array =>
  payload([{ o: 'set', c: 'need', i: 'ab'.repeat(16), f: fields }])

const hostile: readonly (readonly [attack: string, title: string, make: () => Uint8Array])[] = [
  [
    '`__proto__` keys',
    'SYNC-17 a payload with `__proto__` as a field is passed over, its author named, and everyone reads on',
    () => replaced(needs({ aaproto11: 'polluted' }), 'aaproto11', '__proto__'),
  ],
  [
    '`__proto__` keys',
    'SYNC-17 a payload with `constructor` as a field is passed over, its author named, and everyone reads on',
    () => replaced(needs({ bonstructor: 'polluted' }), 'bonstructor', 'constructor'),
  ],
  [
    'non-canonical encoding',
    'SYNC-17 a payload with bytes after it is passed over, its author named, and everyone reads on',
    () => Uint8Array.of(...payload(note('x')), 0),
  ],
  [
    'non-canonical encoding',
    'SYNC-17 a payload whose keys are not in order is passed over, its author named, and everyone reads on',
    () => replaced(needs({ aa: 1, bb: 2 }), 'bb', 'a0'),
  ],
  [
    'compression bombs',
    'SYNC-17 a payload that is packed is not unpacked: it is passed over, its author named, and everyone reads on',
    () => Uint8Array.from(gzipSync(Buffer.alloc(50_000_000))),
  ],
  ['nonsense', 'SYNC-17 a payload with nothing in it is passed over, its author named, and everyone reads on', () => new Uint8Array()],
  ['nonsense', 'SYNC-17 a payload of random bytes is passed over, its author named, and everyone reads on', () => crypto.random(200)],
]

const showsPayload = async (make: () => Uint8Array): Promise<string> => {
  const space = await newCase()
  const replica = await settled(space)
  show(replica, [await commitOf(replica, chainIn(replica), make())])
  const alarm = await alarmIn(space)
  expect(alarm).toMatchObject({ device: bad.device.id, position: replica.log.pos + 1 })
  expect(({} as Record<string, unknown>)['note']).toBeUndefined()
  expect((await writes(space)).ok).toBe(true)
  return alarm.what
}

for (const [name, title, make] of hostile) attack(name, named('malformed'), title, () => showsPayload(make))

attack(
  'operation of 1 GB',
  prevented('the line is cut unread, nothing is taken, another one is opened'),
  'SYNC-17 what is larger than any may be is no frame: the line is cut, nothing is taken, and another one is opened',
  async () => {
    const space = await newCase()
    const replica = await settled(space)
    const greetings = (): number => middle.heard.filter((frame) => frame.t === 'welcome').length
    const before = greetings()
    middle.sayBytes(new Uint8Array(400_000).fill(6))
    await amina.sees('sync', {}, (sync) => greetings() > before && sync.connection === 'online' && !sync.receiving)
    expect((await keptBy(amina, all.accounts.amina.passphrase, space)).log).toEqual(replica.log)
    const answer = await amina.pergola.run('addNote', { space, text: 'x'.repeat(1_000_000) })
    expect(answer).toMatchObject({ ok: false, problem: { type: 'too_large', field: 'text' } })
  },
)

attack(
  'seal with a key that opens nothing',
  named('undecryptable'),
  'SYNC-18 a key that opens nothing: a commit sealed with another key is passed over and its author named',
  async () => {
    const space = await newCase()
    const replica = await settled(space)
    const other: Replica = { ...replica, keys: { 1: crypto.random(32) as never } }
    show(replica, [await commitOf(other, chainIn(replica), payload(note('for whom?')))])
    const alarm = await alarmIn(space)
    expect(alarm.device).toBe(bad.device.id)
    expect((await writes(space)).ok).toBe(true)
    return alarm.what
  },
)

attack(
  'clock far in the future',
  prevented('the relay’s time bounds what a clock may claim'),
  'SYNC-10 a clock ten years ahead does not let anyone keep the last word',
  async () => {
    const { relay, accounts } = all
    const ahead = someone(() => relay, 10 * 365 * 86_400_000)
    await ahead.do('signIn', { account: 'joost', passphrase: accounts.joost.passphrase })
    const space = await newCase()
    await ahead.sees('case', { space }, (view) => view.file.people.length === 1)
    const { id } = (await amina.ask('case', { space })).file.people[0]!
    const as = (label: string) => ({ space, id, role: 'defender', label, relation: '', languages: [] }) as const
    await ahead.do('savePerson', as('from the future'))
    await amina.sees('case', { space }, (view) => view.file.people[0]!.label === 'from the future')
    await amina.do('savePerson', as('from today'))
    for (const person of [amina, ahead, all.joost])
      await person.sees('case', { space }, (view) => view.file.people[0]!.label === 'from today')
    expect((await ahead.ask('sync', {})).alarms).toEqual([])
  },
)

attack(
  'clock far in the past',
  prevented('what is written after what was read wins'),
  'SYNC-10 nor does one ten years behind lose what it writes',
  async () => {
    const { relay, accounts } = all
    const behind = someone(() => relay, -10 * 365 * 86_400_000)
    await behind.do('signIn', { account: 'joost', passphrase: accounts.joost.passphrase })
    const space = await newCase()
    await behind.sees('case', { space }, (view) => view.file.people.length === 1)
    const { id } = (await amina.ask('case', { space })).file.people[0]!
    await behind.do('savePerson', { space, id, role: 'defender', label: 'from the past', relation: '', languages: [] })
    for (const person of [amina, all.joost]) await person.sees('case', { space }, (view) => view.file.people[0]!.label === 'from the past')
  },
)
