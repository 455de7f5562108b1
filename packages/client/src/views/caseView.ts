/** One case, as a page: the file, the relay chart, who holds which part, and names where we have them. */
import { alertOf, currentRisk, readIdentities, readPhases, type CaseFile } from '@pergola/core/casework'
import { ownerOf, rowAt, valueOf, type Doc } from '@pergola/core/record'
import { membersNow, type OrgId, type SpaceId } from '@pergola/protocol'
import type { Answer, CaseView, Queries, ReferralRow, ShareRow } from '../contract/index.ts'
import type { Opened, World } from '../world/world.ts'
import { chartOf } from './chart.ts'
import { orgName, peopleNames, type SomeoneOf } from './names.ts'
import { mayWrite, openCaseFile } from './openCase.ts'
import { answer } from './problems.ts'
import { referralRow } from './referrals.ts'

export const caseView = async (world: World, { space }: Queries['case']['args']): Promise<Answer<CaseView>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { opened, file } = found.value
  const identity = await identityOf(world, file)
  const named = [...(membersNow(opened.membership) as readonly OrgId[]), ...spokenOf(file)]
  const { chart, organisations } = chartOf(world, file, readPhases(opened.doc), world.today(), named)
  return answer({
    file,
    identities: identity && readIdentities(identity.doc),
    own: file.ownerOrg === world.me.org,
    canWrite: mayWrite(world, opened),
    ownerName: orgName(world, file.ownerOrg),
    chart,
    riskLevel: currentRisk(file.assessments),
    shares: shares(world, opened, identity),
    referrals: referralsOf(world, file, space),
    alert: alertOf(opened.doc),
    goneSince: opened.goneSince,
    pending: opened.pending + (identity?.pending ?? 0),
    people: peopleNames(world, writersIn(file)),
    organisations,
  })
}

/** The identity part, if it is ours to read and was not taken back. */
const identityOf = async (world: World, { identitySpace }: CaseFile): Promise<Opened | null> => {
  const opened = identitySpace === null ? null : await world.open(identitySpace)
  return opened?.membership.kind === 'identity' && opened.goneSince === null ? opened : null
}

/** Organisations that are named in the file, whether or not they may read it (now). */
const spokenOf = ({ consents, notes }: CaseFile): readonly OrgId[] => [
  ...consents.flatMap(({ org }) => (org === null ? [] : [org])),
  ...notes.map(({ org }) => org),
]

/** Who else reads which part now. Membership is what holds; the record in the case says since when. */
const shares = (world: World, file: Opened, identity: Opened | null): readonly ShareRow[] => {
  const rows = (part: ShareRow['part'], { membership }: Opened): readonly ShareRow[] =>
    (membersNow(membership) as readonly OrgId[])
      .filter((org) => org !== membership.founder)
      .map((org) => ({ org, name: orgName(world, org), part, since: sharedSince(file.doc, org, part) }))
  return [...rows('file', file), ...(identity ? rows('identity', identity) : [])]
}

/** Unix ms; 0 when nobody wrote it down. */
const sharedSince = (doc: Doc, org: OrgId, part: ShareRow['part']): number => {
  const since = valueOf(rowAt(doc, 'share', org), part)
  return typeof since === 'number' ? since : 0
}

const referralsOf = (world: World, file: CaseFile, space: SpaceId): readonly ReferralRow[] =>
  file.referrals.flatMap((link) => {
    const summary = world.summaries.get(link.space)
    return summary?.kind === 'referral' ? [referralRow(world, link.space, summary, { space, pseudonym: file.pseudonym })] : []
  })

const writersIn = ({ notes, assessments, files }: CaseFile): readonly SomeoneOf[] => [
  ...notes.map(({ by, org }) => ({ person: by, org })),
  ...assessments.map(({ by, id }) => ({ person: by, org: ownerOf(id) })),
  ...files.map(({ addedBy, id }) => ({ person: addedBy, org: ownerOf(id) })),
]
