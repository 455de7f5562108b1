/** Codes of risk, safety plans, incidents and check-ins. */

export const THREAT_KINDS = ['direct', 'indirect', 'possible'] as const
export const THREAT_PATTERNS = ['isolated', 'recurring', 'ongoing'] as const
export const THREAT_CHANGES = ['more', 'same', 'less'] as const
/** What vulnerabilities and capacities are looked at by. */
export const RISK_COMPONENTS = [
  'geography',
  'politics',
  'legal',
  'economic',
  'technical',
  'psychological',
  'authorities',
  'information',
  'networks',
] as const

export const INCIDENT_FORMS = ['physical', 'digital'] as const
export const PHYSICAL_INCIDENTS = [
  'threat',
  'authorities',
  'detention',
  'robbery',
  'carjacking',
  'assault',
  'sexual_assault',
  'kidnap',
  'shooting',
  'bombardment',
  'landmine',
  'other',
] as const
export const DIGITAL_INCIDENTS = [
  'data_exposed',
  'shut_out',
  'malware',
  'system_damaged',
  'website_disabled',
  'stolen',
  'confidential',
  'other',
] as const
export const INCIDENT_AREAS = ['physical_security', 'information', 'reputation', 'unsure'] as const
export const DIGITAL_AFFECTED = [
  'email',
  'website',
  'social_media',
  'messaging',
  'phone',
  'laptop',
  'desktop',
  'server',
  'storage',
] as const

export const LADDER_WHO = ['duty', 'person', 'org'] as const
export const CHECK_IN_ACTS = ['call', 'tell', 'open_packet'] as const
/** `duress`: "I am well" with the other word. `doubt`: "I am well" without the word that was agreed. */
export const CHECK_IN_SAYS = ['well', 'help', 'duress', 'doubt'] as const
