/** Dependents who are defenders too: what is in a case of their own is theirs, and counted there. */
import { holdsOn } from '@pergola/core/consent'
import { readVerification, standing } from '@pergola/core/verification'
import type { SpaceId } from '@pergola/protocol'
import type { AlsoIn, OwnCase } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { openCaseFile } from './openCase.ts'
import type { CaseSummary, NeedSummary } from './summary.ts'

/** A case that is readable here and goes on. */
const readable = (world: Pick<World, 'summaries'>, space: SpaceId): CaseSummary | null => {
  const summary = world.summaries.get(space)
  return summary?.kind === 'case' && summary.goneSince === null ? summary : null
}

/** The same kind of support for overlapping days is a need of that case as well: there it is counted, not twice. */
export const isCountedInOwnCase = (world: Pick<World, 'summaries'>, { ownCase, kind, from, to }: NeedSummary): boolean => {
  const own = ownCase === undefined ? null : readable(world, ownCase)
  if (own === null || own.status === 'closed') return false
  return own.needs.some((need) => need.kind === kind && need.from <= to && from <= need.to)
}

/** Of somebody's own case what stands beside them here; null where it is not readable. */
export const ownCaseOf = async (world: World, space: SpaceId): Promise<OwnCase | null> => {
  if (readable(world, space) === null) return null
  const found = await openCaseFile(world, space)
  if (!found.ok) return null
  const { file, opened } = found.value
  const verified = standing(readVerification(opened.doc, file.ownerOrg))
  const today = world.today()
  const defenders = new Set(file.people.filter(({ role }) => role === 'defender').map(({ id }) => id))
  return {
    space,
    pseudonym: file.pseudonym,
    status: file.status,
    riskLevel: readable(world, space)?.riskLevel ?? null,
    decision: verified.state === 'stands' ? verified.decision : null,
    agreed: file.consents.filter((consent) => defenders.has(consent.person) && holdsOn(consent, today)).length,
  }
}

/** Cases in which somebody of this one is a dependent, for whoever reads both. */
export const alsoIn = (world: World, space: SpaceId): readonly AlsoIn[] =>
  [...world.summaries].flatMap(([there, summary]) =>
    summary.kind === 'case' && summary.goneSince === null && summary.ownCases?.includes(space)
      ? [{ space: there, pseudonym: summary.pseudonym, status: summary.status }]
      : [],
  )
