import type { OrgId } from '@pergola/protocol'
import type { ParcelRow, ParcelStore } from '../store.ts'
import { asBlob, asBytes, asId, asNumber, type Database, type Row } from './database.ts'

const parcelRow = (row: Row): ParcelRow => ({
  parcel: asBlob(row['parcel']),
  org: asId<OrgId>(row['org']),
  blob: row['blob'] === null ? null : asId<string>(row['blob']),
  due: asNumber(row['due']),
  expires: asNumber(row['expires']),
  opened: asNumber(row['opened']),
})

export const sqliteParcels = (db: Database): ParcelStore => ({
  parcel: async (parcel) => {
    const row = db.get('select * from parcel where parcel = ?', parcel)
    return row && parcelRow(row)
  },
  putParcel: async ({ parcel, org, blob, due, expires, opened }) =>
    db.write(() =>
      db.run(
        'insert or replace into parcel values (?, ?, ?, ?, ?, ?)',
        parcel,
        asBytes(org),
        blob === null ? null : asBytes(blob),
        due,
        expires,
        opened,
      ),
    ),
  parcelsDue: async (time) => db.all('select * from parcel where blob is not null and due <= ?', time).map(parcelRow),
  dropParcelsBefore: async (expires) => {
    const gone = db.all('select parcel from parcel where expires < ?', expires).length
    if (gone > 0) db.write(() => db.run('delete from parcel where expires < ?', expires))
    return gone
  },
})
