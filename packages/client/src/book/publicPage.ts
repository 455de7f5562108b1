/** What our organisation last published, in its book: `published/main` {issued, print, shown}. */
import { flagIn, lineIn, rowAt, setOp, wholeIn, type Doc, type Op } from '@pergola/core/record'

export interface Published {
  /** Unix ms. */
  readonly issued: number
  /** Hex SHA-256 of the document. */
  readonly print: string
  readonly shown: boolean
}

export const readPublished = (doc: Doc): Published | null => {
  const row = rowAt(doc, 'published', 'main')
  const print = lineIn(row, 'print', 64)
  return print === '' ? null : { issued: wholeIn(row, 'issued', 0), print, shown: flagIn(row, 'shown') }
}

export const notePublished = (issued: number, print: string): Op => setOp('published', 'main', { issued, print, shown: true })
export const noteTakenDown = (): Op => setOp('published', 'main', { shown: false })
