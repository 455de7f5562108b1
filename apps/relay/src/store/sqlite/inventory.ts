/** For upkeep beside a relay that runs: a consistent copy, and lists of everything. Nothing here writes to the database. */
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import type { BlobRow, SpaceRow } from '../store.ts'
import { asBlob, asId, asNumber } from './database.ts'

type Row = Record<string, SQLOutputValue>

/** A copy of one moment, without gaps, while others go on writing (SQLite: VACUUM INTO). `to` must not exist. */
export const copyDatabase = (from: string, to: string): void => {
  const database = new DatabaseSync(from, { readOnly: true, timeout: 10_000 })
  try {
    database.prepare('vacuum into ?').run(to)
  } finally {
    database.close()
  }
}

export interface Inventory {
  /** Organisations first: the others' devices are theirs. */
  spaces(): Iterable<SpaceRow>
  /** Those that were taken down are not there any more. */
  files(): Iterable<BlobRow>
  /** What SQLite finds wrong with the file itself; empty when it is whole. */
  damage(): readonly string[]
  /** Time of the newest push, Unix ms by the relay; null in an empty log. */
  newest(): number | null
  close(): void
}

const spaceRow = (row: Row): SpaceRow => ({
  space: asId(row['space']),
  kind: row['kind'] as SpaceRow['kind'],
  pos: asNumber(row['pos']),
  head: asId(row['head']),
  control: asNumber(row['control']),
})

const fileRow = (row: Row): BlobRow => ({
  blob: asId(row['blob']),
  org: asId(row['org']),
  bytes: asNumber(row['bytes']),
  sha256: asBlob(row['sha256']),
  time: asNumber(row['time']),
  orphan: row['orphan'] === 1,
})

/** Throws when there is no database. */
export const openInventory = (path: string): Inventory => {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 })
  const each = function* <T>(sql: string, read: (row: Row) => T): Iterable<T> {
    for (const row of database.prepare(sql).iterate()) yield read(row)
  }
  return {
    spaces: () => each("select space, kind, pos, head, control from space order by kind <> 'organisation', space", spaceRow),
    files: () => each('select blob, org, bytes, sha256, time, orphan from file where sha256 <> zeroblob(32) order by blob', fileRow),
    damage: () =>
      database
        .prepare('pragma integrity_check')
        .all()
        .map((row) => String(row['integrity_check']))
        .filter((line) => line !== 'ok'),
    newest: () => {
      const time = database.prepare('select max(time) as time from push').get()?.['time']
      return time === null || time === undefined ? null : asNumber(time)
    },
    close: () => database.close(),
  }
}
