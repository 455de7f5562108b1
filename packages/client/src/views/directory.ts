/** Who can help, with what, for whom. */
import { observedFrom, parentsOf, type Directory, type Observed, type Provider, type Seen, type Service } from '@pergola/core/directory'
import { foldText } from '@pergola/core/search'
import type { OrgId } from '@pergola/protocol'
import type { Answer, DirectoryPage, DirectoryRow, ProviderRow, ProviderView, Queries, ServiceView } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { audienceOf, directoryIndexOf, directoryOf } from './directoryOf.ts'
import {
  callRow,
  canJudge,
  directoryRow,
  disputeRow,
  factRow,
  mayEdit,
  memberRow,
  observedRow,
  providerRow,
  trainingRow,
  vouchRow,
} from './directoryRows.ts'
import { orgName } from './names.ts'
import { answer, problem } from './problems.ts'
import { stateAt } from './stateAt.ts'

/** Rows in one window: a screen asks for a hundred, a printed list for all. */
const MOST_ROWS = 20_000
const windowOf = (from: number, count: number): readonly [number, number] => [Math.max(0, from), Math.max(0, Math.min(count, MOST_ROWS))]

export const directory = async (world: World, { filter, from, count }: Queries['directory']['args']): Promise<Answer<DirectoryPage>> => {
  const known = directoryOf(world)
  const { total, services, facets, flags, countries, world: toWorld } = directoryIndexOf(world).find(filter, ...windowOf(from, count))
  return answer({
    total,
    rows: services.map((service) => directoryRow(world, known, service)),
    facets: { ...facets, ...flags, countries, world: toWorld },
  })
}

export const serviceView = async (world: World, { id }: Queries['service']['args']): Promise<Answer<ServiceView>> => {
  const known = directoryOf(world)
  const service = known.byId.get(id)
  if (service === undefined) return problem('not_found', 'id')
  return answer({
    ...directoryRow(world, known, service),
    facts: service.facts.map((fact) => factRow(world, service, fact)),
    provider: known.providers.get(service.providerId ?? '') ?? null,
    profile: service.org === null ? null : (known.profiles.get(service.org) ?? null),
    vouchRows: (known.vouches.get(id) ?? []).map(vouchRow(world)),
    disputes: (known.disputes.get(id) ?? []).map(disputeRow(world)),
    observations: (known.observed.get(id) ?? []).map(observedRow(world)),
    ownObserved: ownObserved(world).find((observed) => observed.service === id) ?? null,
    calls: known.calls.filter((call) => call.service === id).map(callRow(world, known)),
    audience: audienceOf(world, id).map((org) => ({ org, name: orgName(world, org) })),
    canEdit: mayEdit(world, id),
    canJudge: canJudge(world, service),
  })
}

const HOUR_MS = 3_600_000

/** What we saw of the answers to our own requests. */
export const ownObserved = (world: World): readonly Observed[] => {
  const seen: Seen[] = []
  for (const summary of world.summaries.values()) {
    if (summary.kind !== 'referral' || summary.fromOrg !== world.me.org || summary.service === null) continue
    const state = stateAt(summary, world.now())
    seen.push({
      service: summary.service,
      hours: summary.answeredAt === null ? null : Math.max(0, (summary.answeredAt - summary.sentAt) / HOUR_MS),
      // Who names somebody else instead says no.
      outcome: state === 'taken_up' ? state : state === 'declined' || state === 'forwarded' ? 'declined' : 'other',
      reason: summary.declinedFor,
    })
  }
  return observedFrom(world.me.org, seen, world.today())
}

const countsByProvider = ({ services }: Directory): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { org, providerId, name } of services) {
    const id = org ?? providerId
    if (id !== null && name !== '') counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

const rowsOfProviders = (world: World, known: Directory): readonly ProviderRow[] => {
  const counts = countsByProvider(known)
  const members = [...known.profiles.keys()].map((org) => memberRow(world, known, org, counts.get(org) ?? 0))
  return [...members, ...[...known.providers.values()].map((provider) => providerRow(world, provider, counts.get(provider.id) ?? 0))]
}

const byName = (a: ProviderRow, b: ProviderRow): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)

export const providers = async (
  world: World,
  { text, from, count }: Queries['providers']['args'],
): Promise<Answer<Queries['providers']['value']>> => {
  const known = directoryOf(world)
  const asked = foldText((text ?? '').slice(0, 200)).trim()
  const named = ({ id, name }: ProviderRow): boolean =>
    asked === '' || [name, ...(known.providers.get(id)?.otherNames ?? [])].some((one) => foldText(one).includes(asked))
  const rows = rowsOfProviders(world, known).filter(named).toSorted(byName)
  const [first, most] = windowOf(from, count)
  return answer({ total: rows.length, rows: rows.slice(first, first + most) })
}

export const providerView = async (world: World, { id }: Queries['provider']['args']): Promise<Answer<ProviderView>> => {
  const known = directoryOf(world)
  const provider = known.providers.get(id) ?? null
  const profile = known.profiles.get(id as OrgId) ?? null
  if (provider === null && profile === null) return problem('not_found', 'id')
  const services = known.services.filter((service) => isOf(service, id))
  const counts = countsByProvider(known)
  const row = (one: Provider): ProviderRow => providerRow(world, one, counts.get(one.id) ?? 0)
  return answer({
    ...(provider === null ? memberRow(world, known, id as OrgId, counts.get(id) ?? 0) : row(provider)),
    provider,
    profile,
    serviceRows: services.map((service): DirectoryRow => directoryRow(world, known, service)),
    parents: parentsOf(known.providers, id).map(row),
    children: [...known.providers.values()].filter(({ parent }) => parent === id).map(row),
    vouchRows: (known.vouches.get(id) ?? []).map(vouchRow(world)),
    calls: known.calls.filter(({ org }) => org === id).map(callRow(world, known)),
    trainings: known.trainings.filter(({ org }) => org === id).map(trainingRow(world, known)),
    canEdit: provider === null ? id === world.me.org && world.me.role !== 'reader' : mayEdit(world, id),
  })
}

/** Without those that are only matches. */
const isOf = ({ org, providerId, name }: Service, id: string): boolean => (org ?? providerId) === id && name !== ''
