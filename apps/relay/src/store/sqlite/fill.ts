/** Writing whole tables into a new database file. */
import type { Cell, CopiedTable } from '../copied.ts'
import { Database } from './database.ts'

export interface Filling {
  /** One durable transaction; false when there is no room. */
  put(table: CopiedTable, rows: readonly (readonly Cell[])[]): boolean
  count(table: CopiedTable): number
  close(): void
}

export const fillDatabase = (path: string): Filling => {
  const database = new Database(path)
  return {
    put: ({ name, columns }, rows) => {
      const sql = `insert into ${name} (${columns.map(([column]) => column).join(', ')}) values (${columns.map(() => '?').join(', ')})`
      const written = database.write(() => {
        for (const row of rows) database.run(sql, ...row)
      })
      return written === 'done'
    },
    count: ({ name }) => Number(database.get(`select count(*) as n from ${name}`)!['n']),
    close: () => database.close(),
  }
}
