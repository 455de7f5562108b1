/** What comes next in a case: the clock that runs out first, and the day on which cover breaks. */
import type { Day } from '@pergola/core/casework'
import type { CaseView, ReferralRow, RelayChart, RelayRow } from '../../../contract.ts'

export const nextClock = (view: Pick<CaseView, 'referrals'>): ReferralRow | null =>
  view.referrals.filter((one) => one.state === 'waiting' || one.state === 'asked').toSorted((a, b) => a.answerBy - b.answerBy)[0] ?? null

export interface NextBreak {
  readonly row: RelayRow
  readonly on: Day
  /** Nobody covers it today. */
  readonly now: boolean
}

export const nextBreak = (chart: RelayChart): NextBreak | null => {
  const breaks = chart.rows.flatMap((row) => {
    const gap = row.stretches.find((one) => !one.covered && one.to >= chart.today)
    if (gap === undefined) return []
    const now = gap.from <= chart.today
    return [{ row, on: now ? chart.today : gap.from, now }]
  })
  return breaks.toSorted((a, b) => a.on.localeCompare(b.on))[0] ?? null
}
