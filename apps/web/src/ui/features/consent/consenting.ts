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
