/**
 * Where a verification stands. Two people in two functions who say the same make a decision; when they differ a third
 * settles it. Whether an opinion counts follows from the document alone, so that two who decide at once are two opinions.
 */
import type { OrgId, PersonId } from '@pergola/protocol'
import type { CaseStatus, Day } from '../casework/model.ts'
import { TESTS_OF_OURSELVES } from '../vocabulary/caseCodes.ts'
import type { AppealKind, DecisionFunction, DefenderDecision, DefenderTest, Evidence, Opinion, Verification } from './model.ts'

/** Why an opinion does not count. */
export type NotCounted =
  /** Of an organisation that was not asked to decide. */
  | 'not_asked'
  /** An appeal is decided by others. */
  | 'decided_before'
  /** Whoever wrote most of the evidence may examine, not review. */
  | 'wrote_most_evidence'
  /** A refusal without a failed test, or without a yes to what binds those who decide. */
  | 'no_test'
  /** Nobody differs. */
  | 'nothing_to_settle'

export interface Weighed extends Opinion {
  readonly notCounted: NotCounted | null
}

interface Outcome {
  /** `second`: one side has spoken; `third`: they differ. */
  readonly state: 'nothing' | 'second' | 'third' | 'stands'
  readonly decision: DefenderDecision | null
  readonly by: readonly PersonId[]
  readonly on: Day | null
  /** Tests that all who decided found failed. */
  readonly failed: readonly DefenderTest[]
}

export interface Standing extends Outcome {
  readonly round: number
  /** Why this round was opened; null for the first. */
  readonly opened: AppealKind | null
  readonly opinions: readonly Weighed[]
}

/** Of the newest round, or of an earlier one. */
export const standing = (verification: Verification, round = verification.round): Standing => {
  const opened = openedBy(verification, round)
  const own = verification.opinions
    .filter((opinion) => opinion.round === round)
    .map((opinion): Weighed => ({ ...opinion, notCounted: whyNot(verification, opinion, opened) }))
  const first = own.filter((opinion) => opinion.notCounted === null && opinion.function !== 'settles')
  const differ = !together(first)
  const opinions = own.map((opinion): Weighed =>
    opinion.function === 'settles' && opinion.notCounted === null && !differ ? { ...opinion, notCounted: 'nothing_to_settle' } : opinion,
  )
  const settlers = opinions.filter((opinion) => opinion.notCounted === null && opinion.function === 'settles')
  return { round, opened, opinions, ...(differ ? settled(first, settlers) : agreed(first)) }
}

const OPEN: Outcome = { state: 'nothing', decision: null, by: [], on: null, failed: [] }

const agreed = (first: readonly Opinion[]): Outcome => {
  if (first.length === 0) return OPEN
  return new Set(first.map((opinion) => opinion.function)).size > 1 ? made(first) : { ...OPEN, state: 'second' }
}

/** The third says which of the two is right; a third view is none that two people share. */
const settled = (first: readonly Opinion[], settlers: readonly Opinion[]): Outcome => {
  const followed = first.filter((opinion) => together([...settlers, opinion]))
  return settlers.length > 0 && followed.length > 0 ? made([...followed, ...settlers]) : { ...OPEN, state: 'third' }
}

const made = (by: readonly Opinion[]): Outcome => ({
  state: 'stands',
  decision: (by[0] as Opinion).decision,
  by: by.map(({ person }) => person),
  on: by.map(({ on }) => on).reduce((a, b) => (a > b ? a : b)),
  failed: commonFailed(by),
})

/** All say the same. Two refusals for different tests do not. */
const together = (opinions: readonly Opinion[]): boolean =>
  new Set(opinions.map(({ decision }) => decision)).size <= 1 &&
  (opinions[0]?.decision !== 'not_defender' || commonFailed(opinions).length > 0)

const commonFailed = (opinions: readonly Opinion[]): readonly DefenderTest[] =>
  (opinions[0]?.failed ?? []).filter((test) => opinions.every(({ failed }) => failed.includes(test)))

