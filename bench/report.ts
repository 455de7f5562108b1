/** What a bench tells: a table for who runs it alone, and the same rows for `npm run bench` (all.ts) when that runs it. */

export interface Figure {
  readonly what: string
  readonly measured: string
  /** What is to be reached; empty where a row only explains another. */
  readonly goal: string
  /** A limit or peer measured in the same run. */
  readonly beside: string
  readonly reached: boolean | null
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en')
export const ms = (value: number): string => (value < 1 ? `${(value * 1000).toFixed(0)} µs` : `${value.toFixed(value < 100 ? 1 : 0)} ms`)
export const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`
export const mega = (value: number): string => `${whole(value)} MB`

type Show = (value: number) => string

export const under = (what: string, value: number, limit: number, show: Show, beside = ''): Figure => ({
  what,
  measured: show(value),
  goal: `under ${show(limit)}`,
  beside,
  reached: value < limit,
})

export const atLeast = (what: string, value: number, limit: number, show: Show, beside = ''): Figure => ({
  what,
  measured: show(value),
  goal: `at least ${show(limit)}`,
  beside,
  reached: value >= limit,
})

export const atMost = (what: string, value: number, limit: number, show: Show, beside = ''): Figure => ({
  what,
  measured: show(value),
  goal: `at most ${show(limit)}`,
  beside,
  reached: value <= limit,
})

/** A row that explains: nothing is to be reached. */
export const also = (what: string, measured: string, beside = ''): Figure => ({
  what: `  ${what}`,
  measured,
  goal: '',
  beside,
  reached: null,
})

const EXPONENT = 1.1
/** How the time grows with the size; 1 is linear. */
export const growth = (what: string, exponent: number, beside = ''): Figure => ({
  what: `growth of ${what}, exponent`,
  measured: exponent.toFixed(2),
  goal: `at most ${EXPONENT}`,
  beside,
  reached: Number(exponent.toFixed(2)) <= EXPONENT,
})

const verdict = ({ reached }: Figure): string => (reached === null ? '' : reached ? 'yes' : 'NO')

const HEAD = ['what', 'goal', 'measured', 'reached', 'limit or peer, same run'] as const

export const table = (figures: readonly Figure[]): string => {
  const rows = [HEAD, ...figures.map((row) => [row.what, row.goal, row.measured, verdict(row), row.beside] as const)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Prints the rows, and hands them to the process that asked for them. */
export const report = async (title: string, figures: readonly Figure[]): Promise<void> => {
  process.stdout.write(`\n${title}\n\n${table(figures)}\n`)
  if (process.send) await new Promise<void>((resolve) => process.send!(figures, undefined, undefined, () => resolve()))
}
