import type { BlobRow, BlobStore } from '../store.ts'
import { BEGIN, COMMIT, asBlob, asBytes, asId, asNumber, statement, type Database, type Row } from './database.ts'
import { addUsage } from './log-write.ts'

const blobRow = (row: Row): BlobRow => ({
  blob: asId(row['blob']),
  org: asId(row['org']),
  bytes: asNumber(row['bytes']),
  sha256: asBlob(row['sha256']),
  time: asNumber(row['time']),
  orphan: row['orphan'] === true,
})

export const postgresBlobRows = (db: Database, part: number): BlobStore => ({
  blob: async (blob) => {
    const row = await db.get('select * from file where blob = $1', asBytes(blob))
    return row && blobRow(row)
  },
  addBlob: ({ blob, org, bytes, sha256, time, orphan }) =>
    db.transaction(async (tx) => {
      const insert = statement('insert into file values ($1, $2, $3, $4, $5, $6)', asBytes(blob), asBytes(org), bytes, sha256, time, orphan)
      await tx.send(BEGIN, insert, addUsage(part, [{ org, bytes }]), COMMIT)
    }),
  orphansBefore: async (time) => (await db.all('select * from file where orphan and time < $1', time)).map(blobRow),
  removeBlob: (blob) =>
    db.transaction(async (tx) => {
      const [, removed] = await tx.send(BEGIN, statement('delete from file where blob = $1 returning org, bytes', asBytes(blob)))
      const freed = removed!.map((row) => ({ org: asId<BlobRow['org']>(row['org']), bytes: -asNumber(row['bytes']) }))
      await tx.send(...(freed.length > 0 ? [addUsage(part, freed)] : []), COMMIT)
    }),
})
