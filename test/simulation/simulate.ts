/** A random life of five people in three organisations, with everything that goes wrong; and what must be true at its end. */
import { readCase } from '@pergola/core/casework'
import { encodeDoc } from '@pergola/core/record'
import { hex, type OrgId, type SpaceId } from '@pergola/protocol'
import type { Day } from '@pergola/core/casework'
import { keptBy } from '../stories/seized.ts'
import type { Replica } from '../../packages/client/src/local/spaceRecord.ts'
import { Stage, type Actor } from './cast.ts'

const TEN_YEARS = 10 * 365 * 86_400_000
const OFFSETS = [0, 0, 0, 240_000, TEN_YEARS, -TEN_YEARS] as const

interface Written {
  readonly text: string
  readonly space: SpaceId
  readonly by: Actor
  /** Told to be kept; otherwise the program crashed before it could say. */
  readonly kept: boolean
}

interface Life {
  readonly stage: Stage
  readonly actors: readonly Actor[]
  readonly orgOf: ReadonlyMap<Actor, OrgId>
  readonly cases: { readonly space: SpaceId; readonly owner: OrgId }[]
  readonly written: Written[]
  /** Counts the notes anyone began to write. */
  texts: number
  /** `space org` that somebody tried to take out: what was written there may have come too late. */
  readonly revoked: Set<string>
}

const org = (name: string) =>
  ({ name, shortName: name.slice(0, 8), kind: 'local_group', countries: ['KE'], languages: ['en'], about: '' }) as const

const joinOrganisation = async (host: Actor, guest: Actor, name: string): Promise<void> => {
  const { id, link } = await host.do('inviteOrganisation', { label: name, days: 7 })
  guest.passphrase = (
    await guest.do('joinAsOrganisation', { link, org: org(name), personName: guest.name, account: guest.name })
  ).passphrase
  await host.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await host.do('admit', { id })
  await guest.sees('network', {}, (network) => network.organisations.some((row) => row.own && row.profile.name === name))
}

const joinPerson = async (host: Actor, guest: Actor): Promise<void> => {
  const { id, link } = await host.do('invitePerson', { label: guest.name, role: 'editor', days: 7 })
  guest.passphrase = (await guest.do('joinAsPerson', { link, personName: guest.name, account: guest.name })).passphrase
  await host.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await host.do('admit', { id })
  await guest.sees('session', {}, (session) => session.state === 'open' && session.admitted && session.personName !== '')
}

const begin = async (seed: number): Promise<Life> => {
  const stage = new Stage(seed)
  const [amina, yusuf, joost, imke, khadija] = ['amina', 'yusuf', 'joost', 'imke', 'khadija'].map((name) => stage.actor(name)) as [
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
  ]
  await stage.clockwork.pass(5000)
  amina.passphrase = (
    await amina.do('found', { network: 'River', org: org('Riverbank'), personName: 'amina', account: 'amina' })
  ).passphrase
  await amina.sees('sync', {}, (sync) => sync.connection === 'online' && sync.unsent === 0)
  await joinOrganisation(amina, joost, 'Noord')
  await joinOrganisation(amina, khadija, 'Atlas')
  await joinPerson(amina, yusuf)
  await joinPerson(joost, imke)
  const actors = [amina, yusuf, joost, imke, khadija]
  const orgOf = new Map<Actor, OrgId>()
  for (const actor of actors) {
    await actor.sees('network', {}, (network) => network.organisations.length === 3)
    const session = await actor.ask('session', {})
    if (session?.state === 'open') orgOf.set(actor, session.org)
  }
  return { stage, actors, orgOf, cases: [], written: [], texts: 0, revoked: new Set() }
}

/** Two cases of different organisations that all three work on. */
const settle = async (life: Life): Promise<void> => {
  for (const actor of [life.actors[0]!, life.actors[2]!]) {
    await openCase(life, actor)
    const { space } = life.cases.at(-1)!
    for (const org of new Set(life.orgOf.values()))
      if (org !== life.orgOf.get(actor)) await actor.do('shareCase', { space, org, part: 'file' })
  }
  await life.stage.clockwork.pass(10_000)
}

const own = ({ orgOf, cases }: Life, actor: Actor): readonly SpaceId[] =>
  cases.filter((held) => held.owner === orgOf.get(actor)).map((held) => held.space)

const newText = (life: Life, actor: Actor): string => `note ${life.texts++} by ${actor.name}`

type Act = (life: Life, actor: Actor) => Promise<void>

