/** From one's own requests to a few numbers that tell of none of them. */
import type { OrgId } from '@pergola/protocol'
import type { Day } from '../casework/model.ts'
import type { RecordId } from '../record/model.ts'
import type { Observed } from './model.ts'
import { LEAST_ANSWERS } from './readOthers.ts'

/** One request to a service, as its sender saw it. */
export interface Seen {
  readonly service: RecordId
  /** Hours from asking to the first answer; null: none came. */
  readonly hours: number | null
  readonly outcome: 'taken_up' | 'declined' | 'other'
  readonly reason: string | null
}

const middle = (sorted: readonly number[]): number => {
  const at = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[at] as number) : ((sorted[at - 1] as number) + (sorted[at] as number)) / 2
}

/** For each service with at least five answers: the middle of the hours, counts of outcomes, reasons where five or more declined. */
export const observedFrom = (org: OrgId, seen: readonly Seen[], through: Day): readonly Observed[] => {
  const byService = Map.groupBy(
    seen.filter(({ hours }) => hours !== null),
    ({ service }) => service,
  )
  return [...byService].flatMap(([service, answered]): readonly Observed[] => {
    if (answered.length < LEAST_ANSWERS) return []
    const hours = answered.map((one) => one.hours as number).sort((a, b) => a - b)
    const declined = answered.filter(({ outcome }) => outcome === 'declined')
    return [
      {
        org,
        service,
        n: answered.length,
        medianHours: Math.round(middle(hours)),
        takenUp: answered.filter(({ outcome }) => outcome === 'taken_up').length,
        declined: declined.length,
        reasons: declined.length < LEAST_ANSWERS ? {} : counts(declined),
        through,
      },
    ]
  })
}

const counts = (declined: readonly Seen[]): Readonly<Record<string, number>> => {
  const byReason: Record<string, number> = {}
  for (const { reason } of declined) if (reason !== null) byReason[reason] = (byReason[reason] ?? 0) + 1
  return byReason
}

/** Several organisations' numbers as one: all answers, the middle of the middles by how many stand behind each. */
export const together = (
  all: readonly Observed[],
): { readonly n: number; readonly medianHours: number; readonly takenUpShare: number } | null => {
  const n = all.reduce((sum, one) => sum + one.n, 0)
  if (n === 0) return null
  const sorted = all.toSorted((a, b) => a.medianHours - b.medianHours)
  let seen = 0
  const median = sorted.find((one) => (seen += one.n) * 2 >= n) as Observed
  return { n, medianHours: median.medianHours, takenUpShare: all.reduce((sum, one) => sum + one.takenUp, 0) / n }
}
