/**
 * Taking a person out of a file: added by mistake, or they do not want to be in it. Nothing is unwritten: the record says since when and
 * why, what was planned for them ends, and what the identity part held of them is emptied.
 * `person/<id>` {outOn, outWhy}, by the organisation that holds the case.
 */
import type { OrgId } from '@pergola/protocol'
import type { CaseFile, Commitment, Day } from '../casework/model.ts'
import type { Rule } from '../casework/policy.ts'
import { withdrawConsent } from '../consent/write.ts'
import type { Doc, Op, RecordId } from '../record/model.ts'
import { rowAt } from '../record/read.ts'
import { checked, isOneOf, setOp, type Ops } from '../record/write.ts'
import { readSchedules } from '../safety/checkIns.ts'
import type { Schedule } from '../safety/model.ts'
import { TAKEN_OUT_WHYS, type TakenOutWhy } from '../vocabulary/householdCodes.ts'
import { endTie, readPapers, readStandings, readTies } from './household.ts'

/** What ends with them in this case. */
export interface Leaving {
  readonly needs: readonly RecordId[]
  /** Of needs of theirs, and not over. */
  readonly commitments: readonly Commitment[]
  /** Each yes that is not withdrawn. */
  readonly consents: readonly RecordId[]
  readonly ties: number
  /** People for whom they decide. */
  readonly wards: readonly RecordId[]
  readonly schedules: readonly Schedule[]
}

const OVER: ReadonlySet<string> = new Set(['delivered', 'withdrawn', 'failed'])

export const leavingOf = (doc: Doc, file: CaseFile, person: RecordId): Leaving => {
  const needs = file.needs.filter((need) => need.person === person && !need.dropped).map(({ id }) => id)
  return {
    needs,
    commitments: file.commitments.filter(({ need, state }) => needs.includes(need) && !OVER.has(state)),
    consents: file.consents.filter((one) => one.person === person && one.given && one.withdrawnOn === null).map(({ id }) => id),
    ties: readTies(doc).filter(({ a, b }) => a === person || b === person).length,
    wards: readStandings(doc).flatMap((one) => (one.guardian === person ? [one.person] : [])),
    schedules: readSchedules(doc).filter((one) => one.person === person && !one.stopped),
  }
}

export interface TakingOut {
  readonly person: RecordId
  readonly why: TakenOutWhy
  readonly on: Day
  /** Who does it: commitments of others are theirs to withdraw. */
  readonly org: OrgId
}

/** In the case; agreed check-ins are stopped before, so that the person is told. What somebody else in the file still has is left alone; the last person of a file stays. */
export const takeOut = (doc: Doc, file: CaseFile, { person, why, on, org }: TakingOut): Ops => {
  const leaving = leavingOf(doc, file, person)
  return checked(
    [
      ['person', file.people.some(({ id }) => id === person) && file.people.length > 1],
      ['why', isOneOf(TAKEN_OUT_WHYS, why)],
    ],
    () => [
      ...leaving.needs.map((id) => setOp('need', id, { dropped: true })),
      ...leaving.commitments.filter((one) => one.org === org).map(({ id }) => setOp('commitment', id, { state: 'withdrawn' })),
      ...leaving.consents.flatMap((id) => opsOf(withdrawConsent(id, on))),
      ...readTies(doc).flatMap(({ a, b }) => (a === person || b === person ? [endTie(a, b)] : [])),
      ...leaving.wards.map((ward) => setOp('person', ward, { guardian: null })),
      setOp('person', person, { outOn: on, outWhy: why }),
    ],
  )
}

const opsOf = (ops: Ops): readonly Op[] => (ops.ok ? ops.value : [])

/** In the identity part: what it held of them, and their papers. */
export const emptyIdentity = (doc: Doc, person: RecordId): readonly Op[] => {
  const nothing = { name: '', otherNames: '', contact: '', whereabouts: '', birth: '', documents: '' }
  const papers = readPapers(doc).filter((paper) => paper.person === person)
  return [
    ...(rowAt(doc, 'person', person) ? [setOp('person', person, nothing)] : []),
    ...papers.map(({ id }) => setOp('paper', id, { number: '', place: '', country: '', until: null, gone: true })),
  ]
}

export const TAKING_OUT_RULES: readonly Rule[] = [
  {
    name: 'holder_takes_out',
    sentence: 'A person is taken out of a file by the organisation that holds the case.',
    breaks: (op, author, holder) =>
      op.c === 'person' && op.o === 'set' && (Object.hasOwn(op.f, 'outOn') || Object.hasOwn(op.f, 'outWhy')) && author.org !== holder,
  },
]
