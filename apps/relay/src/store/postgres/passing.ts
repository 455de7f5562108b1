import type { Passing } from '../between-processes.ts'
import { asBlob, asBytes, asId, type Database } from './database.ts'

const MOST_PAIRINGS = 10_000

const PUT_PAIRING = `insert into pairing select $1, $2, $3 where (select count(*) from pairing) < ${MOST_PAIRINGS}
  on conflict (pairing) do update set box = excluded.box, until = excluded.until where pairing.until < $4 returning 1`

export const postgresPassing = (db: Database, now: () => number): Passing => ({
  takeTicket: async (ticket, until) => {
    if (until < now()) return false
    return (await db.get('insert into ticket values ($1, $2) on conflict do nothing returning 1', ticket, until)) !== null
  },
  putPairing: async (pairing, box, until) => (await db.get(PUT_PAIRING, pairing, box, until, now())) !== null,
  takePairing: async (pairing) => {
    const row = await db.get('delete from pairing where pairing = $1 returning box, until >= $2 as good', pairing, now())
    return row?.['good'] === true ? asBlob(row['box']) : null
  },
  keepSession: async (session, device, until) => {
    const sql = 'insert into session values ($1, $2, $3) on conflict (session) do update set until = excluded.until'
    await db.all(sql, session, asBytes(device), until)
  },
  endSession: async (session) => {
    await db.all('delete from session where session = $1', session)
  },
  sessionDevice: async (session) => {
    const row = await db.get('select device from session where session = $1 and until >= $2', session, now())
    return row && asId(row['device'])
  },
  sweep: async () => {
    for (const table of ['ticket', 'pairing', 'session']) await db.all(`delete from ${table} where until < $1`, now())
  },
})
