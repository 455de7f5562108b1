/** Who decides how long something is kept. */
import { atLeast } from '@pergola/protocol'
import type { Rule } from '../casework/policy.ts'
import type { Author, Op, Rules } from '../record/model.ts'

/** In a case. */
export const RETENTION_RULES: readonly Rule[] = [
  {
    name: 'holder_holds',
    sentence: 'That a case is kept beyond its time is said by the organisation that holds it.',
    breaks: (op, author, holder) => op.c === 'hold' && author.org !== holder,
  },
]

/** Whoever names what is to end signs as themselves; anybody else who may propose takes it back and no more. */
const isOwnProposal = (op: Op, { person }: Author): boolean => op.o === 'set' && (op.f['by'] === person || op.f['spaces'] === null)

/** That the words of a conversation are gone. */
const saysDestroyed = (op: Op): boolean => op.c === 'alert' && op.o === 'set' && op.f['destroyed'] !== undefined

/** In an organisation's own book. */
export const bookRules: Rules = (op, author) => {
  if (op.c === 'retention' && author.role !== 'steward') return 'steward_sets_retention'
  if (op.c === 'ending' && !(atLeast(author.role, 'editor') && isOwnProposal(op, author))) return 'editor_proposes_ending'
  if ((op.c === 'ended' || saysDestroyed(op)) && author.role !== 'steward') return 'steward_ends'
  return 'ok'
}
