import type { DeviceId, SpaceId, SpaceKind } from '@pergola/protocol'
import type { ControlRow, LogStore, PushRow, SpaceRow } from '../store.ts'
import { asBlob, asBytes, asId, asNumber, type Database, type Row } from './database.ts'

const spaceRow = (row: Row): SpaceRow => ({
  space: asId(row['space']),
  kind: row['kind'] as SpaceKind,
  pos: asNumber(row['pos']),
  head: asId(row['head']),
  control: asNumber(row['control']),
})

const pushRow = (row: Row): PushRow => ({
  space: asId(row['space']),
  first: asNumber(row['first']),
  last: asNumber(row['last']),
  device: asId(row['device']),
  firstSeq: asNumber(row['first_seq']),
  lastSeq: asNumber(row['last_seq']),
  lastId: asId(row['last_id']),
  head: asId(row['head']),
  time: asNumber(row['time']),
  bytes: asBlob(row['bytes']),
})

const controlRow = (row: Row): ControlRow => ({
  space: asId(row['space']),
  seq: asNumber(row['seq']),
  id: asId(row['id']),
  signed: { bytes: asBlob(row['bytes']), signature: asBlob(row['signature']) },
})

/** True for the first row and as long as the sizes add up to at most `maxBytes`. */
const upTo = (maxBytes: number): ((row: Row) => boolean) => {
  let sum = 0
  return (row) => {
    const first = sum === 0
    sum += asBlob(row['bytes']).length
    return first || sum <= maxBytes
  }
}

const logs = (db: Database): Pick<LogStore, 'space' | 'controls' | 'pushes' | 'pushAt' | 'pushOf' | 'chain'> => {
  const push = (row: Row | null): PushRow | null => row && pushRow(row)
  return {
    space: async (space) => {
      const row = db.get('select * from space where space = ?', asBytes(space))
      return row && spaceRow(row)
    },
    controls: async (space, from, to, maxBytes) =>
      db
        .allWhile('select * from control where space = ? and seq between ? and ? order by seq', [asBytes(space), from, to], upTo(maxBytes))
        .map(controlRow),
    pushes: async (space, after, maxBytes) =>
      db.allWhile('select * from push where space = ? and last > ? order by last', [asBytes(space), after], upTo(maxBytes)).map(pushRow),
    pushAt: async (space, pos) =>
      push(db.get('select * from push where space = ? and last >= ?2 and first <= ?2 order by last limit 1', asBytes(space), pos)),
    pushOf: async (space, device, seq) => {
      const sql = 'select * from push where space = ? and device = ? and last_seq >= ?3 and first_seq <= ?3 order by last_seq limit 1'
      return push(db.get(sql, asBytes(space), asBytes(device), seq))
    },
    chain: async (space, device: DeviceId) => {
      const sql = 'select last_seq, last_id from push where space = ? and device = ? order by last_seq desc limit 1'
      const row = db.get(sql, asBytes(space), asBytes(device))
      return row && { seq: asNumber(row['last_seq']), id: asId(row['last_id']) }
    },
  }
}

const LISTED = `select space.*, member.until from member join space on space.space = member.space
  where member.member = ? and member.space > ? order by member.space limit ?`
const ORG_OF_KEY = `select person.space from person join member on member.space = person.space and member.member = person.person
  where person.sign_key = ? and member.until is null limit 1`

const indexes = (
  db: Database,
): Pick<LogStore, 'listed' | 'membership' | 'networks' | 'orgOfDevice' | 'orgOfKey' | 'usage' | 'newestSnapshot'> => ({
  listed: async (member, after, limit) =>
    db
      .all(LISTED, asBytes(member), after === null ? new Uint8Array(0) : asBytes(after), limit)
      .map((row) => ({ ...spaceRow(row), until: row['until'] === null ? null : asNumber(row['until']) })),
  membership: async (member, space) => {
    const row = db.get('select until from member where space = ? and member = ?', asBytes(space), asBytes(member))
    return row && { space, member, until: row['until'] === null ? null : asNumber(row['until']) }
  },
  networks: async () => db.all("select space from space where kind = 'network'").map((row) => asId<SpaceId>(row['space'])),
  orgOfDevice: async (device) => {
    const row = db.get('select space from device where device = ?', asBytes(device))
    return row && asId(row['space'])
  },
  orgOfKey: async (signKey) => {
    const row = db.get(ORG_OF_KEY, signKey)
    return row && asId(row['space'])
  },
  usage: async (org) => asNumber(db.get('select bytes from usage where org = ?', asBytes(org))?.['bytes'] ?? 0),
  newestSnapshot: async (space) => {
    const row = db.get('select * from snapshot where space = ? order by pos desc limit 1', asBytes(space))
    return row && { space, pos: asNumber(row['pos']), snapshot: { bytes: asBlob(row['bytes']), signature: asBlob(row['signature']) } }
  },
})

export const sqliteLogReads = (db: Database): Omit<LogStore, 'append' | 'putSnapshot'> => ({ ...logs(db), ...indexes(db) })
