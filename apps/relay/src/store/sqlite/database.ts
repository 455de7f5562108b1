/**
 * The one connection to the one file. Write-ahead log with `synchronous=FULL`: a commit returns after its fsync. Both are
 * read back, because a build or a file system that quietly gives less would make every receipt a lie.
 */
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import { hex, idBytes } from '@pergola/protocol'
import type { Written } from '../store.ts'
import { migrate } from './schema.ts'

export type Row = Record<string, SQLOutputValue>

const FULL = 2
/** SQLite's primary result codes for a disk without room, or a file that could not be written for lack of it. */
const SQLITE_FULL = 13
const SQLITE_IOERR = 10

/** Writes after which the write-ahead log is tried to be cut again. */
const TRY_AGAIN_AFTER = 64

const isFull = (error: unknown): boolean => {
  const { errcode, code } = error as { readonly errcode?: number; readonly code?: string }
  const primary = errcode === undefined ? undefined : errcode & 0xff
  return primary === SQLITE_FULL || primary === SQLITE_IOERR || code === 'ENOSPC'
}

const open = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path, { timeout: 2000 })
  // The write-ahead log is moved into the database every 4,000 pages (16 MB); a cache of 4 MB bounds the memory used.
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000; pragma cache_size = -4096')
  // What is deleted is written over: a space that ended leaves nothing in a free page.
  database.exec('pragma secure_delete = on')
  database.exec('pragma foreign_keys = on; pragma trusted_schema = off; pragma temp_store = memory')
  const mode = database.prepare('pragma journal_mode').get()?.['journal_mode']
  const sync = database.prepare('pragma synchronous').get()?.['synchronous']
  if (mode !== 'wal' || sync !== FULL)
    throw new Error(`this database does not keep what it acknowledges (journal ${String(mode)}, synchronous ${String(sync)})`)
  return database
}

export class Database {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  /** Writes until the write-ahead log is cut; 0: nothing in it is to be forgotten. */
  #forgetIn = 0

  /** `pageLimit`: for tests of a full disk. */
  constructor(path: string, pageLimit?: number) {
    this.#database = open(path)
    migrate(this.#database)
    if (pageLimit !== undefined) this.#database.exec(`pragma max_page_count = ${pageLimit}`)
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  get(sql: string, ...values: SQLInputValue[]): Row | null {
    return this.#statement(sql).get(...values) ?? null
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values)
  }

  /** Rows one by one while `more` says so: large rows beyond what is needed are never read. */
  allWhile(sql: string, values: SQLInputValue[], more: (row: Row) => boolean): Row[] {
    const rows: Row[] = []
    for (const row of this.#statement(sql).iterate(...values)) {
      if (!more(row)) break
      rows.push(row)
    }
    return rows
  }

  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes)
  }

  /** One durable transaction, or nothing. `full` when there is no room; any other failure throws. */
  write(statements: () => void): Written {
    try {
      this.#statement('begin immediate').run()
      statements()
      this.#statement('commit').run()
      this.#forgetLater()
      return 'done'
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback')
      if (isFull(error)) return 'full'
      throw error
    }
  }

  /**
   * Moves the write-ahead log into the database and cuts it: what was deleted does not stand in it any longer. Somebody who reads an
   * older moment (a backup) holds it up; then it is tried again a number of writes later.
   */
  forgetWrittenAhead(): void {
    const heldUp = asNumber(this.#statement('pragma wal_checkpoint(truncate)').get()?.['busy']) !== 0
    this.#forgetIn = heldUp ? TRY_AGAIN_AFTER : 0
  }

  #forgetLater(): void {
    if (this.#forgetIn > 0 && --this.#forgetIn === 0) this.forgetWrittenAhead()
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }
}

/** Ids are hex in the program and bytes in the database. */
export const asBytes = (id: string): Uint8Array => idBytes(id)
export const asId = <T extends string>(value: SQLOutputValue | undefined): T => hex(value as Uint8Array) as T
export const asNumber = (value: SQLOutputValue | undefined): number => Number(value)
export const asBlob = (value: SQLOutputValue | undefined): Uint8Array => value as Uint8Array
