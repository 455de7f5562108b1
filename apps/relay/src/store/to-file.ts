/** From a PostgreSQL database into a new file, as it stood at one moment: what a backup holds and an audit reads. */
import { COPIED, type CopiedTable } from './copied.ts'
import { Unusable, type DatabaseAddress } from './postgres/index.ts'
import { openPostgresDump, type PostgresDump } from './postgres/dump.ts'
import { fillDatabase, type Filling } from './sqlite/fill.ts'

const copy = async (dump: PostgresDump, filling: Filling, table: CopiedTable): Promise<void> => {
  for await (const rows of dump.batches(table)) {
    if (!filling.put(table, rows)) {
      throw new Unusable('There is no room for a copy of the database.', 'Free as much space on the disk of --data as the database has.')
    }
  }
  const [there, of] = [filling.count(table), await dump.count(table)]
  if (there !== of) throw new Error(`of ${of} rows of ${table.name}, ${there} were copied`)
}

/** Relays go on working meanwhile. Throws `Unusable` when the database cannot be reached or there is no room for the copy. */
export const copyPostgresTo = async (address: DatabaseAddress, path: string): Promise<void> => {
  const dump = await openPostgresDump(address)
  try {
    const filling = fillDatabase(path)
    try {
      for (const table of COPIED) await copy(dump, filling, table)
    } finally {
      filling.close()
    }
  } finally {
    await dump.close()
  }
}
