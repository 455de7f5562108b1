/**
 * Connections to the database. Statements of one transaction are sent without waiting for one another; each text is prepared
 * once a connection. A transaction's promise resolves after its commit is on disk (`synchronous_commit`, see durable.ts).
 */
import pg from 'pg'
import { hex, idBytes } from '@pergola/protocol'
import { Outdated, type Written } from '../store.ts'
import { connectionTo, type DatabaseAddress } from './address.ts'
import { codeOf } from './refusal.ts'

/** Bytes come as Buffers, bigints as text, other columns as pg reads them. */
export type Row = Readonly<Record<string, unknown>>
export type Value = Uint8Array | string | number | boolean | null | readonly string[]

export interface Statement {
  readonly sql: string
  readonly values: readonly Value[]
}

export const statement = (sql: string, ...values: readonly Value[]): Statement => ({ sql, values })

/** 53100 disk full, 53200 out of memory; 58030: the operating system refused to write. */
const isFull = (error: unknown): boolean => ['53100', '53200', '58030'].includes(codeOf(error))

/** Unique key, foreign state, deadlock, lock not had: somebody else was faster. */
const isOutdated = (error: unknown): boolean => ['23505', '40001', '40P01', '55P03'].includes(codeOf(error))

const CONNECTIONS = 10

export class Transaction {
  readonly #client: pg.PoolClient
  readonly #named: (sql: string) => string

  constructor(client: pg.PoolClient, named: (sql: string) => string) {
    this.#client = client
    this.#named = named
  }

  /** Sends all at once; their rows in order, or the first failure after all have ended. */
  async send(...statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    const sent = statements.map(({ sql, values }) =>
      this.#client.query<Row>({ name: this.#named(sql), text: sql, values: values as unknown[] }),
    )
    const settled = await Promise.allSettled(sent)
    return settled.map((one) => {
      if (one.status === 'rejected') throw one.reason
      return one.value.rows
    })
  }
}

export class Database {
  readonly #pool: pg.Pool
  readonly #names = new Map<string, string>()

  constructor(address: DatabaseAddress) {
    this.#pool = new pg.Pool({ ...connectionTo(address), max: CONNECTIONS, pipeline: true, idleTimeoutMillis: 60_000 })
    // A connection that breaks fails what waits for it, and is replaced with the next query. It must not end the process as well.
    this.#pool.on('error', () => {})
    this.#pool.on('connect', (client) => client.on('error', () => {}))
  }

  #named = (sql: string): string => {
    const known = this.#names.get(sql) ?? `p${this.#names.size}`
    this.#names.set(sql, known)
    return known
  }

  async all(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    const { rows } = await this.#pool.query<Row>({ name: this.#named(sql), text: sql, values: values as unknown[] })
    return rows
  }

  async get(sql: string, ...values: readonly Value[]): Promise<Row | null> {
    return (await this.all(sql, ...values))[0] ?? null
  }

  /** One statement that is its own transaction. */
  write(sql: string, ...values: readonly Value[]): Promise<Written> {
    return this.#kept(async () => {
      await this.all(sql, ...values)
    })
  }

  /**
   * One durable transaction, or nothing. `run` sends its last statements together with `commit`. `full` when there is no room;
   * throws `Outdated` when somebody else was faster. After any other failure it is not known whether it stands.
   */
  transaction(run: (tx: Transaction) => Promise<void>): Promise<Written> {
    return this.#kept(async () => {
      const client = await this.#pool.connect()
      let broken: Error | undefined
      try {
        await run(new Transaction(client, this.#named))
      } catch (error) {
        await client.query('rollback').catch((why: Error) => {
          broken = why
        })
        throw error
      } finally {
        client.release(broken)
      }
    })
  }

  async #kept(write: () => Promise<void>): Promise<Written> {
    try {
      await write()
      return 'done'
    } catch (error) {
      if (isFull(error)) return 'full'
      throw isOutdated(error) ? new Outdated() : error
    }
  }

  close(): Promise<void> {
    return this.#pool.end()
  }
}

export const BEGIN = statement('begin')
export const COMMIT = statement('commit')

/** Ids are hex in the program and bytes in the database. */
export const asBytes = (id: string): Uint8Array => idBytes(id)
export const asId = <T extends string>(value: unknown): T => hex(value as Uint8Array) as T
export const asNumber = (value: unknown): number => Number(value)
export const asBlob = (value: unknown): Uint8Array => {
  const bytes = value as Buffer
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
