/** Reading fields of a record that anyone may have written in any shape: what is missing or wrong gives the default. */
import { compareNotes } from './draft.ts'
import type { Cell, Doc, Note, RecordId, Row, Value } from './model.ts'
import { cleanLine, cleanText } from './text.ts'

const NO_ROWS: ReadonlyMap<RecordId, Row> = new Map()

export const rowsOf = (doc: Doc, collection: string): ReadonlyMap<RecordId, Row> => doc.rows.get(collection) ?? NO_ROWS
export const rowAt = (doc: Doc, collection: string, id: RecordId): Row | undefined => doc.rows.get(collection)?.get(id)

/** Rows with their ids, in the order in which they were first written (then by id). */
export const rowsInOrder = (doc: Doc, collection: string): readonly (readonly [RecordId, Row])[] =>
  [...rowsOf(doc, collection)].sort(([a, x], [b, y]) => x.firstAt - y.firstAt || (a < b ? -1 : 1))

/** Notes in the order of their clocks (then by writer). */
export const notesInOrder = (doc: Doc, collection: string): readonly Note[] =>
  [...(doc.notes.get(collection)?.values() ?? [])].sort(compareNotes)

const cellOf = (row: Row | undefined, field: string): Cell | undefined => row?.cells[field]
export const valueOf = (row: Row | undefined, field: string): Value | undefined => cellOf(row, field)?.value

export const lineIn = (row: Row | undefined, field: string, longest = 120): string => asLine(valueOf(row, field), longest)
export const textIn = (row: Row | undefined, field: string): string => asText(valueOf(row, field))

/** Ids and codes: short, and never shown as typed. */
export const idIn = <T extends string>(row: Row | undefined, field: string): T | null => {
  const value = valueOf(row, field)
  return typeof value === 'string' && value !== '' && value.length <= 200 ? (value as T) : null
}

export const oneOfIn = <T extends string>(row: Row | undefined, field: string, codes: readonly T[], otherwise: T): T => {
  const value = valueOf(row, field)
  return typeof value === 'string' && (codes as readonly string[]).includes(value) ? (value as T) : otherwise
}

export const wholeIn = (row: Row | undefined, field: string, otherwise: number): number => {
  const value = valueOf(row, field)
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : otherwise
}

export const flagIn = (row: Row | undefined, field: string): boolean => valueOf(row, field) === true

/** A list of short texts: codes, languages, threats. At most 100. */
export const linesIn = (row: Row | undefined, field: string, longest = 120): readonly string[] => asLines(valueOf(row, field), longest)

export const asLine = (value: Value | undefined, longest = 120): string => (typeof value === 'string' ? cleanLine(value, longest) : '')
export const asText = (value: Value | undefined): string => (typeof value === 'string' ? cleanText(value) : '')
export const asLines = (value: Value | undefined, longest = 120): readonly string[] =>
  Array.isArray(value)
    ? (value as readonly Value[])
        .slice(0, 100)
        .map((part) => asLine(part, longest))
        .filter((part) => part !== '')
    : []
export const asMap = (value: Value | undefined): { readonly [key: string]: Value } | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
    ? (value as { readonly [key: string]: Value })
    : null
