/**
 * Cover in a case that moves. A commitment is the word of the organisation that makes it: ours comes along, others are asked
 * whether theirs still holds. `cover/<id>` {need, org, from, to, state, stopGap, was, gone}: what an organisation covered in the case that
 * this one came from. Nothing is covered by it.
 */
import type { OrgId, SpaceId } from '@pergola/protocol'
import { covers } from '../casework/coverage.ts'
import { parseDay } from '../casework/day.ts'
import type { CaseFile, Commitment, CommitmentState, Day } from '../casework/model.ts'
import type { Rule } from '../casework/policy.ts'
import type { Doc, Op, RecordId } from '../record/model.ts'
import { ownedId, ownerOf } from '../record/owned.ts'
import { flagIn, idIn, oneOfIn, rowsInOrder, valueOf } from '../record/read.ts'
import { setOp } from '../record/write.ts'
import { COMMITMENT_STATES } from '../vocabulary/codes.ts'
import { carriedFields, type Carrying } from './carried.ts'

export interface AskedCover extends Pick<Commitment, 'need' | 'org' | 'from' | 'to' | 'stopGap'> {
  readonly id: RecordId
  /** As it was: confirmed or under way. */
  readonly state: CommitmentState
  /** The case in which it stands. */
  readonly was: SpaceId
}

/** Of needs that were carried. `ids`: as `carryFile` gave them. Others are asked about what has not ended `today`. */
export const carryCover = (
  doc: Doc,
  { space, commitments }: Pick<CaseFile, 'space' | 'commitments'>,
  { org, newId }: Pick<Carrying, 'org' | 'newId'>,
  ids: ReadonlyMap<RecordId, RecordId>,
  today: Day,
): readonly Op[] => {
  const rows = new Map(rowsInOrder(doc, 'commitment'))
  return commitments.flatMap((commitment) => {
    const need = ids.get(commitment.need)
    const row = rows.get(commitment.id)
    if (need === undefined || row === undefined) return []
    if (commitment.org === org) return [setOp('commitment', ownedId(org, newId()), carriedFields(row, ids))]
    if (!covers(commitment.state) || commitment.to < today) return []
    const { from, to, state, stopGap } = commitment
    return [setOp('cover', newId(), { need, org: commitment.org, from, to, state, stopGap, was: space })]
  })
}

/** What nobody has answered: an answer is a commitment of that organisation for the need, in whatever state. */
export const readAskedCover = (doc: Doc, { needs, commitments }: Pick<CaseFile, 'needs' | 'commitments'>): readonly AskedCover[] =>
  rowsInOrder(doc, 'cover').flatMap(([id, row]) => {
    const [need, org, was] = [idIn(row, 'need'), idIn<OrgId>(row, 'org'), idIn<SpaceId>(row, 'was')]
    const [from, to] = [parseDay(valueOf(row, 'from')), parseDay(valueOf(row, 'to'))]
    if (need === null || org === null || was === null || from === null || to === null || to < from || flagIn(row, 'gone')) return []
    const isWanted = needs.some((one) => one.id === need && !one.dropped)
    const isAnswered = commitments.some((one) => one.need === need && ownerOf(one.id) === org)
    if (!isWanted || isAnswered) return []
    const state = oneOfIn(row, 'state', COMMITMENT_STATES, 'confirmed')
    return [{ id, need, org, from, to, state, stopGap: flagIn(row, 'stopGap'), was }]
  })

/** It is not asked any more. */
export const dropAskedCover = (id: RecordId): readonly Op[] => [setOp('cover', id, { gone: true })]

export const COVER_RULES: readonly Rule[] = [
  {
    name: 'holder_asks_cover',
    sentence: 'Who is asked to go on covering a need after a case moved is said by the organisation that holds it.',
    breaks: (op, author, holder) => op.c === 'cover' && author.org !== holder,
  },
]
