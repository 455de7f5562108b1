/** Who may write what in the life of a case. */
import type { Rule } from '../casework/policy.ts'
import { ownerOf } from '../record/owned.ts'

export const LIFE_RULES: readonly Rule[] = [
  {
    name: 'task_is_own',
    sentence: 'A task belongs to the organisation that has it to do.',
    breaks: (op, author) => op.c === 'task' && ownerOf(op.i) !== author.org,
  },
  {
    name: 'holder_keeps_outcomes',
    sentence: 'What became of a case is kept by the organisation that holds it.',
    breaks: (op, author, holder) => op.c === 'closing' && author.org !== holder,
  },
  {
    name: 'holder_keeps_phases',
    sentence: 'Where a defender is on the long way is said by the organisation that holds the case.',
    breaks: (op, author, holder) => op.c === 'phase' && author.org !== holder,
  },
]
