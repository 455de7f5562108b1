/** Entering services and providers, and taking them out. */
import {
  isKeptBy,
  parentsOf,
  removeProvider as removeProviderOps,
  restated,
  saveProfile as profileOps,
  saveProvider as providerOps,
  saveService as serviceOps,
  statedFor,
  type Capacity,
  type NewFact,
  type NewService,
  type Service,
} from '@pergola/core/directory'
import { cleanLine, ownedId, sameValue, setOp, type RecordId, type Value } from '@pergola/core/record'
import type { Answer, ProviderDraft, ServiceDraft } from '../contract/index.ts'
import { audienceOf, directoryOf } from '../views/directoryOf.ts'
import { mayEdit } from '../views/directoryRows.ts'
import { orgName } from '../views/names.ts'
import { problem } from '../views/problems.ts'
import type { Opened, World } from '../world/world.ts'
import type { Command } from './command.ts'
import { keepOwnService, removeOwnService } from './directoryListing.ts'
import { inNetwork, writeChanges } from './inNetwork.ts'
import { lineTooLong, newId, textTooLong, write } from './open.ts'

const LONGEST_ABOUT = 20_000

export const saveProfile: Command<'saveProfile'> = async (world, { profile }) =>
  lineTooLong(['name', profile.name, 120], ['shortName', profile.shortName, 24]) ??
  textTooLong(['about', profile.about, LONGEST_ABOUT]) ??
  inNetwork(world, ({ space }) => write(world, space, profileOps({ ...profile, org: world.me.org }), null))

export const saveService: Command<'saveService'> = async (world, { service: draft }) =>
  lineTooLong(['name', draft.name, 120], ['programme', draft.programme, 120], ['source', draft.source, 500]) ??
  textTooLong(['about', draft.about, LONGEST_ABOUT]) ??
  inNetwork(world, async (network) => {
    const before = draft.id === undefined ? null : (directoryOf(world).byId.get(draft.id) ?? null)
    if (draft.id !== undefined && before === null) return problem('not_found', 'id')
    if (before !== null && !mayEdit(world, before.id)) return problem('not_permitted')
    const id = before?.id ?? ownedId(world.me.org, newId(world))
    const offered = offeredBy(world, draft, before)
    if (!offered.ok) return offered
    const kept = await keepService(world, network, id, serviceFrom(world, draft, before, offered.value), draft.audience)
    return kept.ok ? { ok: true, value: { id } } : kept
  })

/** Ours goes where those who may know it read it; imported entries and those of others are for all members. */
export const keepService = (
  world: World,
  network: Opened,
  id: RecordId,
  service: NewService,
  audience: readonly Service['enteredBy'][] = audienceOf(world, id),
): Promise<Answer<null>> => {
  if (isKeptBy(id, world.me.org)) return keepOwnService(world, network, id, service, audience)
  return audience.length > 0 ? Promise.resolve(problem('invalid', 'audience')) : writeChanges(world, network, serviceOps(id, service), null)
}

type Offered = Pick<NewService, 'org' | 'providerId' | 'provider'>

const offeredBy = (world: World, { providerId }: ServiceDraft, before: Service | null): Answer<Offered> => {
  if (typeof providerId === 'string') {
    const provider = directoryOf(world).providers.get(providerId)
    return provider ? { ok: true, value: { org: null, providerId, provider: provider.name } } : problem('not_found', 'providerId')
  }
  if (before === null) return { ok: true, value: { org: world.me.org, providerId: null, provider: '' } }
  const { org, provider } = before
  return { ok: true, value: { org, providerId: before.providerId, provider: org === null ? provider : '' } }
}

const serviceFrom = (world: World, draft: ServiceDraft, before: Service | null, offered: Offered): NewService => {
  const today = world.today()
  const source = cleanLine(draft.source, 500) || orgName(world, world.me.org)
  const reach = { ...draft.reach, ...(draft.reach.capacity && { capacity: counted(draft.reach.capacity, before?.reach.capacity, today) }) }
  const said = draft.facts.map((fact): NewFact => ({
    code: fact.code,
    value: fact.value,
    source: cleanLine(fact.source, 500) || source,
    checkedOn: fact.checkedOn === undefined ? today : fact.checkedOn,
    reviewOn: fact.reviewOn ?? null,
    visibility: fact.visibility ?? 'network',
    enteredBy: enteredBy(world, before, fact.code, fact.value),
  }))
  const given = before === null ? said : restated(said, before.reach, reach, today)
  return {
    ...offered,
    programme: draft.programme,
    name: draft.name,
    about: draft.about,
    visibility: draft.visibility,
    reviewOn: draft.reviewOn,
    reach,
    facts: [...given, ...statedFor(reach, given, { source, checkedOn: today, enteredBy: world.me.org })],
    places: draft.places,
    contacts: draft.contacts,
  }
}

/** Whoever counts again says so today; a count that stays keeps its day. */
const counted = (now: Capacity, before: Capacity | undefined, today: Capacity['updated']): Capacity => {
  const { updated, ...count } = now
  const { updated: was, ...counted } = before ?? { updated, free: -1, unit: now.unit }
  return { ...now, updated: sameValue(count as Value, counted as Value) ? was : today }
}

/** A statement that stays keeps the name of who entered it, in entries of our own ours. */
const enteredBy = (world: World, before: Service | null, code: string, value: string): Service['enteredBy'] => {
  const same = before?.facts.find((fact) => fact.code === code && fact.value === value)
  return same === undefined || before?.enteredBy === world.me.org ? world.me.org : same.enteredBy
}

export const removeService: Command<'removeService'> = (world, { id }) =>
  inNetwork(world, async (network) => {
    if (!directoryOf(world).byId.has(id)) return problem('not_found', 'id')
    if (!mayEdit(world, id)) return problem('not_permitted')
    return isKeptBy(id, world.me.org)
      ? removeOwnService(world, network, id)
      : write(world, network.space, [setOp('service', id, { removed: true })], null)
  })

export const saveProvider: Command<'saveProvider'> = async (world, { provider: draft }) =>
  lineTooLong(['name', draft.name, 120], ['source', draft.source, 500]) ??
  textTooLong(['about', draft.about, LONGEST_ABOUT]) ??
  inNetwork(world, async (network) => {
    const { providers } = directoryOf(world)
    const before = draft.id === undefined ? null : providers.get(draft.id)
    if (before === undefined) return problem('not_found', 'id')
    if (before !== null && !mayEdit(world, before.id)) return problem('not_permitted')
    const id = before?.id ?? ownedId(world.me.org, newId(world))
    const { parent } = draft
    if (parent !== null && (!providers.has(parent) || isWithin(world, parent, id))) return problem('invalid', 'parent')
    return writeChanges(world, network, providerOps(id, { ...withoutId(draft), checkedOn: world.today() }), { id })
  })

const withoutId = ({ id: _id, ...draft }: ProviderDraft): Omit<ProviderDraft, 'id'> => draft

/** `of` is `id` itself or belongs to it. */
const isWithin = (world: World, of: RecordId, id: RecordId): boolean =>
  of === id || parentsOf(directoryOf(world).providers, of).some((parent) => parent.id === id)

export const removeProvider: Command<'removeProvider'> = (world, { id }) =>
  inNetwork(world, async ({ space }) => {
    const { providers, services } = directoryOf(world)
    if (!providers.has(id)) return problem('not_found', 'id')
    if (!mayEdit(world, id)) return problem('not_permitted')
    const named = services.filter(({ providerId }) => providerId === id).length
    return named > 0 ? problem('invalid', 'services', { count: named }) : write(world, space, removeProviderOps(id), null)
  })
