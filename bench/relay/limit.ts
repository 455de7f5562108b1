/** What a database commits by itself on this disk: rows of 600 bytes, 64 in each durable transaction, no relay, no checks. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { bigints, byteas } from '../../apps/relay/src/store/postgres/arrays.ts'
import { BEGIN, COMMIT, Database, statement } from '../../apps/relay/src/store/postgres/database.ts'

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

/** Rows a second into one table of PostgreSQL with the client the relay uses. */
export const postgresLimit = async (url: string): Promise<number> => {
  const database = new Database({ url })
  await database.all('create table entry (space bytea, pos bigint, bytes bytea, unique (space, pos))')
  const spaces = byteas(Array.from({ length: ROWS_A_BATCH }, () => new Uint8Array(16)))
  const bytes = byteas(Array.from({ length: ROWS_A_BATCH }, () => new Uint8Array(600).fill(7)))
  const start = performance.now()
  for (let row = 0; row < ROWS; row += ROWS_A_BATCH) {
    const positions = bigints(Array.from({ length: ROWS_A_BATCH }, (_, n) => row + n))
    const insert = statement('insert into entry select * from unnest($1::bytea[], $2::bigint[], $3::bytea[])', spaces, positions, bytes)
    await database.transaction(async (tx) => void (await tx.send(BEGIN, insert, COMMIT)))
  }
  const seconds = (performance.now() - start) / 1000
  await database.close()
  return ROWS / seconds
}
