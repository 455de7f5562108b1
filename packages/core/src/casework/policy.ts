/** Who may write what in a case, each rule under the sentence a caseworker would say. */
import type { OrgId } from '@pergola/protocol'
import { LIFE_RULES } from '../caselife/policy.ts'
import { CONSENT_RULES } from '../consent/policy.ts'
import { HOUSEHOLD_RULES } from '../household/household.ts'
import { COVER_RULES } from '../moving/cover.ts'
import { TAKING_OUT_RULES } from '../household/takingOut.ts'
import { MOVING_RULES } from '../moving/record.ts'
import { ownerOf } from '../record/owned.ts'
import type { Author, Op, Rules } from '../record/model.ts'
import { OUTSIDE_RULES } from '../outside/record.ts'
import { CANDIDATE_RULES } from '../referral/candidate.ts'
import { RETENTION_RULES } from '../retention/policy.ts'
import { SAFETY_RULES } from '../safety/policy.ts'
import { VERIFICATION_RULES } from '../verification/policy.ts'

/** A rule says whether an operation breaks it; `holder` is the organisation that founded the space. */
export interface Rule {
  readonly name: string
  readonly sentence: string
  readonly breaks: (op: Op, author: Author, holder: OrgId) => boolean
}

/** Fields of `case/main` that say what the case is and where it stands. */
const HOLDERS_FIELDS: ReadonlySet<string> = new Set(['ownerOrg', 'pseudonym', 'status', 'openedOn', 'assignedTo', 'identitySpace', 'alert'])
/** Collections whose record ids begin with the organisation that wrote them. */
const OWNED: ReadonlySet<string> = new Set(['commitment', 'risk', 'file'])

const setsField = (op: Op, names: ReadonlySet<string>): boolean => op.o === 'set' && Object.keys(op.f).some((field) => names.has(field))

/** A yes is the organisation itself; what stands on a list begins with it. */
const isOwnWord = (field: string, value: string, org: OrgId): boolean =>
  field === 'yes' ? value === org : HANDOVER_LISTS.has(field) && ownerOf(value) === org

const HANDOVER_LISTS: ReadonlySet<string> = new Set(['ticked', 'items'])

const readersOnlyRead: Rule = {
  name: 'readers_only_read',
  sentence: 'Someone who may only read writes nothing.',
  breaks: (_op, author) => author.role === 'reader',
}

export const CASE_RULES: readonly Rule[] = [
  readersOnlyRead,
  {
    name: 'commitment_is_own',
    sentence: 'A commitment belongs to the organisation that makes it; so do an assessment and a file it adds.',
    breaks: (op, author) => OWNED.has(op.c) && ownerOf(op.i) !== author.org,
  },
  {
    name: 'yes_is_own',
    sentence: 'An organisation says yes to a hand-over, and keeps its list for it, for itself only.',
    breaks: (op, author) => op.c === 'handover' && (op.o === 'set' || op.o === 'note' || !isOwnWord(op.f, op.v, author.org)),
  },
  {
    name: 'holder_refers',
    sentence: 'Only the organisation that holds the case refers it.',
    breaks: (op, author, holder) => op.c === 'referral' && author.org !== holder,
  },
  {
    name: 'holder_closes',
    sentence: 'Only the organisation that holds the case closes it, names it and says who works on it.',
    breaks: (op, author, holder) => op.c === 'case' && setsField(op, HOLDERS_FIELDS) && author.org !== holder,
  },
  {
    name: 'holder_stays',
    sentence: 'The organisation that founded the case holds it.',
    breaks: (op, _author, holder) => op.c === 'case' && op.o === 'set' && Object.hasOwn(op.f, 'ownerOrg') && op.f['ownerOrg'] !== holder,
  },
]

export const IDENTITY_RULES: readonly Rule[] = [
  readersOnlyRead,
  {
    name: 'holder_writes_identity',
    sentence: 'Names and contacts are kept by the organisation that holds the case.',
    breaks: (_op, author, holder) => author.org !== holder,
  },
]

/** Rules for the fold: the name of the first rule an operation breaks. */
export const rulesFrom =
  (rules: readonly Rule[], holder: OrgId): Rules =>
  (op, author) => {
    for (const rule of rules) if (rule.breaks(op, author, holder)) return rule.name
    return 'ok'
  }

/** Rules of a case space that `holder` founded: of the file itself and of each part of casework that writes into it. */
export const caseRules = (holder: OrgId): Rules =>
  rulesFrom(
    [
      ...CASE_RULES, //
      ...CONSENT_RULES,
      ...CANDIDATE_RULES,
      ...OUTSIDE_RULES,
      ...LIFE_RULES,
      ...VERIFICATION_RULES,
      ...SAFETY_RULES,
      ...HOUSEHOLD_RULES,
      ...MOVING_RULES,
      ...RETENTION_RULES,
      ...COVER_RULES,
      ...TAKING_OUT_RULES,
    ],
    holder,
  )
/** Rules of an identity space that `holder` founded. */
export const identityRules = (holder: OrgId): Rules => rulesFrom(IDENTITY_RULES, holder)
