/**
 * A published list of protection programmes: JSON, a list of rows, each with `id` and `org`, mostly `programme`, `source`,
 * `last_checked_by_us`, and any number of statements (text or lists of text). At most 5 MB and 20,000 rows. A row that cannot
 * be read fails by itself; the others are imported. Every statement becomes a fact with the row's source and day of checking.
 */
import { parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import { fail, ok, type Result } from '../record/result.ts'
import { cleanLine, cleanText, utf8Length } from '../record/text.ts'
import { ELIGIBILITY_FACTS } from '../vocabulary/codes.ts'
import type { NewFact, NewService } from './entry.ts'
import { readReachOf, type Statements } from './readReach.ts'

export interface ImportProblem {
  readonly type: 'too_large' | 'not_json' | 'not_a_list' | 'too_many_rows'
}

/** Why a row failed. */
export type RowProblem = 'not_a_row' | 'no_id' | 'no_provider' | 'doubled_id' | 'too_large'

export type ImportRow =
  | { readonly row: number; readonly id: string; readonly outcome: 'read'; readonly service: NewService }
  | { readonly row: number; readonly id: string; readonly outcome: 'failed'; readonly problem: RowProblem }

const LIMITS = { bytes: 5_000_000, rows: 20_000, statements: 60, statementBytes: 20_000 } as const

/** Columns that say what a row is, not what it states. */
const NAMING: ReadonlySet<string> = new Set(['id', 'org', 'programme', 'source', 'last_checked_by_us'])
/** Columns whose name differs from the code of the fact they hold. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['excludes', 'excluded'],
  ['condition', 'conditions'],
])
const KNOWN: ReadonlySet<string> = new Set(ELIGIBILITY_FACTS)

/** Rows of the list, counted from 1. */
export const readProviderFacts = (text: string): Result<readonly ImportRow[], ImportProblem> => {
  if (text.length > LIMITS.bytes || utf8Length(text) > LIMITS.bytes) return fail({ type: 'too_large' })
  let rows: unknown
  try {
    rows = JSON.parse(text)
  } catch {
    return fail({ type: 'not_json' })
  }
  if (!Array.isArray(rows)) return fail({ type: 'not_a_list' })
  return rows.length > LIMITS.rows ? fail({ type: 'too_many_rows' }) : ok(readProviderRows(rows))
}

/** The same of a list that was parsed before. */
export const readProviderRows = (rows: readonly unknown[]): readonly ImportRow[] => {
  const seen = new Set<string>()
  return rows.map((row, i) => readRow(row, i + 1, seen))
}

const readRow = (value: unknown, row: number, seen: Set<string>): ImportRow => {
  const failed = (id: string, problem: RowProblem): ImportRow => ({ row, id, outcome: 'failed', problem })
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return failed('', 'not_a_row')
  const from = value as Readonly<Record<string, unknown>>
  const id = from['id']
  if (typeof id !== 'string' || !/^[\w.-]{1,64}$/u.test(id)) return failed('', 'no_id')
  if (seen.has(id)) return failed(id, 'doubled_id')
  seen.add(id)
  const provider = typeof from['org'] === 'string' ? cleanLine(from['org']) : ''
  if (provider === '') return failed(id, 'no_provider')
  const statements = statementsOf(from)
  return statements === null ? failed(id, 'too_large') : { row, id, outcome: 'read', service: serviceOf(from, provider, statements) }
}

/** null when there are too many or too long ones. Values that are neither text nor numbers state nothing. */
const statementsOf = (from: Readonly<Record<string, unknown>>): Statements | null => {
  const entries = Object.entries(from)
    .map(([name, value]) => [name, textsOf(value)] as const)
    .filter(([, texts]) => texts.length > 0)
  const bounded = entries.length <= LIMITS.statements && entries.every(([, texts]) => utf8Length(texts.join('')) <= LIMITS.statementBytes)
  return bounded ? Object.fromEntries(entries) : null
}

const textsOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)]
  return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []
}

const serviceOf = (from: Readonly<Record<string, unknown>>, provider: string, statements: Statements): NewService => {
  const source = statements['source']?.join('; ') ?? ''
  const checked = statements['last_checked_by_us']?.[0] ?? ''
  const programme = typeof from['programme'] === 'string' ? cleanLine(from['programme']) : ''
  return {
    org: null,
    providerId: null,
    provider,
    programme,
    name: programme || provider,
    about: cleanText((statements['note'] ?? []).join('\n')),
    visibility: 'network',
    reviewOn: null,
    reach: readReachOf(statements),
    facts: factsOf(statements, source, checked),
    places: [],
    contacts: [],
  }
}

/** The day at the beginning of "2026-11-22 from stored pages of unknown date"; the rest is kept as a fact of its own. */
const factsOf = (statements: Statements, source: string, checked: string): readonly NewFact[] => {
  const checkedOn: Day | null = parseDay(checked.slice(0, 10))
  const fact = (code: string, value: string): NewFact => ({
    code,
    value: cleanText(value),
    source: cleanLine(source, 500),
    checkedOn,
    reviewOn: null,
    enteredBy: null,
    visibility: 'network',
  })
  const stated = Object.entries(statements)
    .filter(([name]) => !NAMING.has(name))
    .map(([name, texts]) => fact(CODES.get(name) ?? cleanLine(name, 64), texts.join('; ')))
  const known = (code: string): number => Number(!KNOWN.has(code))
  return [...stated.toSorted((a, b) => known(a.code) - known(b.code)), ...(checked.length > 10 ? [fact('last_checked', checked)] : [])]
}
