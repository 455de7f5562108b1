import type { BlobRow, BlobStore, IntakeStore, ReplyRow } from '../store.ts'
import { newestReplies } from '../sized.ts'
import { asBlob, asBytes, asId, asNumber, type Database, type Row } from './database.ts'
import { addUsage } from './log-write.ts'

const queues = (db: Database): Pick<IntakeStore, 'card' | 'putCard' | 'addAlert' | 'alerts' | 'countAlerts' | 'dropAlerts'> => ({
  card: async (org) => {
    const row = db.get('select card from card where org = ?', asBytes(org))
    return row && asBlob(row['card'])
  },
  putCard: async (org, card) =>
    db.write(() => {
      if (card === null) db.run('delete from card where org = ?', asBytes(org))
      else db.run('insert or replace into card values (?, ?)', asBytes(org), card)
    }),
  addAlert: async ({ org, mailbox, time, envelope }, blobs) =>
    db.write(() => {
      const key = asBytes(org)
      db.run('insert into alert_count values (?, 1) on conflict do update set newest = newest + 1', key)
      const number = asNumber(db.get('select newest from alert_count where org = ?', key)!['newest'])
      db.run('insert into alert values (?, ?, ?, ?, ?)', key, number, mailbox, time, envelope)
      db.run('insert into mailbox values (?, ?) on conflict do nothing', mailbox, key)
      for (const blob of blobs) db.run('update file set orphan = 0 where blob = ? and org = ?', asBytes(blob), key)
    }),
  alerts: async (org, after, maxBytes) => {
    let sum = 0
    const more = (row: Row): boolean => {
      const first = sum === 0
      sum += asBlob(row['envelope']).length
      return first || sum <= maxBytes
    }
    const rows = db.allWhile('select * from alert where org = ? and number > ? order by number', [asBytes(org), after], more)
    return rows.map((row) => ({
      org,
      number: asNumber(row['number']),
      mailbox: asBlob(row['mailbox']),
      time: asNumber(row['time']),
      envelope: asBlob(row['envelope']),
    }))
  },
  countAlerts: async (org) => asNumber(db.get('select count(*) as n from alert where org = ?', asBytes(org))!['n']),
  dropAlerts: async (org, numbers) =>
    db.write(() => {
      for (const number of numbers) db.run('delete from alert where org = ? and number = ?', asBytes(org), number)
    }),
})

const repliesOf = (db: Database, mailbox: Uint8Array): (ReplyRow & { readonly number: number })[] =>
  db.all('select * from reply where mailbox = ? order by number', mailbox).map((row) => ({
    number: asNumber(row['number']),
    time: asNumber(row['time']),
    envelope: asBlob(row['envelope']),
  }))

export const sqliteIntake = (db: Database): IntakeStore => ({
  ...queues(db),
  mailboxOrg: async (mailbox) => {
    const row = db.get('select org from mailbox where mailbox = ?', mailbox)
    return row && asId(row['org'])
  },
  replies: async (mailbox) => repliesOf(db, mailbox).map(({ time, envelope }) => ({ time, envelope })),
  addReply: async (mailbox, { time, envelope }, keepBytes) =>
    db.write(() => {
      const sql =
        'insert into reply select mailbox, (select coalesce(max(number), 0) + 1 from reply where mailbox = ?1), ?2, ?3 from mailbox where mailbox = ?1'
      db.run(sql, mailbox, time, envelope)
      const oldest = newestReplies(repliesOf(db, mailbox), keepBytes)[0]
      if (oldest) db.run('delete from reply where mailbox = ? and number < ?', mailbox, oldest.number)
    }),
})

const blobRow = (row: Row): BlobRow => ({
  blob: asId(row['blob']),
  org: asId(row['org']),
  bytes: asNumber(row['bytes']),
  sha256: asBlob(row['sha256']),
  time: asNumber(row['time']),
  orphan: row['orphan'] === 1,
})

export const sqliteBlobRows = (db: Database): BlobStore => ({
  blob: async (blob) => {
    const row = db.get('select * from file where blob = ?', asBytes(blob))
    return row && blobRow(row)
  },
  addBlob: async ({ blob, org, bytes, sha256, time, orphan }) =>
    db.write(() => {
      db.run('insert into file values (?, ?, ?, ?, ?, ?)', asBytes(blob), asBytes(org), bytes, sha256, time, orphan ? 1 : 0)
      addUsage(db, { org, bytes })
    }),
  orphansBefore: async (time) => db.all('select * from file where orphan = 1 and time < ?', time).map(blobRow),
  removeBlob: async (blob) =>
    db.write(() => {
      const row = db.get('select * from file where blob = ?', asBytes(blob))
      if (row) addUsage(db, { org: asId(row['org']), bytes: -asNumber(row['bytes']) })
      db.run('delete from file where blob = ?', asBytes(blob))
    }),
})
