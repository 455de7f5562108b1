/**
 * Do two answers say the same? For plain data as it crosses to the page: lists, records, bytes, and what is neither. What changed is
 * most often near the beginning or in a few places, and what did not is often the same object, so that this costs far less than
 * carrying an answer to the page and drawing it again.
 */
export const sayTheSame = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  if (Array.isArray(a)) return sameItems(a, b as readonly unknown[])
  if (a instanceof Uint8Array) return sameItems(a, b as Uint8Array)
  return isRecord(a) && sameFields(a, b as Fields)
}

type Fields = Readonly<Record<string, unknown>>

/** Anything else (a map, a date) is never said to be the same: then it is told once more than needed. */
const isRecord = (value: object): value is Fields => Object.getPrototypeOf(value) === Object.prototype

const sameItems = (a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean => {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (!sayTheSame(a[at], b[at])) return false
  return true
}

const sameFields = (a: Fields, b: Fields): boolean => {
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  for (const name of names) if (!(name in b) || !sayTheSame(a[name], b[name])) return false
  return true
}
