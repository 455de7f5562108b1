/**
 * Counts over cases that tell nothing about one: a count below five is not said, and where those of a table that are not said would
 * follow from the others, the next smallest is not said either. Where a case can have several values, a count is not said either
 * when all cases but one to four have it.
 */
import { readClosings } from '../caselife/read.ts'
import { readCase } from '../casework/caseFile.ts'
import { currentRisk } from '../casework/risk.ts'
import type { Doc } from '../record/model.ts'
import type { SpaceId } from '@pergola/protocol'

export const FEW = 5

export const TABLES = ['kind', 'country', 'status', 'urgency', 'risk', 'rights', 'outcome', 'year'] as const
export type Table = (typeof TABLES)[number]
/** Each case has one value of these, and any number of the others. */
const SINGLE: ReadonlySet<Table> = new Set(['country', 'status', 'urgency', 'risk', 'year'])

/** Counted like a code: left out, the total would tell how many there are of it. */
export const NOT_SAID = 'not_said'

/** What of a case is counted: codes, each once. */
export type CaseFigures = Readonly<Record<Table, readonly string[]>>

const each = (codes: readonly string[]): readonly string[] => [...new Set(codes.filter((code) => code !== ''))]

export const caseFigures = (space: SpaceId, doc: Doc): CaseFigures => {
  const file = readCase(space, doc)
  const closing = readClosings(doc).findLast(({ reopened }) => reopened === null)
  return {
    kind: each(file.needs.filter(({ dropped }) => !dropped).map(({ kind }) => kind)),
    country: [file.country || NOT_SAID],
    status: [file.status],
    urgency: [file.urgency],
    risk: [file.assessments.length === 0 ? NOT_SAID : (currentRisk(file.assessments) ?? NOT_SAID)],
    rights: each(file.rightsFields),
    outcome: each((closing?.outcomes ?? []).map(({ change }) => change)),
    year: [file.openedOn.slice(0, 4)],
  }
}

export interface Cell {
  readonly code: string
  /** Null: fewer than five, or it would give one of those away. */
  readonly count: number | null
}

export interface Counted {
  readonly cases: number | null
  readonly tables: readonly { readonly table: Table; readonly cells: readonly Cell[] }[]
}

const said = (count: number): number | null => (count < FEW ? null : count)

/**
 * Would the total, less what is said, tell how many there are of these, each one to four? It does of one of them, and of several that
 * are so few together, or each as few or as many as they can be.
 */
const giveAway = (few: readonly number[]): boolean => {
  const sum = few.reduce((all, one) => all + one, 0)
  return few.length > 0 && (sum < FEW || sum === few.length || sum === few.length * (FEW - 1))
}

/** The largest first; what is not said comes last, by code. None where even all of them unsaid would tell. */
const cellsOf = (counts: ReadonlyMap<string, number>, isSingle: boolean, all: number): readonly Cell[] => {
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const few = sorted.map(([, count]) => count).filter((count) => count < FEW)
  const lastSaid = sorted.length - few.length - 1
  const hidesLast = isSingle && giveAway(few)
  if (hidesLast && lastSaid < 0) return []
  const isComplement = (count: number): boolean => !isSingle && count < all && all - count < FEW
  const cells = sorted.map(([code, count], at) => ({
    code,
    count: (hidesLast && at === lastSaid) || isComplement(count) ? null : said(count),
  }))
  const [open, closed] = [cells.filter(({ count }) => count !== null), cells.filter(({ count }) => count === null)]
  return [...open, ...closed.sort((a, b) => (a.code < b.code ? -1 : 1))]
}

export const countCases = (cases: readonly CaseFigures[]): Counted => ({
  cases: said(cases.length),
  tables: TABLES.flatMap((table) => {
    const counts = new Map<string, number>()
    for (const one of cases) for (const code of one[table]) counts.set(code, (counts.get(code) ?? 0) + 1)
    // Of fewer than five cases nothing is said, not even of what.
    const cells = cases.length < FEW ? [] : cellsOf(counts, SINGLE.has(table), cases.length)
    return cells.length === 0 ? [] : [{ table, cells }]
  }),
})

/** Table, code, count; words where it is not said. */
export const toCsv = ({ cases, tables }: Counted): string =>
  [
    'table,code,cases',
    `all,all,${cases ?? `<${FEW}`}`,
    ...tables.flatMap(({ table, cells }) =>
      cells.map(({ code, count }) => `${table},${/^[\w.-]+$/u.test(code) ? code : 'other'},${count ?? 'not said'}`),
    ),
    '',
  ].join('\r\n')
