/** People who were taken out of a file: `person/<id>` {outOn, outWhy}. */
import type { RecordId, Row } from '../record/model.ts'
import { lineIn, oneOfIn, valueOf } from '../record/read.ts'
import { TAKEN_OUT_WHYS } from '../vocabulary/householdCodes.ts'
import { parseDay } from './day.ts'
import type { TakenOut } from './model.ts'

/** Whether a person's record says that they are not in the file any more. */
export const isOut = (row: Row): boolean => parseDay(valueOf(row, 'outOn')) !== null

export const readTakenOut = ([id, row]: readonly [RecordId, Row]): readonly TakenOut[] => {
  const on = parseDay(valueOf(row, 'outOn'))
  return on === null ? [] : [{ id, label: lineIn(row, 'label'), on, why: oneOfIn(row, 'outWhy', TAKEN_OUT_WHYS, 'mistake') }]
}
