/** Who decides how long something is kept. */
import type { Rule } from '../casework/policy.ts'
import type { Rules } from '../record/model.ts'

/** In a case. */
export const RETENTION_RULES: readonly Rule[] = [
  {
    name: 'holder_holds',
    sentence: 'That a case is kept beyond its time is said by the organisation that holds it.',
    breaks: (op, author, holder) => op.c === 'hold' && author.org !== holder,
  },
]

/** In an organisation's own book. */
export const bookRules: Rules = (op, author) => {
  if (op.c === 'retention' && author.role !== 'steward') return 'steward_sets_retention'
  return 'ok'
}
