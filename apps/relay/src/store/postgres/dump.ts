/** Everything in a database as it stood at one moment, read while relays go on working with it. */
import pg from 'pg'
import type { Cell, CopiedTable, Kind } from '../copied.ts'
import { checkAddress, connectionTo, type DatabaseAddress } from './address.ts'
import { sayable } from './refusal.ts'
import { checkSchema } from './schema.ts'

export interface PostgresDump {
  count(table: CopiedTable): Promise<number>
  /** Rows in batches, cells in the order of the table's columns. */
  batches(table: CopiedTable): AsyncIterable<readonly (readonly Cell[])[]>
  close(): Promise<void>
}

const BATCH_ROWS = 500

const cellOf = (kind: Kind, value: unknown): Cell => {
  if (value === null) return null
  if (kind === 'number') return Number(value)
  if (kind === 'flag') return value === true ? 1 : 0
  return value as Cell
}

/** A usage sum is kept in parts here; invitations are told apart by the order in which they came. */
const selectFrom = ({ name, columns }: CopiedTable): string => {
  if (name === 'usage') return 'select org, sum(bytes)::bigint as bytes from usage group by org'
  return `select ${columns.map(([column]) => column).join(', ')} from ${name}${name === 'invitation' ? ' order by number' : ''}`
}

/** One transaction that sees one moment and writes nothing. Throws `Unusable` when the database cannot be reached. */
export const openPostgresDump = async (to: DatabaseAddress): Promise<PostgresDump> => {
  checkAddress(to.url)
  const client = new pg.Client({
    ...connectionTo({ ...to, name: 'pergola backup' }),
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    await checkSchema(client)
    await client.query('begin isolation level repeatable read read only')
  } catch (error) {
    await client.end()
    throw sayable(error)
  }
  return {
    count: async (table) => Number((await client.query(`select count(*) as n from (${selectFrom(table)}) as rows`)).rows[0].n),
    batches: async function* (table) {
      await client.query(`declare rows no scroll cursor for ${selectFrom(table)}`)
      for (;;) {
        const { rows } = await client.query<Record<string, unknown>>(`fetch ${BATCH_ROWS} from rows`)
        if (rows.length === 0) break
        yield rows.map((row) => table.columns.map(([name, kind]) => cellOf(kind, row[name])))
      }
      await client.query('close rows')
    },
    close: () => client.end(),
  }
}
