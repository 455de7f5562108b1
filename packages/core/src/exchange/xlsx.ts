/**
 * A workbook (ECMA-376, transitional): a zip of XML parts. Read are the sheets in their order, shared and inline text, numbers,
 * dates by their style, true and false, and of a formula the value that was last computed, which is reported. Nothing is computed
 * here, no macro, link or drawing is looked at.
 */
import { dayFrom } from '../casework/day.ts'
import { fail, ok, type Result } from '../record/result.ts'
import { bytesToUtf8 } from '../text/index.ts'
import type { FileProblem, Issues } from './issue.ts'
import { LIMITS } from './limits.ts'
import type { Table } from './table.ts'
import { unzip, type Part } from './unzip.ts'
import { readXml, type Xml } from './xml.ts'

type Parts = ReadonlyMap<string, Part>
const NOTHING: Xml = { open: () => {}, text: () => {}, close: () => {} }

const told = (parts: Parts, path: string, xml: Partial<Xml>): Result<null, FileProblem> => {
  const part = parts.get(path)
  if (part === undefined) return ok(null)
  const bytes = part.bytes()
  return bytes === null ? fail('zip_damaged') : readXml(bytesToUtf8(bytes), { ...NOTHING, ...xml })
}

/** Number formats that show a day: the built-in ones, and own ones with a year or day in them. */
const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 22, 27, 30, 31, 36, 45, 46, 47, 50, 57])

const dayStyles = (parts: Parts): Result<ReadonlySet<number>, FileProblem> => {
  const own = new Set<number>()
  const styles = new Set<number>()
  let inCells = false
  let count = 0
  const read = told(parts, 'xl/styles.xml', {
    open: (name, attribute) => {
      if (name === 'numFmt' && /(?<![\\"[])[yd]/iu.test(attribute('formatCode').replace(/"[^"]*"|\[[^\]]*\]/gu, '')))
        own.add(Number(attribute('numFmtId')))
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const format = Number(attribute('numFmtId'))
      if (BUILT_IN_DAYS.has(format) || own.has(format)) styles.add(count)
      count += 1
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return read.ok ? ok(styles) : read
}

/** Text of `<si>` and `<is>`, pronunciation (`rPh`) left out. */
const sharedTexts = (parts: Parts): Result<readonly string[], FileProblem> => {
  const texts: string[] = []
  let current = ''
  let taking = false
  let spoken = 0
  const read = told(parts, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 'rPh') spoken += 1
      taking = name === 't' && spoken === 0
    },
    text: (text) => {
      if (taking) current += text
    },
    close: (name) => {
      if (name === 'si') texts.push(current)
      if (name === 'rPh') spoken -= 1
      if (name === 't') taking = false
    },
  })
  return read.ok ? ok(texts) : read
}

/** Sheets by name, in the workbook's order, hidden ones left out. `from1904`: which day is the first. */
const sheetsOf = (
  parts: Parts,
): Result<{ readonly sheets: readonly (readonly [name: string, path: string])[]; readonly from1904: boolean }, FileProblem> => {
  const targets = new Map<string, string>()
  const links = told(parts, 'xl/_rels/workbook.xml.rels', {
    open: (name, attribute) => {
      if (name === 'Relationship') targets.set(attribute('Id'), attribute('Target').replace(/^\/?(?:xl\/)?/u, 'xl/'))
    },
  })
  if (!links.ok) return links
  const sheets: (readonly [string, string])[] = []
  let from1904 = false
  const book = told(parts, 'xl/workbook.xml', {
    open: (name, attribute) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/u.test(attribute('date1904'))
      const path = name === 'sheet' && attribute('state') !== 'hidden' ? targets.get(attribute('id')) : undefined
      if (path !== undefined) sheets.push([attribute('name'), path])
    },
  })
  return book.ok ? ok({ sheets, from1904 }) : book
}

