/**
 * The organisation's keyring in its book: `keyring/<key hash>` {key}. A case that another organisation shares costs its first
 * reader a KEM operation; colleagues and new devices look the key up. The hash is the one the case's control log commits to, and
 * the key is covered with what follows from the wrap there: when the case ends, what the book kept of it is worth nothing.
 */
import { rowAt, setOp, valueOf, type Doc, type Op } from '@pergola/core/record'
import { hex } from '@pergola/protocol'

export const keyOf = (book: Doc, hash: Uint8Array): Uint8Array | null => {
  const key = valueOf(rowAt(book, 'keyring', hex(hash)), 'key')
  return key instanceof Uint8Array ? key : null
}

export const enterKey = (hash: Uint8Array, covered: Uint8Array): Op => setOp('keyring', hex(hash), { key: covered })

/** Of a space that ended. */
export const forgetKey = (hash: Uint8Array): Op => setOp('keyring', hex(hash), { key: null })
