/** Who may do which turn in a referral; `holder` is the organisation that asks, which founded the space. */
import type { OrgId } from '@pergola/protocol'
import { rulesFrom, type Rule } from '../casework/policy.ts'
import type { Op, Rules } from '../record/model.ts'
import { VOUCH_RULES } from '../verification/policy.ts'
import type { ReferralTurn } from './model.ts'

type Act = ReferralTurn['act']

/** Turns of the organisation that asks; the others are the asked organisation's. */
const SENDERS_ACTS: ReadonlySet<string> = new Set<Act>(['sent', 'answered', 'withdrawn'])
const RECEIVERS_ACTS: ReadonlySet<string> = new Set<Act>(['asked', 'taken_up', 'declined', 'forwarded', 'feedback'])

const actOf = (op: Op): unknown => (op.c === 'turn' && op.o === 'note' ? op.f['act'] : undefined)
const isOne = (acts: ReadonlySet<string>, act: unknown): boolean => typeof act === 'string' && acts.has(act)

export const REFERRAL_RULES: readonly Rule[] = [
  { name: 'readers_only_read', sentence: 'Someone who may only read writes nothing.', breaks: (_op, author) => author.role === 'reader' },
  {
    name: 'request_is_the_senders',
    sentence: 'What is asked, and by when, is written by the organisation that asks.',
    breaks: (op, author, holder) => op.c === 'referral' && author.org !== holder,
  },
  {
    name: 'sender_answers_and_withdraws',
    sentence: 'Only the organisation that asks answers questions and withdraws the request.',
    breaks: (op, author, holder) => isOne(SENDERS_ACTS, actOf(op)) && author.org !== holder,
  },
  {
    name: 'receiver_decides',
    sentence:
      'Only the organisation that was asked takes up, declines, asks back, suggests another one and says at the end whether it helped.',
    breaks: (op, author, holder) => isOne(RECEIVERS_ACTS, actOf(op)) && author.org === holder,
  },
]

/** Rules of a referral space that `sender` founded; a request to vouch is one. */
export const referralRules = (sender: OrgId): Rules => rulesFrom([...REFERRAL_RULES, ...VOUCH_RULES], sender)
