/** What organisations say beside the entries: still true, vouching, disagreeing, what was seen, open calls, training, searches. */
import {
  isKeptBy,
  isOf,
  isListed,
  removeCall as removeCallOps,
  removeTraining as removeTrainingOps,
  removeVouch,
  resolveDispute as resolveOps,
  saveCall as callOps,
  saveDispute as disputeOps,
  saveObserved as observedOps,
  saveTraining as trainingOps,
  saveVouch,
  type Capacity,
  type NewFact,
  type Service,
} from '@pergola/core/directory'
import { batches, cleanLine, ownedId, type Op } from '@pergola/core/record'
import { lookedOp, readSearches, searchOp } from '../book/directoryBook.ts'
import type { Answer } from '../contract/index.ts'
import { ownObserved } from '../views/directory.ts'
import { directoryOf } from '../views/directoryOf.ts'
import { mayEdit, mayResolve } from '../views/directoryRows.ts'
import { problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { keepService } from './directory.ts'
import { inNetwork } from './inNetwork.ts'
import { lineTooLong, newId, textTooLong, write } from './open.ts'

const LONGEST_ABOUT = 20_000
const LONGEST_NOTE = 500

export const confirmFacts: Command<'confirmFacts'> = (world, { id, codes, reviewOn = null, free = null }) =>
  inNetwork(world, async (network) => {
    const service = directoryOf(world).byId.get(id)
    if (service === undefined) return problem('not_found', 'id')
    if (!mayEdit(world, id)) return problem('not_permitted')
    const today = world.today()
    if (reviewOn !== null && reviewOn <= today) return problem('invalid', 'reviewOn')
    const isMeant = ({ code }: { readonly code: string }): boolean => codes === undefined || codes.includes(code)
    const facts = service.facts.map((fact): NewFact => (isMeant(fact) ? { ...fact, checkedOn: today, reviewOn } : fact))
    const confirmed = service.facts.filter(isMeant).length
    if (confirmed === 0 && free === null) return problem('invalid', 'codes')
    const reach = free === null ? service.reach : { ...service.reach, capacity: counted(service, free, today) }
    const isWhole = codes === undefined
    const kept = await keepService(world, network, id, { ...ownFacts(world, { ...service, facts }), reach, ...(isWhole && { reviewOn }) })
    return kept.ok ? { ok: true, value: { confirmed } } : kept
  })

const counted = ({ reach }: Service, free: number, updated: Capacity['updated']): Capacity => ({
  ...(reach.capacity ?? { unit: 'places' }),
  free,
  updated,
})

/** In entries of our own every fact is in our name. */
const ownFacts = <T extends { readonly id: string; readonly facts: readonly NewFact[] }>(world: World, service: T): T =>
  isKeptBy(service.id, world.me.org) ? { ...service, facts: service.facts.map((fact) => ({ ...fact, enteredBy: world.me.org })) } : service

/** A service, a provider or a member organisation that is there. */
const isSubject = (world: World, subject: string): boolean => {
  const { byId, providers, profiles } = directoryOf(world)
  const service = byId.get(subject)
  return (service !== undefined && isListed(service)) || providers.has(subject) || profiles.has(subject as Service['enteredBy'])
}

export const vouch: Command<'vouch'> = async (world, { subject, note }) =>
  lineTooLong(['note', note, LONGEST_NOTE]) ??
  inNetwork(world, ({ space }) => {
    if (!isSubject(world, subject)) return problem('not_found', 'subject')
    if (isOf(subject, world.me.org)) return problem('invalid', 'subject')
    return write(world, space, saveVouch({ org: world.me.org, subject, note, on: world.today() }), null)
  })

export const unvouch: Command<'unvouch'> = (world, { subject }) =>
  inNetwork(world, ({ space }) => {
    const ours =
      directoryOf(world)
        .vouches.get(subject)
        ?.some(({ org }) => org === world.me.org) ?? false
    return ours ? write(world, space, removeVouch(world.me.org, subject), null) : problem('not_found', 'subject')
  })

export const dispute: Command<'dispute'> = async (world, { service, code, says }) =>
  lineTooLong(['says', says, LONGEST_NOTE]) ??
  inNetwork(world, ({ space }) => {
    const known = directoryOf(world).byId.get(service)
    if (known === undefined || !isListed(known)) return problem('not_found', 'service')
    if (isKeptBy(service, world.me.org)) return problem('invalid', 'service')
    if (code !== '' && !known.facts.some((fact) => fact.code === code)) return problem('invalid', 'code')
    const id = ownedId(world.me.org, newId(world))
    return write(world, space, disputeOps({ id, service, code, says, on: world.today() }), { id })
  })

export const resolveDispute: Command<'resolveDispute'> = async (world, { id, note }) =>
  lineTooLong(['note', note, LONGEST_NOTE]) ??
  inNetwork(world, ({ space }) => {
    const found = [...directoryOf(world).disputes.values()].flat().find((one) => one.id === id)
    if (found === undefined || found.resolved !== null) return problem('not_found', 'id')
    return mayResolve(world, found)
      ? write(world, space, resolveOps(world.me.org, id, world.today(), note), null)
      : problem('not_permitted')
  })

export const shareObserved: Command<'shareObserved'> = (world) =>
  inNetwork(world, async ({ space }) => {
    const { observed, byId } = directoryOf(world)
    const isNews = (one: ReturnType<typeof ownObserved>[number]): boolean =>
      byId.has(one.service) && observed.get(one.service)?.find(({ org }) => org === one.org)?.n !== one.n
    const ops = ownObserved(world).filter(isNews).map(observedOps)
    const good = ops.flatMap((op): readonly Op[] => (op.ok ? op.value : []))
    for (const batch of batches(good)) {
      const written = await world.write(space, batch)
      if (!written.ok) return written
    }
    return { ok: true, value: { shared: good.length } }
  })

/** The id of one of ours that is there, or a new one; null for what is not ours or not there. */
const ownId = (world: World, id: string | undefined, known: readonly { readonly id: string }[]): string | null => {
  if (id === undefined) return ownedId(world.me.org, newId(world))
  return isKeptBy(id, world.me.org) && known.some((one) => one.id === id) ? id : null
}

export const saveCall: Command<'saveCall'> = async (world, { call }) =>
  lineTooLong(['title', call.title, 120], ['link', call.link, 500]) ??
  textTooLong(['about', call.about, LONGEST_ABOUT]) ??
  inNetwork(world, ({ space }) => {
    const { calls, byId } = directoryOf(world)
    const id = ownId(world, call.id, calls)
    if (id === null) return problem('not_found', 'id')
    if (call.service !== null && !byId.has(call.service)) return problem('not_found', 'service')
    return write(world, space, callOps({ ...call, id }), { id })
  })

export const removeCall: Command<'removeCall'> = (world, { id }) =>
  inNetwork(world, ({ space }) =>
    ownId(world, id, directoryOf(world).calls) === null ? problem('not_found', 'id') : write(world, space, removeCallOps(id), null),
  )

export const saveTraining: Command<'saveTraining'> = async (world, { training }) =>
  lineTooLong(['title', training.title, 120], ['note', training.note, LONGEST_NOTE]) ??
  inNetwork(world, ({ space }) => {
    const id = ownId(world, training.id, directoryOf(world).trainings)
    return id === null ? problem('not_found', 'id') : write(world, space, trainingOps({ ...training, id }), { id })
  })

export const removeTraining: Command<'removeTraining'> = (world, { id }) =>
  inNetwork(world, ({ space }) =>
    ownId(world, id, directoryOf(world).trainings) === null ? problem('not_found', 'id') : write(world, space, removeTrainingOps(id), null),
  )

const MOST_SEARCHES = 200

/** One's own, or one that all of ours see. */
const searchIn = (world: World, id: string) =>
  readSearches(world.book().doc).find((search) => search.id === id && (search.shared || search.by === world.me.person))

export const saveSearch: Command<'saveSearch'> = async (world, { id, name, filter, shared }) => {
  if (cleanLine(name) === '') return problem('invalid', 'name')
  const known = id === undefined ? undefined : searchIn(world, id)
  if (id !== undefined && known === undefined) return problem('not_found', 'id')
  if (known === undefined && readSearches(world.book().doc).length >= MOST_SEARCHES)
    return problem('invalid', 'name', { most: MOST_SEARCHES })
  const saved = { id: id ?? newId(world), name: cleanLine(name), filter, shared, by: known?.by ?? world.me.person }
  return inOwnBook(world, [searchOp(saved)], { id: saved.id })
}

export const removeSearch: Command<'removeSearch'> = async (world, { id }) => {
  const known = searchIn(world, id)
  if (known === undefined) return problem('not_found', 'id')
  const op = searchOp(known)
  return inOwnBook(world, [{ ...op, f: { removed: true } } as Op], null)
}

/** Whoever only reads keeps nothing here: searches and marks are shared with the organisation. */
const inOwnBook = async <T>(world: World, ops: readonly Op[], value: T): Promise<Answer<T>> =>
  world.me.role === 'reader' ? problem('not_permitted') : write(world, world.book().space, ops, value)

export const markLooked: Command<'markLooked'> = async (world) => inOwnBook(world, [lookedOp(world.me.person, world.now())], null)
