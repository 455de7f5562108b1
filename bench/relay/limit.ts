/** What node:sqlite commits by itself on this disk: rows of 600 bytes, 64 in each durable transaction, no network, no checks. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const ROWS_A_BATCH = 64
const ROWS = 64_000

/** Rows a second. */
export const sqliteLimit = (): number => {
  const folder = mkdtempSync(join(tmpdir(), 'pergola-limit-'))
  const database = new DatabaseSync(join(folder, 'limit.db'))
  database.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table entry (space blob, pos integer, bytes blob, unique (space, pos))',
  )
  const insert = database.prepare('insert into entry values (?, ?, ?)')
  const space = new Uint8Array(16)
  const bytes = new Uint8Array(600).fill(7)
  const start = performance.now()
  for (let row = 0; row < ROWS;) {
    database.exec('begin immediate')
    for (let n = 0; n < ROWS_A_BATCH; n++) insert.run(space, row++, bytes)
    database.exec('commit')
  }
  const seconds = (performance.now() - start) / 1000
  database.close()
  rmSync(folder, { recursive: true })
  return ROWS / seconds
}
