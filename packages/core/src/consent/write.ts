/** Recording what somebody said, and what left the case on the ground of it. */
import { parseDay } from '../casework/day.ts'
import type { CaseFile, Day } from '../casework/model.ts'
import type { Op, RecordId } from '../record/model.ts'
import { cleanLine, cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, setOp, valuesOf, type Check, type Ops } from '../record/write.ts'
import { GIVEN_BY } from '../vocabulary/caseCodes.ts'
import { CONSENT_SCOPES, CONSENT_WAYS, SCOPES_THAT_NAME, type ConsentScope } from '../vocabulary/codes.ts'
import { partsOf, peopleOf, type ConsentAnswer } from './gate.ts'
import { partsOfScope } from './meaning.ts'
import type { NewConsent, Passage, Refused } from './model.ts'

/** Longest wording that is read to somebody, in UTF-8 bytes. */
export const LONGEST_WORDS = 20_000

const isDay = (text: unknown): boolean => parseDay(text) !== null
const isLanguage = (tag: string): boolean => tag === '' || (tag.length <= 35 && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/iu.test(tag))

const NOTHING_MORE = { recipient: '', parts: [], givenBy: 'self', guardian: null, trusted: '', words: '', language: '' } as const

/** A decision, yes or no. Only the organisation that holds the case may record it. */
export const giveConsent = (id: RecordId, consent: NewConsent): Ops => {
  const said = { ...NOTHING_MORE, ...consent }
  const { person, scope, org, given, on, how, until, givenBy, language } = said
  const [recipient, trusted] = [cleanLine(said.recipient, 200), cleanLine(said.trusted, 200)]
  const guardian = givenBy === 'guardian' ? said.guardian : null
  const checks: readonly Check[] = [
    ['person', person !== ''],
    ['scope', isOneOf(CONSENT_SCOPES, scope)],
    ['org', org !== null || recipient !== '' || !isOneOf(SCOPES_THAT_NAME, scope)],
    ['recipient', org === null || recipient === ''],
    ['parts', isOneOf(CONSENT_SCOPES, scope) && said.parts.every((part) => partsOfScope(scope as ConsentScope).includes(part))],
    ['on', isDay(on)],
    ['how', isOneOf(CONSENT_WAYS, how)],
    ['givenBy', isOneOf(GIVEN_BY, givenBy)],
    ['guardian', givenBy !== 'guardian' || (guardian !== null && guardian !== '' && guardian !== person)],
    ['trusted', givenBy !== 'trusted' || trusted !== ''],
    ['words', utf8Length(said.words) <= LONGEST_WORDS],
    ['language', isLanguage(language)],
    ['until', until === null || (isDay(until) && on <= until)],
  ]
  const whom = { givenBy, guardian, trusted: givenBy === 'trusted' ? trusted : '' }
  return checked(checks, () => [
    setOp('consent', id, {
      ...{ person, scope, org, recipient, parts: valuesOf(said.parts), given, on, how, until, withdrawnOn: null, takeBack: false },
      ...{ ...whom, words: cleanText(said.words), language },
    }),
  ])
}

/** A no that was said elsewhere, under the same id however often it arrives; the words that were read stand where it was said. */
export const repeatRefusal = ({ id, parts, ...said }: Refused): Op => setOp('consent', id, { ...said, parts: valuesOf(parts) })

/** `takeBack`: what was shared on the ground of it is taken back at once, by whichever device of ours can. */
export const withdrawConsent = (id: RecordId, on: Day, takeBack = false): Ops =>
  checked([['on', isDay(on)]], () => [setOp('consent', id, { withdrawnOn: on, takeBack })])

/** What has left, for the record: a note, so that nobody changes it afterwards. `id` is random. */
export const recordPassage = (id: RecordId, file: CaseFile, passage: Passage, { given }: ConsentAnswer): readonly Op[] => {
  const { act, scope, org = null, recipient = '' } = passage
  const lists = {
    parts: valuesOf(partsOf(passage)),
    people: valuesOf(peopleOf(file, passage)),
    consents: valuesOf(given.map((consent) => consent.id)),
  }
  return [{ o: 'note', c: 'passage', i: id, f: { act, scope, org, recipient: cleanLine(recipient, 200), ...lists } }]
}
