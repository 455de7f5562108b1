/** Who may write what of a case's safety, each rule under the sentence a caseworker would say. */
import type { Rule } from '../casework/policy.ts'
import { ownerOf } from '../record/owned.ts'

const OWNED: ReadonlySet<string> = /* @__PURE__ */ new Set(['watch', 'planStep', 'incident', 'packetOpened'])

export const SAFETY_RULES: readonly Rule[] = [
  {
    name: 'safety_is_own',
    sentence: 'A step of the plan, an incident and an agreed check-in belong to the organisation that wrote them.',
    breaks: (op, author) => OWNED.has(op.c) && ownerOf(op.i) !== author.org,
  },
  {
    name: 'watcher_hears',
    sentence: 'That somebody is well is said by the organisation that agreed the check-ins, and nobody unsays it.',
    breaks: (op, author) =>
      op.c === 'checked' && (op.o !== 'note' || typeof op.f['schedule'] !== 'string' || ownerOf(op.f['schedule']) !== author.org),
  },
  {
    name: 'on_it_is_own',
    sentence: 'Only who is on it says "I am on it".',
    breaks: (op, author) => op.c === 'onIt' && !op.i.endsWith(`|${author.person}`),
  },
  {
    name: 'holder_plans',
    sentence: 'The safety plan is written by the organisation that holds the case.',
    breaks: (op, author, holder) => op.c === 'plan' && author.org !== holder,
  },
  {
    name: 'holder_names_packet',
    sentence: 'Only the organisation that holds the case says where its emergency packet is.',
    breaks: (op, author, holder) =>
      op.c === 'case' && op.o !== 'set' && op.o !== 'note' && op.f === 'emergencySpaces' && author.org !== holder,
  },
]
