/** One request, as a page: what was asked, what was said, what is open, and who is asked next. */
import type { Instant } from '@pergola/core/casework'
import { decisionIn, nextInLine, openRest, readCandidates, turnsFor, type Referral } from '@pergola/core/referral'
import type { OrgId, SpaceId } from '@pergola/protocol'
import { mayAsk } from '../commands/referralOrder.ts'
import type { Answer, NextRow, Queries, ReferralView } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { directoryOf } from './directoryOf.ts'
import { orgName, peopleNames } from './names.ts'
import { openCaseFile, openReferralSpace, type OpenedCase } from './openCase.ts'
import { answer } from './problems.ts'
import { casesByReferral, referralRow } from './referrals.ts'

export const referralView = async (world: World, { space }: Queries['referral']['args']): Promise<Answer<ReferralView>> => {
  const found = await openReferralSpace(world, space)
  if (!found.ok) return found
  const { opened, referral } = found.value
  const summary = world.summaries.get(space)
  if (summary?.kind !== 'referral') return { ok: false, problem: { type: 'not_found', field: 'space' } }
  const row = referralRow(world, space, summary, casesByReferral(world).get(space) ?? null)
  const about = row.direction === 'out' && row.caseSpace !== null ? await openCaseFile(world, row.caseSpace) : null
  const ours = about?.ok ? about.value : null
  const decision = decisionIn(referral.turns)
  return answer({
    ...row,
    referral,
    serviceName: serviceName(world, referral.service),
    people: peopleNames(
      world,
      referral.turns.map(({ by, org }) => ({ person: by, org })),
    ),
    canAnswer:
      opened.goneSince === null && world.me.role !== 'reader' && turnsFor(referral, world.me.org, world.now() as Instant).length > 0,
    rest: decision?.act === 'taken_up' ? openRest(referral.teasers, decision) : [],
    suggested: suggestedIn(world, referral),
    needs: ours?.file.referrals.find((link) => link.space === space)?.needs ?? [],
    next: ours === null ? [] : nextRows(world, ours, space),
    others: row.direction === 'in' ? othersThan(world, referral) : [],
  })
}

const serviceName = (world: World, service: string | null): string => directoryOf(world).byId.get(service ?? '')?.name ?? ''

const suggestedIn = (world: World, { turns }: Referral): ReferralView['suggested'] => {
  const suggestion = turns.findLast((turn) => turn.suggestion !== null)?.suggestion ?? null
  if (suggestion === null) return null
  const { org, service } = suggestion
  return {
    org,
    name: orgName(world, org),
    service,
    serviceName: serviceName(world, service),
    member: org !== world.me.org && world.organisations.has(org),
  }
}

/** Those who are left of the list that this request belongs to, if it is the one that runs. */
const nextRows = (world: World, found: OpenedCase, space: SpaceId): readonly NextRow[] => {
  const line = nextInLine(readCandidates(found.opened.doc), found.file.referrals).find(({ after }) => after === space)
  return (line?.queue ?? []).map((candidate) => ({
    space: candidate.space,
    org: candidate.org,
    name: orgName(world, candidate.org),
    hours: candidate.hours,
    afterNo: candidate.afterNo,
    noConsent: !mayAsk(world, found, candidate),
  }))
}

const othersThan = (world: World, { fromOrg, toOrg }: Referral): ReferralView['others'] =>
  ([...world.organisations.keys()] as readonly OrgId[])
    .filter((org) => org !== fromOrg && org !== toOrg)
    .map((org) => ({ org, name: orgName(world, org) }))
    .filter(({ name }) => name !== '')
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