const openCase: Act = async (life, actor) => {
  const made = await actor.run('createCase', { pseudonym: `case ${life.cases.length}`, country: 'KE', urgency: 'days', summary: '' })
  if (!made.ok) return
  const { space } = made.value
  life.cases.push({ space, owner: life.orgOf.get(actor)! })
  const person = await actor.run('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: [] })
  if (!person.ok) return
  const consent = {
    person: person.value.id,
    scope: 'share_named_org',
    given: true,
    on: '2010-01-01' as Day,
    how: 'spoken',
    until: null,
  } as const
  for (const named of new Set(life.orgOf.values())) await actor.run('giveConsent', { space, consent: { ...consent, org: named } })
}

const writeNote: Act = async (life, actor) => {
  const { space } = life.stage.clockwork.pick(life.cases)
  const text = newText(life, actor)
  const answer = await actor.run('addNote', { space, text })
  if (answer.ok) life.written.push({ text, space, by: actor, kept: true })
}

/** Several things at once, none waiting for another. */
const hurry: Act = async (life, actor) => {
  const { clockwork } = life.stage
  const texts = Array.from({ length: 2 + clockwork.below(6) }, () => newText(life, actor))
  const spaces = texts.map(() => clockwork.pick(life.cases).space)
  const answers = await clockwork.until(Promise.all(texts.map((text, at) => actor.pergola.run('addNote', { space: spaces[at]!, text }))))
  for (const [at, answer] of answers.entries())
    if (answer.ok) life.written.push({ text: texts[at]!, space: spaces[at]!, by: actor, kept: true })
}

const edit: Act = async (life, actor) => {
  const spaces = own(life, actor)
  if (spaces.length > 0)
    await actor.run('editCase', {
      space: life.stage.clockwork.pick(spaces),
      fields: { summary: `as ${actor.name} saw it at ${life.stage.clockwork.now}` },
    })
}

const share: Act = async (life, actor) => {
  const spaces = own(life, actor)
  if (spaces.length === 0) return
  const space = life.stage.clockwork.pick(spaces)
  await actor.run('shareCase', { space, org: life.stage.clockwork.pick([...life.orgOf.values()]), part: 'file' })
}

const revoke: Act = async (life, actor) => {
  const spaces = own(life, actor)
  if (spaces.length === 0) return
  const [space, out] = [life.stage.clockwork.pick(spaces), life.stage.clockwork.pick([...life.orgOf.values()])]
  life.revoked.add(`${space} ${out}`)
  await actor.run('revokeCase', { space, org: out })
}

const cut: Act = async (_, actor) => actor.network.cut()

const partition: Act = async (_, actor) => {
  actor.network.down = !actor.network.down
}

const crash: Act = (_, actor) => actor.crash()

/** The program dies at some moment while it writes. */
const crashWriting: Act = async (life, actor) => {
  const { space } = life.stage.clockwork.pick(life.cases)
  const text = newText(life, actor)
  void actor.pergola.run('addNote', { space, text })
  life.written.push({ text, space, by: actor, kept: false })
  await life.stage.clockwork.pass(life.stage.clockwork.below(200))
  await actor.crash()
}

const relock: Act = async (_, actor) => {
  await actor.do('lock', {})
  await actor.do('unlock', { passphrase: actor.passphrase })
}

const wrongClock: Act = async ({ stage }, actor) => {
  actor.offset = stage.clockwork.pick(OFFSETS)
}

const restartRelay: Act = ({ stage, actors }) => stage.restartRelay(actors)

const wait: Act = ({ stage }) => stage.clockwork.pass(stage.clockwork.below(20_000))

type Weighted = readonly [name: string, act: Act, calm: number, stormy: number]

/** How often each thing happens, in calm and in stormy weather: the second is for what goes wrong within a few messages. */
const ACTS: readonly Weighted[] = [
  ['writes a note', writeNote, 30, 10],
  ['writes in a hurry', hurry, 12, 60],
  ['edits', edit, 12, 12],
  ['opens a case', openCase, 6, 1],
  ['shares', share, 10, 25],
  ['takes back', revoke, 4, 25],
  ['is cut', cut, 8, 60],
  ['goes offline or comes back', partition, 6, 6],
  ['crashes', crash, 5, 5],
  ['crashes while writing', crashWriting, 5, 10],
  ['locks and unlocks', relock, 2, 2],
  ['has another clock', wrongClock, 3, 3],
  ['sees the relay restart', restartRelay, 2, 4],
  ['waits', wait, 10, 2],
]

export type Weather = 'calm' | 'stormy'

const next = ({ stage }: Life, weather: Weather): Weighted => {
  const weightOf = ([, , calm, stormy]: Weighted): number => (weather === 'calm' ? calm : stormy)
  let at = stage.clockwork.below(ACTS.reduce((sum, weighted) => sum + weightOf(weighted), 0))
  return ACTS.find((weighted) => (at -= weightOf(weighted)) < 0)!
}

/** Everyone is back in a network that works, and nothing more happens. */
const calm = async ({ stage, actors }: Life): Promise<void> => {
  for (const actor of actors) actor.network.down = false
  for (let round = 0; round < 20; round++) {
    for (const actor of actors) await actor.run('retryNow', {})
    await stage.clockwork.pass(60_000)
    const unsent = await Promise.all(actors.map(async (actor) => (await actor.ask('sync', {}))?.unsent ?? 1))
    if (unsent.every((count) => count === 0) && round > 1) return
  }
}

const heldBy = async (actor: Actor): Promise<ReadonlyMap<SpaceId, Replica>> => {
  const held = new Map<SpaceId, Replica>()
  for await (const batch of actor.disk.all('spaces')) {
    for (const [space] of batch) held.set(space as SpaceId, await keptBy({ storage: actor.disk }, actor.passphrase, space as SpaceId))
  }
  return held
}

/** What one member's device says of a space, to hold against the others'. */
const viewOf = ({ log, doc, control }: Replica): string =>
  JSON.stringify({
    pos: log.pos,
    head: log.head,
    chains: Object.entries(log.chains).sort(),
    control: control.length,
    doc: hex(encodeDoc(doc)),
  })

const check = async (life: Life): Promise<readonly string[]> => {
  const wrong: string[] = []
  for (const actor of life.actors) {
    const sync = await actor.ask('sync', {})
    if (sync?.unsent !== 0) wrong.push(`${actor.name} still has ${sync?.unsent} unsent`)
    for (const alarm of sync?.alarms ?? [])
      wrong.push(`${actor.name} was alarmed: ${alarm.what} at ${alarm.position} of ${alarm.spaceName}`)
    const audit = await actor.run('audit', {})
    if (!audit.ok || audit.value.faults > 0) wrong.push(`${actor.name}'s audit: ${JSON.stringify(audit)}`)
    await actor.do('lock', {})
  }
  const held = new Map<Actor, ReadonlyMap<SpaceId, Replica>>()
  for (const actor of life.actors) held.set(actor, await heldBy(actor))
  const spaces = new Set([...held.values()].flatMap((replicas) => [...replicas.keys()]))
  for (const space of spaces) wrong.push(...(await compare(life, held, space)))
  for (const note of life.written) wrong.push(...find(life, held, note))
  return wrong
}

const compare = async (life: Life, held: ReadonlyMap<Actor, ReadonlyMap<SpaceId, Replica>>, space: SpaceId): Promise<readonly string[]> => {
  const row = await life.stage.relay.store.space(space)
  const wrong: string[] = []
  let first: { readonly actor: Actor; readonly view: string } | null = null
  for (const actor of life.actors) {
    const replica = held.get(actor)!.get(space)
    const org = life.orgOf.get(actor)!
    const { kind } = replica?.membership ?? {}
    if (!replica || replica.goneSince !== null || (kind === 'organisation' && space !== org)) continue
    if (row?.pos !== replica.log.pos || row.head !== replica.log.head)
      wrong.push(`${actor.name} is at ${replica.log.pos} of ${kind}, the relay at ${row?.pos}`)
    const view = viewOf(replica)
    if (first && first.view !== view) wrong.push(`${actor.name} and ${first.actor.name} see two histories of one ${kind}`)
    first ??= { actor, view }
  }
  return wrong
}

const find = (
  life: Life,
  held: ReadonlyMap<Actor, ReadonlyMap<SpaceId, Replica>>,
  { text, space, by, kept }: Written,
): readonly string[] => {
  const { owner } = life.cases.find((known) => known.space === space)!
  const reader = life.actors.find((actor) => life.orgOf.get(actor) === owner)!
  const replica = held.get(reader)!.get(space)
  const times = replica ? readCase(space, replica.doc).notes.filter((note) => note.text === text).length : 0
  const late = life.revoked.has(`${space} ${life.orgOf.get(by)}`)
  if (times > 1) return [`${text} is there ${times} times`]
  return times === 0 && kept && !late ? [`${text} is lost`] : []
}

export interface Outcome {
  readonly wrong: readonly string[]
  /** Notes that were promised to be kept, and cases. */
  readonly kept: number
  readonly cases: number
}

/** What was wrong in the end; nothing when all is well. */
export const simulate = async (seed: number, steps: number, weather: Weather, say: (what: string) => void = () => {}): Promise<Outcome> => {
  const life = await begin(seed)
  await settle(life)
  for (let step = 0; step < steps; step++) {
    const [name, act] = next(life, weather)
    const actor = life.stage.clockwork.pick(life.actors)
    say(`${step} ${new Date(life.stage.clockwork.now).toISOString()} ${actor.name} ${name}`)
    await act(life, actor)
    await life.stage.clockwork.pass(life.stage.clockwork.below(400))
  }
  await calm(life)
  return { wrong: await check(life), kept: life.written.filter((note) => note.kept).length, cases: life.cases.length }
}
