/** Two cases of one person become one: what was taken back or refused in one of them is not opened again by an older yes in the other. */
import { namesOrCovers } from '../consent/gate.ts'
import { impliedParts, partsOfScope } from '../consent/meaning.ts'
import type { Consent } from '../consent/model.ts'
import type { Op, RecordId } from '../record/model.ts'
import { CONSENT_SCOPES } from '../vocabulary/codes.ts'

/** How a yes ends that was taken back in the other case. */
export type TakenBack = Pick<Consent, 'withdrawnOn' | 'takeBack'>

const meant = ({ parts, scope, given }: Consent): readonly string[] => {
  const known = CONSENT_SCOPES.find((code) => code === scope)
  if (parts.length > 0 || known === undefined) return parts
  return given ? impliedParts(known) : partsOfScope(known)
}

/** Of the same person for the same purpose, with a recipient and a part in common. In doubt it is: asking again harms nobody. */
const isOfTheSame = (a: Consent, b: Consent): boolean =>
  a.person === b.person &&
  a.scope === b.scope &&
  (namesOrCovers(a, b) || namesOrCovers(b, a)) &&
  meant(a).some((part) => meant(b).includes(part))

/** A no counts by itself from its day on; of one on the day of the yes nobody can say any more which came first. */
const isOver = (yes: Consent, { given, on, withdrawnOn }: Consent): boolean =>
  given ? withdrawnOn !== null && yes.on <= withdrawnOn : yes.on === on

const endOf = (yes: Consent, others: readonly Consent[]): TakenBack | null => {
  const ends = others.filter((one) => isOver(yes, one) && isOfTheSame(yes, one))
  const [first] = ends.map(({ on, withdrawnOn }) => withdrawnOn ?? on).sort()
  return first === undefined ? null : { withdrawnOn: first, takeBack: ends.some(({ takeBack }) => takeBack) }
}

/** `here` and `there` with the ids that people and decisions have in the case that stays; by the id of the yes. */
export const takenBackElsewhere = (here: readonly Consent[], there: readonly Consent[]): ReadonlyMap<RecordId, TakenBack> => {
  const ends = new Map<RecordId, TakenBack>()
  for (const [own, others] of [[here, there] as const, [there, here] as const]) {
    for (const yes of own) {
      const end = yes.given && yes.withdrawnOn === null ? endOf(yes, others) : null
      if (end !== null) ends.set(yes.id, end)
    }
  }
  return ends
}

/** The operations that carry a case, with each carried yes ended that was taken back. */
export const endCarried = (ops: readonly Op[], ends: ReadonlyMap<RecordId, TakenBack>): readonly Op[] =>
  ops.map((op) => (op.o === 'set' && op.c === 'consent' && ends.has(op.i) ? { ...op, f: { ...op.f, ...ends.get(op.i) } } : op))
