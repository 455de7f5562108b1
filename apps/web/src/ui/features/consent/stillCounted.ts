/** Cover that the chart counts on from somebody who cannot read the case any more. */
import type { RelayChart } from '../../../contract.ts'

type Row = RelayChart['rows'][number]
type Bar = Row['commitments'][number]

const COVERS: ReadonlySet<Bar['state']> = new Set(['confirmed', 'active'])

interface Counted {
  readonly need: Row['need']
  readonly bar: Bar
}

/** `readers`: organisations with which the case is shared today. Whoever has it again is asked in the chart itself. */
export const stillCounted = (
  { rows, today }: Pick<RelayChart, 'rows' | 'today'>,
  org: string,
  readers: readonly string[],
): readonly Counted[] =>
  readers.includes(org)
    ? []
    : rows.flatMap(({ need, commitments }) =>
        commitments.filter((bar) => bar.org === org && bar.to >= today && COVERS.has(bar.state)).map((bar) => ({ need, bar })),
      )
