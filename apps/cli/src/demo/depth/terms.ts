/** What goes with cover: what it costs, what is to be paid back, and what each side of a hand-over has gone through. */
import type { CommitmentTerms } from '@pergola/core/casework'
import { HANDOVER_GIVES, HANDOVER_TAKES } from '@pergola/core/vocabulary'
import type { PlannedCommitment, PlannedHandover } from '../planModel.ts'
import { dayAt, type Stage } from '../stage.ts'
import { numberOf, orgIn, type Officer } from './inCase.ts'

const COSTS: Readonly<Record<string, { readonly amount: number; readonly basis: 'total' | 'month' | 'week' }>> = {
  relocation: { amount: 950, basis: 'month' },
  medical: { amount: 2400, basis: 'total' },
  legal: { amount: 600, basis: 'month' },
  humanitarian: { amount: 90, basis: 'week' },
}

const placeOf = (stage: Stage, { org }: PlannedCommitment, kind: string): string => {
  if (!kind.startsWith('relocation') && !kind.startsWith('fellowship')) return ''
  return stage.orgs.get(org)?.cast.countries[0] ?? ''
}

/** A stop-gap of a small group is paid back by whoever covers next; some of it has come, some has not. */
const paidBack = (stage: Stage, one: PlannedCommitment): CommitmentTerms['reimbursement'] => {
  const next = stage.plan.commitments.find(({ need, from }) => need === one.need && from === one.to + 1)
  if (!one.stopGap) return null
  const settled = one.to < -20 && numberOf(stage) % 2 === 0 ? dayAt(stage, one.to + 14) : null
  return { by: next === undefined ? null : orgIn(stage, next.org), settled }
}

/** Nothing for what nobody has counted. */
export const termsOf = (stage: Stage, one: PlannedCommitment): { readonly terms?: CommitmentTerms } => {
  const { kind } = stage.plan.needs[one.need]!
  const cost = COSTS[kind.split('.', 1)[0]!]
  if (cost === undefined) return {}
  const conditions =
    kind.startsWith('relocation') && !one.stopGap ? 'House rules are read together on the first day; visitors only by day.' : ''
  return {
    terms: { conditions, cost: { ...cost, currency: 'EUR' }, place: placeOf(stage, one, kind), reimbursement: paidBack(stage, one) },
  }
}

/** The first items of one's own list, for hand-overs that are still ahead. */
export const goesThrough = async (
  officer: Officer,
  { space, before, after }: Record<'before' | 'after', string> & { readonly space: Awaited<Stage['space']['value']> },
  side: 'gives' | 'takes',
): Promise<void> => {
  const items = side === 'gives' ? HANDOVER_GIVES.slice(0, 3) : HANDOVER_TAKES.slice(0, 2)
  for (const item of items) await officer.run('tickHandover', { space, before, after, item, ticked: true })
}

export const isAhead = ({ plan }: Stage, { after }: PlannedHandover): boolean => plan.commitments[after]!.from >= 0
