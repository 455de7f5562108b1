/** The gate: nothing leaves a case without the consent of everyone it is about. */
import type { OrgId } from '@pergola/protocol'
import type { CaseFile, Day, Need } from '../casework/model.ts'
import type { RecordId } from '../record/model.ts'
import type { ConsentPart } from '../vocabulary/caseCodes.ts'
import { CONSENT_SCOPES, SCOPES_THAT_NAME, type ConsentScope } from '../vocabulary/codes.ts'
import { impliedParts, partsOfAct, scopesOfAct } from './meaning.ts'
import type { Consent, Passage } from './model.ts'

export interface ConsentAnswer {
  readonly allowed: boolean
  /** Who has not said yes to all of it, or not any more. */
  readonly missing: readonly RecordId[]
  /** What somebody has not said yes to. */
  readonly missingParts: readonly ConsentPart[]
  /** The decisions that allow it, in the order of the people asked about. */
  readonly given: readonly Consent[]
}

/** Whom a need is about: its person, and everyone in the file when it is for more than one. */
export const concernedBy = (file: CaseFile, need: Need): readonly RecordId[] =>
  need.headcount > 1 ? [...new Set([need.person, ...file.people.map(({ id }) => id)])] : [need.person]

export const peopleOf = (file: CaseFile, { people }: Pick<Passage, 'people'>): readonly RecordId[] =>
  people ?? file.people.map(({ id }) => id)
export const partsOf = ({ act, parts }: Pick<Passage, 'act' | 'parts'>): readonly ConsentPart[] => parts ?? partsOfAct(act)

/**
 * May this leave the case on `onDay`? Everyone whom it is about must have said yes to every part of it. A scope that does not
 * ground the act allows nothing, and a file without people has nobody who could have said yes.
 */
export const mayPass = (file: CaseFile, passage: Passage, onDay: Day): ConsentAnswer => {
  const grounded = scopesOfAct(passage.act).includes(passage.scope)
  const asked = askedOn(file, passage, onDay)
  const open = grounded ? asked.filter(({ decision }) => decision === null || !holdsOn(decision, onDay)) : asked
  const missing = [...new Set(open.map(({ person }) => person))]
  const given = asked.flatMap(({ person, decision }) => (decision === null || missing.includes(person) ? [] : [decision]))
  return {
    allowed: asked.length > 0 && open.length === 0,
    missing,
    missingParts: [...new Set(open.map(({ part }) => part))],
    given: [...new Set(given)],
  }
}

/** For each person and part what was last said about it by this day. */
export const askedOn = (
  file: CaseFile,
  passage: Passage,
  onDay: Day,
): readonly { readonly person: RecordId; readonly part: ConsentPart; readonly decision: Consent | null }[] =>
  peopleOf(file, passage).flatMap((person) =>
    partsOf(passage).map((part) => ({ person, part, decision: latestDecision(file.consents, { ...passage, person, part }, onDay) })),
  )

/** What somebody is asked about: one part, for one purpose, to one recipient. */
export interface Question {
  readonly person: RecordId
  readonly scope: string
  readonly part: ConsentPart
  readonly org?: OrgId | null
  readonly recipient?: string
}

/** The decision that counts on a day: the last one made by then. `consents` are in order, as `readCase` gives them. */
export const latestDecision = (consents: readonly Consent[], question: Question, onDay: Day): Consent | null =>
  consents.findLast(
    (consent) =>
      consent.person === question.person &&
      consent.scope === question.scope &&
      consent.on <= onDay &&
      namesOrCovers(consent, question) &&
      speaksOf(consent, question.part),
  ) ?? null

/** A decision that names nobody speaks of all of them, except where the scope is about one by name. */
export const namesOrCovers = (consent: Consent, { org = null, recipient = '' }: Pick<Question, 'org' | 'recipient'>): boolean => {
  if (consent.org !== null) return consent.org === org
  if (consent.recipient !== '') return org === null && sameName(consent.recipient, recipient)
  return !consent.given || !(SCOPES_THAT_NAME as readonly string[]).includes(consent.scope)
}

/** The same name, however it is spelled in capitals and spaces. */
const sameName = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()

/** A yes without parts means what its scope means by itself; a no without parts is a no to everything. */
const speaksOf = ({ parts, given, scope }: Consent, part: ConsentPart): boolean => {
  if (parts.length > 0) return parts.includes(part)
  return !given || (isScope(scope) && impliedParts(scope).includes(part))
}

const isScope = (scope: string): scope is ConsentScope => (CONSENT_SCOPES as readonly string[]).includes(scope)

/** A yes that has neither run out nor been taken back by this day. */
export const holdsOn = (consent: Consent, onDay: Day): boolean =>
  consent.given && (consent.until === null || onDay <= consent.until) && (consent.withdrawnOn === null || onDay < consent.withdrawnOn)
