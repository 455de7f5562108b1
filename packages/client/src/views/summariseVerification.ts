/** What lists need of a verification: whose word is missing, and which requests to vouch have an answer that the case lacks. */
import { isDoubled, openTo, readVerification, standing, type Verification } from '@pergola/core/verification'
import type { Doc } from '@pergola/core/record'
import type { OrgId, PersonId } from '@pergola/protocol'
import type { CaseSummary } from './summary.ts'

type VerificationSummary = NonNullable<CaseSummary['verification']>

const COLLECTIONS: readonly string[] = ['opinion', 'appeal', 'vouchAsked']

/** undefined while nothing waits for anyone, as in most cases. */
export const summariseVerification = (doc: Doc, holder: OrgId): VerificationSummary | undefined => {
  if (!COLLECTIONS.some((collection) => doc.rows.has(collection))) return undefined
  const verification = readVerification(doc, holder)
  const waitsFor = waitsForIn(verification)
  const vouches = verification.vouchesAsked.map(({ space }) => ({
    space,
    landed: verification.evidence.find(({ vouch }) => vouch?.space === space)?.vouch?.answer ?? null,
  }))
  if (waitsFor === null && vouches.length === 0) return undefined
  return {
    waitsFor,
    since: sinceIn(verification),
    deciders: verification.deciders,
    notThese: waitsFor === null ? [] : doneIn(verification),
    vouches,
  }
}

/** A first look is nobody's duty until somebody appealed. */
const waitsForIn = (verification: Verification): VerificationSummary['waitsFor'] => {
  const now = standing(verification)
  const { state } = now
  if (state === 'second') return isDoubled(now) ? 'doubled' : 'second'
  if (state === 'third') return state
  return state === 'nothing' && verification.round > 1 ? 'first' : null
}

/** Unix ms of the last word of the round: an opinion, or what opened it. */
const sinceIn = ({ opinions, appeals, round }: Verification): number =>
  Math.max(0, ...[...opinions, ...appeals].filter((said) => said.round === round).map(({ at }) => at))

/** Who has had a say, or may not have one: their word is not waited for. Of two in one function either is waited for who may take the other. */
const doneIn = (verification: Verification): readonly PersonId[] => {
  const { opinions } = standing(verification)
  const known = new Set([...verification.opinions.map(({ person }) => person), ...verification.evidence.map(({ by }) => by)])
  const { holder } = verification
  return [...known].filter(
    (person) => openTo(verification, person, holder).functions.length < (opinions.some((opinion) => opinion.person === person) ? 2 : 1),
  )
}
