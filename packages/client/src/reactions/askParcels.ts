/**
 * Of files that are on their way to somebody outside: the relay is asked whether they were opened, and one whose consent is gone is taken
 * back. Once a minute at most; nothing happens while none is out.
 */
import { mayPass } from '@pergola/core/consent'
import { isOut, outsideDropped, outsideOpened, readOutside } from '@pergola/core/outside'
import { hex, unhex, type SpaceId } from '@pergola/protocol'
import { mayWrite, openCaseFile } from '../views/openCase.ts'
import { outsidePassage } from '../views/outside.ts'
import type { World } from '../world/world.ts'

const EVERY_MS = 55_000
/** The relay tells of so many at once. */
const MOST_ASKED = 500

const lastAsked = new WeakMap<World['summaries'], number>()

type Opened = ReadonlyMap<string, number>

const casesWithFilesOut = (world: World): ReadonlyMap<SpaceId, readonly string[]> => {
  const out = new Map<SpaceId, readonly string[]>()
  for (const [space, file] of world.summaries) {
    if (file.kind !== 'case' || file.outside === undefined || file.ownerOrg !== world.me.org || file.goneSince !== null) continue
    const waiting = file.outside.filter((one) => isOut(one, world.now() - EVERY_MS))
    if (waiting.length > 0)
      out.set(
        space,
        waiting.map(({ parcel }) => parcel),
      )
  }
  return out
}

const askRelay = async (world: World, parcels: readonly string[]): Promise<Opened> => {
  const asked = parcels.slice(0, MOST_ASKED).flatMap((parcel) => unhex(parcel) ?? [])
  const told = await world.gateway.parcelStates(asked)
  return new Map(told.ok ? told.value.filter(({ openedAt }) => openedAt > 0).map(({ parcel, openedAt }) => [hex(parcel), openedAt]) : [])
}

export const askParcels = async (world: World): Promise<void> => {
  const cases = casesWithFilesOut(world)
  if (cases.size === 0) return
  const isTime = world.now() - (lastAsked.get(world.summaries) ?? 0) >= EVERY_MS
  if (isTime) lastAsked.set(world.summaries, world.now())
  const opened: Opened = isTime ? await askRelay(world, [...cases.values()].flat()) : new Map()
  for (const space of cases.keys()) await noteIn(world, space, opened)
}

/** Writes what the relay told, and takes back what may not be out any more. */
const noteIn = async (world: World, space: SpaceId, opened: Opened): Promise<void> => {
  const found = await openCaseFile(world, space)
  if (!found.ok || !mayWrite(world, found.value.opened)) return
  const { file } = found.value
  for (const one of readOutside(found.value.opened.doc).filter((row) => row.openedAt === null && !row.dropped)) {
    const at = opened.get(one.parcel)
    if (at !== undefined) await world.write(space, outsideOpened(one.id, at))
    else if (isOut(one, world.now()) && !mayPass(file, outsidePassage(one), world.today()).allowed) {
      const dropped = await world.gateway.dropParcel(unhex(one.parcel) ?? new Uint8Array())
      if (dropped.ok || dropped.problem.type === 'not_found') await world.write(space, outsideDropped(one.id))
    }
  }
}
