/** A chosen file: what it is, and what is in it before anything is read as an entry. */
import { fail, ok, type Result } from '../record/result.ts'
import { readCsv, type Separator } from './csv.ts'
import { decodeText, type Encoding } from './decodeText.ts'
import { isProviderFacts } from './fromProviderFacts.ts'
import { isHsdsPackage, tablesOfJson, tablesOfPackage, type HsdsTables } from './hsdsTables.ts'
import { Issues, type FileProblem } from './issue.ts'
import { LIMITS } from './limits.ts'
import type { Table } from './table.ts'
import { isZip, unzip } from './unzip.ts'
import { readXlsx } from './xlsx.ts'

export const FORMATS = ['hsds-package', 'hsds-json', 'provider-facts', 'csv', 'xlsx', 'vcard'] as const
export type Format = (typeof FORMATS)[number]

export interface OpenOptions {
  readonly format?: Format
  readonly encoding?: Encoding
  readonly separator?: Separator
}

/** What stands in the file. Tables need a mapping before they are read. */
export type Content =
  | { readonly format: 'csv' | 'xlsx'; readonly tables: readonly Table[] }
  | { readonly format: 'hsds-package' | 'hsds-json'; readonly hsds: HsdsTables }
  | { readonly format: 'provider-facts'; readonly rows: readonly unknown[] }
  | { readonly format: 'vcard'; readonly text: string }

export interface OpenedFile {
  readonly content: Content
  readonly issues: Issues
}

const jsonOf = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return null
  }
}

/** By what is in it, and by its name where that does not say. */
export const openFile = (bytes: Uint8Array, name: string, options: OpenOptions = {}): Result<OpenedFile, FileProblem> => {
  if (bytes.length > LIMITS.fileBytes) return fail('too_large')
  if (bytes.length === 0) return fail('empty')
  const issues = new Issues()
  const content = isZip(bytes) ? contentOfZip(bytes, options, issues) : contentOfText(bytes, name, options, issues)
  return content.ok ? ok({ content: content.value, issues }) : content
}

const contentOfZip = (bytes: Uint8Array, { format }: OpenOptions, issues: Issues): Result<Content, FileProblem> => {
  const parts = unzip(bytes)
  if (!parts.ok) return parts
  if (parts.value.has('xl/workbook.xml') && (format === undefined || format === 'xlsx')) {
    const tables = readXlsx(bytes, issues)
    return tables.ok ? ok({ format: 'xlsx', tables: tables.value }) : tables
  }
  if (!isHsdsPackage(parts.value) && format !== 'hsds-package') return fail('unknown_format')
  const hsds = tablesOfPackage(parts.value, issues)
  return hsds.ok ? ok({ format: 'hsds-package', hsds: hsds.value }) : hsds
}

const contentOfText = (bytes: Uint8Array, name: string, options: OpenOptions, issues: Issues): Result<Content, FileProblem> => {
  if (/\.(?:zip|xlsx)$/iu.test(name) && options.format === undefined) return fail('not_zip')
  const text = decodeText(bytes, issues, options.encoding)
  if (!text.ok) return text
  const head = text.value.slice(0, 200).trimStart()
  if (options.format === 'vcard' || /^BEGIN:VCARD/iu.test(head)) return ok({ format: 'vcard', text: text.value })
  const isJson =
    options.format === undefined
      ? /^[[{]/u.test(head) && !/\.(?:csv|tsv|txt)$/iu.test(name)
      : /^(?:hsds-json|provider-facts)$/u.test(options.format)
  return isJson ? contentOfJson(text.value, options, issues) : contentOfCsv(text.value, options, issues)
}

const contentOfJson = (text: string, { format }: OpenOptions, issues: Issues): Result<Content, FileProblem> => {
  const json = jsonOf(text)
  if (json === null) return fail('not_json')
  const { value } = json
  if (format === 'provider-facts' || (format === undefined && isProviderFacts(value))) {
    if (!Array.isArray(value)) return fail('not_a_list')
    return value.length > LIMITS.rows ? fail('too_many_rows') : ok({ format: 'provider-facts', rows: value })
  }
  const hsds = tablesOfJson(value, issues)
  return hsds.ok ? ok({ format: 'hsds-json', hsds: hsds.value }) : hsds
}

const contentOfCsv = (text: string, { separator }: OpenOptions, issues: Issues): Result<Content, FileProblem> => {
  const table = readCsv(text, '', issues, separator)
  if (!table.ok) return table
  // One column without a separator anywhere is a text, not a table.
  if (table.value.columns.length < 2 && table.value.rows.length === 0) return fail('no_rows')
  return ok({ format: 'csv', tables: [table.value] })
}
