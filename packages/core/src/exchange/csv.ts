/**
 * Comma-separated values (RFC 4180), and how they are found: separated by commas, semicolons, tabs or bars, with or without
 * quotes, lines ended in any of three ways. One pass, no look-back; a quote that is never closed ends at the end of the file and
 * is reported, so that nothing is lost without being said.
 */
import { fail, ok, type Result } from '../record/result.ts'
import type { FileProblem, Issues } from './issue.ts'
import { LIMITS } from './limits.ts'
import type { Table } from './table.ts'

const SEPARATORS = [',', ';', '\t', '|'] as const
export type Separator = (typeof SEPARATORS)[number]

/** The separator that stands most often outside quotes in the first lines, the same number of times in each where possible. */
export const guessSeparator = (text: string): Separator => {
  const said = /^sep=([,;\t|])\r?\n/u.exec(text)
  if (said) return said[1] as Separator
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/gu, '')
  const lines = head
    .split(/\r\n|\n|\r/u)
    .filter((line) => line.trim() !== '')
    .slice(0, 10)
  const score = (separator: Separator): number => {
    const counts = lines.map((line) => line.split(separator).length - 1)
    const first = counts[0] ?? 0
    return first === 0 ? 0 : first + 100 * (counts.filter((count) => count === first).length / counts.length)
  }
  return SEPARATORS.reduce((best, one) => (score(one) > score(best) ? one : best))
}

/** Cells line by line; `line` gets each with its number from 0 and returns false to stop. */
class Cells {
  readonly #text: string
  readonly #separator: string
  #at: number
  /** A quote was opened and never closed, or text followed a closing quote. */
  badQuote = false

  constructor(text: string, separator: string, from: number) {
    this.#text = text
    this.#separator = separator
    this.#at = from
  }

  get isOver(): boolean {
    return this.#at >= this.#text.length
  }

  line(): string[] {
    const cells: string[] = []
    this.badQuote = false
    for (;;) {
      cells.push(this.#text[this.#at] === '"' ? this.#quoted() : this.#plain())
      if (this.#text[this.#at] !== this.#separator) break
      this.#at += 1
    }
    if (this.#text[this.#at] === '\r') this.#at += 1
    if (this.#text[this.#at] === '\n') this.#at += 1
    return cells
  }

  #plain(): string {
    const from = this.#at
    const [text, separator] = [this.#text, this.#separator]
    let at = from
    for (; at < text.length; at++) {
      const unit = text[at]
      if (unit === separator || unit === '\n' || unit === '\r') break
    }
    this.#at = at
    return text.slice(from, at)
  }

  #quoted(): string {
    const text = this.#text
    let cell = ''
    let from = this.#at + 1
    for (;;) {
      const quote = text.indexOf('"', from)
      if (quote < 0) {
        this.badQuote = true
        this.#at = text.length
        return cell + text.slice(from)
      }
      cell += text.slice(from, quote)
      if (text[quote + 1] !== '"') {
        this.#at = quote + 1
        break
      }
      cell += '"'
      from = quote + 2
    }
    const rest = this.#plain()
    if (rest.trim() !== '') this.badQuote = true
    return cell + rest.trimEnd()
  }
}

/** The table in a text. The first line that is not empty names the columns. */
export const readCsv = (
  text: string,
  name: string,
  issues: Issues,
  separator: Separator = guessSeparator(text),
): Result<Table, FileProblem> => {
  const cells = new Cells(text, separator, /^sep=.\r?\n/u.exec(text)?.[0].length ?? 0)
  let columns: readonly string[] | null = null
  const rows: string[][] = []
  while (!cells.isOver) {
    const line = cells.line()
    if (line.length === 1 && (line[0] as string).trim() === '') continue
    const isNames = columns === null
    if (columns === null) {
      if (line.length > LIMITS.columns) return fail('too_many_columns')
      columns = line.map((cell) => cell.trim())
      if (columns.includes('')) issues.note('empty_column_name', { table: name, said: columns.join(separator) })
    } else if (rows.length >= LIMITS.rows) return fail('too_many_rows')
    else rows.push(fitted(line, columns.length, { table: name, row: rows.length + 1 }, issues))
    if (cells.badQuote) issues.note('bad_quote', { table: name, row: isNames ? 0 : rows.length, said: line.join(separator) })
  }
  return columns === null ? fail('empty') : ok({ name, columns, rows })
}

const fitted = (line: string[], count: number, at: { readonly table: string; readonly row: number }, issues: Issues): string[] => {
  if (line.length < count) {
    issues.note('cells_missing', { ...at, said: line.join(' ') })
    return [...line, ...Array.from({ length: count - line.length }, () => '')]
  }
  if (line.length > count && line.slice(count).some((cell) => cell.trim() !== ''))
    issues.note('cells_extra', { ...at, said: line.slice(count).join(' ') })
  return line.slice(0, count)
}
