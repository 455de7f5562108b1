/** The gate: nothing leaves a case without the consent of everyone it is about. */
import type { OrgId } from '@pergola/protocol'
import { SCOPES_THAT_NAME, type ConsentScope } from '../vocabulary/codes.ts'
import type { RecordId } from '../record/model.ts'
import type { CaseFile, Consent, Day, Need } from './model.ts'

export interface ConsentAnswer {
  readonly allowed: boolean
  /** Who has not said yes, or not any more. */
  readonly missing: readonly RecordId[]
  /** The decisions that allow it, one for each person asked about who said yes. */
  readonly given: readonly Consent[]
}

/** Whom a need is about: its person, and everyone in the file when it is for more than one. */
export const concernedBy = (file: CaseFile, need: Need): readonly RecordId[] =>
  need.headcount > 1 ? [...new Set([need.person, ...file.people.map(({ id }) => id)])] : [need.person]

/**
 * May this be done on `onDay`? `org` is whom it would reach, or null. Without `people` it is about everyone in the file.
 * A file without people has nobody who could have said yes.
 */
export const mayShare = (
  file: CaseFile,
  scope: ConsentScope,
  org: OrgId | null,
  onDay: Day,
  people: readonly RecordId[] = file.people.map(({ id }) => id),
): ConsentAnswer => {
  const decisions = people.map((person) => ({ person, decision: latestDecision(file.consents, person, scope, org, onDay) }))
  const given = decisions.flatMap(({ decision }) => (decision !== null && holds(decision, onDay) ? [decision] : []))
  const missing = decisions.filter(({ decision }) => decision === null || !holds(decision, onDay)).map(({ person }) => person)
  return { allowed: people.length > 0 && missing.length === 0, missing, given }
}

/** The decision that counts on a day: the last one made by then. `consents` are in order, as `readCase` gives them. */
export const latestDecision = (
  consents: readonly Consent[],
  person: RecordId,
  scope: ConsentScope,
  org: OrgId | null,
  onDay: Day,
): Consent | null =>
  consents.findLast(
    (consent) => consent.person === person && consent.scope === scope && consent.on <= onDay && speaksOf(consent, scope, org),
  ) ?? null

/** A decision that names no organisation speaks of all of them, except where the scope is about one by name. */
const speaksOf = (consent: Consent, scope: ConsentScope, org: OrgId | null): boolean =>
  consent.org === org || (consent.org === null && (!consent.given || !(SCOPES_THAT_NAME as readonly string[]).includes(scope)))

const holds = (consent: Consent, onDay: Day): boolean =>
  consent.given && (consent.until === null || onDay <= consent.until) && (consent.withdrawnOn === null || onDay < consent.withdrawnOn)
