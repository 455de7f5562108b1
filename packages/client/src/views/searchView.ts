/** Results while typing: the index gives ids, the summaries their titles. */
import { findAlert } from '../book/index.ts'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Answer, Queries, SearchHit } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { alertRow } from './alerts.ts'
import { directoryOf } from './directoryOf.ts'
import { orgName, profileOf } from './names.ts'
import { answer } from './problems.ts'

const MOST = 30

export const searchView = async (world: World, { text }: Queries['search']['args']): Promise<Answer<readonly SearchHit[]>> =>
  answer(world.search.search(text, MOST).flatMap(({ id }) => hitOf(world, id)))

/** Nothing for what has gone since it was indexed. */
const hitOf = (world: World, target: string): readonly SearchHit[] => {
  const slash = target.indexOf('/')
  const id = target.slice(slash + 1)
  const found = FINDERS[target.slice(0, slash) as SearchHit['kind']]?.(world, id)
  return found ? [{ kind: target.slice(0, slash) as SearchHit['kind'], id, ...found }] : []
}

type Found = Pick<SearchHit, 'title' | 'snippet'> | null

const findCase = (world: World, id: string): Found => {
  const summary = world.summaries.get(id as SpaceId)
  if (summary?.kind !== 'case') return null
  const identity = summary.identitySpace === null ? undefined : world.summaries.get(summary.identitySpace)
  const name = identity?.kind === 'identity' && identity.goneSince === null ? identity.name : ''
  return { title: summary.pseudonym, snippet: name || orgName(world, summary.ownerOrg) }
}

const findReferral = (world: World, id: string): Found => {
  const summary = world.summaries.get(id as SpaceId)
  if (summary?.kind !== 'referral') return null
  const other = summary.fromOrg === world.me.org ? summary.toOrg : summary.fromOrg
  return { title: orgName(world, other), snippet: summary.needKind }
}

const findInBook = (world: World, id: string): Found => {
  const alert = findAlert(world, id)
  return alert && { title: alertRow(alert).firstLine, snippet: alert.reach }
}

const findOrganisation = (world: World, id: string): Found => {
  const profile = profileOf(world, id as OrgId)
  return profile && { title: profile.name, snippet: profile.countries.join(' ') }
}

const findService = (world: World, id: string): Found => {
  const service = directoryOf(world).byId.get(id)
  return service ? { title: service.name, snippet: service.provider } : null
}

const findProvider = (world: World, id: string): Found => {
  const provider = directoryOf(world).providers.get(id)
  return provider ? { title: provider.name, snippet: provider.countries.join(' ') } : null
}

const FINDERS: Readonly<Record<SearchHit['kind'], (world: World, id: string) => Found>> = {
  case: findCase,
  alert: findInBook,
  organisation: findOrganisation,
  service: findService,
  provider: findProvider,
  referral: findReferral,
}
