/** The directory as this organisation may know it: the network's book, listings for it, and what it keeps back itself. */
import { DirectoryIndex, changedAt, directoryReader, fieldsOf, type Directory, type Kept, type KeptBack } from '@pergola/core/directory'
import { emptyDoc, ownerOf, rowsOf, type Doc, type RecordId, type Row } from '@pergola/core/record'
import type { OrgId } from '@pergola/protocol'
import { perDoc } from '../book/perDoc.ts'
import type { World } from '../world/world.ts'
import type { ListingSummary, Summary } from './summary.ts'

type Reading = Pick<World, 'network' | 'book' | 'summaries'>

/** What a device holds of the directory between two questions. Summaries live as long as the device is unlocked. */
interface Held {
  readonly read: ReturnType<typeof directoryReader>
  listings: readonly ListingSummary[]
  unlisted: ReadonlyMap<RecordId, Kept>
  kept: KeptBack
  index: DirectoryIndex | null
}

const helds = new WeakMap<World['summaries'], Held>()

const heldOf = ({ summaries }: Pick<World, 'summaries'>): Held => {
  let held = helds.get(summaries)
  if (held === undefined) {
    held = { read: directoryReader(), listings: [], unlisted: new Map(), kept: new Map(), index: null }
    helds.set(summaries, held)
  }
  return held
}

const keptRows = new WeakMap<Row, Kept>()

/** What stands in our own book of our own services: see core's `routeService`. */
const unlistedIn: (doc: Doc) => ReadonlyMap<RecordId, Kept> = perDoc((doc) => {
  const kept = new Map<RecordId, Kept>()
  for (const [id, row] of rowsOf(doc, 'unlisted')) {
    const owner = ownerOf(id)
    if (owner === null) continue
    const known: Kept = keptRows.get(row) ?? { owner, stands: 'own_book', fields: fieldsOf(row), changedAt: changedAt(row) }
    keptRows.set(row, known)
    kept.set(id, known)
  }
  return kept
})

/** Listings that we read now; one that was taken back says nothing any more. */
const listingsOf = (summaries: World['summaries']): readonly (ListingSummary & Summary)[] => {
  const listings: (ListingSummary & Summary)[] = []
  for (const summary of summaries.values()) if (summary.kind === 'listing' && summary.goneSince === null) listings.push(summary)
  return listings
}

const listedKept = new WeakMap<ListingSummary, readonly (readonly [RecordId, Kept])[]>()

const keptIn = (listing: ListingSummary): readonly (readonly [RecordId, Kept])[] => {
  let kept = listedKept.get(listing)
  if (kept === undefined) {
    const { owner, services } = listing
    kept = services.map(({ id, fields, changedAt: at }) => [id, { owner, stands: 'listing', fields, changedAt: at }] as const)
    listedKept.set(listing, kept)
  }
  return kept
}

/** The same map as long as nothing of it changed. */
const keptBack = (held: Held, { book, summaries }: Reading): KeptBack => {
  const unlisted = unlistedIn(book().doc)
  const listings = listingsOf(summaries)
  const same = held.listings.length === listings.length && listings.every((one, i) => one === held.listings[i])
  if (same && held.unlisted === unlisted) return held.kept
  const kept = new Map<RecordId, Kept[]>()
  const add = (id: RecordId, part: Kept): void => void kept.set(id, [...(kept.get(id) ?? []), part])
  for (const [id, part] of unlisted) add(id, part)
  for (const listing of listings) for (const [id, part] of keptIn(listing)) add(id, part)
  Object.assign(held, { listings, unlisted, kept })
  return kept
}

export const directoryOf = (world: Reading): Directory => {
  const held = heldOf(world)
  return held.read(world.network()?.doc ?? emptyDoc(), keptBack(held, world))
}

/** Ready for questions about today. */
export const directoryIndexOf = (world: Reading & Pick<World, 'today' | 'me'>): DirectoryIndex => {
  const held = heldOf(world)
  const today = world.today()
  if (!held.index?.isFor(today, world.me.org)) held.index = new DirectoryIndex(today, world.me.org)
  held.index.update(directoryOf(world))
  return held.index
}

/** What we keep of our own service in our own book, and what is known of who else is told. */
export const unlistedOf = ({ book }: Pick<World, 'book'>, id: RecordId): Kept | null => {
  const kept = unlistedIn(book().doc).get(id)
  return kept === undefined || kept.fields['removed'] === true ? null : kept
}

/** Organisations that are told what is for chosen ones of our own service. */
export const audienceOf = (world: Pick<World, 'book'>, id: RecordId): readonly OrgId[] => {
  const audience = unlistedOf(world, id)?.fields['audience']
  return Array.isArray(audience) ? (audience as readonly unknown[]).filter((org): org is OrgId => typeof org === 'string') : []
}
