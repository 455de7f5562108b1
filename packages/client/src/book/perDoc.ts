/** A document is never changed in place, so what was read from it holds as long as it is the same one. */
import type { Doc } from '@pergola/core/record'

export const perDoc = <T>(read: (doc: Doc) => T): ((doc: Doc) => T) => {
  const known = new WeakMap<Doc, { readonly value: T }>()
  return (doc) => {
    const held = known.get(doc)
    if (held) return held.value
    const value = read(doc)
    known.set(doc, { value })
    return value
  }
}
