/** What must be true when everyone is back: one history for all, nothing lost, nothing doubled, nobody alarmed. */
import { readCase } from '@pergola/core/casework'
import { encodeDoc } from '@pergola/core/record'
import { hex, type SpaceId } from '@pergola/protocol'
import type { Replica } from '../../packages/client/src/local/spaceRecord.ts'
import { keptBy } from '../stories/seized.ts'
import type { Actor } from './cast.ts'
import type { Life, Written } from './life.ts'

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
    chains: Object.entries(log.chains).sort(([a], [b]) => (a < b ? -1 : 1)),
    control: control.length,
    doc: hex(encodeDoc(doc)),
  })

/** Sentences about what is wrong; none when all is well. */
export const check = async (life: Life): Promise<readonly string[]> => {
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
