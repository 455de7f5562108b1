/**
 * Records of a document as JSON and back.
 *
 *     {"records": [{"collection", "id", "by", "at", "fields", "sets"?}], "notes": [{"collection", "id", "by", "at", "fields", "revises"?}]}
 *
 * `by` is the organisation that wrote it, `at` Unix ms; in the order in which they were first written. Who of an organisation wrote
 * is not in it. What no case could hold (too long, too deep, names of the prototype) is left out and counted.
 */
import type { DeviceId, OrgId, PersonId } from '@pergola/protocol'
import { applyTo, emptyDoc } from '../record/document.ts'
import { encodePayload } from '../record/encode.ts'
import { hlcAt, msOf } from '../record/hlc.ts'
import type { Author, Doc, Entry, Fields, Hlc, Op, Row, Value } from '../record/model.ts'
import { notesInOrder, rowsInOrder } from '../record/read.ts'
import { isForbiddenKey } from '../record/keys.ts'
import { PACKAGE_LIMITS } from './model.ts'

export interface WrittenRecord {
  readonly collection: string
  readonly id: string
  readonly by: string
  readonly at: number
  readonly fields: Fields
  readonly sets?: Readonly<Record<string, readonly string[]>>
  readonly revises?: string
}

export interface Written {
  readonly records: readonly WrittenRecord[]
  readonly notes: readonly WrittenRecord[]
}

const isBytes = (value: Value): boolean => value instanceof Uint8Array
/** Bytes stand in no field that is carried: keys and what else opens something stay where they are. */
const plainFields = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([, value]) => !isBytes(value)))

const setsOf = (row: Row): Pick<WrittenRecord, 'sets'> => {
  const held = Object.entries(row.sets).filter(([, members]) => members.length > 0)
  return held.length === 0 ? {} : { sets: Object.fromEntries(held) }
}

export const writeRecords = (doc: Doc): Written => ({
  records: [...doc.rows.keys()].sort().flatMap((collection) =>
    rowsInOrder(doc, collection).map(([id, row]) => ({
      ...{ collection, id, by: row.firstAuthor.org, at: msOf(row.firstAt) },
      fields: plainFields(Object.fromEntries(Object.entries(row.cells).map(([field, { value }]) => [field, value]))),
      ...setsOf(row),
    })),
  ),
  notes: [...doc.notes.keys()].sort().flatMap((collection) =>
    notesInOrder(doc, collection).map(({ id, fields, revises, author, at }) => ({
      ...{ collection, id, by: author.org, at: msOf(at), fields: plainFields(fields) },
      ...(revises === null ? {} : { revises }),
    })),
  ),
})

type Shape = Readonly<Record<string, unknown>>
const isMap = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An id that a case may have: no bytes that a path, a page or a log could take for something else. */
const ID = /^[\w:~.-]{1,200}$/u
const ORG = /^[0-9a-f]{32}$/u
const COLLECTION = /^[A-Za-z]{1,64}$/u
/** Up to here a clock is a safe integer. */
const LATEST = 8_000_000_000_000

const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value) && !isForbiddenKey(value)
const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= LATEST

const head = (one: Shape): boolean =>
  isId(one['id']) &&
  typeof one['collection'] === 'string' &&
  COLLECTION.test(one['collection']) &&
  !isForbiddenKey(one['collection']) &&
  typeof one['by'] === 'string' &&
  ORG.test(one['by']) &&
  isTime(one['at']) &&
  isMap(one['fields'])

const setOps = (c: string, i: string, sets: unknown): readonly Op[] | null => {
  if (sets === undefined) return []
  if (!isMap(sets)) return null
  const ops: Op[] = []
  for (const [f, members] of Object.entries(sets)) {
    if (!Array.isArray(members) || members.length > 1_000) return null
    for (const v of members as readonly unknown[]) {
      if (typeof v !== 'string') return null
      ops.push({ o: 'add', c, i, f, v })
    }
  }
  return ops
}

/** The operations that would have written it; null when there are none that a case takes. */
const opsOf = (one: unknown, isNote: boolean): readonly Op[] | null => {
  if (!isMap(one) || !head(one)) return null
  const [c, i, f] = [one['collection'] as string, one['id'] as string, one['fields'] as Fields]
  const revises = one['revises']
  if (isNote && revises !== undefined && !isId(revises)) return null
  const note: Op = { o: 'note', c, i, f, ...(isId(revises) ? { revises } : {}) }
  const sets = isNote ? [] : setOps(c, i, one['sets'])
  if (sets === null) return null
  const ops: readonly Op[] = isNote ? [note] : [{ o: 'set', c, i, f }, ...sets]
  return encodePayload({ at: 0 as Hlc, ops }).ok ? ops : null
}

const writerOf = (org: string): Author => ({ device: org as string as DeviceId, person: '' as PersonId, org: org as OrgId, role: 'editor' })

export interface ReadRecords {
  readonly doc: Doc
  readonly malformed: number
}

/** `json`: as parsed; nothing in it is trusted. Null when it is not of this form at all, or holds more than any case. */
export const readRecords = (json: unknown): ReadRecords | null => {
  if (!isMap(json) || !Array.isArray(json['records']) || !Array.isArray(json['notes'])) return null
  const all = [
    ...(json['records'] as readonly unknown[]).map((one) => [one, false] as const),
    ...(json['notes'] as readonly unknown[]).map((one) => [one, true] as const),
  ]
  if (all.length > PACKAGE_LIMITS.records) return null
  const entries: Entry[] = []
  const last = new Map<string, number>()
  for (const [one, isNote] of all) {
    const ops = opsOf(one, isNote)
    if (ops === null) continue
    const { at, by } = one as WrittenRecord
    const place = `${isNote ? 'n' : 'r'}/${ops[0]?.c}`
    // Of one moment: in the order in which they stand.
    const clock = Math.max(hlcAt(at), (last.get(place) ?? -1) + 1)
    last.set(place, clock)
    entries.push({ payload: { at: clock as Hlc, ops }, author: writerOf(by) })
  }
  return { doc: applyTo(emptyDoc(), entries, () => 'ok').doc, malformed: all.length - entries.length }
}
