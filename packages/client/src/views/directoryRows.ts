/** An entry of the directory as lists and pages show it. */
import {
  dueOn,
  freeNow,
  isKeptBy,
  isListed,
  isOfferedBy,
  isStale,
  isStaleFact,
  providerKindOf,
  together,
  trainingMatches,
  type Call,
  type Directory,
  type Dispute,
  type Fact,
  type Observed,
  type Provider,
  type Service,
  type Training,
  type Vouch,
} from '@pergola/core/directory'
import { daysIn, type Day } from '@pergola/core/casework'
import { ownerOf } from '@pergola/core/record'
import { lesser, roleNow, type OrgId, type Role } from '@pergola/protocol'
import type { CallRow, DirectoryRow, DisputeRow, FactRow, ObservedRow, ProviderRow, TrainingRow, VouchRow } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { audienceOf } from './directoryOf.ts'
import { orgName } from './names.ts'

export const directoryRow = (world: World, directory: Directory, service: Service): DirectoryRow => {
  const kind = providerKindOf(service, directory)
  return {
    service,
    providerName: service.provider,
    providerKind: kind === 'outside' ? null : (kind as DirectoryRow['providerKind']),
    own: isOfferedBy(service, world.me.org),
    stale: isStale(service, world.today()),
    freeNow: freeNow(service.reach.capacity, world.today()),
    vouches: (directory.vouches.get(service.id) ?? []).length,
    openDisputes: (directory.disputes.get(service.id) ?? []).filter(({ resolved }) => resolved === null).length,
    observed: together(directory.observed.get(service.id) ?? []),
  }
}

/** What we are in the network's book: bounded by our own role and by our organisation's. */
const roleInNetwork = ({ me, network }: Pick<World, 'me' | 'network'>): Role => {
  const opened = network()
  return lesser(me.role, (opened && roleNow(opened.membership, me.org)) ?? 'reader')
}

/** Somebody of the organisation that entered it, or a steward of the network; imported entries anyone. */
export const mayEdit = (world: Pick<World, 'me' | 'network'>, id: string): boolean => {
  const role = roleInNetwork(world)
  return role !== 'reader' && (isKeptBy(id, world.me.org) || ownerOf(id) === 'imported' || role === 'steward')
}

/** Vouching and disagreeing are about others' entries, as far as one is told of them. */
export const canJudge = (world: Pick<World, 'me' | 'network'>, service: Service): boolean =>
  roleInNetwork(world) !== 'reader' && !isKeptBy(service.id, world.me.org) && isListed(service)

const standsWhere = (world: World, service: Service, fact: Fact): FactRow['stands'] => {
  const isOwn = isKeptBy(service.id, world.me.org)
  const isListed = isOwn && audienceOf(world, service.id).length > 0
  if (fact.visibility === 'match' || (service.visibility === 'match' && !isListed)) return isOwn ? 'own_book' : 'listing'
  return fact.visibility === 'chosen' || service.visibility === 'chosen' || service.visibility === 'match' ? 'listing' : 'network'
}

export const factRow = (world: World, service: Service, fact: Fact): FactRow => ({
  ...fact,
  stale: isStaleFact(fact, world.today()),
  dueOn: dueOn(fact),
  enteredByName: orgName(world, fact.enteredBy),
  stands: standsWhere(world, service, fact),
})

export const vouchRow =
  (world: World) =>
  (vouch: Vouch): VouchRow => ({ ...vouch, name: orgName(world, vouch.org), own: vouch.org === world.me.org })

export const disputeRow =
  (world: World) =>
  (dispute: Dispute): DisputeRow => ({
    ...dispute,
    name: orgName(world, dispute.org),
    own: dispute.org === world.me.org,
    mayResolve: dispute.resolved === null && mayResolve(world, dispute),
  })

export const mayResolve = (world: Pick<World, 'me' | 'network'>, { org, service }: Dispute): boolean => {
  const role = roleInNetwork(world)
  return role !== 'reader' && (org === world.me.org || isKeptBy(service, world.me.org) || role === 'steward')
}

export const observedRow =
  (world: World) =>
  (observed: Observed): ObservedRow => ({ ...observed, name: orgName(world, observed.org) })

const callState = ({ opensOn, closesOn }: Call, today: Day): CallRow['state'] =>
  closesOn !== null && closesOn < today ? 'over' : opensOn !== null && opensOn > today ? 'coming' : 'open'

export const callRow =
  (world: World, directory: Directory) =>
  (call: Call): CallRow => ({
    call,
    orgName: orgName(world, call.org),
    serviceName: directory.byId.get(call.service ?? '')?.name ?? '',
    own: call.org === world.me.org,
    daysLeft: call.closesOn === null ? null : daysIn(world.today(), call.closesOn),
    state: callState(call, world.today()),
  })

export const trainingRow =
  (world: World, directory: Directory) =>
  (training: Training): TrainingRow => ({
    training,
    orgName: orgName(world, training.org),
    own: training.org === world.me.org,
    over: training.to !== null && training.to < world.today(),
    matches: trainingMatches(training, directory.trainings).map((match) => ({ ...match, orgName: orgName(world, match.training.org) })),
  })

export const memberRow = (world: World, directory: Directory, org: OrgId, services: number): ProviderRow => {
  const profile = directory.profiles.get(org)
  return {
    id: org,
    member: true,
    name: profile?.name ?? '',
    kind: profile?.kind ?? 'local_group',
    countries: profile?.countries ?? [],
    services,
    own: org === world.me.org,
  }
}

export const providerRow = (world: World, provider: Provider, services: number): ProviderRow => ({
  id: provider.id,
  member: false,
  name: provider.name,
  kind: provider.kind,
  countries: provider.countries,
  services,
  own: isKeptBy(provider.id, world.me.org),
})
