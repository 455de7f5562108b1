/** Names that must never become a property of a plain object: they reach, or are shadowed by, the prototype. */
import type { Op } from './model.ts'

export const isForbiddenKey = (key: string): boolean => key in Object.prototype || key === 'prototype'

/** True when the operation names a field that no record may have. */
export const namesForbiddenKey = (op: Op): boolean => {
  if (op.o === 'add' || op.o === 'rem') return isForbiddenKey(op.f)
  for (const field in op.f) if (isForbiddenKey(field)) return true
  return Object.hasOwn(op.f, '__proto__')
}
