/** What a steward would want to know of an entry: age, contradictions, what is missing. */
import { daysFrom } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import { foldText } from '../search/fold.ts'
import { CAPACITY_STALE_DAYS, STALE_DAYS, isStaleFact } from './age.ts'
import { REACH_OF_FACT } from './factReach.ts'
import type { Dispute, Fact, Service, ServiceReach } from './model.ts'
import { readReachOf } from './readReach.ts'
import type { OrgId } from '@pergola/protocol'

export type Issue =
  | { readonly type: 'old'; readonly days: number }
  | { readonly type: 'never_checked' }
  | { readonly type: 'contradiction'; readonly code: string; readonly says: readonly string[] }
  | { readonly type: 'disputed'; readonly code: string; readonly by: readonly OrgId[] }
  | { readonly type: 'missing'; readonly codes: readonly string[] }
  | { readonly type: 'no_source'; readonly codes: readonly string[] }
  | { readonly type: 'capacity_old'; readonly days: number }

/** What nobody can refer without. */
const NEEDED: readonly (readonly [code: string, is: (reach: ServiceReach) => boolean])[] = [
  ['covers', ({ kinds = [] }) => kinds.length > 0],
  ['region', ({ regions = [] }) => regions.length > 0],
  ['languages', ({ languages = [] }) => languages.length > 0],
  ['response_time', ({ answerHours }) => answerHours !== undefined],
  ['status', ({ state }) => state !== undefined],
  ['channel', () => true],
]

/** How much each kind of trouble weighs on the board. */
const WEIGHT: Readonly<Record<Issue['type'], number>> = {
  contradiction: 6,
  disputed: 6,
  never_checked: 4,
  old: 3,
  capacity_old: 2,
  no_source: 2,
  missing: 1,
}

/** Everything that is the matter with an entry, worst first; empty when nothing is. */
export const issuesOf = (service: Service, disputes: readonly Dispute[], today: Day): readonly Issue[] => {
  const issues = [
    ...ageOf(service, today),
    ...contradictionsIn(service),
    ...disputed(disputes),
    ...missingIn(service),
    ...capacityAge(service, today),
  ]
  return issues.sort((a, b) => WEIGHT[b.type] - WEIGHT[a.type])
}

export const weightOf = (issues: readonly Issue[]): number => {
  let weight = 0
  for (const issue of issues) weight += WEIGHT[issue.type] * ('codes' in issue ? issue.codes.length : 1)
  return weight
}

const ageOf = ({ checkedOn, facts }: Service, today: Day): readonly Issue[] => {
  if (checkedOn === null) return [{ type: 'never_checked' }]
  const days = daysFrom(checkedOn, today)
  return days > STALE_DAYS || facts.some((fact) => fact.checkedOn !== null && isStaleFact(fact, today)) ? [{ type: 'old', days }] : []
}

/** Two statements of one kind that say different things, or a statement that reads otherwise than what matching reasons with. */
const contradictionsIn = ({ facts, reach }: Service): readonly Issue[] => {
  const byCode = new Map<string, Fact[]>()
  for (const fact of facts) byCode.set(fact.code, [...(byCode.get(fact.code) ?? []), fact])
  const issues: Issue[] = []
  for (const [code, same] of byCode) {
    if (REACH_OF_FACT[code] === undefined) continue
    const says = [...new Map(same.map(({ value }) => [foldText(value).trim(), value])).values()]
    if (says.length > 1) issues.push({ type: 'contradiction', code, says })
    else if (readsOtherwise(code, says[0] ?? '', reach))
      issues.push({ type: 'contradiction', code, says: [...says, readingOf(code, reach)] })
  }
  return issues
}

/** Numbers only: words have too many ways to say one thing. */
const NUMBERS: ReadonlySet<keyof ServiceReach> = new Set([
  'maxDays',
  'answerHours',
  'decisionHours',
  'implementWithinDays',
  'incidentWindowDays',
  'trackRecordMonths',
])

const readsOtherwise = (code: string, value: string, reach: ServiceReach): boolean => {
  const read = readReachOf({ [code]: [value] })
  return (REACH_OF_FACT[code] ?? []).some((field) => {
    if (!NUMBERS.has(field) || read[field] === undefined || reach[field] === undefined) return false
    return Math.abs((read[field] as number) - (reach[field] as number)) > Math.max(1, (reach[field] as number) / 50)
  })
}

const readingOf = (code: string, reach: ServiceReach): string =>
  (REACH_OF_FACT[code] ?? [])
    .flatMap((field) => (NUMBERS.has(field) && reach[field] !== undefined ? [String(reach[field] as number)] : []))
    .join(' ')

const disputed = (disputes: readonly Dispute[]): readonly Issue[] => {
  const open = disputes.filter(({ resolved }) => resolved === null)
  return [...new Set(open.map(({ code }) => code))].map((code) => ({
    type: 'disputed',
    code,
    by: open.filter((one) => one.code === code).map(({ org }) => org),
  }))
}

const missingIn = ({ reach, facts, contacts }: Service): readonly Issue[] => {
  const stated = new Set(facts.map(({ code }) => code))
  const reachable = contacts.length > 0 || stated.has('channel')
  const codes = NEEDED.filter(([code, is]) => (code === 'channel' ? !reachable : !is(reach) && !stated.has(code))).map(([code]) => code)
  const bare = facts.filter(({ source }) => source === '').map(({ code }) => code)
  return [
    ...(codes.length > 0 ? [{ type: 'missing', codes } as const] : []),
    ...(bare.length > 0 ? [{ type: 'no_source', codes: bare } as const] : []),
  ]
}

const capacityAge = ({ reach: { capacity } }: Service, today: Day): readonly Issue[] => {
  if (capacity === undefined) return []
  const days = daysFrom(capacity.updated, today)
  return days > CAPACITY_STALE_DAYS ? [{ type: 'capacity_old', days }] : []
}
