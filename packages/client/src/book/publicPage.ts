/** What our organisation last published, in its book: `published/main` {issued, print, shown, takenDown}. */
import { flagIn, lineIn, rowAt, setOp, wholeIn, type Doc, type Op } from '@pergola/core/record'

export interface Published {
  /** Unix ms. */
  readonly issued: number
  /** Hex SHA-256 of the document. */
  readonly print: string
  readonly shown: boolean
  /** When we heard that the relay's operator took it down, Unix ms; null: they did not. */
  readonly takenDown: number | null
}

export const readPublished = (doc: Doc): Published | null => {
  const row = rowAt(doc, 'published', 'main')
  const print = lineIn(row, 'print', 64)
  return print === ''
    ? null
    : { issued: wholeIn(row, 'issued', 0), print, shown: flagIn(row, 'shown'), takenDown: wholeIn(row, 'takenDown', 0) || null }
}

export const notePublished = (issued: number, print: string): Op => setOp('published', 'main', { issued, print, shown: true, takenDown: 0 })
export const noteTakenDown = (): Op => setOp('published', 'main', { shown: false })
/** By the operator of the relay, and nobody of ours. */
export const noteTakenDownBy = (at: number): Op => setOp('published', 'main', { shown: false, takenDown: at })
