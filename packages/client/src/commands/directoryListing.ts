/** Our own services: each part written where those who may know it read it, and listings kept for those chosen. */
import { routeService, type NewService, type Routed } from '@pergola/core/directory'
import { rowAt, setOp, type Op, type RecordId } from '@pergola/core/record'
import { membersNow, type OrgId, type SpaceId } from '@pergola/protocol'
import { listingOp, readListings, type HeldListing } from '../book/directoryBook.ts'
import type { Answer } from '../contract/index.ts'
import { done, problem } from '../views/problems.ts'
import type { Opened, World } from '../world/world.ts'
import { writeChanges } from './inNetwork.ts'

const sameOrgs = (a: readonly OrgId[], b: readonly OrgId[]): boolean => a.length === b.length && a.every((org) => b.includes(org))

/** Our listing in which a service stands. */
const listingWith = (world: World, id: RecordId): HeldListing | null =>
  readListings(world.book().doc).find(({ space }) => listedIn(world, space).includes(id)) ?? null

const listedIn = (world: World, space: SpaceId): readonly RecordId[] => {
  const summary = world.summaries.get(space)
  return summary?.kind === 'listing' && summary.goneSince === null ? summary.services.map(({ id }) => id) : []
}

/** What is taken from somebody is taken first: if a step fails, too few know it, never too many. */
export const keepOwnService = async (
  world: World,
  network: Opened,
  id: RecordId,
  service: NewService,
  audience: readonly OrgId[],
): Promise<Answer<null>> => {
  const others = [...new Set(audience)].toSorted()
  if (others.some((org) => org === world.me.org || !world.organisations.has(org))) return problem('invalid', 'audience')
  const book = world.book()
  const standing = { network: rowAt(network.doc, 'service', id) !== undefined, own: rowAt(book.doc, 'unlisted', id) !== undefined }
  const routed = routeService(id, service, others, standing)
  if (!routed.ok) return routed
  for (const step of [
    () => leaveListing(world, id, others),
    () => writeChanges(world, network, routed.value.network, null),
    () => (routed.value.listing === null ? done : enterListing(world, others, routed.value.listing)),
    () => writeChanges(world, book, routed.value.own, null),
  ]) {
    const answer = await step()
    if (!answer.ok) return answer
  }
  return done
}

/** Out of a listing that is not for exactly these: the record is emptied there, or the organisations are let go from it. */
const leaveListing = async (world: World, id: RecordId, others: readonly OrgId[]): Promise<Answer<null>> => {
  const listing = listingWith(world, id)
  if (listing === null || sameOrgs(listing.orgs, others)) return done
  const isAlone = listedIn(world, listing.space).length === 1
  const isTaken = readListings(world.book().doc).some(({ orgs }) => sameOrgs(orgs, others))
  if (isAlone && !isTaken && others.length > 0) return changeAudience(world, listing.space, others)
  return emptyIn(world, listing.space, id)
}

const emptyIn = async (world: World, space: SpaceId, id: RecordId): Promise<Answer<null>> => {
  const opened = await world.open(space)
  return opened === null ? done : writeChanges(world, opened, [GONE(id)], null)
}

const GONE = (id: RecordId): Op =>
  setOp('service', id, { name: '', provider: '', programme: '', about: '', reach: {}, facts: [], places: [], contacts: [], removed: true })

/** Lets those go who are not among `others`, with a new key, and lets the new ones in. */
const changeAudience = async (world: World, space: SpaceId, others: readonly OrgId[]): Promise<Answer<null>> => {
  const opened = await world.open(space)
  if (opened === null) return problem('not_found', 'space')
  const now = (membersNow(opened.membership) as readonly OrgId[]).filter((org) => org !== world.me.org)
  for (const org of now.filter((one) => !others.includes(one))) {
    const revoked = await world.revoke(space, org)
    if (!revoked.ok) return revoked
  }
  for (const org of others.filter((one) => !now.includes(one))) {
    const shared = await world.share(space, org, 'reader')
    if (!shared.ok) return shared
  }
  return world.write(world.book().space, [listingOp(space, others)])
}

const enterListing = async (world: World, others: readonly OrgId[], ops: NonNullable<Routed['listing']>): Promise<Answer<null>> => {
  const known = readListings(world.book().doc).find(({ orgs }) => sameOrgs(orgs, others))
  const opened = known && (await world.open(known.space))
  if (opened) return writeChanges(world, opened, ops, null)
  const founded = await world.found(
    'listing',
    others.map((org) => ({ org, role: 'reader' as const })),
    ops,
  )
  return founded.ok ? world.write(world.book().space, [listingOp(founded.value, others)]) : founded
}

export const removeOwnService = async (world: World, network: Opened, id: RecordId): Promise<Answer<null>> => {
  const listing = listingWith(world, id)
  const gone = listing === null ? done : await emptyIn(world, listing.space, id)
  if (!gone.ok) return gone
  const isTold = rowAt(network.doc, 'service', id) !== undefined
  const taken = isTold ? await writeChanges(world, network, [setOp('service', id, { removed: true })], null) : done
  if (!taken.ok) return taken
  const book = world.book()
  return rowAt(book.doc, 'unlisted', id) === undefined ? done : writeChanges(world, book, [setOp('unlisted', id, { removed: true })], null)
}
