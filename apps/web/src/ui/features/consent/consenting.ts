/** What the people of a case have said, for showing it. The client decides; this only explains. */
import type { Consent } from '@pergola/core/casework'
import type { ConsentsView } from '../../../contract.ts'
import { FILE_PARTS } from './answers.ts'

export const holdsOn = (consent: Consent, day: string): boolean =>
  consent.given && (consent.until === null || day <= consent.until) && (consent.withdrawnOn === null || day < consent.withdrawnOn)

export const stateOf = (consent: Consent, day: string): 'yes' | 'no' | 'withdrawn' | 'ended' => {
  if (consent.withdrawnOn !== null) return 'withdrawn'
  if (!consent.given) return 'no'
  return holdsOn(consent, day) ? 'yes' : 'ended'
}

type Recipient = Pick<Consent, 'org' | 'recipient'>

/** A decision about this recipient, or about nobody by name. */
export const speaksTo = (consent: Consent, { org, recipient }: Recipient): boolean => {
  if (consent.org !== null) return consent.org === org
  return consent.recipient === '' || (org === null && consent.recipient.toLowerCase() === recipient.toLowerCase())
}

const sameQuestion = (a: Consent, b: Consent): boolean =>
  a.scope === b.scope && a.org === b.org && a.recipient.toLowerCase() === b.recipient.toLowerCase()

/** A yes as it stands: to these parts (none named: to all that the question means), and not to those. */
interface StandingYes {
  readonly consent: Consent
  readonly parts: Consent['parts']
  readonly without: Consent['parts']
}

/** What later words to the same question leave of it; null: nothing, or it was said again. */
const leftOf = (consent: Consent, later: readonly Consent[], day: string): StandingYes | null => {
  const no = later.filter((one) => !one.given)
  const again = later.some((one) => holdsOn(one, day) && one.parts.join() === consent.parts.join())
  if (again || no.some((one) => one.parts.length === 0)) return null
  const refused = no.flatMap((one) => one.parts)
  if (consent.parts.length === 0) return { consent, parts: [], without: [...new Set(refused)] }
  const parts = consent.parts.filter((part) => !refused.includes(part))
  return parts.length === 0 ? null : { consent, parts, without: [] }
}

/** For paper, of one person: every yes that stands on that day, in their order. */
export const standingYes = (consents: readonly Consent[], person: string, day: string): readonly StandingYes[] => {
  const own = consents.filter((one) => one.person === person && one.on <= day)
  return own.flatMap((one, at) => {
    if (!holdsOn(one, day)) return []
    const later = own.slice(at + 1).filter((other) => sameQuestion(other, one))
    return leftOf(one, later, day) ?? []
  })
}

/** What one person has said about a part of the case going to an organisation; `state` for the sentence beside it. */
export const saidAbout = (
  { matrix }: Pick<ConsentsView, 'matrix'>,
  person: string,
  org: string,
  part: 'file' | 'identity',
): { readonly holds: boolean; readonly decision: string | null } => {
  const row = matrix.find((one) => one.scope === 'share_named_org' && one.org === org)
  const cell = row?.cells.find((one) => one.person === person)
  const wanted = part === 'file' ? FILE_PARTS : (['identity'] as const)
  return { holds: cell !== undefined && wanted.every((one) => cell.parts.includes(one)), decision: cell?.decision ?? null }
}
