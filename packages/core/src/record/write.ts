/** Making operations from checked input. */
import { fail, ok, type Invalid, type Result } from './result.ts'
import type { Fields, Op, RecordId, Value } from './model.ts'

export type Ops = Result<readonly Op[], Invalid>

export const setOp = (collection: string, id: RecordId, fields: Fields): Op => ({ o: 'set', c: collection, i: id, f: fields })

/** One check: the field it is about, and whether it holds. */
export type Check = readonly [field: string, holds: boolean]

/** The operations, or the first field whose check does not hold. */
export const checked = (checks: readonly Check[], ops: () => readonly Op[]): Ops => {
  const broken = checks.find(([, holds]) => !holds)
  return broken ? fail({ type: 'invalid', field: broken[0] }) : ok(ops())
}

export const isOneOf = (codes: readonly string[], value: unknown): boolean => typeof value === 'string' && codes.includes(value)
export const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most

/** A copy that can be stored: lists of text as values. */
export const valuesOf = (list: readonly string[]): readonly Value[] => [...list]

/** How many operations of ordinary size go into one commit when many are written at once. */
const BATCH = 100

/** Many operations cut into lists that each fit one payload. */
export const batches = (ops: readonly Op[]): readonly (readonly Op[])[] =>
  Array.from({ length: Math.ceil(ops.length / BATCH) }, (_, i) => ops.slice(i * BATCH, (i + 1) * BATCH))
