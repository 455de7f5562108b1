/** The fold: opened commits in, in any order; one document out. */
import { noteWins, setMark, writeCell, type Draft } from './draft.ts'
import { namesForbiddenKey } from './keys.ts'
import type { Author, Doc, Entry, Fields, Folded, Hlc, Note, Op, RecordId, Refusal, Row, Rules, Stamp } from './model.ts'

const NO_ROWS: ReadonlyMap<RecordId, Row> = new Map()
const NO_NOTES: ReadonlyMap<string, Note> = new Map()
const EMPTY: Doc = { rows: new Map(), notes: new Map() }

export const emptyDoc = (): Doc => EMPTY

/** For spaces whose roles say everything already: whoever may write may write anything. */
export const anyOp: Rules = () => 'ok'

/** Notes are kept by writer as well as by id, so that nobody can put another text under a note that is not theirs. */
export const noteKey = (id: RecordId, author: Author): string => `${id}/${author.device}`

/** The document after `entries` as well. The document given stays as it was; what did not change is not copied. */
export const applyTo = (doc: Doc, entries: readonly Entry[], rules: Rules = anyOp): Folded => {
  const builder = new DocBuilder(doc, rules)
  for (let i = 0; i < entries.length; i++) builder.apply(entries[i] as Entry, i)
  return builder.finish()
}

/** The document that `entries` make. */
export const fold = (entries: readonly Entry[], rules: Rules = anyOp): Folded => applyTo(EMPTY, entries, rules)

/** The time a commit counts with: its own, lowered to the ceiling where there is one. */
export const effectiveAt = (entry: Entry): Hlc =>
  entry.ceiling !== undefined && entry.payload.at > entry.ceiling ? entry.ceiling : entry.payload.at

const stampOf = (entry: Entry): Stamp => {
  const at = effectiveAt(entry)
  const { device } = entry.author
  return at === entry.payload.at ? { at, device } : { at, device, said: entry.payload.at }
}

const noteOf = (op: Extract<Op, { o: 'note' }>, author: Author, { at, said }: Stamp): Note => {
  const note = { id: op.i, fields: op.f, revises: op.revises ?? null, author, at }
  return said === undefined ? note : { ...note, said }
}

/** Writes into drafts of the rows it touches; everything else is handed on from the document it started with. */
class DocBuilder {
  readonly #base: Doc
  readonly #rules: Rules
  readonly #rows = new Map<string, Map<RecordId, Draft>>()
  readonly #notes = new Map<string, Map<string, Note>>()
  readonly #refused: Refusal[] = []

  constructor(base: Doc, rules: Rules) {
    this.#base = base
    this.#rules = rules
  }

  apply(entry: Entry, index: number): void {
    const stamp = stampOf(entry)
    const { ops } = entry.payload
    for (let i = 0; i < ops.length; i++) {
      const op = ops[i] as Op
      const reason = namesForbiddenKey(op) ? 'forbidden_key' : this.#rules(op, entry.author)
      if (reason === 'ok') this.#write(op, entry.author, stamp)
      else this.#refused.push({ entry: index, op: i, reason })
    }
  }

  #write(op: Op, author: Author, stamp: Stamp): void {
    switch (op.o) {
      case 'set':
        return this.#set(this.#draft(op.c, op.i, author, stamp), op.f, stamp)
      case 'add':
      case 'rem':
        return setMark(this.#draft(op.c, op.i, author, stamp), op.f, op.v, op.o, stamp)
      case 'note':
        return this.#note(op.c, noteOf(op, author, stamp))
    }
  }

  #set(draft: Draft, fields: Fields, stamp: Stamp): void {
    for (const field in fields) {
      const value = fields[field]
      if (value !== undefined) writeCell(draft, field, value, stamp)
    }
  }

  #note(collection: string, note: Note): void {
    const key = noteKey(note.id, note.author)
    const drafts = within(this.#notes, collection)
    const known = drafts.get(key) ?? this.#base.notes.get(collection)?.get(key)
    if (known === undefined || noteWins(note, known)) drafts.set(key, note)
  }

  #draft(collection: string, id: RecordId, author: Author, { at, device }: Stamp): Draft {
    const drafts = within(this.#rows, collection)
    let draft = drafts.get(id)
    if (draft === undefined) {
      const row = this.#base.rows.get(collection)?.get(id)
      draft = row ? { ...row, cells: { ...row.cells } } : { cells: {}, sets: NONE, marks: NONE, firstAuthor: author, firstAt: at }
      drafts.set(id, draft)
    }
    if (at <= draft.firstAt && isEarlier(at, device, author, draft)) {
      draft.firstAt = at
      draft.firstAuthor = author
    }
    return draft
  }

  finish(): Folded {
    const { rows, notes } = this.#base
    const doc =
      this.#rows.size + this.#notes.size === 0
        ? this.#base
        : { rows: over(rows, this.#rows, NO_ROWS), notes: over(notes, this.#notes, NO_NOTES) }
    return { doc, refused: this.#refused }
  }
}

/** One object for all rows without sets: most have none. */
const NONE = Object.freeze({})

const isEarlier = (at: Hlc, device: string, author: Author, { firstAt, firstAuthor }: Draft): boolean =>
  at < firstAt || device < firstAuthor.device || (device === firstAuthor.device && author.role < firstAuthor.role)

const within = <T>(maps: Map<string, Map<string, T>>, collection: string): Map<string, T> => {
  let map = maps.get(collection)
  if (map === undefined) maps.set(collection, (map = new Map()))
  return map
}

const laidOver = <T>(before: ReadonlyMap<string, T>, touched: ReadonlyMap<string, T>): ReadonlyMap<string, T> => {
  const after = new Map(before)
  for (const [id, one] of touched) after.set(id, one)
  return after
}

/** The maps of `base` with those of `drafts` laid over them; a collection nobody wrote to is handed on as it is. */
const over = <T>(
  base: ReadonlyMap<string, ReadonlyMap<string, T>>,
  drafts: ReadonlyMap<string, ReadonlyMap<string, T>>,
  none: ReadonlyMap<string, T>,
): ReadonlyMap<string, ReadonlyMap<string, T>> => {
  if (base.size === 0 || drafts.size === 0) return base.size === 0 ? drafts : base
  const merged = new Map(base)
  for (const [collection, touched] of drafts) {
    const before = base.get(collection) ?? none
    merged.set(collection, before.size === 0 ? touched : laidOver(before, touched))
  }
  return merged
}
