/** Asking and answering, as operations. */
import type { OrgId, SpaceId } from '@pergola/protocol'
import { parseDay } from '../casework/day.ts'
import type { CaseFile, Need } from '../casework/model.ts'
import type { Fields, Op, RecordId, Value } from '../record/model.ts'
import { cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, setOp, valuesOf, type Ops } from '../record/write.ts'
import { HELPED, REFERRAL_PURPOSES } from '../vocabulary/caseCodes.ts'
import { DECLINE_REASONS } from '../vocabulary/codes.ts'
import { isRegion, regionOf } from '../vocabulary/regions.ts'
import type { DeclineReason, Feedback, Referral, ReferralPurpose, ReferralTurn, Suggestion, TakenPart, Teaser } from './model.ts'
import { fitsIn } from './parts.ts'

/** Longest text of one turn or teaser, in UTF-8 bytes. */
const LONGEST_TEXT = 20_000

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

export type NewReferral = Pick<Referral, 'toOrg' | 'service' | 'teasers' | 'sentAt' | 'answerBy'> & {
  readonly fromOrg: OrgId
  /** `support` if nothing is said. A request to vouch says in records of its own what it is about. */
  readonly purpose?: ReferralPurpose
}

/** The first operations of a referral space; `turn` is the random id of its first turn. */
export const openReferral = (turn: RecordId, request: NewReferral): Ops => {
  const { fromOrg, toOrg, purpose = 'support', service, teasers, sentAt, answerBy } = request
  return checked(
    [
      ['toOrg', toOrg.length > 0 && toOrg !== fromOrg],
      ['purpose', isOneOf(REFERRAL_PURPOSES, purpose)],
      ['needs', teasers.length > 0 || purpose === 'vouch'],
      ['text', teasers.every(({ text }) => utf8Length(text) <= LONGEST_TEXT)],
      ['answerBy', answerBy > sentAt],
    ],
    () => [
      setOp('referral', 'main', { fromOrg, toOrg, purpose, service, teasers: teasers.map(teaserValue), sentAt, answerBy, caseSpace: null }),
      { o: 'note', c: 'turn', i: turn, f: { act: 'sent', text: '', reason: null } },
    ],
  )
}

const teaserValue = ({ languages, ...teaser }: Teaser): Value => ({ ...teaser, languages: valuesOf(languages) })

/** Acts that say nothing but words (and a reason). */
export type PlainAct = 'asked' | 'answered' | 'taken_up' | 'declined' | 'withdrawn'

/** Ask back, answer, take up in full, decline, withdraw. A question and its answer need text; declining needs a reason. */
export const takeTurn = (id: RecordId, act: PlainAct, text: string, reason: DeclineReason | null = null): Ops =>
  checked(
    [
      ['text', utf8Length(text) <= LONGEST_TEXT && (text.trim() !== '' || (act !== 'asked' && act !== 'answered'))],
      ['reason', act === 'declined' ? isOneOf(DECLINE_REASONS, reason) : reason === null],
    ],
    () => [{ o: 'note', c: 'turn', i: id, f: { act, text: cleanText(text, LONGEST_TEXT), reason } }],
  )

/** Takes up what `parts` say: each lies within its teaser, and no teaser is taken twice on a day for more than all of it. */
export const takeUpPart = (id: RecordId, teasers: readonly Teaser[], parts: readonly TakenPart[], text: string): Ops =>
  checked(
    [
      ['text', utf8Length(text) <= LONGEST_TEXT],
      ['parts', parts.length > 0 && fitsIn(parts, teasers)],
    ],
    () => [turnOp(id, 'taken_up', text, { parts: parts.map((part): Value => ({ ...part })) })],
  )

/** Not we, but perhaps these: the sender decides whether to ask them. */
export const suggestOther = (id: RecordId, { fromOrg, toOrg }: Pick<Referral, 'fromOrg' | 'toOrg'>, to: Suggestion, text: string): Ops =>
  checked(
    [
      ['text', utf8Length(text) <= LONGEST_TEXT],
      ['org', to.org.length > 0 && to.org !== fromOrg && to.org !== toOrg],
    ],
    () => [turnOp(id, 'forwarded', text, { org: to.org, service: to.service })],
  )

/** What came of it, told to those who asked. */
export const giveFeedback = (id: RecordId, { helped, on }: Feedback, text: string): Ops =>
  checked(
    [
      ['text', utf8Length(text) <= LONGEST_TEXT],
      ['helped', isOneOf(HELPED, helped)],
      ['on', parseDay(on) !== null],
    ],
    () => [turnOp(id, 'feedback', text, { helped, on })],
  )

const turnOp = (id: RecordId, act: ReferralTurn['act'], text: string, more: Fields): Op => ({
  o: 'note',
  c: 'turn',
  i: id,
  f: { act, text: cleanText(text, LONGEST_TEXT), reason: null, ...more },
})

/** After take-up: where the case file is that was shared. */
export const nameCase = (caseSpace: SpaceId): readonly Op[] => [setOp('referral', 'main', { caseSpace })]
