/** Reading a referral from its document, and where it stands. */
import type { OrgId, SpaceId } from '@pergola/protocol'
import { parseDay } from '../casework/day.ts'
import type { Instant } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, Note, Row, Value } from '../record/model.ts'
import { asLine, asLines, asMap, asText, idIn, notesInOrder, rowAt, valueOf } from '../record/read.ts'
import { DECLINE_REASONS, URGENCIES } from '../vocabulary/codes.ts'
import { isRegion } from '../vocabulary/regions.ts'
import type { DeclineReason, Referral, ReferralState, ReferralTurn, Teaser } from './model.ts'

const ACTS: readonly ReferralTurn['act'][] = ['sent', 'asked', 'answered', 'taken_up', 'declined', 'withdrawn']

/** The referral in a referral space, folded with `referralRules`; null before its first record has arrived. */
export const readReferral = (space: SpaceId, doc: Doc): Referral | null => {
  const main = rowAt(doc, 'referral', 'main')
  const toOrg = idIn<OrgId>(main, 'toOrg')
  if (main === undefined || toOrg === null) return null
  const fromOrg = main.firstAuthor.org
  const sentAt = instantIn(main, 'sentAt') ?? (msOf(main.firstAt) as Instant)
  return {
    space,
    fromOrg,
    toOrg,
    service: idIn(main, 'service'),
    teasers: readTeasers(valueOf(main, 'teasers')),
    sentAt,
    answerBy: instantIn(main, 'answerBy') ?? sentAt,
    turns: notesInOrder(doc, 'turn').flatMap((note) => readTurn(note, fromOrg, toOrg)),
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

/** A turn of an organisation that is neither of the two is left out. */
const readTurn = ({ id, fields, author, at }: Note, fromOrg: OrgId, toOrg: OrgId): readonly ReferralTurn[] => {
  const act = ACTS.find((known) => known === fields['act'])
  if (act === undefined || (author.org !== fromOrg && author.org !== toOrg)) return []
  const reason = DECLINE_REASONS.find((known) => known === fields['reason']) ?? null
  return [
    { id, act, text: asText(fields['text']), reason: reasonFor(act, reason), by: author.person, org: author.org, at: msOf(at) as Instant },
  ]
}

const reasonFor = (act: ReferralTurn['act'], reason: DeclineReason | null): DeclineReason | null =>
  act === 'declined' ? (reason ?? 'other') : null

/** Turns that end it. What comes after the first of them changes nothing, except that a request can be withdrawn at any time. */
const END: Partial<Record<ReferralTurn['act'], ReferralState>> = { taken_up: 'taken_up', declined: 'declined', withdrawn: 'withdrawn' }

/** Where a referral stands at `now`. It expires only while an answer is still due: while it waits, or a question was asked back. */
export const referralState = ({ turns, answerBy }: Pick<Referral, 'turns' | 'answerBy'>, now: Instant): ReferralState => {
  if (turns.some(({ act }) => act === 'withdrawn')) return 'withdrawn'
  const end = turns.find(({ act }) => END[act] !== undefined)
  if (end !== undefined) return END[end.act] as ReferralState
  if (now > answerBy) return 'expired'
  return turns.findLast(({ act }) => act !== 'sent')?.act === 'asked' ? 'asked' : 'waiting'
}

/** True while the referral still wants something of somebody. An expired one can still be taken up, declined or withdrawn. */
export const isOpen = (state: ReferralState): boolean => state === 'waiting' || state === 'asked' || state === 'expired'

/** What `org` may do now. */
export const turnsFor = (referral: Referral, org: OrgId, now: Instant): readonly ReferralTurn['act'][] => {
  const state = referralState(referral, now)
  if (org === referral.fromOrg) return fromSender(state, referral)
  return org === referral.toOrg && isOpen(state) ? ['taken_up', 'declined', 'asked'] : []
}

const fromSender = (state: ReferralState, { turns }: Referral): readonly ReferralTurn['act'][] => {
  if (state === 'withdrawn' || state === 'declined') return []
  if (state === 'taken_up') return ['withdrawn']
  return turns.at(-1)?.act === 'asked' ? ['answered', 'withdrawn'] : ['withdrawn']
}
