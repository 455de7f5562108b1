/** What a keyboard walks through in the chart, in reading order: person by person, need by need, along time. */
import type { CoverStretch, RelayChart, RelayRow } from '@pergola/client/contract'
import { drawn } from './geometry.ts'

export type ChartBar = RelayRow['commitments'][number]
export type ChartHandover = RelayRow['handovers'][number]

export type Item =
  | { readonly id: string; readonly type: 'bar'; readonly row: RelayRow; readonly bar: ChartBar }
  | { readonly id: string; readonly type: 'gap'; readonly row: RelayRow; readonly gap: CoverStretch }
  | { readonly id: string; readonly type: 'handover'; readonly row: RelayRow; readonly handover: ChartHandover }

export interface PersonLabel {
  readonly id: string
  readonly label: string
}

export interface Group {
  readonly person: PersonLabel
  readonly rows: readonly RelayRow[]
}

/** Needs under the person they are for, in the order of the people of the file. */
export const groupsOf = (chart: RelayChart, people: readonly PersonLabel[]): readonly Group[] => {
  const known = new Set(people.map((person) => person.id))
  const others = chart.rows.filter((row) => !known.has(row.need.person))
  const groups = people.map((person) => ({ person, rows: chart.rows.filter((row) => row.need.person === person.id) }))
  const all = others.length > 0 ? [...groups, { person: { id: '', label: '' }, rows: others }] : groups
  return all.filter((group) => group.rows.length > 0)
}

export const gapId = (row: RelayRow, gap: CoverStretch): string => `${row.need.id}:${gap.from}`

const start = (item: Item): string => {
  if (item.type === 'bar') return item.bar.from
  if (item.type === 'gap') return item.gap.from
  return item.row.commitments.find((bar) => bar.id === item.handover.after)?.from ?? ''
}

const ORDER = { handover: 0, bar: 1, gap: 2 }

export const itemsOf = (row: RelayRow): readonly Item[] => {
  const bars = row.commitments.filter(drawn).map((bar): Item => ({ id: bar.id, type: 'bar', row, bar }))
  const gaps = row.stretches.filter((one) => !one.covered).map((gap): Item => ({ id: gapId(row, gap), type: 'gap', row, gap }))
  const handovers = row.handovers.map((handover): Item => ({ id: handover.id, type: 'handover', row, handover }))
  return [...bars, ...gaps, ...handovers].toSorted((a, b) => start(a).localeCompare(start(b)) || ORDER[a.type] - ORDER[b.type])
}
