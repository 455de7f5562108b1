/** Merging into one record that is being written: the later stamp wins, whichever came first. */
import { compareStamps, compareValues } from './order.ts'
import type { Author, Cell, Hlc, Mark, Note, Stamp, Value } from './model.ts'

/** A row while it is written. `cells` is its own copy; `sets` and `marks` are replaced, never changed. */
export interface Draft {
  readonly cells: Record<string, Cell>
  sets: Readonly<Record<string, readonly string[]>>
  marks: Readonly<Record<string, ReadonlyMap<string, Mark>>>
  firstAuthor: Author
  firstAt: Hlc
}

/** Last writer wins; two values under one stamp are settled by the order of values, so that every replica picks the same. */
export const writeCell = (draft: Draft, field: string, value: Value, stamp: Stamp): void => {
  const cell = draft.cells[field]
  if (cell !== undefined && (compareStamps(stamp, cell) || compareValues(value, cell.value)) <= 0) return
  const { at, device, said } = stamp
  draft.cells[field] = said === undefined ? { value, at, device } : { value, at, device, said }
}

const later = (stamp: Stamp, known: Stamp | null): Stamp => (known !== null && compareStamps(stamp, known) <= 0 ? known : stamp)

/** In the set unless it was taken out after it was last put in. */
const isIn = ({ added, removed }: Mark): boolean => added !== null && (removed === null || compareStamps(added, removed) >= 0)

/** Puts an element into a set or takes it out. */
export const setMark = (draft: Draft, field: string, element: string, act: 'add' | 'rem', stamp: Stamp): void => {
  const marks = new Map(draft.marks[field])
  const { added, removed } = marks.get(element) ?? { added: null, removed: null }
  marks.set(element, act === 'add' ? { added: later(stamp, added), removed } : { added, removed: later(stamp, removed) })
  draft.marks = { ...draft.marks, [field]: marks }
  draft.sets = { ...draft.sets, [field]: membersOf(marks) }
}

/** The elements of a set, in code point order. */
export const membersOf = (marks: ReadonlyMap<string, Mark>): readonly string[] =>
  [...marks]
    .filter(([, mark]) => isIn(mark))
    .map(([element]) => element)
    .sort()

/** By clock: of one device, two notes lowered to one moment keep the order in which it made them. */
export const compareNotes = (a: Note, b: Note): number =>
  compareStamps({ ...a, device: a.author.device }, { ...b, device: b.author.device }) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The first text a device wrote under an id stays; two at one time are settled by an order that is the same everywhere. */
export const noteWins = (note: Note, known: Note): boolean =>
  (compareNotes(note, known) ||
    compareValues(note.fields, known.fields) ||
    compareValues(note.revises, known.revises) ||
    compareValues(note.author.role, known.author.role)) < 0
