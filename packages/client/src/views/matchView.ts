/** From a need to those who could cover it: ranked services, what is still to be asked, and several of them together. */
import { covers, type CaseFile, type Need } from '@pergola/core/casework'
import { together as seenTogether, type Directory, type Service } from '@pergola/core/directory'
import { combine, indexServices, match, matchNeedOf, type Match, type ServiceIndex, type Standing } from '@pergola/core/matching'
import type { Answer, MatchRow, MatchView, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { directoryOf } from './directoryOf.ts'
import { orgName } from './names.ts'
import { mayWrite, needIn, openCaseFile } from './openCase.ts'
import { lastRequest } from './openRequest.ts'
import { answer, problem } from './problems.ts'

/** So many that are possible, and so many others, come with their reasons. */
const SHOWN = 80

/** Of one directory, as long as nobody changes it. */
const indexes = new WeakMap<Directory, ServiceIndex>()

const indexOf = (directory: Directory): ServiceIndex => {
  const index = indexes.get(directory) ?? indexServices(directory.services, (service) => standingOf(directory, service))
  indexes.set(directory, index)
  return index
}

const standingOf = ({ observed, vouches, disputes }: Directory, { id, providerId }: Service): Standing => {
  const seen = observed.get(id) ?? []
  const all = seenTogether(seen)
  const sum = (count: (one: (typeof seen)[number]) => number): number => seen.reduce((total, one) => total + count(one), 0)
  const vouching = [...(vouches.get(id) ?? []), ...(vouches.get(providerId ?? '') ?? [])]
  return {
    observed:
      all === null
        ? null
        : { n: all.n, medianHours: all.medianHours, takenUp: sum(({ takenUp }) => takenUp), declined: sum(({ declined }) => declined) },
    vouches: new Set(vouching.map(({ org }) => org)).size,
    disputes: (disputes.get(id) ?? []).filter(({ resolved }) => resolved === null).length,
  }
}

export const matchView = async (world: World, { space, need }: Queries['match']['args']): Promise<Answer<MatchView>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { file, opened } = found.value
  const wanted = needIn(file, need)
  if (wanted === null) return problem('not_found', 'need')
  const today = world.today()
  const asked = matchNeedOf(file, wanted, today)
  const { matches, possible, others, questions } = match(asked, indexOf(directoryOf(world)), today, { most: SHOWN })
  const covered = file.commitments.filter((one) => one.need === need && covers(one.state))
  return answer({
    need: wanted,
    asked,
    rows: matches.map((one) => rowOf(world, file, wanted, one)),
    possible,
    others,
    questions,
    together: combine({ need: asked, matches, covered, today }),
    own: file.ownerOrg === world.me.org,
    canWrite: mayWrite(world, opened),
  })
}

const rowOf = (world: World, file: CaseFile, need: Need, found: Match): MatchRow => {
  const { org, enteredBy, visibility, name } = found.service
  const matchOnly = visibility === 'match' && name === ''
  const whose = org ?? (matchOnly ? enteredBy : null)
  const ours = whose === world.me.org
  const askOrg = whose === null || ours || !world.organisations.has(whose) ? null : whose
  return {
    ...found,
    ours,
    askOrg,
    askName: askOrg === null ? '' : orgName(world, askOrg),
    matchOnly,
    asked: askOrg === null ? null : lastRequest(world, file, need.id, askOrg),
  }
}
