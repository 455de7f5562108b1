/** Two versions of one entry, field by field: what stands here, what comes, and what is to be written. */
import { sameValue } from '../record/order.ts'
import { asMap, valueOf } from '../record/read.ts'
import type { Fields, Row, Value } from '../record/model.ts'

/** `both`: lists and maps joined, what stands here first. */
export type Choice = 'keep' | 'take' | 'both'

export interface FieldChange {
  readonly field: string
  /** null where nothing stands. */
  readonly before: Value
  readonly after: Value
  readonly choice: Choice
  /** `edited`: somebody changed it here since it was last imported. */
  readonly why: 'new' | 'changed' | 'edited' | 'differs'
}

const isEmpty = (value: Value | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (asMap(value) !== null && Object.keys(value as object).length === 0)

const isMany = (value: Value): boolean => Array.isArray(value) || asMap(value) !== null

/** Lists of things with a name: one of the same code and statement, address or number is there already. */
const keyOf = (value: Value): string => {
  const map = asMap(value)
  if (map === null) return JSON.stringify(value)
  if (map['code'] !== undefined) return JSON.stringify([map['code'], map['value'] ?? null])
  if (map['email'] !== undefined) return JSON.stringify([map['name'] ?? '', map['email'] ?? '', map['phone'] ?? ''])
  return JSON.stringify(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What stands here, and what comes beside it. */
export const joined = (before: Value, after: Value): Value => {
  if (isEmpty(before)) return after
  if (Array.isArray(before) && Array.isArray(after)) {
    const known = new Set((before as readonly Value[]).map(keyOf))
    return [...(before as readonly Value[]), ...(after as readonly Value[]).filter((one) => !known.has(keyOf(one)))]
  }
  const [mine, theirs] = [asMap(before), asMap(after)]
  return mine !== null && theirs !== null ? { ...theirs, ...mine } : before
}

/** Since the last import somebody wrote this field by itself: its clock is later than the import's mark. */
const isEdited = (row: Row, field: string): boolean => {
  const [cell, mark] = [row.cells[field], row.cells['from']]
  return cell !== undefined && mark !== undefined && cell.at > mark.at
}

/** Whose the record is: this list's, of somebody else with whom it is merged, or the very one the file was written out from. */
export type Whose = 'own' | 'other' | 'same'

const changeOf = (row: Row, field: string, after: Value, whose: Whose): FieldChange | null => {
  const isOwn = whose === 'own'
  const before = valueOf(row, field) ?? null
  if (sameValue(before, after) || (isEmpty(before) && isEmpty(after))) return null
  if (isEmpty(before)) return { field, before, after, choice: 'take', why: 'new' }
  if (isOwn && !isEdited(row, field)) return { field, before, after, choice: 'take', why: 'changed' }
  if (isEmpty(after)) return isOwn ? { field, before, after, choice: 'keep', why: 'edited' } : null
  const why = isOwn ? 'edited' : 'differs'
  // A table says less than the entry it was written out from: nothing of it is to be doubled by what it repeats.
  if (whose === 'other' && isMany(after))
    return sameValue(joined(before, after), before) ? null : { field, before, after, choice: 'both', why }
  return { field, before, after, choice: 'keep', why }
}

/** Fields of which the two versions say different things. */
export const changesOf = (row: Row, fields: Fields, whose: Whose): readonly FieldChange[] =>
  Object.entries(fields).flatMap(([field, after]) => changeOf(row, field, after, whose) ?? [])

/** What is written after the choices. */
export const chosen = (changes: readonly FieldChange[], choices: Readonly<Record<string, Choice>>): Fields =>
  Object.fromEntries(
    changes.flatMap(({ field, before, after, choice }): [string, Value][] => {
      const taken = (Object.hasOwn(choices, field) ? choices[field] : undefined) ?? choice
      if (taken === 'keep') return []
      const value = taken === 'both' ? joined(before, after) : after
      return sameValue(before, value) ? [] : [[field, value]]
    }),
  )
