/** The chart in words. A tooltip, a screen reader and the table say the same. */
import { useMemo } from 'react'
import type { CoverStretch, RelayRow } from '@pergola/client/contract'
import { useFormat, useT, useVocab } from '../../../i18n/index.ts'
import { addDays, daysBetween } from './days.ts'
import { drawn } from './geometry.ts'
import type { ChartBar, ChartHandover, Item } from './items.ts'

/** What comes after the last day of a bar: someone else, nobody for some days, or the end of what is wanted. */
export type Next =
  | { readonly what: 'cover'; readonly bar: ChartBar }
  | { readonly what: 'nobody'; readonly days: number }
  | { readonly what: 'end' }

export const nextAfter = (row: RelayRow, bar: ChartBar): Next => {
  const next = addDays(bar.to, 1)
  const successor = row.commitments.find((other) => other.id !== bar.id && drawn(other) && other.from <= next && next <= other.to)
  if (successor !== undefined) return { what: 'cover', bar: successor }
  const gap = row.stretches.find((one) => !one.covered && one.from <= next && next <= one.to)
  return gap === undefined ? { what: 'end' } : { what: 'nobody', days: daysBetween(next, gap.to) }
}

export interface Sentences {
  readonly item: (item: Item) => string
  readonly need: (row: RelayRow) => string
}

export const useSentences = (nameOf: (person: string) => string): Sentences => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  return useMemo(() => {
    const need = (row: RelayRow): string =>
      t('case.chart.need', { need: vocab('support_type', row.need.kind), who: nameOf(row.need.person), count: row.need.headcount })
    const then = (next: Next): string => {
      if (next.what === 'cover') return t('case.chart.then_cover', { org: next.bar.orgName, until: format.day(next.bar.to) })
      return next.what === 'nobody' ? t('case.chart.then_nobody', { days: next.days }) : t('case.chart.then_end')
    }
    const bar = (row: RelayRow, one: ChartBar): string =>
      t('case.chart.bar', {
        need: need(row),
        org: one.orgName,
        until: format.day(one.to),
        state: one.state,
        stopGap: one.stopGap ? 'yes' : 'no',
        then: then(nextAfter(row, one)),
      })
    const gap = (row: RelayRow, one: CoverStretch): string =>
      t('case.chart.gap', { need: need(row), from: format.day(one.from), to: format.day(one.to), days: one.days })
    const handover = (row: RelayRow, one: ChartHandover): string => {
      const before = row.commitments.find((other) => other.id === one.before)
      const after = row.commitments.find((other) => other.id === one.after)
      const agreed = one.agreedBefore && one.agreedAfter ? 'both' : one.agreedBefore ? 'before' : one.agreedAfter ? 'after' : 'none'
      return t('case.chart.handover', {
        need: need(row),
        before: before?.orgName ?? '',
        after: after?.orgName ?? '',
        on: format.day(after?.from ?? ''),
        agreed,
      })
    }
    const item = (one: Item): string => {
      if (one.type === 'bar') return bar(one.row, one.bar)
      return one.type === 'gap' ? gap(one.row, one.gap) : handover(one.row, one.handover)
    }
    return { item, need }
  }, [t, format, vocab, nameOf])
}
