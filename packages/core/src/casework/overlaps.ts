/** Days that two or more cover at once: wanted around a hand-over, a surprise otherwise. Shown, never refused. */
import type { RecordId } from '../record/model.ts'
import { coveringSpans } from './coverage.ts'
import { dayFrom } from './day.ts'
import type { Commitment, Day } from './model.ts'

export interface Overlap {
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly commitments: readonly RecordId[]
}

/** `commitments` are those of one need. Cut wherever another begins or ends, in the order of days. */
export const overlapsOf = (commitments: readonly Commitment[]): readonly Overlap[] => {
  const spans = coveringSpans(commitments, -Infinity, Infinity)
  if (spans.length < 2) return []
  const edges = [...new Set(spans.flatMap(({ from, to }) => [from, to + 1]))].sort((a, b) => a - b)
  return edges.slice(0, -1).flatMap((from, i): readonly Overlap[] => {
    const to = (edges[i + 1] as number) - 1
    const over = spans.filter((span) => span.from <= from && span.to >= to).map(({ commitment }) => commitment.id)
    return over.length < 2 ? [] : [{ from: dayFrom(from), to: dayFrom(to), days: to - from + 1, commitments: over }]
  })
}
