/** What the values in the history of a case stand for: codes, people, organisations, moments; nothing is shown as it is stored. */

/** `bare`: the name of the field says all there is to say. `hidden`: addresses of spaces, keys of files and the like, which tell a reader nothing. */
export type Meaning =
  | { readonly code: string }
  | 'word'
  | 'organisation'
  | 'member'
  | 'person'
  | 'need'
  | 'case'
  | 'moment'
  | 'place'
  | 'language'
  | 'file'
  | 'bare'
  | 'hidden'

const code = (list: string): Meaning => ({ code: list })

const TEST = code('defender_test')

/** By `collection.field`, or `collection.field.key` for what a value is made of. What is not named is text, a number or a day. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  'appeal.kind': code('appeal_kind'),
  'came.how': 'word',
  'hold.by': 'member',
  'came.package': 'hidden',
  'candidate.chain': 'hidden',
  'candidate.needs': 'need',
  'candidate.org': 'organisation',
  'candidate.service': 'hidden',
  'case.alert': 'bare',
  'case.assignedTo': 'member',
  'case.country': 'place',
  'case.emergencySpaces': 'hidden',
  'case.identitySpace': 'hidden',
  'case.medicalSpaces': 'hidden',
  'case.notices': 'hidden',
  'case.ownerOrg': 'organisation',
  'case.rightsFields': code('hrd_field'),
  'case.status': code('case_status'),
  'case.urgency': code('urgency'),
  'checked.at': 'moment',
  'checked.how': 'word',
  'checked.says': code('check_in_says'),
  'checked.schedule': 'hidden',
  'closing.outcomes.change': code('outcome'),
  'closing.outcomes.need': 'need',
  'closing.reason': code('closing_reason'),
  'closing.wouldReturn': code('would_return'),
  'commitment.cost.basis': 'word',
  'commitment.need': 'need',
  'commitment.org': 'organisation',
  'commitment.place': 'place',
  'commitment.reimbursement.by': 'organisation',
  'commitment.state': code('commitment_state'),
  'consent.givenBy': 'word',
  'consent.guardian': 'person',
  'consent.how': code('consent_how'),
  'consent.language': 'language',
  'consent.org': 'organisation',
  'consent.parts': code('consent_part'),
  'consent.person': 'person',
  'consent.scope': code('consent_scope'),
  'cover.need': 'need',
  'cover.org': 'organisation',
  'cover.state': code('commitment_state'),
  'cover.was': 'case',
  'evidence.file': 'file',
  'evidence.reliability': code('reliability'),
  'evidence.side': code('evidence_side'),
  'evidence.tests': TEST,
  'evidence.vouch': code('vouch_answer'),
  'evidence.vouchOrg': 'organisation',
  'evidence.vouchSpace': 'hidden',
  'file.blob': 'hidden',
  'file.sha256': 'hidden',
  'incident.affected': code('digital_affected'),
  'incident.form': 'word',
  'incident.people': 'person',
  'incident.seriousness': code('incident_area'),
  'move.mergedInto': 'case',
  'move.offeredTo': 'organisation',
  'need.kind': code('support_type'),
  'need.person': 'person',
  'need.place': 'place',
  'need.urgency': code('urgency'),
  'need.answer.groups': code('target_group'),
  'need.answer.unsafeCountries': 'place',
  'note.mentions': 'member',
  'opinion.decision': code('defender_decision'),
  'opinion.failed': TEST,
  'opinion.function': code('decision_function'),
  'opinion.keptTo': TEST,
  'opinion.other': code('other_at_risk'),
  'outside.expires': 'moment',
  'outside.openedAt': 'moment',
  'outside.parcel': 'hidden',
  'outside.parts': code('consent_part'),
  'outside.scope': code('consent_scope'),
  'packetOpened.alarm': 'hidden',
  'packetOpened.at': 'moment',
  'packetOpened.org': 'organisation',
  'passage.act': code('passage_act'),
  'passage.consents': 'hidden',
  'passage.org': 'organisation',
  'passage.parts': code('consent_part'),
  'passage.people': 'person',
  'passage.scope': code('consent_scope'),
  'person.guardian': 'person',
  'person.languages': 'language',
  'person.outWhy': code('taken_out_why'),
  'person.ownCase': 'case',
  'person.relation': code('relation'),
  'person.role': code('person_role'),
  'phase.kind': code('phase'),
  'phase.place': 'place',
  'plan.by': 'member',
  'planStep.owner': 'member',
  'referral.needs': 'need',
  'referral.org': 'organisation',
  'referral.service': 'hidden',
  'referral.space': 'hidden',
  'risk.impact': code('risk_level'),
  'risk.person': 'person',
  'risk.probability': code('risk_level'),
  'risk.in.change': code('threat_change'),
  'risk.in.component': code('risk_component'),
  'risk.in.kind': code('threat_kind'),
  'risk.in.pattern': code('threat_pattern'),
  'routing.to': code('support_type'),
  'seen.emergency': 'moment',
  'seen.file': 'moment',
  'seen.identity': 'moment',
  'seen.medical': 'moment',
  'share.emergency': 'moment',
  'share.file': 'moment',
  'share.identity': 'moment',
  'share.medical': 'moment',
  'task.about': 'need',
  'task.doneBy': 'member',
  'task.owner': 'member',
  'test.finding': code('test_finding'),
  'tie.a': 'person',
  'tie.kind': code('tie_kind'),
  'verification.activities': code('defender_activity'),
  'verification.deciders': 'organisation',
  'vouchAsked.org': 'organisation',
  'watch.alert': 'hidden',
  'watch.by': 'word',
  'watch.from': 'moment',
  'watch.person': 'person',
  'watch.until': 'moment',
  'watch.ladder.act': code('check_in_act'),
  'watch.ladder.id': 'hidden',
  'watch.ladder.who': 'word',
}

/** Lines of an assessment, in whichever list, are made of the same things. */
export const pathOf = (collection: string, field: string, key?: string): string => {
  if (key === undefined) return `${collection}.${field}`
  return collection === 'risk' ? `risk.in.${key}` : `${collection}.${field}.${key}`
}

/** null: it reads as it is written. */
export const meaningOf = (path: string): Meaning | null => {
  // Under which id each person came along.
  if (path.startsWith('came.was.')) return 'hidden'
  return Object.hasOwn(MEANINGS, path) ? MEANINGS[path]! : null
}

/** Physical and digital incidents have lists of their own. */
export const INCIDENT_LISTS = ['incident_physical', 'incident_digital'] as const
