/** Names of organisations and people as this device knows them. What nobody told us has no name: ''. */
import { readProfiles, type OrgProfile } from '@pergola/core/directory'
import type { Doc } from '@pergola/core/record'
import type { OrgId, PersonId } from '@pergola/protocol'
import { memberNames } from '../book/index.ts'
import { perDoc } from '../book/perDoc.ts'
import type { World } from '../world/world.ts'

const profilesIn: (doc: Doc) => ReadonlyMap<OrgId, OrgProfile> = perDoc(readProfiles)

export const profileOf = (world: Pick<World, 'network'>, org: OrgId): OrgProfile | null => {
  const network = world.network()
  return network === null ? null : (profilesIn(network.doc).get(org) ?? null)
}
export const orgName = (world: Pick<World, 'network'>, org: OrgId): string => profileOf(world, org)?.name ?? ''
export const orgShortName = (world: Pick<World, 'network'>, org: OrgId): string => profileOf(world, org)?.shortName ?? ''

/** Someone of another organisation is known by that organisation only. */
export interface SomeoneOf {
  readonly person: PersonId
  readonly org: OrgId | null
}

/** One's own organisation's people by name, those of others by their organisation. */
export const peopleNames = (world: Pick<World, 'book' | 'network'>, others: readonly SomeoneOf[]): Readonly<Record<PersonId, string>> => {
  const own = memberNames(world.book().doc)
  const foreign = others
    .filter(({ person }) => !own.has(person))
    .map(({ person, org }) => [person, org === null ? '' : orgShortName(world, org)] as const)
  return Object.fromEntries([...foreign, ...own])
}
