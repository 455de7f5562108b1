/** Everything in a database that nobody else has open, for copying it elsewhere. */
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import type { Cell, CopiedTable } from '../copied.ts'
import { Database } from './database.ts'

export interface Dump {
  count(table: CopiedTable): number
  /** Rows in the order they were written, cells in the order of the table's columns. */
  rows(table: CopiedTable): Iterable<readonly Cell[]>
  /** Tables that this program does not know how to copy. */
  unknown(known: readonly CopiedTable[]): readonly string[]
  close(): void
}

const SQLITE_BUSY = 5

/** Brought to the newest schema first. Null while somebody else has it open; nobody can open it until it is closed. */
export const openDump = (path: string): Dump | null => {
  new Database(path).close()
  const database = new DatabaseSync(path, { timeout: 500 })
  try {
    database.exec('pragma locking_mode = exclusive; begin immediate')
  } catch (error) {
    database.close()
    if ((error as { readonly errcode?: number }).errcode === SQLITE_BUSY) return null
    throw error
  }
  const columnsOf = ({ columns }: CopiedTable): readonly string[] => columns.map(([name]) => name)
  return {
    count: ({ name }) => Number(database.prepare(`select count(*) as n from ${name}`).get()!['n']),
    rows: function* (table) {
      const columns = columnsOf(table)
      const statement = database.prepare(`select ${columns.join(', ')} from ${table.name}`)
      for (const row of statement.iterate() as Iterable<Record<string, SQLOutputValue>>) yield columns.map((name) => row[name] as Cell)
    },
    unknown: (known) => {
      const names = new Set(known.map(({ name }) => name))
      const tables = database.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'").all()
      return tables.map((row) => String(row['name'])).filter((name) => !names.has(name))
    },
    close: () => database.close(),
  }
}
