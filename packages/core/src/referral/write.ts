/** Asking and answering, as operations. */
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { CaseFile, Instant, Need, Urgency } from '../casework/model.ts'
import type { Op, RecordId, Value } from '../record/model.ts'
import { cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, setOp, valuesOf, type Ops } from '../record/write.ts'
import { DECLINE_REASONS } from '../vocabulary/codes.ts'
import { isRegion, regionOf } from '../vocabulary/regions.ts'
import type { DeclineReason, Referral, ReferralTurn, Teaser } from './model.ts'

const HOUR_MS = 3_600_000
/** How long an answer may take, in hours. */
const ANSWER_HOURS: Readonly<Record<Urgency, number>> = { hours: 24, days: 72, weeks: 7 * 24, months: 14 * 24 }
/** Longest text of one turn or teaser, in UTF-8 bytes. */
const LONGEST_TEXT = 20_000

/** By when an answer is due if nobody says otherwise. */
export const defaultAnswerBy = (urgency: Urgency, now: Instant): Instant => (now + ANSWER_HOURS[urgency] * HOUR_MS) as Instant

/**
 * What the other side sees first. The place is given as a region, never finer; languages are of the people the need is for;
 * nothing of the need's own note is taken over.
 */
export const composeTeaser = (file: CaseFile, need: Need, text = ''): Teaser => {
  const people = need.headcount > 1 ? file.people : file.people.filter(({ id }) => id === need.person)
  const place = need.place || file.country
  return {
    kind: need.kind,
    from: need.from,
    to: need.to,
    region: isRegion(place) ? place : regionOf(place),
    urgency: need.urgency,
    languages: [...new Set(people.flatMap(({ languages }) => languages))],
    headcount: need.headcount,
    text: cleanText(text, LONGEST_TEXT),
  }
}

export type NewReferral = Pick<Referral, 'toOrg' | 'service' | 'teasers' | 'sentAt' | 'answerBy'> & { readonly fromOrg: OrgId }

/** The first operations of a referral space; `turn` is the random id of its first turn. */
export const openReferral = (turn: RecordId, { fromOrg, toOrg, service, teasers, sentAt, answerBy }: NewReferral): Ops =>
  checked(
    [
      ['toOrg', toOrg.length > 0 && toOrg !== fromOrg],
      ['needs', teasers.length > 0],
      ['text', teasers.every(({ text }) => utf8Length(text) <= LONGEST_TEXT)],
      ['answerBy', answerBy > sentAt],
    ],
    () => [
      setOp('referral', 'main', { fromOrg, toOrg, service, teasers: teasers.map(teaserValue), sentAt, answerBy, caseSpace: null }),
      { o: 'note', c: 'turn', i: turn, f: { act: 'sent', text: '', reason: null } },
    ],
  )

const teaserValue = ({ languages, ...teaser }: Teaser): Value => ({ ...teaser, languages: valuesOf(languages) })

/** Ask back, answer, take up, decline, withdraw. A question and its answer need text; declining needs a reason. */
export const takeTurn = (id: RecordId, act: Exclude<ReferralTurn['act'], 'sent'>, text: string, reason: DeclineReason | null = null): Ops =>
  checked(
    [
      ['text', utf8Length(text) <= LONGEST_TEXT && (text.trim() !== '' || (act !== 'asked' && act !== 'answered'))],
      ['reason', act === 'declined' ? isOneOf(DECLINE_REASONS, reason) : reason === null],
    ],
    () => [{ o: 'note', c: 'turn', i: id, f: { act, text: cleanText(text, LONGEST_TEXT), reason } }],
  )

/** After take-up: where the case file is that was shared. */
export const nameCase = (caseSpace: SpaceId): readonly Op[] => [setOp('referral', 'main', { caseSpace })]
