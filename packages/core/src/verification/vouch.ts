/**
 * Asking a member organisation whether it knows somebody's work, without the name where possible. A space of the kind
 * `referral` whose `referral/main` has the purpose `vouch` and `about` instead of teasers; the answer is `vouch/<asked org>:answer`.
 */
import type { OrgId, SpaceId } from '@pergola/protocol'
import { parsePartialDay } from '../casework/day.ts'
import type { CaseFile, Day, Instant } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, RecordId, Row, Value } from '../record/model.ts'
import { ownedId } from '../record/owned.ts'
import { asLine, asLines, asMap, asText, idIn, notesInOrder, rowAt, textIn, valueOf } from '../record/read.ts'
import { cleanLine, cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, setOp, valuesOf, type Ops } from '../record/write.ts'
import { openReferral } from '../referral/write.ts'
import { DEFENDER_ACTIVITIES, VOUCH_ANSWERS } from '../vocabulary/caseCodes.ts'
import { RIGHTS_FIELDS } from '../vocabulary/codes.ts'
import { isPlace, regionOf } from '../vocabulary/regions.ts'
import type { Verification, VouchAbout, VouchAnswer, VouchRequest } from './model.ts'

const LONGEST_TEXT = 20_000
const ANSWER = 'answer'

/** A week: knowing somebody's work is asked of people who have to think and to ask around. */
export const VOUCH_DAYS = 7
const DAY_MS = 86_400_000
export const defaultVouchBy = (now: Instant): Instant => (now + VOUCH_DAYS * DAY_MS) as Instant

/** The asked organisation's answer, as it goes into the case. */
export type VouchAnswered = Pick<VouchRequest, 'space' | 'toOrg'> & {
  readonly answer: NonNullable<VouchRequest['answer']>
  readonly on: Day
}

/** What the other side will see. The country only where that was chosen; otherwise its region. */
export const composeVouch = (
  { country, rightsFields }: Pick<CaseFile, 'country' | 'rightsFields'>,
  { activities, since }: Pick<Verification, 'activities' | 'since'>,
  said: { readonly text: string; readonly name: string; readonly withCountry: boolean },
): VouchAbout => ({
  place: said.withCountry ? country : regionOf(country),
  rightsFields,
  activities,
  since,
  text: cleanText(said.text, LONGEST_TEXT),
  name: cleanLine(said.name),
})

export type NewVouch = Pick<VouchRequest, 'fromOrg' | 'toOrg' | 'about' | 'sentAt' | 'answerBy'>

/** The first operations of the space; `turn` is the random id of its first turn. Something of the work must be said. */
export const askVouch = (turn: RecordId, { fromOrg, toOrg, about, sentAt, answerBy }: NewVouch): Ops => {
  const opened = openReferral(turn, { fromOrg, toOrg, purpose: 'vouch', service: null, teasers: [], sentAt, answerBy })
  return opened.ok
    ? checked(
        [
          ['about', about.activities.length > 0 || about.rightsFields.length > 0 || about.text.trim() !== ''],
          ['text', utf8Length(about.text) <= LONGEST_TEXT],
        ],
        () => [...opened.value, setOp('referral', 'main', { about: aboutValue(about) })],
      )
    : opened
}

const aboutValue = ({ rightsFields, activities, ...about }: VouchAbout): Value => ({
  ...about,
  rightsFields: valuesOf(rightsFields),
  activities: valuesOf(activities),
})

/** By the organisation that was asked. */
export const answerVouch = (org: OrgId, answer: VouchAnswer, text: string): Ops =>
  checked(
    [
      ['answer', isOneOf(VOUCH_ANSWERS, answer)],
      ['text', utf8Length(text) <= LONGEST_TEXT && (answer !== 'knows_the_work' || text.trim() !== '')],
    ],
    () => [setOp('vouch', ownedId(org, ANSWER), { answer, text: cleanText(text, LONGEST_TEXT) })],
  )

/** True for a request to vouch, which asks for no support. */
export const isVouch = (doc: Doc): boolean => valueOf(rowAt(doc, 'referral', 'main'), 'purpose') === 'vouch'

/** null for what is no request to vouch, and before its first record has arrived. */
export const readVouch = (space: SpaceId, doc: Doc): VouchRequest | null => {
  const main = rowAt(doc, 'referral', 'main')
  const toOrg = idIn<OrgId>(main, 'toOrg')
  if (main === undefined || toOrg === null || !isVouch(doc)) return null
  const fromOrg = main.firstAuthor.org
  const sentAt = instantIn(main, 'sentAt') ?? (msOf(main.firstAt) as Instant)
  return {
    space,
    fromOrg,
    toOrg,
    about: readAbout(asMap(valueOf(main, 'about')) ?? {}),
    sentAt,
    answerBy: instantIn(main, 'answerBy') ?? sentAt,
    withdrawn: notesInOrder(doc, 'turn').some(({ fields, author }) => fields['act'] === 'withdrawn' && author.org === fromOrg),
    answer: readAnswer(rowAt(doc, 'vouch', ownedId(toOrg, ANSWER))),
  }
}

const instantIn = (row: Row, field: string): Instant | null => {
  const value = valueOf(row, field)
  return typeof value === 'number' && Number.isFinite(value) ? (value as Instant) : null
}

const readAbout = (about: { readonly [key: string]: Value }): VouchAbout => {
  const place = asLine(about['place'], 3)
  const rightsFields = asLines(about['rightsFields'], 64)
  const activities = asLines(about['activities'], 64)
  return {
    place: isPlace(place) ? place : '',
    rightsFields: RIGHTS_FIELDS.filter((code) => rightsFields.includes(code)),
    activities: DEFENDER_ACTIVITIES.filter((code) => activities.includes(code)),
    since: parsePartialDay(about['since']) ?? '',
    text: asText(about['text']),
    name: asLine(about['name']),
  }
}

const readAnswer = (row: Row | undefined): VouchRequest['answer'] => {
  const answer = VOUCH_ANSWERS.find((code) => code === valueOf(row, 'answer'))
  if (row === undefined || answer === undefined) return null
  return { answer, text: textIn(row, 'text'), by: row.firstAuthor.person, at: msOf(row.firstAt) as Instant }
}

export type VouchState = 'waiting' | 'answered' | 'withdrawn' | 'expired'

/** An answer counts whenever it comes, as long as nobody took the question back. */
export const vouchState = (
  { withdrawn, answer, answerBy }: { readonly withdrawn: boolean; readonly answer: unknown; readonly answerBy: number },
  now: number,
): VouchState => {
  if (withdrawn) return 'withdrawn'
  if (answer !== null) return 'answered'
  return now > answerBy ? 'expired' : 'waiting'
}
