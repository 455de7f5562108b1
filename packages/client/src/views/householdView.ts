/** The people of a case together; and the medical part, for those who may read it. */
import { addDays, currentRisk, needCoverage, type CaseFile, type Day } from '@pergola/core/casework'
import { holdsOn, readShares } from '@pergola/core/consent'
import { familyGraph, readPapers, readStandings, readTies, type Paper, type Standing } from '@pergola/core/household'
import { membersNow, type OrgId, type PersonId, type SpaceId } from '@pergola/protocol'
import type { Answer, HouseholdView, MedicalRow, MedicalView, PersonInHousehold, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { findMedical, mergedPart, type FoundMedical } from './medicalSpace.ts'
import { orgName, peopleNames, type SomeoneOf } from './names.ts'
import { mayWrite, openCaseFile } from './openCase.ts'
import { alsoIn, ownCaseOf } from './ownCases.ts'
import { answer } from './problems.ts'

/** Papers that run out within so many days are shown first. */
const PAPER_DAYS = 90

export const householdView = async (world: World, { space }: Queries['household']['args']): Promise<Answer<HouseholdView>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { opened, file } = found.value
  const standings = inFileOrder(file, readStandings(opened.doc))
  const papers = await papersOf(world, file)
  const until = addDays(world.today(), PAPER_DAYS)
  return answer({
    people: await Promise.all(standings.map((standing) => inHousehold(world, file, standing, papers))),
    graph: familyGraph(
      standings.map(({ person }) => person),
      readTies(opened.doc),
    ),
    alsoIn: alsoIn(world, space),
    papersDue: (papers ?? []).filter((paper) => paper.until !== null && paper.until <= until),
  })
}

/** The defender first. */
const inFileOrder = ({ people }: CaseFile, standings: readonly Standing[]): readonly Standing[] => {
  const defenders = new Set(people.filter(({ role }) => role === 'defender').map(({ id }) => id))
  return standings.toSorted((a, b) => Number(defenders.has(b.person)) - Number(defenders.has(a.person)))
}

const papersOf = async (world: World, { identitySpace }: CaseFile): Promise<readonly Paper[] | null> => {
  const opened = identitySpace === null ? null : await world.open(identitySpace)
  return opened?.membership.kind === 'identity' && opened.goneSince === null ? readPapers(opened.doc) : null
}

const inHousehold = async (
  world: World,
  file: CaseFile,
  standing: Standing,
  papers: readonly Paper[] | null,
): Promise<PersonInHousehold> => {
  const { person, ownCase } = standing
  const today: Day = world.today()
  const needs = file.needs.filter((need) => need.person === person && !need.dropped)
  const said = file.consents.filter((consent) => consent.person === person)
  return {
    standing,
    needs: needs.length,
    gapDays: needs.reduce((sum, need) => {
      const { wantedDays, coveredDays } = needCoverage(
        need,
        file.commitments.filter((one) => one.need === need.id),
        today,
      )
      return sum + wantedDays - coveredDays
    }, 0),
    riskLevel: currentRisk(file.assessments.filter((one) => one.person === person)),
    agreed: said.filter((consent) => holdsOn(consent, today)).length,
    refused: said.filter(({ given }) => !given).length,
    papers: papers && papers.filter((paper) => paper.person === person),
    ownCase: ownCase === null ? null : await ownCaseOf(world, ownCase),
  }
}

/** Names of people in the identity part are never put into the medical part: who treats knows the label, and the person. */
export const medicalView = async (world: World, { space }: Queries['medical']['args']): Promise<Answer<MedicalView>> => {
  const medical = await findMedical(world, space)
  if (!medical.ok) return medical
  const { found, parts, named } = medical.value
  const part = mergedPart(parts)
  const holder = (found?.file.ownerOrg ?? parts[0]?.membership.founder ?? '') as OrgId
  const writers: readonly SomeoneOf[] = [
    ...(part?.care ?? []).map(({ by, org }) => ({ person: by, org })),
    ...(part?.visits ?? []).map(({ by, org }) => ({ person: by, org })),
  ]
  return answer({
    state: part !== null ? 'open' : named ? 'closed' : 'none',
    part,
    caseSpace: found?.opened.space ?? null,
    pseudonym: found?.file.pseudonym ?? part?.pseudonym ?? '',
    ownerName: orgName(world, holder),
    own: holder === world.me.org,
    ours: world.me.org,
    canWrite: mayWriteIn(world, medical.value, holder),
    readers: readersOf(world, medical.value, holder),
    people: peopleNames(world, writers) as Readonly<Record<PersonId, string>>,
    today: world.today(),
  })
}

/** Before there is a part, whoever holds the case may begin one. */
const mayWriteIn = (world: World, { found, parts }: FoundMedical, holder: OrgId): boolean => {
  const [first] = parts
  if (first) return mayWrite(world, first)
  return found !== null && holder === world.me.org && mayWrite(world, found.opened)
}

const readersOf = (world: World, { found, parts }: FoundMedical, holder: OrgId): MedicalView['readers'] => {
  const since = new Map(
    found ? readShares(found.opened.doc).flatMap((share) => (share.part === 'medical' ? [[share.org, share.since] as const] : [])) : [],
  )
  const orgs = new Set(parts.flatMap(({ membership }) => membersNow(membership) as readonly OrgId[]))
  return [...orgs].filter((org) => org !== holder).map((org) => ({ org, name: orgName(world, org), since: since.get(org) ?? 0 }))
}

/** Parts that others shared with us, whether or not we read the file. */
export const medicalParts = async (world: World): Promise<Answer<readonly MedicalRow[]>> =>
  answer(
    [...world.summaries].flatMap(([space, summary]): readonly MedicalRow[] =>
      summary.kind === 'medical' && summary.from !== world.me.org
        ? [{ space: space as SpaceId, pseudonym: summary.pseudonym, from: orgName(world, summary.from), gone: summary.goneSince !== null }]
        : [],
    ),
  )
