/** Where a case came from and where it goes. */
import { readAskedCover, readMoves } from '@pergola/core/moving'
import { membersNow, type OrgId, type SpaceId } from '@pergola/protocol'
import type { Answer, MovingView, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import { openCaseFile, type OpenedCase } from './openCase.ts'
import { answer } from './problems.ts'

const pseudonymOf = (world: World, space: SpaceId): string => {
  const summary = world.summaries.get(space)
  return summary?.kind === 'case' ? summary.pseudonym : ''
}

/** Organisations that read both parts now. */
export const couldTake = async (world: World, space: SpaceId, identitySpace: SpaceId | null): Promise<readonly OrgId[]> => {
  const [file, identity] = [await world.open(space), identitySpace === null ? null : await world.open(identitySpace)]
  if (file === null || identity === null) return []
  const named = new Set(membersNow(identity.membership))
  return (membersNow(file.membership) as readonly OrgId[]).filter((org) => org !== file.membership.founder && named.has(org))
}

const coverRows = (world: World, { opened, file }: OpenedCase): MovingView['cover'] => {
  const readers = membersNow(opened.membership) as readonly OrgId[]
  return readAskedCover(opened.doc, file)
    .filter(({ to }) => to >= world.today())
    .map((asked) => ({
      ...asked,
      name: orgName(world, asked.org),
      needKind: file.needs.find(({ id }) => id === asked.need)?.kind ?? '',
      ours: asked.org === world.me.org,
      reads: readers.includes(asked.org),
      wasCalled: pseudonymOf(world, asked.was),
    }))
}

export const movingView = async (world: World, { space }: Queries['moving']['args']): Promise<Answer<MovingView>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { opened, file } = found.value
  const { mergedInto, offered, takenOn, from } = readMoves(opened.doc)
  const takers = file.ownerOrg === world.me.org ? await couldTake(world, space, file.identitySpace) : []
  return answer({
    mergedInto: mergedInto === null ? null : { space: mergedInto, pseudonym: pseudonymOf(world, mergedInto) },
    offered: offered && { ...offered, name: orgName(world, offered.org), toUs: offered.org === world.me.org },
    takenOn,
    from: from.map(({ space: there, how, package: came }) => ({ space: there, how, pseudonym: pseudonymOf(world, there), package: came })),
    cover: coverRows(world, found.value),
    couldTake: takers.map((org) => ({ org, name: orgName(world, org) })),
  })
}
