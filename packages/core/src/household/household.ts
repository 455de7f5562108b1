/**
 * The people of a file together: how they belong to one another, who decides for whom, and their papers.
 *
 * | space | record | fields |
 * |---|---|---|
 * | case | `person/<id>` | minor, guardian, ownCase, beside what casework/caseFile.ts reads |
 * | case | `tie/<a>~<b>` | kind, together, gone; a and b are people of the file |
 * | identity | `paper/<random>` | person, kind, state, country, number, until, place |
 */
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Rule } from '../casework/policy.ts'
import { isOut } from '../casework/takenOut.ts'
import { parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Doc, Op, RecordId } from '../record/model.ts'
import { flagIn, idIn, lineIn, oneOfIn, rowAt, rowsInOrder, textIn, valueOf } from '../record/read.ts'
import { cleanLine, cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, setOp, type Ops } from '../record/write.ts'
import { PAPER_KINDS, PAPER_STATES, TIE_KINDS, type PaperKind, type PaperState, type TieKind } from '../vocabulary/householdCodes.ts'
import { isCountry } from '../vocabulary/regions.ts'

/** What is said of one person beside label, relation and languages. */
export interface Standing {
  readonly person: RecordId
  readonly minor: boolean
  /** Who of the file decides for them. */
  readonly guardian: RecordId | null
  /** A dependent who is a defender too, with a case of their own. */
  readonly ownCase: SpaceId | null
}

export interface Tie {
  readonly a: RecordId
  readonly b: RecordId
  readonly kind: TieKind
  /** They live under one roof, or must. */
  readonly together: boolean
}

export interface Paper {
  readonly id: RecordId
  readonly person: RecordId
  readonly kind: PaperKind
  readonly state: PaperState
  /** Who issued it: alpha-2, or ''. */
  readonly country: string
  readonly number: string
  readonly until: Day | null
  /** Where it is kept now. */
  readonly place: string
}

export const readStandings = (doc: Doc): readonly Standing[] =>
  rowsInOrder(doc, 'person').flatMap(([person, row]) =>
    isOut(row) ? [] : [{ person, minor: flagIn(row, 'minor'), guardian: idIn(row, 'guardian'), ownCase: idIn<SpaceId>(row, 'ownCase') }],
  )

/** `people`: of the file; nobody decides for themselves by somebody else, and not in a circle of two. */
export const saveStanding = ({ person, minor, guardian, ownCase }: Standing, all: readonly Standing[]): Ops => {
  const ofGuardian = all.find((one) => one.person === guardian)
  const checks = [
    ['person', all.some((one) => one.person === person)],
    [
      'guardian',
      guardian === null || (guardian !== person && ofGuardian !== undefined && ofGuardian.guardian === null && !ofGuardian.minor),
    ],
  ] as const
  return checked(checks, () => [setOp('person', person, { minor, guardian, ownCase })])
}

const SEPARATOR = '~'
/** One record for two people, whoever is named first. */
export const tieId = (a: RecordId, b: RecordId): RecordId => [a, b].sort().join(SEPARATOR)

/** A tie between people of whom one is not in the file is left out. */
export const readTies = (doc: Doc): readonly Tie[] =>
  rowsInOrder(doc, 'tie').flatMap(([id, row]) => {
    const [first, second, ...more] = id.split(SEPARATOR)
    if (!first || !second || more.length > 0 || flagIn(row, 'gone')) return []
    if (!rowAt(doc, 'person', first) || !rowAt(doc, 'person', second)) return []
    const a = idIn(row, 'a') === second ? second : first
    const kind = oneOfIn(row, 'kind', TIE_KINDS, 'relative')
    return [{ a, b: a === first ? second : first, kind, together: flagIn(row, 'together') }]
  })

export const saveTie = ({ a, b, kind, together }: Tie): Ops =>
  checked(
    [
      ['a', a !== '' && !a.includes(SEPARATOR)],
      ['b', b !== '' && b !== a && !b.includes(SEPARATOR)],
      ['kind', isOneOf(TIE_KINDS, kind)],
    ],
    () => [setOp('tie', tieId(a, b), { a, kind, together, gone: false })],
  )

export const endTie = (a: RecordId, b: RecordId): Op => setOp('tie', tieId(a, b), { gone: true })

/** In an identity space. What ends first comes first. */
export const readPapers = (doc: Doc): readonly Paper[] =>
  rowsInOrder(doc, 'paper')
    .flatMap(([id, row]): readonly Paper[] => {
      const person = idIn(row, 'person')
      if (person === null || flagIn(row, 'gone')) return []
      const country = lineIn(row, 'country', 2)
      return [
        {
          id,
          person,
          kind: oneOfIn(row, 'kind', PAPER_KINDS, 'other'),
          state: oneOfIn(row, 'state', PAPER_STATES, 'held'),
          country: isCountry(country) ? country : '',
          number: lineIn(row, 'number', 60),
          until: parseDay(valueOf(row, 'until')),
          place: textIn(row, 'place'),
        },
      ]
    })
    .sort((a, b) => ((a.until ?? '9') < (b.until ?? '9') ? -1 : 1))

export const savePaper = ({ id, person, kind, state, country, number, until, place }: Paper): Ops =>
  checked(
    [
      ['person', person !== ''],
      ['kind', isOneOf(PAPER_KINDS, kind)],
      ['state', isOneOf(PAPER_STATES, state)],
      ['country', country === '' || isCountry(country)],
      ['number', cleanLine(number, 60) === cleanLine(number, 61)],
      ['until', until === null || parseDay(until) !== null],
      ['place', utf8Length(place) <= 2000],
    ],
    () => [
      setOp('paper', id, { person, kind, state, country, number: cleanLine(number, 60), until, place: cleanText(place), gone: false }),
    ],
  )

export const dropPaper = (id: RecordId): Op => setOp('paper', id, { gone: true })

export const HOUSEHOLD_RULES: readonly Rule[] = [
  {
    name: 'holder_names_guardian',
    sentence: 'Who decides for a dependent, and where somebody’s own case is, is said by the organisation that holds the case.',
    breaks: (op, author, holder) =>
      op.c === 'person' &&
      op.o === 'set' &&
      ['minor', 'guardian', 'ownCase'].some((field) => Object.hasOwn(op.f, field)) &&
      author.org !== holder,
  },
  {
    name: 'holder_names_medical',
    sentence: 'Only the organisation that holds the case says where its medical part is.',
    breaks: (op, author, holder: OrgId) =>
      op.c === 'case' && (op.o === 'add' || op.o === 'rem') && op.f === 'medicalSpaces' && author.org !== holder,
  },
]
