import type { OrgId } from '@pergola/protocol'
import type { ParcelRow, ParcelStore } from '../store.ts'
import { asBlob, asBytes, asId, asNumber, type Database, type Row } from './database.ts'

const PUT =
  'insert into parcel values ($1, $2, $3, $4, $5, $6) on conflict (parcel) do update set org = excluded.org, blob = excluded.blob, due = excluded.due, expires = excluded.expires, opened = excluded.opened'

const parcelRow = (row: Row): ParcelRow => ({
  parcel: asBlob(row['parcel']),
  org: asId<OrgId>(row['org']),
  blob: row['blob'] === null ? null : asId<string>(row['blob']),
  due: asNumber(row['due']),
  expires: asNumber(row['expires']),
  opened: asNumber(row['opened']),
})

export const postgresParcels = (db: Database): ParcelStore => ({
  parcel: async (parcel) => {
    const row = await db.get('select * from parcel where parcel = $1', parcel)
    return row && parcelRow(row)
  },
  putParcel: ({ parcel, org, blob, due, expires, opened }) =>
    db.write(PUT, parcel, asBytes(org), blob === null ? null : asBytes(blob), due, expires, opened),
  parcelsDue: async (time) => (await db.all('select * from parcel where blob is not null and due <= $1', time)).map(parcelRow),
  dropParcelsBefore: async (expires) => (await db.all('delete from parcel where expires < $1 returning parcel', expires)).length,
})
