/**
 * What only we know of check-ins, in the organisation's book.
 *
 * | record | fields |
 * |---|---|
 * | `duty/<Monday>` | people: who is on duty in that week |
 * | `checkInWords/<schedule>` | well, duress |
 */
import { lineIn, linesIn, rowAt, setOp, valuesOf, type Doc, type Op, type RecordId } from '@pergola/core/record'
import type { AgreedWords } from '@pergola/core/safety'
import type { Day } from '@pergola/core/casework'
import type { PersonId } from '@pergola/protocol'

/** Nobody named: everyone. */
export const dutyIn = (doc: Doc, week: Day): readonly PersonId[] => linesIn(rowAt(doc, 'duty', week), 'people', 64) as readonly PersonId[]

export const saveDuty = (week: Day, people: readonly PersonId[]): Op => setOp('duty', week, { people: valuesOf(people) })

export const agreedWords = (doc: Doc, schedule: RecordId): AgreedWords => {
  const row = rowAt(doc, 'checkInWords', schedule)
  return { well: lineIn(row, 'well'), duress: lineIn(row, 'duress') }
}

export const saveAgreedWords = (schedule: RecordId, { well, duress }: AgreedWords): Op => setOp('checkInWords', schedule, { well, duress })
