/** Entries of an opened file. */
import type { Day } from '../casework/model.ts'
import { fail, ok, type Result } from '../record/result.ts'
import { fromHsds } from './fromHsds.ts'
import { fromProviderFacts } from './fromProviderFacts.ts'
import { fromTable } from './fromTable.ts'
import { Issues, type FileProblem } from './issue.ts'
import type { Mapping } from './mapping.ts'
import type { Content, OpenedFile } from './open.ts'
import type { Reading } from './reading.ts'
import { fromVcards } from './vcard.ts'

export interface ReadOptions {
  /** Written as the source of facts that name none. */
  readonly source: string
  /** The sheet to read, by name; the first without. */
  readonly sheet?: string
  /** For tables. */
  readonly mapping?: Mapping
  readonly today: Day
}

type Entries = Pick<Reading, 'providers' | 'services'>

const entriesOf = (content: Content, { source, sheet, mapping, today }: ReadOptions, issues: Issues): Result<Entries, FileProblem> => {
  switch (content.format) {
    case 'hsds-json':
    case 'hsds-package':
      return ok(fromHsds(content.hsds, source, issues))
    case 'provider-facts':
      return ok(fromProviderFacts(content.rows, issues))
    case 'vcard': {
      const providers = fromVcards(content.text, source, issues)
      return providers.ok ? ok({ providers: providers.value, services: [] }) : providers
    }
    case 'csv':
    case 'xlsx': {
      const table = content.tables.find(({ name }) => name === sheet) ?? content.tables[0]
      if (table === undefined || mapping === undefined) return fail('no_rows')
      const targets = Object.values(mapping)
      if (!targets.includes('provider') && !targets.includes('name')) return fail('no_name_column')
      return table.rows.length === 0 ? fail('no_rows') : ok(fromTable(table, mapping, source, today, issues))
    }
  }
}

/** What was noticed while the file was opened stands before what was noticed while it was read. */
export const readEntries = (opened: OpenedFile, options: ReadOptions): Result<Reading, FileProblem> => {
  const issues = new Issues()
  for (const issue of opened.issues.list) issues.list.push(issue)
  const entries = entriesOf(opened.content, options, issues)
  return entries.ok ? ok({ ...entries.value, issues: issues.list, moreIssues: issues.more + opened.issues.more }) : entries
}
