/**
 * A shelf holds keys of words that stand elsewhere. An organisation's book does not end, and keeps every commit that was ever written
 * in it; so what people in danger wrote stands there sealed, and when the shelf with its key ends, nothing opens it any more. What is
 * to stay moves to another shelf before. SPEC.md SHELF-*.
 *
 * | record | fields |
 * |---|---|
 * | `shelf/main` | since (Unix ms) |
 * | note `key/<id>` | about, key; the id is of both |
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { ascii, concat, hex, type OrgId } from '@pergola/protocol'
import { rulesFrom, type Rule } from '../casework/policy.ts'
import type { Doc, Fields, Op, RecordId, Rules } from '../record/model.ts'
import { asLine, notesInOrder, rowAt, wholeIn } from '../record/read.ts'
import { setOp } from '../record/write.ts'
import { utf8ToBytes } from '../text/index.ts'
import type { Shelf, WordsKey } from './model.ts'

export const beginShelf = (since: number): Op => setOp('shelf', 'main', { since })

const LABEL = ascii('pergola/1 words key\0')

/** Named by what it is and what it is for: order and clocks decide nothing, because no other key has that name. `key`: 32 random bytes. */
export const wordsKey = (about: RecordId, key: Uint8Array): WordsKey => ({
  id: hex(sha256(concat(LABEL, key, utf8ToBytes(about))).subarray(0, 16)),
  about,
  key,
})

/** A note, so that nobody writes another key over it. */
export const shelve = ({ id, about, key }: WordsKey): Op => ({ o: 'note', c: 'key', i: id, f: { about, key } })

/** What was read once: a note is never changed, and a shelf is read again with each key that is put there. */
const known = new WeakMap<Fields, WordsKey>()

const readKey = (fields: Fields): WordsKey | null => {
  const [about, key] = [asLine(fields['about'], 64), fields['key']]
  if (about === '' || !(key instanceof Uint8Array) || key.length !== 32) return null
  const read = known.get(fields) ?? wordsKey(about, key)
  known.set(fields, read)
  return read
}

export const readShelf = (doc: Doc): Shelf => {
  const keys = new Map<RecordId, WordsKey>()
  for (const { id, fields } of notesInOrder(doc, 'key')) {
    const read = keys.has(id) ? null : readKey(fields)
    if (read?.id === id) keys.set(id, read)
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
