/** A case as it was: the same fold, of what had been written by then. */
import { fold } from '../record/document.ts'
import { msOf } from '../record/hlc.ts'
import type { Author, Doc, Hlc, Op, Rules } from '../record/model.ts'

/** One operation of a verified log. `clock` is the time it counts with. */
export interface Written {
  readonly clock: Hlc
  readonly author: Author
  readonly op: Op
}

/** The document of everything that counts with `until` (Unix ms) or earlier; what came later, and what the rules refuse, is not in it. */
export const docAt = (written: readonly Written[], until: number, rules: Rules): Doc =>
  fold(
    written.filter(({ clock }) => msOf(clock) <= until).map(({ clock, author, op }) => ({ payload: { at: clock, ops: [op] }, author })),
    rules,
  ).doc
