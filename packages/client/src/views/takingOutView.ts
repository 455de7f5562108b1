/** What happens when somebody is taken out of a file. */
import type { CaseFile, Instant } from '@pergola/core/casework'
import { leavingOf, readPapers } from '@pergola/core/household'
import { heardOf, readCheckIns, standingOf, type Schedule } from '@pergola/core/safety'
import { readIdentities } from '@pergola/core/casework'
import { membersNow, type OrgId } from '@pergola/protocol'
import type { Answer, Queries, TakingOutView } from '../contract/index.ts'
import type { Opened, World } from '../world/world.ts'
import { orgName } from './names.ts'
import { openCaseFile } from './openCase.ts'
import { answer, problem } from './problems.ts'

/** The last person stays, and so does whoever may be in danger now. */
export const whyNotOut = (
  world: World,
  { doc }: Pick<Opened, 'doc'>,
  file: CaseFile,
  schedules: readonly Schedule[],
): TakingOutView['not'] => {
  if (file.people.length < 2) return 'last'
  const heard = readCheckIns(doc)
  const isAlarming = schedules.some((one) => standingOf(one, heardOf(heard.get(one.id) ?? []), world.now() as Instant).alarm !== null)
  return isAlarming ? 'alarm' : null
}

export const takingOut = async (world: World, { space, person }: Queries['takingOut']['args']): Promise<Answer<TakingOutView>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { opened, file } = found.value
  if (!file.people.some(({ id }) => id === person)) return problem('not_found', 'person')
  const leaving = leavingOf(opened.doc, file, person)
  const coverers = [...new Set(leaving.commitments.map(({ org }) => org))]
  return answer({
    needs: leaving.needs.map((id) => ({ id, kind: file.needs.find((need) => need.id === id)?.kind ?? 'other' })),
    covered: coverers.map((org) => ({ name: orgName(world, org), ours: org === world.me.org })),
    consents: leaving.consents.length,
    ties: leaving.ties,
    wards: leaving.wards.map((ward) => file.people.find(({ id }) => id === ward)?.label ?? ''),
    checkIns: leaving.schedules.length,
    ...(await ofIdentity(world, file, person)),
    readers: (membersNow(opened.membership) as readonly OrgId[]).filter((org) => org !== world.me.org).map((org) => orgName(world, org)),
    not: whyNotOut(world, opened, file, leaving.schedules),
  })
}

const ofIdentity = async (
  world: World,
  { identitySpace }: CaseFile,
  person: string,
): Promise<Pick<TakingOutView, 'identity' | 'papers'>> => {
  const opened = identitySpace === null ? null : await world.open(identitySpace)
  if (opened === null) return { identity: false, papers: 0 }
  const known = readIdentities(opened.doc).find((one) => one.person === person)
  const { person: _id, ...said } = known ?? { person }
  return {
    identity: Object.values(said).some((text) => text !== ''),
    papers: readPapers(opened.doc).filter((paper) => paper.person === person).length,
  }
}
