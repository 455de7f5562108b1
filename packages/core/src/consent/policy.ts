/** Who may write what of consent in a case. */
import type { Rule } from '../casework/policy.ts'
import type { Op } from '../record/model.ts'

const isNotices = (op: Op): boolean => op.c === 'case' && (op.o === 'add' || op.o === 'rem') && op.f === 'notices'

export const CONSENT_RULES: readonly Rule[] = [
  {
    name: 'holder_records_consent',
    sentence: 'Consent is recorded by the organisation that holds the case.',
    breaks: (op, author, holder) => op.c === 'consent' && author.org !== holder,
  },
  {
    name: 'passage_stands',
    sentence: 'What has left the case is written down once and not changed.',
    breaks: (op) => op.c === 'passage' && (op.o !== 'note' || op.revises !== undefined),
  },
  {
    name: 'seen_is_own',
    sentence: 'An organisation says for itself only when it opened the case.',
    breaks: (op, author) => op.c === 'seen' && op.i !== author.org,
  },
  {
    name: 'holder_shares',
    sentence: 'Only the organisation that holds the case says with whom it is shared and what was taken back.',
    breaks: (op, author, holder) => (op.c === 'share' || isNotices(op)) && author.org !== holder,
  },
]
