/** Conversations with the intake that can be destroyed: what is over, on which shelves their keys stand, what goes with them. */
import { dayOf, type Instant } from '@pergola/core/casework'
import type { ClosedAlert, Proposal } from '@pergola/core/retention'
import type { WordsKey } from '@pergola/core/shelf'
import type { BlobId, SpaceId } from '@pergola/protocol'
import { readAlerts, type Alert } from '../book/index.ts'
import { shelvesOf, type ShelfRow } from '../book/words.ts'
import type { World } from '../world/world.ts'
import { waitsForUs } from './alerts.ts'
import { filesOfAlerts, namedByOthers } from './namedFiles.ts'

/** Nobody waits for a word in it: declined without a case, or its case was destroyed. What an older version wrote stands in clear, and stays. */
const isOver = (world: World, alert: Alert): boolean => {
  if (alert.inClear || alert.checkIns !== null || alert.turns.length === 0 || waitsForUs(alert)) return false
  return alert.caseSpace === null ? alert.declined : world.summaries.get(alert.caseSpace)?.kind === 'ended'
}

export const alertsOver = (world: World): readonly Alert[] => readAlerts(world).filter((alert) => isOver(world, alert))

export const closedAlert = ({ id, at, turns }: Alert): ClosedAlert => ({ id, last: dayOf((turns.at(-1)?.at ?? at) as Instant) })

/** Files that go with them. */
export const filesWith = async (world: World, alerts: readonly Alert[]): Promise<readonly BlobId[]> => {
  const sent = filesOfAlerts(alerts)
  const elsewhere = await namedByOthers(world, sent, { space: null, alerts: new Set(alerts.map(({ id }) => id)) })
  return sent.filter((blob) => !elsewhere.has(blob))
}

/** Every shelf with a key of one of these, and the keys of others there that stand nowhere else: they have to move before. */
export const shelvesWith = (
  world: World,
  alerts: ReadonlySet<string>,
): { readonly going: readonly ShelfRow[]; readonly staying: readonly WordsKey[] } => {
  const { rows } = shelvesOf(world.summaries, world.me.org)
  const going = rows.filter(({ keys }) => keys.some(({ about }) => alerts.has(about)))
  return { going, staying: keysWithoutHome(rows, new Set(going.map(({ space }) => space)), alerts) }
}

const keysWithoutHome = (rows: readonly ShelfRow[], going: ReadonlySet<SpaceId>, alerts: ReadonlySet<string>): readonly WordsKey[] => {
  const elsewhere = new Set(rows.filter(({ space }) => !going.has(space)).flatMap(({ keys }) => keys.map(({ id }) => id)))
  const here = rows.filter(({ space }) => going.has(space)).flatMap(({ keys }) => keys)
  return here.filter(({ id, about }) => !alerts.has(about) && !elsewhere.has(id))
}

/**
 * Is it what was agreed to: these conversations as they were, all their keys, and of others nothing that does not stand elsewhere too?
 * Of one that began, what came since stands under keys of its own (book/shelving.ts) and stays.
 */
export const isAsProposed = async (world: World, { alerts, spaces }: Proposal, isBegun: boolean): Promise<boolean> => {
  const named = new Set(alerts.map(({ id }) => id))
  const agreed = new Set(spaces.map(({ space }) => space))
  const { going } = shelvesWith(world, named)
  const { rows } = shelvesOf(world.summaries, world.me.org)
  const unsent = rows.filter(({ space }) => !agreed.has(space) && world.summaries.get(space)?.pending !== 0)
  const homes = rows.filter((row) => !unsent.includes(row))
  if (keysWithoutHome(homes, agreed, named).length > 0 || (!isBegun && going.some(({ space }) => !agreed.has(space)))) return false
  return spaces.every(({ space }) => isShelf(world, space)) && (isBegun || (await areAsTheyWere(world, { alerts, spaces })))
}

const isShelf = ({ summaries }: World, space: SpaceId): boolean => {
  const kind = summaries.get(space)?.kind
  return kind === 'shelf' || kind === 'ended'
}

const areAsTheyWere = async (world: World, { alerts, spaces }: Pick<Proposal, 'alerts' | 'spaces'>): Promise<boolean> => {
  const over = new Map(alertsOver(world).map((alert) => [alert.id, alert]))
  const found = alerts.flatMap(({ id }) => over.get(id) ?? [])
  if (alerts.some(({ id, turns }) => over.get(id)?.turns.length !== turns)) return false
  const own = new Set(await filesWith(world, found))
  return spaces.every(({ blobs }) => blobs.every((blob) => own.has(blob)))
}
