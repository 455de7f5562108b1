/** Which wrap an entry gives to whom. */
import type { Action, ControlEntry, Wrap } from './control.ts'
import type { Sha256 } from './commit.ts'
import { personId } from './rules.ts'

const wrapIn = (action: Action, member: string, sha256: Sha256): Wrap | null => {
  if (action.t === 'rotate') return action.wraps.find((wrap) => wrap.to === member) ?? null
  if (action.t === 'addOrg') return action.org === member ? action.wrap : null
  if (action.t === 'addPerson') return personId(sha256, action.person) === member ? action.wrap : null
  return null
}

/** The wrap of the epoch that `entry` gives to `member`, if any: inside the signed entry, committed to by the epoch's key hash. */
export const wrapFor = (entry: ControlEntry, member: string, sha256: Sha256): Wrap | null => {
  for (const action of entry.actions) {
    const wrap = wrapIn(action, member, sha256)
    if (wrap) return wrap
  }
  return null
}
