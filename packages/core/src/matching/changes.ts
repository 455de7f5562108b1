/** What would make a service fit: the smallest changes of the need, as data. */
import type { Day } from '../casework/model.ts'
import type { Change, MatchNeed, Reason } from './model.ts'

/** Of two wishes for one field, the one that serves both rules. A longest and a shortest stay are never asked for at once. */
const both = (a: Change, b: Change): Change => {
  if (a.field === 'from') return a.to > b.to ? a : b
  if (a.field === 'referees') return a.to > b.to ? a : b
  return a.to < b.to ? a : b
}

/**
 * For a service that is ruled out: what would make it possible, or nothing when something rules it out that nobody can change. For
 * one that is possible: what would make it fit better. Each field once.
 */
export const changesFor = (reasons: readonly Reason[]): readonly Change[] => {
  const broken = reasons.filter(({ hard, verdict }) => hard && verdict === 'violates')
  if (broken.some(({ change }) => change === undefined)) return []
  const byField = new Map<Change['field'], Change>()
  for (const { change } of broken.length > 0 ? broken : reasons) {
    if (change === undefined) continue
    const known = byField.get(change.field)
    byField.set(change.field, known === undefined ? change : both(known, change))
  }
  return [...byField.values()]
}

/** The need as it would be with a change. */
export const withChange = (need: MatchNeed, { field, to }: Change): MatchNeed => {
  switch (field) {
    case 'days':
    case 'headcount':
    case 'referees':
      return { ...need, [field]: Number(to) }
    case 'from':
      return { ...need, from: to as Day }
    case 'amount':
      return need.amount === null ? need : { ...need, amount: { ...need.amount, amount: Number(to) } }
    case 'languages':
      return { ...need, languages: [...need.languages, String(to)] }
    case 'memberVouches':
    case 'hostFound':
      return { ...need, [field]: true }
  }
}
