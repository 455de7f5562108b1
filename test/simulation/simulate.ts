/** A random life of five people in three organisations, with everything that goes wrong. */
import type { Day } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import type { Actor } from './cast.ts'
import { check } from './check.ts'
import { begin, type Life } from './life.ts'

const TEN_YEARS = 10 * 365 * 86_400_000
const OFFSETS = [0, 0, 0, 240_000, TEN_YEARS, -TEN_YEARS] as const

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
