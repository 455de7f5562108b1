/** Who may write what in a case, each rule under the sentence a caseworker would say. */
import type { OrgId } from '@pergola/protocol'
import { ownerOf } from '../record/owned.ts'
import type { Author, Op, Rules } from '../record/model.ts'

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
    sentence: 'An organisation says yes to a hand-over for itself only.',
    breaks: (op, author) => op.c === 'handover' && (op.o === 'set' || op.o === 'note' || op.f !== 'yes' || op.v !== author.org),
  },
  {
    name: 'holder_records_consent',
    sentence: 'Consent is recorded by the organisation that holds the case.',
    breaks: (op, author, holder) => op.c === 'consent' && author.org !== holder,
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

/** Rules of a case space that `holder` founded. */
export const caseRules = (holder: OrgId): Rules => rulesFrom(CASE_RULES, holder)
/** Rules of an identity space that `holder` founded. */
export const identityRules = (holder: OrgId): Rules => rulesFrom(IDENTITY_RULES, holder)
