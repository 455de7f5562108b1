/** Keys of words that stand in a book which does not end: kept in spaces that do. */
import type { RecordId } from '../record/model.ts'

/** What opens the words of one conversation, or of a part of it. */
export interface WordsKey {
  /** Named by what is sealed with it; it follows from the other two (`wordsKey`). */
  readonly id: RecordId
  /** The conversation it belongs to. */
  readonly about: RecordId
  /** 32 bytes. */
  readonly key: Uint8Array
}

export interface Shelf {
  /** When it was begun, Unix ms: of several the newest is written to. */
  readonly since: number
  readonly keys: readonly WordsKey[]
}
