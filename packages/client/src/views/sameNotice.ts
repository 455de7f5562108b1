/** Of two devices at once each may tell an organisation of the same thing: it is read, answered and shown as one. */
import type { Notice } from '@pergola/core/consent'
import type { Due } from './todayDue.ts'

/** The second tells of nothing that the first does not tell of. */
export const tellsAllOf = (a: Notice, b: Notice): boolean =>
  a.fromOrg === b.fromOrg &&
  a.toOrg === b.toOrg &&
  a.caseSpace === b.caseSpace &&
  JSON.stringify(a.ended) === JSON.stringify(b.ended) &&
  b.parts.every(({ part, since }) => a.parts.some((one) => one.part === part && one.since === since))

/** The same one on both sides: of those that tell most the first. */
const mostFirst = (a: Notice, b: Notice): number => b.parts.length - a.parts.length || a.at - b.at || (a.space < b.space ? -1 : 1)

/** What was answered to one of them is the answer. */
export const asOne = (notices: readonly Notice[]): readonly Notice[] => {
  const known: Notice[] = []
  for (const notice of notices.toSorted(mostFirst)) {
    const at = known.findIndex((one) => tellsAllOf(one, notice))
    if (at === -1) known.push(notice)
    else known[at] = { ...known[at]!, copies: known[at]!.copies ?? notice.copies }
  }
  return known
}

/** Of Today: one line leads to all parts of a case that were taken back. `said` is kept from one notice to the next. */
export const onceOfCase = (said: Set<string>, due: readonly Due[]): readonly Due[] =>
  due.filter(({ item }) => {
    if ((item.kind !== 'notice_in' && item.kind !== 'notice_open') || item.about !== 'parts') return true
    const key = [item.kind, item.caseSpace, item.kind === 'notice_in' ? item.by : item.to].join('|')
    return !said.has(key) && said.add(key).has(key)
  })
