import type { Batch, ControlAppend, LogStore, PushRow, SpaceRow, Usage } from '../store.ts'
import { beforeOf, type Before } from '../before.ts'
import { asBytes, type Database } from './database.ts'

/** Throws when the space is not where the batch found it: a second relay works on this file. */
const writeSpace = (db: Database, { space, kind, pos, head, control }: SpaceRow, before: Before): void => {
  const move = 'update space set pos = ?, head = ?, control = ? where space = ? and pos = ? and control = ?'
  if (before.control >= 0 && db.run(move, pos, asBytes(head), control, asBytes(space), before.pos, before.control) > 0) return
  db.run('insert into space values (?, ?, ?, ?, ?)', asBytes(space), kind, pos, asBytes(head), control)
}

const writePush = (db: Database, row: PushRow): void => {
  const { space, last, first, device, firstSeq, lastSeq, lastId, head, time, bytes } = row
  const sql = 'insert into push values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
  db.run(sql, asBytes(space), last, first, asBytes(device), firstSeq, lastSeq, asBytes(lastId), asBytes(head), time, bytes)
}

const writeControl = (db: Database, entry: ControlAppend): void => {
  const space = asBytes(entry.space)
  db.run('insert into control values (?, ?, ?, ?, ?)', space, entry.seq, asBytes(entry.id), entry.signed.bytes, entry.signed.signature)
  for (const { member, until } of entry.members) {
    db.run('insert into member values (?, ?, ?) on conflict do update set until = excluded.until', space, asBytes(member), until)
  }
  for (const device of entry.devices) db.run('insert into device values (?, ?)', space, asBytes(device))
  for (const { person, signKey } of entry.persons) db.run('insert or replace into person values (?, ?, ?)', space, asBytes(person), signKey)
  if (entry.invitation) db.run('update invitation set founded = ? where invitation = ?', space, entry.invitation)
}

export const addUsage = (db: Database, { org, bytes }: Usage): void => {
  db.run('insert into usage values (?, ?) on conflict do update set bytes = bytes + excluded.bytes', asBytes(org), bytes)
}

const FREED = `insert into usage select device.space, -sum(length(push.bytes)) from push join device on device.device = push.device
  where push.space = ? group by device.space on conflict do update set bytes = bytes + excluded.bytes`

/** What goes with a space. `secure_delete` writes zeros over it. */
const end = (db: Database, { space, seq, ended }: ControlAppend): void => {
  const key = asBytes(space)
  db.run(FREED, key)
  db.run('delete from control where space = ? and seq < ?', key, seq)
  db.run('delete from push where space = ?', key)
  db.run('delete from snapshot where space = ?', key)
  for (const blob of ended!.blobs) {
    db.run('update file set orphan = 1, time = 0 where blob = ? and org = ?', asBytes(blob), asBytes(ended!.org))
  }
}

const append = (db: Database, batch: Batch): void => {
  const before = beforeOf(batch)
  for (const entry of batch.controls) writeControl(db, entry)
  for (const row of batch.pushes) writePush(db, row)
  for (const row of batch.spaces) writeSpace(db, row, before.get(row.space)!)
  for (const usage of batch.usage) addUsage(db, usage)
  for (const entry of batch.controls) if (entry.ended) end(db, entry)
}

/** A space that ended has no founding entry. */
const PUT_SNAPSHOT = `insert or replace into snapshot select ?1, ?2, ?3, ?4
  where exists (select 1 from control where space = ?1 and seq = 0)`

export const sqliteLogWrites = (db: Database): Pick<LogStore, 'append' | 'putSnapshot'> => ({
  append: async (batch) => {
    const written = db.write(() => append(db, batch))
    if (written === 'done' && batch.controls.some(({ ended }) => ended !== null)) db.forgetWrittenAhead()
    return written
  },
  putSnapshot: async ({ space, pos, snapshot }, usage) =>
    db.write(() => {
      const key = asBytes(space)
      if (db.run(PUT_SNAPSHOT, key, pos, snapshot.bytes, snapshot.signature) === 0) return
      db.run(
        'delete from snapshot where space = ?1 and pos not in (select pos from snapshot where space = ?1 order by pos desc limit 2)',
        key,
      )
      addUsage(db, usage)
    }),
})
