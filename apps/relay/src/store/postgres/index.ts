/** The store on PostgreSQL, for one relay process or several on one database. */
import { randomInt } from 'node:crypto'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Shared } from '../between-processes.ts'
import type { Store } from '../store.ts'
import { checkAddress, type DatabaseAddress } from './address.ts'
import { byteas } from './arrays.ts'
import { asBlob, asBytes, asId, Database } from './database.ts'
import { checkDurable } from './durable.ts'
import { postgresEditions } from './editions.ts'
import { postgresParcels } from './parcels.ts'
import { postgresAccounts, postgresInvitations } from './entrance.ts'
import { postgresBlobRows } from './files.ts'
import { postgresIntake } from './intake.ts'
import { Listener } from './listener.ts'
import { isUnfinished } from './load.ts'
import { postgresLogReads } from './log-read.ts'
import { postgresLogWrites } from './log-write.ts'
import { newMark } from './news.ts'
import { postgresPassing } from './passing.ts'
import { Unusable, sayable } from './refusal.ts'
import { migrate } from './schema.ts'

/** Parts of a usage sum; two processes in one part only wait for one another. */
const PARTS = 32

export interface PostgresStore extends Store {
  readonly shared: Shared
}

const checked = async (address: DatabaseAddress, db: Database): Promise<void> => {
  try {
    await checkDurable(db)
    await migrate(address)
    if (await isUnfinished(db)) {
      throw new Unusable('A migration into this database was not finished.', 'Run `pergola migrate` again: it begins anew.')
    }
  } catch (error) {
    await db.close()
    throw sayable(error)
  }
}

const READERS = 'select space, member from member where space = any($1::bytea[]) and until is null'

const readersOf = async (db: Database, spaces: readonly SpaceId[]): Promise<ReadonlyMap<SpaceId, readonly OrgId[]>> => {
  const readers = new Map<SpaceId, OrgId[]>()
  for (const row of await db.all(READERS, byteas(spaces.map(asBytes)))) {
    const space = asId<SpaceId>(row['space'])
    readers.set(space, [...(readers.get(space) ?? []), asId<OrgId>(row['member'])])
  }
  return readers
}

const IDENTITY = `insert into relay values ('identity', $1) on conflict (fact) do update set fact = excluded.fact returning value`

/** Throws `Unusable` when the database cannot be reached, is newer than this program, or may lose what it acknowledged. */
export const openPostgresStore = async (address: DatabaseAddress): Promise<PostgresStore> => {
  checkAddress(address.url)
  const db = new Database(address)
  await checked(address, db)
  const mark = newMark()
  const part = randomInt(PARTS)
  let listener: Listener | null = null
  return {
    ...postgresLogWrites(db, part, mark),
    ...postgresLogReads(db),
    ...postgresAccounts(db),
    ...postgresInvitations(db, mark),
    ...postgresIntake(db, mark),
    ...postgresBlobRows(db, part),
    ...postgresEditions(db),
    ...postgresParcels(db),
    close: async () => {
      await listener?.close()
      await db.close()
    },
    shared: {
      readers: (spaces) => readersOf(db, spaces),
      passing: (now) => postgresPassing(db, now),
      follow: async (follower) => {
        listener = new Listener(address, mark, follower)
        await listener.start()
      },
      identity: async (mine) => asBlob((await db.get(IDENTITY, mine))!['value']),
    },
  }
}

export type { DatabaseAddress } from './address.ts'
export { Unusable } from './refusal.ts'
