/** The codes of the core's vocabularies that forms offer; codes.test.ts holds them against the core. */
export const THREAT_KINDS = ['direct', 'indirect', 'possible'] as const
export const THREAT_PATTERNS = ['isolated', 'recurring', 'ongoing'] as const
export const THREAT_CHANGES = ['more', 'same', 'less'] as const
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
/** The five steps in which a threat is looked into. */
export const ANALYSIS = ['facts', 'pattern', 'objective', 'source', 'conclusion'] as const
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
export const CHECK_IN_ACTS = ['call', 'tell', 'open_packet'] as const
