import type { AlertRow, IntakeStore, ReplyRow } from '../store.ts'
import { newestReplies } from '../sized.ts'
import { byteas } from './arrays.ts'
import { BEGIN, COMMIT, asBlob, asBytes, asId, asNumber, statement, type Database, type Row } from './database.ts'
import { upTo } from './log-read.ts'
import { notify } from './news.ts'

const NEXT_NUMBER = `insert into alert_count values ($1, 1)
  on conflict (org) do update set newest = alert_count.newest + 1 returning newest`
const ALERTS = upTo('select * from alert where org = $1 and number > $2', 'number', 'envelope', '$3')
const PUT_CARD = 'insert into card values ($1, $2) on conflict (org) do update set card = excluded.card'

const alertRow = (row: Row): AlertRow => ({
  org: asId(row['org']),
  number: asNumber(row['number']),
  mailbox: asBlob(row['mailbox']),
  time: asNumber(row['time']),
  envelope: asBlob(row['envelope']),
})

const queues = (
  db: Database,
  mark: string,
): Pick<IntakeStore, 'card' | 'putCard' | 'addAlert' | 'alerts' | 'countAlerts' | 'dropAlerts'> => ({
  card: async (org) => {
    const row = await db.get('select card from card where org = $1', asBytes(org))
    return row && asBlob(row['card'])
  },
  putCard: (org, card) =>
    card === null ? db.write('delete from card where org = $1', asBytes(org)) : db.write(PUT_CARD, asBytes(org), card),
  addAlert: ({ org, mailbox, time, envelope }, blobs) =>
    db.transaction(async (tx) => {
      const key = asBytes(org)
      const [, counted] = await tx.send(BEGIN, statement(NEXT_NUMBER, key))
      await tx.send(
        statement('insert into alert values ($1, $2, $3, $4, $5)', key, asNumber(counted![0]!['newest']), mailbox, time, envelope),
        statement('insert into mailbox values ($1, $2) on conflict do nothing', mailbox, key),
        statement('update file set orphan = false where org = $1 and blob = any($2::bytea[])', key, byteas(blobs.map(asBytes))),
        notify(mark, [{ t: 'alerts', org }]),
        COMMIT,
      )
    }),
  alerts: async (org, after, maxBytes) => (await db.all(ALERTS, asBytes(org), after, maxBytes)).map(alertRow),
  countAlerts: async (org) => asNumber((await db.get('select count(*) as alerts from alert where org = $1', asBytes(org)))!['alerts']),
  dropAlerts: (org, numbers) =>
    db.write('delete from alert where org = $1 and number = any($2::bigint[])', asBytes(org), numbers.map(String)),
})

type Numbered = ReplyRow & { readonly number: number }

const replyRow = (row: Row): Numbered => ({
  number: asNumber(row['number']),
  time: asNumber(row['time']),
  envelope: asBlob(row['envelope']),
})

const REPLIES = 'select number, time, envelope from reply where mailbox = $1 order by number'

export const postgresIntake = (db: Database, mark: string): IntakeStore => ({
  ...queues(db, mark),
  mailboxOrg: async (mailbox) => {
    const row = await db.get('select org from mailbox where mailbox = $1', mailbox)
    return row && asId(row['org'])
  },
  replies: async (mailbox) => (await db.all(REPLIES, mailbox)).map(replyRow).map(({ time, envelope }) => ({ time, envelope })),
  addReply: (mailbox, reply, keepBytes) =>
    db.transaction(async (tx) => {
      const box = statement('select 1 from mailbox where mailbox = $1 for update', mailbox)
      const [, there, rows] = await tx.send(BEGIN, box, statement(REPLIES, mailbox))
      if (there!.length === 0) return void (await tx.send(COMMIT))
      const held = rows!.map(replyRow)
      const added = { ...reply, number: (held.at(-1)?.number ?? 0) + 1 }
      const oldest = newestReplies([...held, added], keepBytes)[0]?.number ?? added.number
      await tx.send(
        statement('insert into reply values ($1, $2, $3, $4)', mailbox, added.number, added.time, added.envelope),
        statement('delete from reply where mailbox = $1 and number < $2', mailbox, oldest),
        COMMIT,
      )
    }),
})
