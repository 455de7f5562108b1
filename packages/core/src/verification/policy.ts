/** Who may write what of a verification; `holder` is the organisation that holds the case. */
import type { Rule } from '../casework/policy.ts'
import { ownerOf } from '../record/owned.ts'

const HOLDERS: ReadonlySet<string> = new Set(['verification', 'test', 'vouchAsked'])
const OWNED: ReadonlySet<string> = new Set(['evidence', 'routing'])
const PERSONAL: ReadonlySet<string> = new Set(['opinion', 'appeal'])

export const VERIFICATION_RULES: readonly Rule[] = [
  {
    name: 'holder_verifies',
    sentence: 'The organisation that holds the case says what the tests found, who decides and who is asked to vouch.',
    breaks: (op, author, holder) => HOLDERS.has(op.c) && author.org !== holder,
  },
  {
    name: 'evidence_is_own',
    sentence: 'A piece of evidence belongs to the organisation that brings it; so does a way to other help.',
    breaks: (op, author) => OWNED.has(op.c) && ownerOf(op.i) !== author.org,
  },
  {
    name: 'opinion_is_ones_own',
    sentence: 'A decision, and an appeal, belong to the person who writes them.',
    breaks: (op, author) => PERSONAL.has(op.c) && op.i.split(':')[1] !== author.person,
  },
]

/** Of a space in which an organisation is asked to vouch; joined with the rules of a referral. Only the answer under the id of the organisation that was asked is read. */
export const VOUCH_RULES: readonly Rule[] = [
  {
    name: 'asked_vouches',
    sentence: 'Whether it knows the work says only the organisation that was asked.',
    breaks: (op, author) => op.c === 'vouch' && ownerOf(op.i) !== author.org,
  },
]
