/** A receipt says that something is on disk. A server that was set up to say so earlier would make every receipt a lie. */
import { asNumber, type Database } from './database.ts'
import { Unusable } from './refusal.ts'

/** From this version on everything that is asked for here is there. */
const LEAST_VERSION = 130_000

const setting = async (db: Database, name: string): Promise<string> =>
  String((await db.get('select current_setting($1) as value', name))?.['value'])

/** Throws `Unusable` where a commit may be lost after it was acknowledged. */
export const checkDurable = async (db: Database): Promise<void> => {
  const version = asNumber(await setting(db, 'server_version_num'))
  if (version < LEAST_VERSION) throw new Unusable('This PostgreSQL is too old.', 'Version 13 or newer is needed.')
  if ((await setting(db, 'fsync')) !== 'on') {
    throw new Unusable(
      'The database does not keep what it acknowledges: fsync is off.',
      'Set fsync = on in postgresql.conf and restart it.',
    )
  }
  if ((await setting(db, 'full_page_writes')) !== 'on') {
    throw new Unusable(
      'The database may be damaged by a power cut: full_page_writes is off.',
      'Set full_page_writes = on in postgresql.conf and reload it.',
    )
  }
  if ((await setting(db, 'synchronous_commit')) === 'off') {
    throw new Unusable(
      'The database acknowledges before it has written: synchronous_commit is off.',
      'Set synchronous_commit = on for the server, or for this database: alter database NAME set synchronous_commit = on',
    )
  }
  const encoding = await setting(db, 'server_encoding')
  if (encoding !== 'UTF8') throw new Unusable(`The database has the encoding ${encoding}.`, 'Make it with: createdb --encoding UTF8 NAME')
}
