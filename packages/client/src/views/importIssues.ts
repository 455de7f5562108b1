/** What was noticed while a file was read, by kind. */
import type { Issue, IssueGroup } from '../contract/index.ts'

/** Of each kind so many are shown one by one. */
const FIRST = 200

/** What failed first, then what was noticed most often. */
export const issueGroups = (issues: readonly Issue[]): readonly IssueGroup[] => {
  const groups = new Map<string, Issue[]>()
  for (const issue of issues) {
    const key = `${issue.what} ${issue.code}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [issue])
    else group.push(issue)
  }
  return [...groups.values()]
    .map((all): IssueGroup => ({
      what: (all[0] as Issue).what,
      code: (all[0] as Issue).code,
      count: all.length,
      first: all.slice(0, FIRST),
    }))
    .sort((a, b) => Number(a.what === 'note') - Number(b.what === 'note') || b.count - a.count)
}
