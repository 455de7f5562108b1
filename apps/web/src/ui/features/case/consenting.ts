/** What the people of a case have said about sharing, for showing it. The client decides; this only explains. */
import type { Consent } from '@pergola/core/casework'
import type { CaseView } from '../../../contract.ts'

export interface Said {
  readonly holds: boolean
  /** The last answer, or null when nobody asked. */
  readonly consent: Consent | null
}

export const holdsOn = (consent: Consent, day: string): boolean =>
  consent.given && (consent.until === null || day <= consent.until) && (consent.withdrawnOn === null || day < consent.withdrawnOn)

/** What `person` said about the file going to `org`. */
export const consentOf = (view: CaseView, person: string, org: string): Said => {
  const about = view.file.consents.filter((one) => one.person === person && one.scope === 'share_named_org' && one.org === org)
  const last = about.toSorted((a, b) => a.on.localeCompare(b.on)).at(-1) ?? null
  return { holds: last !== null && holdsOn(last, view.chart.today), consent: last }
}
