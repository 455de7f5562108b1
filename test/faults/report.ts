/** What a fault came to, and the table of all. */

/** Zeros are good in all of these. */
export interface Bad {
  /** What was acknowledged, or promised by a member's device, and is not there in the end. */
  readonly lost: number
  /** Positions given twice, commits or notes that stand twice. */
  readonly duplicates: number
  /** Logs whose running hash does not add up, clients with an alarm or an audit that finds a fault. */
  readonly broken: number
  /** Clients that have not sent or do not read everything, in spite of all patience. */
  readonly stuck: number
}

export interface Outcome extends Bad {
  readonly times: number
  readonly acknowledged: number
  /** One sentence with a figure, where there is one. */
  readonly note?: string
}

export interface Fault {
  readonly name: string
  readonly database: string
  /** Why it cannot be tried here, or null. */
  readonly missing: () => string | null
  /** In earnest, and in a hurry (`--quick`). */
  readonly times: readonly [full: number, quick: number]
  /** Minutes after which the whole fault is ended. */
  readonly minutes: number
  readonly run: (times: number) => Promise<Outcome>
}

export interface Line {
  readonly fault: string
  readonly database: string
  readonly outcome: Outcome | null
  readonly seconds: number
  /** Why there is no outcome. */
  readonly why: string
}

export const isBad = ({ lost, duplicates, broken, stuck, acknowledged }: Outcome): boolean =>
  lost + duplicates + broken + stuck > 0 || acknowledged === 0

const HEAD = [
  'fault',
  'database',
  'times',
  'acknowledged',
  'lost',
  'duplicate numbers',
  'broken logs',
  'clients not converged',
  'seconds',
  'note',
] as const

const cells = ({ fault, database, outcome, seconds, why }: Line): readonly string[] => {
  if (outcome === null) return [fault, database, '', '', '', '', '', '', seconds.toFixed(0), why]
  const { times, acknowledged, lost, duplicates, broken, stuck, note = '' } = outcome
  const numbers = [times, acknowledged, lost, duplicates, broken, stuck].map((value) => value.toLocaleString('en'))
  return [fault, database, ...numbers, seconds.toFixed(0), note]
}

/** Markdown, with columns as wide as what stands in them. */
export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]!.length)))
  const line = (row: readonly string[]): string => `| ${row.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n')
}

export const faultTable = (lines: readonly Line[]): string => tableOf(HEAD, lines.map(cells))