const columnOf = (reference: string): number => {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/u.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

interface Reading {
  readonly texts: readonly string[]
  readonly days: ReadonlySet<number>
  readonly from1904: boolean
}

/** Days are counted from 1899-12-30 (or 1904-01-01); the fraction is the time of day, which is left out. */
const dayOf = (value: string, from1904: boolean): string => {
  const days = Math.floor(Number(value))
  return Number.isFinite(days) && days > 0 && days < 2_958_466 ? dayFrom(days - (from1904 ? 24_107 : 25_569)) : value
}

/** 0.1 + 0.2 stands in the file with 17 digits. */
const numberOf = (value: string): string => (/^-?\d*\.\d{12,}$/u.test(value) ? String(Number(Number(value).toPrecision(15))) : value)

const valueOf = (type: string, style: number, raw: string, { texts, days, from1904 }: Reading): string => {
  switch (type) {
    case 's':
      return texts[Number(raw)] ?? ''
    case 'b':
      return raw === '1' ? 'true' : 'false'
    case 'inlineStr':
    case 'str':
    case 'e':
    case 'd':
      return raw
    default:
      return days.has(style) ? dayOf(raw, from1904) : numberOf(raw)
  }
}

/** One sheet's cells by row. */
class Sheet implements Xml {
  readonly rows: string[][] = []
  readonly formulas: { readonly row: number; readonly column: number; readonly said: string }[] = []
  readonly #reading: Reading
  #row: string[] = []
  #number = 0
  #column = -1
  #type = ''
  #style = -1
  #value = ''
  #formula = ''
  #taking: 'v' | 'f' | 't' | '' = ''
  #isFormula = false
  tooMany: FileProblem | null = null

  constructor(reading: Reading) {
    this.#reading = reading
  }

  readonly open = (name: string, attribute: (name: string) => string): void => {
    if (name === 'row') {
      this.#row = []
      this.#number = Number(attribute('r')) || this.#number + 1
      this.#column = -1
    } else if (name === 'c') {
      const at = columnOf(attribute('r'))
      this.#column = at >= 0 ? at : this.#column + 1
      this.#type = attribute('t')
      this.#style = attribute('s') === '' ? 0 : Number(attribute('s'))
      this.#value = ''
      this.#formula = ''
      this.#isFormula = false
    } else if (name === 'f') {
      this.#isFormula = true
      this.#taking = 'f'
    } else if (name === 'v' || name === 't') this.#taking = name
  }

  readonly text = (text: string): void => {
    if (this.#taking === 'f') this.#formula += text
    else if (this.#taking !== '') this.#value += text
  }

  readonly close = (name: string): void => {
    if (name === this.#taking) this.#taking = ''
    if (name === 'c') this.#cell()
    if (name === 'row' && this.#row.some((cell) => cell !== '')) {
      if (this.rows.length > LIMITS.rows) this.tooMany = 'too_many_rows'
      else this.rows.push(this.#row)
    }
  }

  #cell(): void {
    if (this.#column >= LIMITS.columns) {
      this.tooMany ??= this.#value === '' ? null : 'too_many_columns'
      return
    }
    while (this.#row.length < this.#column) this.#row.push('')
    this.#row[this.#column] = valueOf(this.#type, this.#style, this.#value, this.#reading)
    if (this.#isFormula) this.formulas.push({ row: this.rows.length, column: this.#column, said: `=${this.#formula}` })
  }
}

/** All sheets with at least a line of names. */
export const readXlsx = (bytes: Uint8Array, issues: Issues): Result<readonly Table[], FileProblem> => {
  const parts = unzip(bytes)
  if (!parts.ok) return parts
  if (!parts.value.has('xl/workbook.xml')) return fail('not_xlsx')
  const book = sheetsOf(parts.value)
  const days = dayStyles(parts.value)
  const texts = sharedTexts(parts.value)
  if (!book.ok) return book
  if (!days.ok) return days
  if (!texts.ok) return texts
  const tables: Table[] = []
  for (const [name, path] of book.value.sheets) {
    const sheet = new Sheet({ texts: texts.value, days: days.value, from1904: book.value.from1904 })
    const read = told(parts.value, path, sheet)
    if (!read.ok) return read
    if (sheet.tooMany !== null) return fail(sheet.tooMany)
    const table = tableOf(name, sheet, issues)
    if (table !== null) tables.push(table)
  }
  return tables.length === 0 ? fail('empty') : ok(tables)
}

const tableOf = (name: string, { rows, formulas }: Sheet, issues: Issues): Table | null => {
  const [names, ...others] = rows
  if (names === undefined) return null
  const columns = names.map((cell) => cell.trim())
  for (const { row, column, said } of formulas) issues.note('formula', { table: name, row, field: columns[column] ?? '', said })
  return { name, columns, rows: others.map((row) => columns.map((_, at) => row[at] ?? '')) }
}
