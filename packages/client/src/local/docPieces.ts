/**
 * A large document in pieces, so that a write stores what it changed and not all there is. Rows and notes lie in the piece that
 * the hash of their name says; each piece is a document of its own. The space's record says of each piece in which write it was
 * made, and the piece says the same of itself: one that is missing, older or newer makes the whole no document, and it is
 * fetched again. Record and pieces are written in one transaction.
 */
import { decodeDoc, encodeDoc, type Doc, type Note, type Row } from '@pergola/core/record'
import { blob, decode, encode, list, struct, u32 } from '@pergola/protocol'

/** A document with fewer rows and notes stays whole, in the record of its space. */
export const LEAST_IN_PIECES = 512
/** Rows and notes of a piece when a document is cut; it is cut anew when there are twice as many. */
const IN_PIECE = 64
const MOST_PIECES = 65_536
const PIECE_BYTES = 64 * 1024 * 1024

/** A document as it lies on the disk, and in which write each of its pieces was made. `doc` null: it cannot be read any more. */
export interface KeptDoc {
  readonly doc: Doc | null
  readonly versions: readonly number[]
}

/** `bytes` null: the piece is no more. */
export interface Piece {
  readonly at: number
  readonly bytes: Uint8Array | null
}

export interface CutDoc {
  /** null: the document is small and stays whole. */
  readonly kept: KeptDoc | null
  /** Those to be written. */
  readonly pieces: readonly Piece[]
}

const pieceCodec = struct({ version: u32, doc: blob(PIECE_BYTES) })
const versionsCodec = list(u32, MOST_PIECES)

export const encodeVersions = ({ versions }: KeptDoc): Uint8Array => encode(versionsCodec, versions)
export const decodeVersions = (bytes: Uint8Array): readonly number[] | null => {
  const read = decode(versionsCodec, bytes)
  return read.ok ? read.value : null
}

/** Where a row or note lies: FNV-1a over its collection and id. */
const pieceOf = (collection: string, id: string, count: number): number => {
  let hash = 0x811c9dc5
  for (const text of [collection, '/', id])
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  // The low bits of this hash are its worst.
  return ((hash >>> 16) ^ hash) & (count - 1)
}

const sizeOf = ({ rows, notes }: Doc): number => [...rows.values(), ...notes.values()].reduce((sum, { size }) => sum + size, 0)

const countFor = (size: number, held: number): number => {
  if (held > 0 && size <= held * IN_PIECE * 2) return held
  return Math.min(MOST_PIECES, 2 ** Math.ceil(Math.log2(size / IN_PIECE)))
}

type Collections = ReadonlyMap<string, ReadonlyMap<string, unknown>>
const NOTHING: ReadonlyMap<string, unknown> = new Map()

/** Ids of one collection that are not the same object as before, or are there no more. Nothing in a document is changed in place. */
const changedIn = (now: ReadonlyMap<string, unknown>, before: ReadonlyMap<string, unknown>): readonly string[] => {
  if (now === before) return []
  const changed: string[] = []
  let known = 0
  for (const [id, one] of now) {
    const was = before.get(id)
    if (was !== undefined) known++
    if (was !== one) changed.push(id)
  }
  if (known < before.size) for (const id of before.keys()) if (!now.has(id)) changed.push(id)
  return changed
}

const touch = (now: Collections, before: Collections, count: number, touched: Set<number>): void => {
  for (const name of new Set([...now.keys(), ...before.keys()]))
    for (const id of changedIn(now.get(name) ?? NOTHING, before.get(name) ?? NOTHING)) touched.add(pieceOf(name, id, count))
}

type Parts<T> = Map<string, Map<string, T>>

/** What of these collections lies in the touched pieces. */
const dealt = <T>(
  collections: ReadonlyMap<string, ReadonlyMap<string, T>>,
  count: number,
  touched: ReadonlySet<number>,
): ReadonlyMap<number, Parts<T>> => {
  const dealtTo = new Map<number, Parts<T>>()
  for (const [name, all] of collections) {
    for (const [id, one] of all) {
      const at = pieceOf(name, id, count)
      if (!touched.has(at)) continue
      const parts = dealtTo.get(at) ?? new Map<string, Map<string, T>>()
      dealtTo.set(at, parts)
      const part = parts.get(name) ?? new Map<string, T>()
      parts.set(name, part)
      part.set(id, one)
    }
  }
  return dealtTo
}

const emptied = (from: number, to: number): readonly Piece[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => ({ at: from + at, bytes: null }))

/** The pieces of a document that differ from what is kept of it; all of them when nothing is. */
export const cutDoc = (doc: Doc, before: KeptDoc | null): CutDoc => {
  const held = before?.versions.length ?? 0
  const size = sizeOf(doc)
  if (size < LEAST_IN_PIECES) return { kept: null, pieces: emptied(0, held) }
  const count = countFor(size, held)
  const touched = new Set<number>()
  const standing = count === held ? (before?.doc ?? null) : null
  if (standing === null) for (let at = 0; at < count; at++) touched.add(at)
  else {
    touch(doc.rows, standing.rows, count, touched)
    touch(doc.notes, standing.notes, count, touched)
  }
  const version = 1 + (before?.versions ?? []).reduce((most, one) => Math.max(most, one), 0)
  const [rows, notes] = [dealt(doc.rows, count, touched), dealt(doc.notes, count, touched)]
  const written = [...touched].map((at): Piece => {
    const part: Doc = { rows: rows.get(at) ?? new Map(), notes: notes.get(at) ?? new Map() }
    return { at, bytes: encode(pieceCodec, { version, doc: encodeDoc(part) }) }
  })
  const versions = Array.from({ length: count }, (_, at) => (touched.has(at) ? version : (before?.versions[at] ?? version)))
  return { kept: { doc, versions }, pieces: [...written, ...emptied(count, held)] }
}

const addTo = <T>(all: Parts<T>, parts: ReadonlyMap<string, ReadonlyMap<string, T>>): void => {
  for (const [name, part] of parts) {
    const known = all.get(name) ?? new Map<string, T>()
    all.set(name, known)
    for (const [id, one] of part) known.set(id, one)
  }
}

/** The document that was cut; null when a piece is missing or is not the one that the record speaks of. */
export const joinDoc = (versions: readonly number[], pieces: readonly (Uint8Array | null)[]): Doc | null => {
  const rows: Parts<Row> = new Map()
  const notes: Parts<Note> = new Map()
  for (const [at, version] of versions.entries()) {
    const bytes = pieces[at]
    const piece = bytes ? decode(pieceCodec, bytes) : null
    if (!piece?.ok || piece.value.version !== version) return null
    const part = decodeDoc(piece.value.doc)
    if (!part.ok) return null
    addTo(rows, part.value.rows)
    addTo(notes, part.value.notes)
  }
  return { rows, notes }
}
