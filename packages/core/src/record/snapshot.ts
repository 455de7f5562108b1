/**
 * A document as bytes, for snapshots and the image a device keeps. CBOR, deterministic, version 1:
 *
 *     [1, devices, authors, rows, notes]
 *     devices  [id]                                   (referred to by position)
 *     authors  [[device, person, org, role]]          (referred to by position)
 *     rows     [[collection, [[id, author, firstAt, {field: cell}, sets]]]]
 *     cell     [value, at - firstAt, device, said - firstAt?]
 *     sets     [[field, [[element, added, removed]]]]
 *     added, removed   null | [at, device, said?]
 *     notes    [[collection, [[id, author, at, revises, fields, said?]]]]
 *
 * Lists are in the order of their first item. What people name freely (ids, elements) is never a key.
 *
 * What it refuses: other versions, positions outside the tables, names of the prototype, more than 256 MB.
 */
import { fromCbor } from './cborReader.ts'
import { toCbor } from './cborWriter.ts'
import { membersOf } from './draft.ts'
import { noteKey } from './document.ts'
import { isForbiddenKey } from './keys.ts'
import { LIMITS } from './limits.ts'
import type { Author, Cell, Doc, Fields, Hlc, Mark, Note, Row, Stamp, Value } from './model.ts'
import { fail, ok, type Result } from './result.ts'

const VERSION = 1
const BOUNDS = { bytes: LIMITS.docBytes, depth: 12, textBytes: LIMITS.docBytes }

export interface SnapshotProblem {
  readonly type: 'bad_snapshot'
}

/** Gives each distinct value a position. */
class Table<T> {
  readonly values: T[] = []
  readonly #positions = new Map<string, number>()

  position(key: string, value: T): number {
    let position = this.#positions.get(key)
    if (position === undefined) {
      position = this.values.push(value) - 1
      this.#positions.set(key, position)
    }
    return position
  }
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0)
const sorted = <T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] => [...entries].sort(byKey)

/** The same document always gives the same bytes, in whatever order it was folded. */
export const encodeDoc = (doc: Doc): Uint8Array => {
  const tables = new Tables()
  const rows = sorted(doc.rows).map(([collection, ids]) => [collection, sorted(ids).map(([id, row]) => [id, ...rowParts(row, tables)])])
  const notes = sorted(doc.notes).map(([collection, keys]) => [collection, sorted(keys).map(([, note]) => noteParts(note, tables))])
  const written = toCbor([VERSION, tables.devices.values, tables.authors.values, rows, notes])
  if (!written.ok) throw new Error('a document holds a value that no payload can hold')
  return written.value
}

/** Everyone and every device that the document speaks of, each written once. */
class Tables {
  readonly devices = new Table<string>()
  readonly authors = new Table<readonly unknown[]>()

  device(id: string): number {
    return this.devices.position(id, id)
  }

  author({ device, person, org, role }: Author): number {
    return this.authors.position(`${device}/${person}/${org}/${role}`, [this.device(device), person, org, role])
  }
}

const stampParts = ({ at, device, said }: Stamp, from: number, tables: Tables): number[] =>
  said === undefined ? [at - from, tables.device(device)] : [at - from, tables.device(device), said - from]

const rowParts = ({ cells, marks, firstAuthor, firstAt }: Row, tables: Tables): unknown[] => {
  const written: Record<string, unknown> = {}
  for (const field of Object.keys(cells).sort()) {
    const cell = cells[field] as Cell
    written[field] = [cell.value, ...stampParts(cell, firstAt, tables)]
  }
  const mark = ([element, { added, removed }]: readonly [string, Mark]): unknown[] => [
    element,
    added && stampParts(added, 0, tables),
    removed && stampParts(removed, 0, tables),
  ]
  const sets = sorted(Object.entries(marks)).map(([field, elements]) => [field, sorted(elements).map(mark)])
  return [tables.author(firstAuthor), firstAt, written, sets]
}

const noteParts = ({ id, author, at, revises, fields, said }: Note, tables: Tables): unknown[] =>
  said === undefined ? [id, tables.author(author), at, revises, fields] : [id, tables.author(author), at, revises, fields, said]

