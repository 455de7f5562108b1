/**
 * An answer comes again whenever it changes, and every time it is a copy: after one note more, none of a thousand notes is the object
 * it was. Here the new answer gets back, of the one before, whatever says the same: what draws it sees what did not change.
 */
type Fields = Record<string, unknown>

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** `after`, with the objects of `before` wherever they say the same in the same place; all of `before` if everything does. */
export const sharing = <T>(before: unknown, after: T): T => {
  if (Array.isArray(before) && Array.isArray(after)) return sharedItems(before, after) as T
  return isRecord(before) && isRecord(after) ? (sharedFields(before, after) as T) : after
}

const sharedItems = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] => {
  const items = after.map((item, at) => sharing(before[at], item))
  return items.length === before.length && items.every((item, at) => Object.is(item, before[at])) ? before : items
}

const sharedFields = (before: Fields, after: Fields): Fields => {
  const names = Object.keys(after)
  const fields = Object.fromEntries(names.map((name) => [name, sharing(before[name], after[name])]))
  const isSame = names.length === Object.keys(before).length && names.every((name) => Object.is(fields[name], before[name]))
  return isSame ? before : fields
}
