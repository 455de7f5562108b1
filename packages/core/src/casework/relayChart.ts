/** The relay chart of a case: needs down, days across, who covers what. Organisation names are added by whoever knows them. */
import type { OrgId } from '@pergola/protocol'
import type { RecordId } from '../record/model.ts'
import { caseCoverage, commitmentsByNeed, type CaseCoverage, type NeedCoverage, type Stretch } from './coverage.ts'
import { expectedHandovers } from './handover.ts'
import { overlapsOf, type Overlap } from './overlaps.ts'
import type { CaseFile, Commitment, Day, Handover, Need } from './model.ts'

/** Colours with patterns that the chart has. */
export const LOOKS = 12

export interface ChartBar extends Commitment {
  /** 0..11: colour and pattern of its organisation. */
  readonly look: number
  readonly endsSoonUncovered: boolean
  readonly mine: boolean
}

export interface ChartRow {
  readonly need: Need
  readonly stretches: readonly Stretch[]
  readonly commitments: readonly ChartBar[]
  readonly handovers: readonly Handover[]
  /** Days on which two or more cover it. */
  readonly overlaps: readonly Overlap[]
  readonly gapDays: number
  readonly coveredDays: number
}

export interface Chart {
  readonly from: Day
  readonly to: Day
  readonly today: Day
  readonly rows: readonly ChartRow[]
  readonly organisations: readonly { readonly org: OrgId; readonly look: number }[]
  readonly gapDays: number
  /** Covered share of the wanted days; 1 when none is wanted. */
  readonly coveredShare: number
}

/** `own` is the reader's organisation: its bars are `mine`. */
export const relayChart = (file: CaseFile, today: Day, own: OrgId | null): Chart => {
  const coverage = caseCoverage(file, today)
  const looks = looksOf(file)
  const byNeed = commitmentsByNeed(file.commitments)
  const needs = needsInOrder(file).filter(({ id }) => coverage.byNeed.has(id))
  const rows = needs.map((need) => rowOf(file, need, byNeed.get(need.id) ?? [], coverage.byNeed.get(need.id) as NeedCoverage, looks, own))
  return { ...range(file, rows, today), today, rows, organisations: [...looks].map(([org, look]) => ({ org, look })), ...share(coverage) }
}

const share = ({ gapDays, coveredDays, wantedDays }: CaseCoverage): Pick<Chart, 'gapDays' | 'coveredShare'> => ({
  gapDays,
  coveredShare: wantedDays === 0 ? 1 : coveredDays / wantedDays,
})

/** In the order in which organisations first committed, so that a look stays when others join. */
const looksOf = ({ commitments }: CaseFile): ReadonlyMap<OrgId, number> =>
  new Map([...new Set(commitments.map(({ org }) => org))].map((org, i) => [org, i % LOOKS]))

/** Grouped by person as the file lists them, the defender first; within a person by the first wanted day. */
const needsInOrder = ({ people, needs }: CaseFile): readonly Need[] => {
  const order = new Map(
    people.toSorted((a, b) => Number(b.role === 'defender') - Number(a.role === 'defender')).map(({ id }, i) => [id, i]),
  )
  const place = (person: RecordId): number => order.get(person) ?? order.size
  return needs.toSorted((a, b) => place(a.person) - place(b.person) || (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

const rowOf = (
  file: CaseFile,
  need: Need,
  commitments: readonly Commitment[],
  { stretches, gapDays, coveredDays, endSoon }: NeedCoverage,
  looks: ReadonlyMap<OrgId, number>,
  own: OrgId | null,
): ChartRow => ({
  need,
  stretches,
  commitments: commitments.map((commitment) => ({
    ...commitment,
    look: looks.get(commitment.org) as number,
    endsSoonUncovered: endSoon.includes(commitment.id),
    mine: commitment.org === own,
  })),
  handovers: expectedHandovers(commitments, file.handovers),
  overlaps: overlapsOf(commitments),
  gapDays,
  coveredDays,
})

/** From the opening of the case, or the first bar, to the last wanted or promised day; today is always within. */
const range = ({ openedOn }: CaseFile, rows: readonly ChartRow[], today: Day): Pick<Chart, 'from' | 'to'> => {
  const spans = rows.flatMap(({ need, commitments }) => [need, ...commitments])
  const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
  const later = (a: Day, b: Day): Day => (a > b ? a : b)
  return {
    from: spans.reduce((from, span) => earlier(from, span.from), earlier(openedOn, today)),
    to: spans.reduce((to, span) => later(to, span.to), today),
  }
}
