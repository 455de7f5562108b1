/** Several services that cover one need together: one after another over the days, or all towards one sum. */
import { groupOf } from '../vocabulary/codes.ts'
import { combineDays } from './combineDays.ts'
import type { Combination, CombineQuestion } from './combineModel.ts'
import { combineSum } from './combineSum.ts'
import type { MatchNeed } from './model.ts'

export type { Combination, CombineQuestion, Part } from './combineModel.ts'

/** Kinds that cost once, however many days they take. */
const PAID_ONCE: ReadonlySet<string> = new Set(['medical', 'equipment', 'visa', 'humanitarian.bail_fines', 'relocation.office'])

const isPaidOnce = ({ kind, amount }: MatchNeed): boolean =>
  amount !== null &&
  (PAID_ONCE.has(kind) || groupOf(kind) === 'legal' || (groupOf(kind) === 'security' && kind !== 'security.accompaniment'))

/** Of the services that are possible; commitments that count are taken as given. */
export const combine = (question: CombineQuestion): Combination =>
  isPaidOnce(question.need) ? combineSum(question) : combineDays(question)
