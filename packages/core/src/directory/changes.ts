/** Writing only what differs, so that two who edit different fields do not undo one another, and "what changed" is true. */
import { sameValue } from '../record/order.ts'
import { flagIn, rowAt, valueOf } from '../record/read.ts'
import type { Doc, Op, Value } from '../record/model.ts'
import { setOp } from '../record/write.ts'

/** The same operations without the fields that say what is said already; those that say nothing new are left out. */
export const onlyChanges = (doc: Doc, ops: readonly Op[]): readonly Op[] =>
  ops.flatMap((op): readonly Op[] => {
    if (op.o !== 'set') return [op]
    const row = rowAt(doc, op.c, op.i)
    const stands = (field: string, value: Value): boolean =>
      field === 'removed' && value === false
        ? row !== undefined && !flagIn(row, 'removed')
        : row !== undefined && sameValue(valueOf(row, field) ?? null, value)
    const changed = Object.entries(op.f).filter(([field, value]) => !stands(field, value))
    return changed.length === 0 ? [] : [setOp(op.c, op.i, Object.fromEntries(changed))]
  })
