/**
 * Code lists, without words: small enough for every page. English words are in labels.ts, which a bundler can leave out.
 * A code with a dot belongs to the group before the dot (`security.digital` to `security`).
 */

/** Kinds of protection support. */
export const SUPPORT_TYPES = [
  'security.physical',
  'security.digital',
  'security.communications',
  'security.capacity',
  'security.transport',
  'security.accompaniment',
  'legal.defence',
  'legal.trial_monitoring',
  'legal.prison_visit',
  'legal.immigration',
  'medical',
  'psychosocial',
  'humanitarian.living',
  'humanitarian.family',
  'humanitarian.bail_fines',
  'relocation.internal',
  'relocation.regional',
  'relocation.international',
  'relocation.office',
  'relocation.return',
  'visa',
  'resettlement',
  'fellowship',
  'equipment',
  'organisational',
  'advocacy.urgent_appeal',
  'advocacy.diplomatic',
  'advocacy.un',
  'advocacy.monitoring',
  'visibility',
  'helpline',
  'digital.helpdesk',
  'other',
] as const
export type SupportType = (typeof SUPPORT_TYPES)[number]

/** Groups of kinds: what a provider names when it names no kind in particular. */
export const SUPPORT_GROUPS = ['security', 'legal', 'humanitarian', 'relocation', 'advocacy', 'digital'] as const
export type SupportGroup = (typeof SUPPORT_GROUPS)[number]

/** What a person may be asked consent for, each asked and recorded by itself. */
export const CONSENT_SCOPES = [
  'record',
  'share_named_org',
  'share_network',
  'referral',
  'contact_family',
  'un_government',
  'un_public',
  'reprisals_report',
  'appeal_anonymous',
  'appeal_named',
  'media',
  'diplomatic',
  'statistics',
  'research',
] as const
export type ConsentScope = (typeof CONSENT_SCOPES)[number]

/** Scopes that mean something only together with the organisation they name. */
export const SCOPES_THAT_NAME = ['share_named_org'] as const satisfies readonly ConsentScope[]

/** Rights that a defender defends. */
export const RIGHTS_FIELDS = [
  'land',
  'environment',
  'indigenous',
  'women',
  'srhr',
  'lgbtiq',
  'children',
  'minorities',
  'disability',
  'migrants',
  'labour',
  'escr',
  'expression',
  'assembly_association',
  'democracy',
  'anticorruption',
  'torture_detention',
  'disappearances',
  'peace',
  'religion',
  'death_penalty',
  'academic',
  'business',
  'legal_aid',
  'other',
] as const

/** What a programme states of who may have its support. */
export const ELIGIBILITY_FACTS = [
  'amount_max',
  'amount_note',
  'response_time',
  'decision_time',
  'duration',
  'implement_within',
  'region',
  'target',
  'excluded',
  'languages',
  'channel',
  'who_may_apply',
  'endorsement',
  'family',
  'return_required',
  'incident_window',
  'track_record',
  'status',
] as const

/** Probability and impact, from least to most. */
export const STEPS = ['very_low', 'low', 'medium', 'high', 'very_high'] as const
/** How soon, from soonest. */
export const URGENCIES = ['hours', 'days', 'weeks', 'months'] as const
export const CASE_STATUSES = ['checking', 'open', 'resting', 'closed'] as const
export const COMMITMENT_STATES = ['offered', 'confirmed', 'active', 'delivered', 'withdrawn', 'failed'] as const
export const CONSENT_WAYS = ['spoken', 'written', 'message', 'through_trusted_person'] as const
export const PERSON_ROLES = ['defender', 'dependent'] as const
export const ORG_KINDS = ['local_group', 'regional_network', 'fund', 'shelter', 'international_ngo', 'liaison', 'union', 'media'] as const
export const DECLINE_REASONS = [
  'no_capacity',
  'outside_mandate',
  'outside_region',
  'already_supported',
  'not_enough_information',
  'other',
] as const

/** ISO 639-1, or 639-3 where there is no short code: what people who write to a helpline commonly speak. */
export const LANGUAGES = (
  'aa ab af ak am ar as ay az ba be bg bm bn bo bs ca ce ckb co cs cy da de dv dz ee el en eo es et eu fa ff fi fil fj fr fy ga gd gl gn gu ha he hi hr ht hu hy id ig is it ja jv ka kab kg ki kk kl km kn ko kr ks ku ky la lb lg ln ' +
  'lo lt lu lv mg mi mk ml mn mr ms mt my nd ne nl no nr ny oc om or os pa pl prs ps pt qu rm rn ro ru rw sa sd sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt ug uk ur uz ve vi wo xh yo yue za zgh zh zu'
).split(' ') as readonly string[]

const KINDS: ReadonlySet<string> = /* @__PURE__ */ new Set([...SUPPORT_TYPES, ...SUPPORT_GROUPS])

/** True for a kind of support and for a group of kinds. */
export const isSupportKind = (code: string): boolean => KINDS.has(code)

/** The group of a kind, or the code itself where it has none. */
export const groupOf = (kind: string): string => kind.split('.', 1)[0] as string
