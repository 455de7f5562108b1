/** Filling an empty database. Until it is finished, a mark in it keeps relays from being served from it. */
import pg from 'pg'
import type { Cell, CopiedTable, Kind } from '../copied.ts'
import type { LogStore } from '../store.ts'
import { checkAddress, connectionTo, type DatabaseAddress } from './address.ts'
import { bigints, byteas } from './arrays.ts'
import { BEGIN, COMMIT, Database, asNumber, statement, type Statement, type Value } from './database.ts'
import { checkDurable } from './durable.ts'
import { postgresLogReads } from './log-read.ts'
import { Unusable, sayable } from './refusal.ts'
import { migrate } from './schema.ts'

const UNFINISHED = 'unfinished migration'

export interface Loader {
  /** As the store reads it. */
  readonly log: Omit<LogStore, 'append' | 'putSnapshot'>
  /** One durable transaction. */
  load(table: CopiedTable, rows: readonly (readonly Cell[])[]): Promise<void>
  count(table: CopiedTable): Promise<number>
  /** From now on it may be served. */
  finish(): Promise<void>
  close(): Promise<void>
}

const TYPES: Readonly<Record<Kind, string>> = { bytes: 'bytea', number: 'bigint', text: 'text', flag: 'boolean' }

const columnOf = (kind: Kind, cells: readonly Cell[]): Value => {
  if (kind === 'bytes') return byteas(cells as readonly (Uint8Array | null)[])
  if (kind === 'number') return bigints(cells.map((cell) => (cell === null ? null : Number(cell))))
  return cells.map((cell) => (kind === 'flag' ? String(cell === 1) : String(cell)))
}

const insert = ({ name, columns }: CopiedTable, rows: readonly (readonly Cell[])[]): Statement => {
  const extra = name === 'usage' ? { column: ', part', value: ', 0' } : { column: '', value: '' }
  const names = columns.map(([column]) => column).join(', ')
  const types = columns.map(([, kind], at) => `$${at + 1}::${TYPES[kind]}[]`).join(', ')
  return statement(
    `insert into ${name} (${names}${extra.column}) select *${extra.value} from unnest(${types})`,
    ...columns.map(([, kind], at) =>
      columnOf(
        kind,
        rows.map((row) => row[at]!),
      ),
    ),
  )
}

/** Memberships stand twice here: by space and by member. */
const insertsOf = (table: CopiedTable, rows: readonly (readonly Cell[])[]): readonly Statement[] =>
  table.name === 'member' ? [insert(table, rows), insert({ ...table, name: 'member_space' }, rows)] : [insert(table, rows)]

/** In an empty database, or one where an earlier migration broke off: that one is removed. */
const claim = async (address: DatabaseAddress, tables: readonly CopiedTable[]): Promise<void> => {
  const client = new pg.Client({ ...connectionTo(address), statement_timeout: 0 })
  client.on('error', () => {})
  await client.connect()
  const any = async (sql: string, ...values: readonly string[]): Promise<boolean> => (await client.query(sql, [...values])).rows.length > 0
  try {
    await client.query('begin')
    if (await any("select 1 from pg_stat_activity where datname = current_database() and application_name = 'pergola' limit 1"))
      throw new Unusable('A relay works on the target database.', 'Stop it first.')
    if (await any('select 1 from relay where fact = $1', UNFINISHED)) {
      await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}, member_space`)
    }
    for (const { name } of tables) {
      if (await any(`select 1 from ${name} limit 1`))
        throw new Unusable('The target database is not empty.', 'Migrate into a new one: createdb --encoding UTF8 NAME')
    }
    await client.query('insert into relay values ($1, $2) on conflict do nothing', [UNFINISHED, Buffer.alloc(0)])
    await client.query('commit')
  } finally {
    await client.end()
  }
}

/** True while a migration into this database is not finished. */
export const isUnfinished = async (db: Database): Promise<boolean> =>
  (await db.get('select 1 from relay where fact = $1', UNFINISHED)) !== null

/** Throws `Unusable` when there is something in it, a relay works on it, or it may lose what it acknowledged. */
export const openLoader = async (to: DatabaseAddress, tables: readonly CopiedTable[]): Promise<Loader> => {
  checkAddress(to.url)
  const address = { ...to, name: 'pergola migrate' }
  const db = new Database(address)
  try {
    await checkDurable(db)
    await migrate(address)
    await claim(address, tables)
  } catch (error) {
    await db.close()
    throw sayable(error)
  }
  return {
    log: postgresLogReads(db),
    load: async (table, rows) => {
      const written = await db.transaction(async (tx) => void (await tx.send(BEGIN, ...insertsOf(table, rows), COMMIT)))
      if (written === 'full') throw new Unusable('The disk of the database is full.', 'Make room and migrate again: it begins anew.')
    },
    count: async ({ name }) => asNumber((await db.get(`select count(*) as rows from ${name}`))!['rows']),
    finish: async () => {
      await db.all('delete from relay where fact = $1', UNFINISHED)
      await db.all('analyze')
    },
    close: () => db.close(),
  }
}