/** An appeal is one as soon as somebody says so. */
const openedBy = ({ appeals }: Verification, round: number): AppealKind | null => {
  const kinds = appeals.filter((appeal) => appeal.round === round).map(({ kind }) => kind)
  return kinds.length === 0 ? null : kinds.includes('appeal') ? 'appeal' : 'new_facts'
}

const whyNot = (verification: Verification, opinion: Opinion, opened: AppealKind | null): NotCounted | null => {
  if (!mayDecide(verification, opinion.org)) return 'not_asked'
  if (opened === 'appeal' && decidedBefore(verification, opinion.person, opinion.round)) return 'decided_before'
  const earlier = verification.evidence.filter(({ at }) => at < opinion.at)
  if (opinion.function !== 'examines' && wroteMost(earlier) === opinion.person) return 'wrote_most_evidence'
  return isGrounded(opinion) ? null : 'no_test'
}

/** A refusal names what was failed, and that nothing else was looked at. */
const isGrounded = ({ decision, failed, keptTo }: Opinion): boolean =>
  decision !== 'not_defender' || (failed.length > 0 && TESTS_OF_OURSELVES.every((test) => keptTo.includes(test)))

const mayDecide = ({ holder, deciders }: Verification, org: OrgId): boolean => org === holder || deciders.includes(org)

const decidedBefore = ({ opinions }: Verification, person: PersonId, round: number): boolean =>
  opinions.some((opinion) => opinion.person === person && opinion.round < round)

/** The person who wrote more of the evidence than anyone else; of two who wrote as much neither. What other organisations vouched is nobody's. */
export const wroteMost = (evidence: readonly Evidence[]): PersonId | null => {
  const pieces = new Map<PersonId, number>()
  for (const { by, vouch } of evidence) if (vouch === null) pieces.set(by, (pieces.get(by) ?? 0) + 1)
  const [most, next] = [...pieces].sort(([, a], [, b]) => b - a)
  return most === undefined || next?.[1] === most[1] ? null : most[0]
}

/** What a member may do now, or why nothing. */
export interface Offer {
  readonly functions: readonly DecisionFunction[]
  readonly why: Exclude<NotCounted, 'no_test' | 'nothing_to_settle'> | 'stands' | 'taken' | null
}

/**
 * The functions that are open to a person in the newest round, the missing one first. Whoever has an opinion may change it while
 * nothing stands, and take the other function where somebody else has the same: two who decide at once do not know of each other.
 */
export const openTo = (verification: Verification, person: PersonId, org: OrgId): Offer => {
  const now = standing(verification)
  const none = (why: NonNullable<Offer['why']>): Offer => ({ functions: [], why })
  if (!mayDecide(verification, org)) return none('not_asked')
  if (now.state === 'stands') return none('stands')
  if (now.opened === 'appeal' && decidedBefore(verification, person, now.round)) return none('decided_before')
  const mine = now.opinions.find((opinion) => opinion.person === person && opinion.notCounted === null)
  const wanted = wantedOf(now)
  const functions = wroteMost(verification.evidence) === person ? wanted.filter((one) => one === 'examines') : wanted
  if (mine !== undefined) return { functions: [...(isDoubled(now) ? functions : []), mine.function], why: null }
  return functions.length > 0 ? { functions, why: null } : none(wanted.length > 0 ? 'wrote_most_evidence' : 'taken')
}

/** Two say the same in one function, and nobody in the other: one of them has to take it. */
export const isDoubled = ({ state, opinions }: Standing): boolean =>
  state === 'second' && opinions.filter(({ notCounted, function: as }) => notCounted === null && as !== 'settles').length > 1

const wantedOf = ({ state, opinions }: Standing): readonly DecisionFunction[] => {
  if (state === 'third') return ['settles']
  const taken = new Set(opinions.filter(({ notCounted }) => notCounted === null).map((opinion) => opinion.function))
  return (['examines', 'reviews'] as const).filter((one) => !taken.has(one))
}

/** The status a decision asks for: somebody who is at risk is helped, defender or not. */
export const suggestedStatus = (status: CaseStatus, { decision }: Standing): CaseStatus | null =>
  status === 'checking' && (decision === 'defender' || decision === 'at_risk_other') ? 'open' : null
