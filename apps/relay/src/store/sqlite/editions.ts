import type { OrgId } from '@pergola/protocol'
import type { EditionRow, EditionStore } from '../store.ts'
import { asBlob, asBytes, asId, asNumber, type Database, type Row } from './database.ts'

const editionRow = (row: Row): EditionRow => ({
  org: asId<OrgId>(row['org']),
  issued: asNumber(row['issued']),
  edition: asBlob(row['edition']),
})

export const sqliteEditions = (db: Database): EditionStore => ({
  edition: async (org) => {
    const row = db.get('select * from edition where org = ?', asBytes(org))
    return row && editionRow(row)
  },
  editions: async () => db.all('select * from edition order by org').map(editionRow),
  putEdition: async ({ org, issued, edition }) =>
    db.write(() => db.run('insert or replace into edition values (?, ?, ?)', asBytes(org), issued, edition)),
  dropEdition: async (org) => db.write(() => db.run('delete from edition where org = ?', asBytes(org))),
})
