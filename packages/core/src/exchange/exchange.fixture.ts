/** What tests of the exchange share: a file opened, read and planned as the client does it, and small archives made by hand. */
import { zipSync } from 'fflate'
import type { Day } from '../casework/model.ts'
import { networkRules } from '../directory/policy.ts'
import { readDirectory, type Directory } from '../directory/directory.ts'
import { applyTo, emptyDoc, type Author, type Doc } from '../record/index.ts'
import { AMINA, wrote } from '../record/story.fixture.ts'
import { utf8ToBytes } from '../text/index.ts'
import {
  guessMapping,
  NO_CHOICES,
  openFile,
  opsOf,
  planImport,
  readEntries,
  type Mapping,
  type OpenOptions,
  type Plan,
  type PlanChoices,
  type Reading,
} from './index.ts'

export const TODAY = '2026-11-22' as Day

export const bytesOf = (text: string): Uint8Array => utf8ToBytes(text)

export const archive = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytesOf(text)])))

/** Why a file as a whole is not read, or '' where it is. */
export const problemOf = (bytes: Uint8Array, name: string, options?: OpenOptions): string => {
  const opened = openFile(bytes, name, options)
  return opened.ok ? '' : opened.problem
}

export const read = (content: Uint8Array | string, name: string, given?: Mapping, options: OpenOptions = {}): Reading => {
  const opened = openFile(typeof content === 'string' ? bytesOf(content) : content, name, options)
  if (!opened.ok) throw new Error(opened.problem)
  const tables = 'tables' in opened.value.content ? opened.value.content.tables : []
  const mapping = given ?? guessMapping(tables[0]?.columns ?? [])
  const reading = readEntries(opened.value, { source: name, mapping, today: TODAY })
  if (!reading.ok) throw new Error(reading.problem)
  return reading.value
}

export const plan = (doc: Doc, reading: Reading, choices: PlanChoices = NO_CHOICES, author: Author = AMINA, source = 'list'): Plan =>
  planImport(doc, reading, source, choices, author, networkRules)

let minutes = 0

/** The book after an import. Each is later than the one before. */
export const imported = (doc: Doc, reading: Reading, choices: PlanChoices = NO_CHOICES, author: Author = AMINA, source = 'list'): Doc =>
  applyTo(doc, [wrote(author, (minutes += 1), ...opsOf(plan(doc, reading, choices, author, source), choices))], networkRules).doc

export const laterMinute = (): number => (minutes += 1)

export const directoryAfter = (reading: Reading): Directory => readDirectory(imported(emptyDoc(), reading))

export const outcomes = ({ entries }: Plan): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...new Set(entries.map(({ outcome }) => outcome))].map((one) => [one, entries.filter(({ outcome }) => outcome === one).length]),
  )

export const codes = ({ issues }: Reading): readonly string[] => issues.map(({ code, row }) => `${row} ${code}`)
