import type { DeviceId, OrgId, SpaceId, SpaceKind } from '@pergola/protocol'
import type { ControlRow, LogStore, MemberRow, PushRow, SpaceRow } from '../store.ts'
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

/** A page never needs more rows than this: its bytes are bounded, and rows have some hundred bytes at least. */
const MOST_ROWS = 2000

/** The first rows of `from` (a query ordered by `by`) whose bytes add up to at most the last value, but at least one. */
export const upTo = (from: string, by: string, bytes: string, limit: string): string => `
  select * from (
    select one.*, sum(octet_length(${bytes})) over (order by ${by}) as total, row_number() over (order by ${by}) as nth
    from (${from} order by ${by} limit ${MOST_ROWS}) as one
  ) as counted where nth = 1 or total <= ${limit} order by ${by}`

const CONTROLS = upTo('select * from control where space = $1 and seq between $2 and $3', 'seq', 'bytes', '$4')
const PUSHES = upTo('select * from push where space = $1 and last > $2', 'last', 'bytes', '$3')
const PUSH_AT = 'select * from push where space = $1 and last >= $2 order by last limit 1'
const PUSH_OF = 'select * from push where space = $1 and device = $2 and last_seq >= $3 order by last_seq limit 1'
const CHAIN = 'select last_seq, last_id from push where space = $1 and device = $2 order by last_seq desc limit 1'

const logs = (db: Database): Pick<LogStore, 'space' | 'controls' | 'pushes' | 'pushAt' | 'pushOf' | 'chain'> => ({
  space: async (space) => {
    const row = await db.get('select * from space where space = $1', asBytes(space))
    return row && spaceRow(row)
  },
  controls: async (space, from, to, maxBytes) => (await db.all(CONTROLS, asBytes(space), from, to, maxBytes)).map(controlRow),
  pushes: async (space, after, maxBytes) => (await db.all(PUSHES, asBytes(space), after, maxBytes)).map(pushRow),
  pushAt: async (space, pos) => {
    const row = await db.get(PUSH_AT, asBytes(space), pos)
    return row && asNumber(row['first']) <= pos ? pushRow(row) : null
  },
  pushOf: async (space, device, seq) => {
    const row = await db.get(PUSH_OF, asBytes(space), asBytes(device), seq)
    return row && asNumber(row['first_seq']) <= seq ? pushRow(row) : null
  },
  chain: async (space, device: DeviceId) => {
    const row = await db.get(CHAIN, asBytes(space), asBytes(device))
    return row && { seq: asNumber(row['last_seq']), id: asId(row['last_id']) }
  },
})

/** The look-up first, then the spaces: on a distributed database these stand in different places. */
const LISTED = `with mine as materialized (
    select space, until from member_space where member = $1 and space > $2 order by space limit $3
  ) select space.*, mine.until from space join mine on space.space = mine.space order by space.space`

const untilOf = (row: Row): number | null => (row['until'] === null ? null : asNumber(row['until']))

const indexes = (
  db: Database,
): Pick<LogStore, 'listed' | 'membership' | 'networks' | 'orgOfDevice' | 'orgOfKey' | 'usage' | 'newestSnapshot'> => {
  const membership = async (member: string, space: SpaceId): Promise<MemberRow | null> => {
    const row = await db.get('select until from member where space = $1 and member = $2', asBytes(space), asBytes(member))
    return row && { space, member, until: untilOf(row) }
  }
  return {
    membership,
    listed: async (member, after, limit) => {
      const rows = await db.all(LISTED, asBytes(member), after === null ? new Uint8Array(0) : asBytes(after), limit)
      return rows.map((row) => ({ ...spaceRow(row), until: untilOf(row) }))
    },
    networks: async () => (await db.all("select space from space where kind = 'network'")).map((row) => asId<SpaceId>(row['space'])),
    orgOfDevice: async (device) => {
      const row = await db.get('select space from device where device = $1', asBytes(device))
      return row && asId(row['space'])
    },
    orgOfKey: async (signKey) => {
      for (const row of await db.all('select space, person from person where sign_key = $1', signKey)) {
        const space = asId<SpaceId>(row['space'])
        if ((await membership(asId(row['person']), space))?.until === null) return space as unknown as OrgId
      }
      return null
    },
    usage: async (org) => asNumber((await db.get('select sum(bytes) as bytes from usage where org = $1', asBytes(org)))?.['bytes'] ?? 0),
    newestSnapshot: async (space) => {
      const row = await db.get('select * from snapshot where space = $1 order by pos desc limit 1', asBytes(space))
      return row && { space, pos: asNumber(row['pos']), snapshot: { bytes: asBlob(row['bytes']), signature: asBlob(row['signature']) } }
    },
  }
}

export const postgresLogReads = (db: Database): Omit<LogStore, 'append' | 'putSnapshot'> => ({ ...logs(db), ...indexes(db) })
