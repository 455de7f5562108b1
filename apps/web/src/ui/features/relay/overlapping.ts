/** With whom a bar shares days. */
import type { RelayRow } from '../../../contract.ts'

export interface Shared {
  readonly org: string
  readonly from: string
  readonly to: string
  readonly days: number
}

/** One line for each stretch and other organisation. */
export const overlapsWith = (row: Pick<RelayRow, 'overlaps' | 'commitments'>, bar: string): readonly Shared[] =>
  row.overlaps
    .filter(({ commitments }) => commitments.includes(bar))
    .flatMap(({ from, to, days, commitments }) =>
      commitments
        .filter((other) => other !== bar)
        .map((other) => ({ org: row.commitments.find(({ id }) => id === other)?.orgName ?? '', from, to, days })),
    )

export const overlapDays = (row: Pick<RelayRow, 'overlaps'>): number => row.overlaps.reduce((sum, { days }) => sum + days, 0)
