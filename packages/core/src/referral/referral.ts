/** Reading a referral from its document, and where it stands. */
import type { OrgId, SpaceId } from '@pergola/protocol'
import { parseDay } from '../casework/day.ts'
import type { Instant } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, Note, Row, Value } from '../record/model.ts'
import { asLine, asLines, asMap, asText, idIn, notesInOrder, oneOfIn, rowAt, valueOf } from '../record/read.ts'
import { HELPED, REFERRAL_PURPOSES } from '../vocabulary/caseCodes.ts'
import { DECLINE_REASONS, URGENCIES } from '../vocabulary/codes.ts'
import { isRegion } from '../vocabulary/regions.ts'
import type { DeclineReason, Feedback, Referral, ReferralState, ReferralTurn, Suggestion, Teaser } from './model.ts'
import { readParts } from './parts.ts'

const ACTS: readonly ReferralTurn['act'][] = ['sent', 'asked', 'answered', 'taken_up', 'declined', 'forwarded', 'withdrawn', 'feedback']

/** The referral in a referral space, folded with `referralRules`; null before its first record has arrived. */
export const readReferral = (space: SpaceId, doc: Doc): Referral | null => {
  const main = rowAt(doc, 'referral', 'main')
  const toOrg = idIn<OrgId>(main, 'toOrg')
  if (main === undefined || toOrg === null) return null
  const fromOrg = main.firstAuthor.org
  const sentAt = instantIn(main, 'sentAt') ?? (msOf(main.firstAt) as Instant)
  const teasers = readTeasers(valueOf(main, 'teasers'))
  return {
    space,
    fromOrg,
    toOrg,
    purpose: oneOfIn(main, 'purpose', REFERRAL_PURPOSES, 'support'),
    service: idIn(main, 'service'),
    teasers,
    sentAt,
    answerBy: instantIn(main, 'answerBy') ?? sentAt,
    turns: sentOnce(notesInOrder(doc, 'turn').flatMap((note) => readTurn(note, { fromOrg, toOrg, teasers }))),
    caseSpace: idIn<SpaceId>(main, 'caseSpace'),
  }
}

const instantIn = (row: Row, field: string): Instant | null => {
  const value = valueOf(row, field)
  return typeof value === 'number' && Number.isFinite(value) ? (value as Instant) : null
}

const readTeasers = (value: Value | undefined): readonly Teaser[] =>
  Array.isArray(value) ? (value as readonly Value[]).slice(0, 50).flatMap((part) => readTeaser(asMap(part))) : []

const readTeaser = (from: { readonly [key: string]: Value } | null): readonly Teaser[] => {
  const first = parseDay(from?.['from'])
  const last = parseDay(from?.['to'])
  if (from === null || first === null || last === null) return []
  const region = asLine(from['region'], 3)
  const headcount = from['headcount']
  return [
    {
      kind: asLine(from['kind'], 64),
      from: first,
      to: last < first ? first : last,
      region: isRegion(region) ? region : '',
      urgency: URGENCIES.find((urgency) => urgency === from['urgency']) ?? 'weeks',
      languages: asLines(from['languages'], 8),
      headcount: Number.isSafeInteger(headcount) ? Math.max(1, headcount as number) : 1,
      text: asText(from['text']),
    },
  ]
}

/** Two devices that sent it at once each say so; it went out once. */
const sentOnce = (turns: readonly ReferralTurn[]): readonly ReferralTurn[] => {
  const first = turns.findIndex(({ act }) => act === 'sent')
  return turns.filter(({ act }, at) => act !== 'sent' || at === first)
}

type Sides = Pick<Referral, 'fromOrg' | 'toOrg' | 'teasers'>

/** A turn of an organisation that is neither of the two is left out; so are a suggestion of nobody and feedback that says nothing. */
const readTurn = ({ id, fields, author, at }: Note, { fromOrg, toOrg, teasers }: Sides): readonly ReferralTurn[] => {
  const act = ACTS.find((known) => known === fields['act'])
  if (act === undefined || (author.org !== fromOrg && author.org !== toOrg)) return []
  const suggestion = act === 'forwarded' ? readSuggestion(fields) : null
  const feedback = act === 'feedback' ? readFeedback(fields) : null
  if ((act === 'forwarded' && suggestion === null) || (act === 'feedback' && feedback === null)) return []
  return [
    {
      id,
      act,
      text: asText(fields['text']),
      reason: reasonFor(act, DECLINE_REASONS.find((known) => known === fields['reason']) ?? null),
      parts: act === 'taken_up' ? readParts(fields['parts'], teasers) : null,
      suggestion,
      feedback,
      by: author.person,
      org: author.org,
      at: msOf(at) as Instant,
    },
  ]
}

const readSuggestion = (fields: Note['fields']): Suggestion | null => {
  const org = asLine(fields['org'])
  return org === '' ? null : { org: org as OrgId, service: asLine(fields['service'], 200) || null }
}

const readFeedback = (fields: Note['fields']): Feedback | null => {
  const helped = HELPED.find((known) => known === fields['helped'])
  const on = parseDay(fields['on'])
  return helped === undefined || on === null ? null : { helped, on }
}

const reasonFor = (act: ReferralTurn['act'], reason: DeclineReason | null): DeclineReason | null =>
  act === 'declined' ? (reason ?? 'other') : null

/** Turns that end it. What comes after the first of them changes nothing, except that a request can be withdrawn at any time. */
const END: Partial<Record<ReferralTurn['act'], ReferralState>> = {
  taken_up: 'taken_up',
  declined: 'declined',
  forwarded: 'forwarded',
  withdrawn: 'withdrawn',
}

/** The turn that decided, if somebody did: withdrawing counts before any other. */
export const decisionIn = (turns: readonly ReferralTurn[]): ReferralTurn | null =>
  turns.find(({ act }) => act === 'withdrawn') ?? turns.find(({ act }) => END[act] !== undefined) ?? null

/** Where a referral stands at `now`. It expires only while an answer is still due: while it waits, or a question was asked back. */
export const referralState = ({ turns, answerBy }: Pick<Referral, 'turns' | 'answerBy'>, now: Instant): ReferralState => {
  const end = decisionIn(turns)
  if (end !== null) return END[end.act] as ReferralState
  if (now > answerBy) return 'expired'
  return turns.findLast(({ act }) => act !== 'sent')?.act === 'asked' ? 'asked' : 'waiting'
}

/** True while the referral still wants something of somebody. An expired one can still be taken up, declined or withdrawn. */
export const isOpen = (state: ReferralState): boolean => state === 'waiting' || state === 'asked' || state === 'expired'

/** What `org` may do now. */
export const turnsFor = (referral: Referral, org: OrgId, now: Instant): readonly ReferralTurn['act'][] => {
  const state = referralState(referral, now)
  if (org === referral.fromOrg) return fromSender(state, referral)
  return org === referral.toOrg ? fromAsked(state) : []
}

const fromAsked = (state: ReferralState): readonly ReferralTurn['act'][] => {
  if (isOpen(state)) return ['taken_up', 'declined', 'asked', 'forwarded']
  return state === 'taken_up' ? ['feedback'] : []
}

const fromSender = (state: ReferralState, { turns }: Referral): readonly ReferralTurn['act'][] => {
  if (state === 'withdrawn' || state === 'declined' || state === 'forwarded') return []
  if (state === 'taken_up') return ['withdrawn']
  return turns.at(-1)?.act === 'asked' ? ['answered', 'withdrawn'] : ['withdrawn']
}
