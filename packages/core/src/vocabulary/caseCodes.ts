/** Codes of casework in depth, a block for each part. Labels stand in the page's vocabularies. */

/* ---- referral ---- */

export const REFERRAL_PURPOSES = ['support', 'vouch'] as const
/** Feedback to those who asked: did it help? */
export const HELPED = ['yes', 'partly', 'no'] as const

/* ---- consent ---- */

/** Parts of a case that a consent can name. */
export const CONSENT_PARTS = [
  'summary',
  'needs',
  'risk',
  'people',
  'files',
  'notes',
  'incidents',
  'identity',
  'medical',
  'emergency',
] as const
export type ConsentPart = (typeof CONSENT_PARTS)[number]

/** Who gave an answer: the person, the guardian of a dependent, or somebody whom the person trusts and sent. */
export const GIVEN_BY = ['self', 'guardian', 'trusted'] as const
export type GivenBy = (typeof GIVEN_BY)[number]

/** Ways in which something leaves a case. */
export const PASSAGE_ACTS = [
  'teaser',
  'vouch',
  'share_file',
  'share_identity',
  'share_medical',
  'emergency',
  'outside_file',
  'export',
  'appeal',
  'submission',
  'statistics',
] as const
export type PassageAct = (typeof PASSAGE_ACTS)[number]

/** Why a part of a case was taken back. */
export const NOTICE_WHYS = ['withdrawn', 'ended'] as const
export type NoticeWhy = (typeof NOTICE_WHYS)[number]

/** What became of paper and copies where a part was. */
export const COPIES_STATES = ['none', 'destroyed', 'kept'] as const
export type CopiesState = (typeof COPIES_STATES)[number]

/* ---- relay of support and case life ---- */

/** The long way of a defender. */
export const PHASES = ['in_country', 'in_exile', 'return'] as const

/** What an organisation goes through before it hands over. */
export const HANDOVER_GIVES = [
  'person_agrees',
  'story',
  'consents',
  'contacts',
  'documents',
  'medicine',
  'safety_plan',
  'last_payment',
] as const
/** What an organisation goes through before it takes over. */
export const HANDOVER_TAKES = [
  'met',
  'arrival',
  'place_ready',
  'dependents',
  'health',
  'safety_plan',
  'first_payment',
  'who_to_call',
] as const

/** What became of a need when a case is closed. */
export const OUTCOMES = ['better', 'same', 'worse', 'unknown'] as const
/** Would the person come back to us? */
export const WOULD_RETURN = ['yes', 'no', 'not_asked'] as const
/** Why a case is closed. */
export const CLOSING_REASONS = ['safe', 'taken_over', 'person_wishes', 'lost_contact', 'outside_mandate', 'died', 'other'] as const

/* ---- verification: who is a human rights defender (UN Fact Sheet 29) ---- */

/** The six tests of the definition. */
export const DEFENDER_TESTS = [
  'acts_for_rights',
  'what_they_do',
  'alone_or_with_others',
  'universality',
  'not_required_to_be_right',
  'peaceful',
] as const
export type DefenderTest = (typeof DEFENDER_TESTS)[number]

/** Those that somebody can fail. The other three say what nobody may be refused for: they bind those who decide. */
export const TESTS_OF_THE_PERSON = ['acts_for_rights', 'universality', 'peaceful'] as const satisfies readonly DefenderTest[]
export const TESTS_OF_OURSELVES = [
  'what_they_do',
  'alone_or_with_others',
  'not_required_to_be_right',
] as const satisfies readonly DefenderTest[]

export const TEST_FINDINGS = ['met', 'not_met', 'unclear'] as const

/** What defenders do. */
export const DEFENDER_ACTIVITIES = [
  'information',
  'victim_support',
  'accountability',
  'governance',
  'treaties',
  'education',
  'legal',
  'organising',
  'journalism',
  'monitoring_elections',
  'whistleblowing',
  'humanitarian',
] as const

/** How far a source is to be relied on, from most to least. */
export const RELIABILITIES = ['high', 'likely', 'unsure', 'doubtful', 'low'] as const
/** The same in HURIDOCS list 42. */
export const RELIABILITY_IN_HURIDOCS = { high: '01', likely: '02', unsure: '03', doubtful: '04', low: '05' } as const satisfies Readonly<
  Record<(typeof RELIABILITIES)[number], string>
>
/** What a piece of evidence says of the tests it is about. */
export const EVIDENCE_SIDES = ['for', 'against', 'neither'] as const

export const DECISION_FUNCTIONS = ['examines', 'reviews', 'settles'] as const
export const DEFENDER_DECISIONS = ['defender', 'not_defender', 'at_risk_other'] as const
/** People who are no defenders and are at risk all the same. */
export const OTHERS_AT_RISK = ['threatened_witness', 'relative', 'court_cooperator', 'other'] as const
export const APPEAL_KINDS = ['appeal', 'new_facts'] as const
export const VOUCH_ANSWERS = ['knows_the_work', 'knows_of', 'does_not_know', 'will_not_say'] as const