/** Reads what `encodeDoc` wrote; anything else is refused as a whole. */
export const decodeDoc = (bytes: Uint8Array): Result<Doc, SnapshotProblem> => {
  const read = fromCbor(bytes, BOUNDS)
  if (!read.ok) return fail({ type: 'bad_snapshot' })
  try {
    return ok(docOf(read.value))
  } catch (error) {
    if (error instanceof BadSnapshot) return fail({ type: 'bad_snapshot' })
    throw error
  }
}

/** Leaves the reading of a snapshot from any depth; never leaves this file. */
class BadSnapshot extends Error {}

const bad = (): never => {
  throw new BadSnapshot()
}
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : bad())
const text = (value: unknown): string => (typeof value === 'string' ? value : bad())
const whole = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) : bad())
const map = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
    ? (value as Readonly<Record<string, unknown>>)
    : bad()
const pick = <T>(table: readonly T[], position: unknown): T => table[whole(position)] ?? bad()

interface Known {
  readonly devices: readonly string[]
  readonly authors: readonly Author[]
}

const docOf = (value: unknown): Doc => {
  const [version, deviceList, authorList, rows, notes] = list(value)
  if (version !== VERSION) bad()
  const devices = list(deviceList).map(text)
  const authors = list(authorList).map((entry) => {
    const [device, person, org, role] = list(entry)
    return { device: pick(devices, device), person: text(person), org: text(org), role: text(role) } as Author
  })
  const known = { devices, authors }
  return {
    rows: mapOf(rows, ([, ids]) => mapOf(ids, (parts) => rowOf(parts, known))),
    notes: mapOf(notes, ([, all]) => notesOf(all, known)),
  }
}

/** A list of lists as a map from their first items. */
const mapOf = <T>(value: unknown, read: (parts: readonly unknown[]) => T): ReadonlyMap<string, T> => {
  const map = new Map<string, T>()
  for (const entry of list(value)) map.set(text(list(entry)[0]), read(list(entry)))
  return map
}

const stampOf = (from: number, parts: readonly unknown[], first: number, devices: readonly string[]): Stamp => {
  const at = (from + whole(parts[first])) as Hlc
  const device = pick(devices, parts[first + 1]) as Stamp['device']
  const said = parts[first + 2]
  return said === undefined ? { at, device } : { at, device, said: (from + whole(said)) as Hlc }
}

const NONE = Object.freeze({})

const rowOf = ([, author, at, cellMap, sets]: readonly unknown[], { devices, authors }: Known): Row => {
  const firstAt = whole(at) as Hlc
  const from = map(cellMap)
  const cells: Record<string, Cell> = {}
  for (const field in from) {
    const parts = list(from[field])
    const { at: writtenAt, device, said } = stampOf(firstAt, parts, 1, devices)
    const value = (parts[0] as Value | undefined) ?? null
    cells[field] = said === undefined ? { value, at: writtenAt, device } : { value, at: writtenAt, device, said }
  }
  return { cells, ...setsOf(list(sets), devices), firstAuthor: pick(authors, author), firstAt }
}

const setsOf = (sets: readonly unknown[], devices: readonly string[]): Pick<Row, 'sets' | 'marks'> => {
  if (sets.length === 0) return { sets: NONE, marks: NONE }
  const stamp = (value: unknown): Stamp | null => (value === null ? null : stampOf(0, list(value), 0, devices))
  const fields = mapOf(sets, ([field, elements]) => {
    if (isForbiddenKey(text(field))) bad()
    return mapOf(elements, ([, added, removed]): Mark => ({ added: stamp(added), removed: stamp(removed) }))
  })
  return { marks: Object.fromEntries(fields), sets: Object.fromEntries([...fields].map(([field, marks]) => [field, membersOf(marks)])) }
}

const notesOf = (value: unknown, { authors }: Known): ReadonlyMap<string, Note> => {
  const notes = new Map<string, Note>()
  for (const entry of list(value)) {
    const [id, by, at, revises, fields, said] = list(entry)
    const author = pick(authors, by)
    const note = {
      id: text(id),
      fields: map(fields) as Fields,
      revises: revises === null ? null : text(revises),
      author,
      at: whole(at) as Hlc,
    }
    notes.set(noteKey(note.id, author), said === undefined ? note : { ...note, said: whole(said) as Hlc })
  }
  return notes
}
