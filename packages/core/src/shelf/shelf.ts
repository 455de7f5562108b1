/**
 * A shelf holds keys of words that stand elsewhere. An organisation's book does not end, and keeps every commit that was ever written
 * in it; so what people in danger wrote stands there sealed, and when the shelf with its key ends, nothing opens it any more. What is
 * to stay moves to another shelf before. SPEC.md SHELF-*.
 *
 * | record | fields |
 * |---|---|
 * | `shelf/main` | since (Unix ms) |
 * | note `key/<id>` | about, key |
 */
import type { OrgId } from '@pergola/protocol'
import { rulesFrom, type Rule } from '../casework/policy.ts'
import type { Doc, Op, Rules } from '../record/model.ts'
import { asLine, notesInOrder, rowAt, wholeIn } from '../record/read.ts'
import { setOp } from '../record/write.ts'
import type { Shelf, WordsKey } from './model.ts'

export const beginShelf = (since: number): Op => setOp('shelf', 'main', { since })

/** A note, so that nobody writes another key over it. */
export const shelve = ({ id, about, key }: WordsKey): Op => ({ o: 'note', c: 'key', i: id, f: { about, key } })

/** Of two keys under one id the first counts. */
export const readShelf = (doc: Doc): Shelf => {
  const keys = new Map<string, WordsKey>()
  for (const { id, fields } of notesInOrder(doc, 'key')) {
    const [about, key] = [asLine(fields['about'], 64), fields['key']]
    if (!keys.has(id) && about !== '' && key instanceof Uint8Array && key.length === 32) keys.set(id, { id, about, key })
  }
  return { since: wholeIn(rowAt(doc, 'shelf', 'main'), 'since', 0), keys: [...keys.values()] }
}

export const SHELF_RULES: readonly Rule[] = [
  { name: 'readers_only_read', sentence: 'Someone who may only read writes nothing.', breaks: (_op, author) => author.role === 'reader' },
  {
    name: 'keys_are_added',
    sentence: 'A key that stands on a shelf is not written over.',
    breaks: (op) => op.c !== 'shelf' && (op.c !== 'key' || op.o !== 'note' || op.revises !== undefined),
  },
  {
    name: 'shelf_is_own',
    sentence: 'On a shelf writes the organisation whose words they are.',
    breaks: (_op, author, holder) => author.org !== holder,
  },
]

/** Rules of a shelf that `holder` founded. */
export const shelfRules = (holder: OrgId): Rules => rulesFrom(SHELF_RULES, holder)
