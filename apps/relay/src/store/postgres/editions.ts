import type { OrgId } from '@pergola/protocol'
import type { EditionRow, EditionStore } from '../store.ts'
import { asBlob, asBytes, asId, asNumber, type Database, type Row } from './database.ts'

const PUT = 'insert into edition values ($1, $2, $3) on conflict (org) do update set issued = excluded.issued, edition = excluded.edition'

const editionRow = (row: Row): EditionRow => ({
  org: asId<OrgId>(row['org']),
  issued: asNumber(row['issued']),
  edition: asBlob(row['edition']),
})

export const postgresEditions = (db: Database): EditionStore => ({
  edition: async (org) => {
    const row = await db.get('select * from edition where org = $1', asBytes(org))
    return row && editionRow(row)
  },
  editions: async () => (await db.all('select * from edition order by org')).map(editionRow),
  putEdition: ({ org, issued, edition }) => db.write(PUT, asBytes(org), issued, edition),
  dropEdition: (org) => db.write('delete from edition where org = $1', asBytes(org)),
})
