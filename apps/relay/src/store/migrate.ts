/**
 * From the file of one relay into a PostgreSQL database. Sealed files and the relay's keys stay in the data folder: the relay is
 * served from the same folder with `--database` afterwards. The file is only read, and locked until it is done.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createMemoryBlobs } from '../blobs/memory.ts'
import { audit } from '../upkeep/audit.ts'
import { COPIED, type Cell, type CopiedTable } from './copied.ts'
import { Unusable, type DatabaseAddress } from './postgres/index.ts'
import { openLoader, type Loader } from './postgres/load.ts'
import { openDump, type Dump } from './sqlite/dump.ts'
import type { SpaceRow } from './store.ts'

export interface Migrated {
  readonly rows: Readonly<Record<string, number>>
  readonly spaces: number
  readonly entries: number
  readonly commits: number
}

export interface Migration {
  /** The data folder of the relay. */
  readonly folder: string
  readonly database: DatabaseAddress
  /** Told now and then, for whoever waits. */
  readonly report?: (table: string, done: number, of: number) => void
}

const BATCH_BYTES = 4 * 1024 * 1024
const BATCH_ROWS = 2000

const sizeOf = (row: readonly Cell[]): number => row.reduce<number>((sum, cell) => sum + (cell instanceof Uint8Array ? cell.length : 8), 0)

const batches = function* (rows: Iterable<readonly Cell[]>): Iterable<readonly (readonly Cell[])[]> {
  let batch: (readonly Cell[])[] = []
  let bytes = 0
  for (const row of rows) {
    batch.push(row)
    bytes += sizeOf(row)
    if (bytes < BATCH_BYTES && batch.length < BATCH_ROWS) continue
    yield batch
    ;[batch, bytes] = [[], 0]
  }
  if (batch.length > 0) yield batch
}

const copy = async (dump: Dump, loader: Loader, table: CopiedTable, report: Migration['report']): Promise<number> => {
  const of = dump.count(table)
  let done = 0
  for (const batch of batches(dump.rows(table))) {
    await loader.load(table, batch)
    done += batch.length
    report?.(table.name, done, of)
  }
  const there = await loader.count(table)
  if (done === of && there === of) return of
  throw new Unusable(
    `Of ${of} rows of ${table.name}, ${there} arrived.`,
    'Nothing is lost: the old database is as it was. Please report this.',
  )
}

const spaceRows = function* (dump: Dump): Iterable<SpaceRow> {
  const table = COPIED[0]!
  for (const organisations of [true, false]) {
    for (const [space, head, kind, pos, control] of dump.rows(table)) {
      if ((kind === 'organisation') !== organisations) continue
      yield {
        space: Buffer.from(space as Uint8Array).toString('hex') as SpaceRow['space'],
        head: Buffer.from(head as Uint8Array).toString('hex') as SpaceRow['head'],
        kind: kind as SpaceRow['kind'],
        pos: Number(pos),
        control: Number(control),
      }
    }
  }
}

/** What arrived, read as the relay reads it, comes to the heads of where it came from: every entry, signature and hash. */
const verify = async (dump: Dump, loader: Loader) => {
  const checked = await audit({ log: loader.log, spaces: spaceRows(dump), files: [], damage: [], blobs: createMemoryBlobs() })
  let wrong = checked.faults.length
  for (const row of spaceRows(dump)) {
    const there = await loader.log.space(row.space)
    if (there?.head !== row.head || there.pos !== row.pos || there.control !== row.control) wrong += 1
  }
  if (wrong === 0) return checked
  throw new Unusable(`${wrong} logs do not check out after copying.`, 'Look at the old database first: pergola verify --data FOLDER')
}

const migrateInto = async (dump: Dump, loader: Loader, report: Migration['report']): Promise<Migrated> => {
  const rows: Record<string, number> = {}
  for (const table of COPIED) rows[table.name] = await copy(dump, loader, table, report)
  const { spaces, entries, commits } = await verify(dump, loader)
  await loader.finish()
  return { rows, spaces, entries, commits }
}

/**
 * Throws `Unusable` when a relay works on either side, the target has something in it, or anything does not arrive. One that
 * broke off is begun anew by the next; until one is finished the target is not served.
 */
export const migrateToPostgres = async ({ folder, database, report }: Migration): Promise<Migrated> => {
  const path = join(folder, 'relay.db')
  if (!existsSync(path)) throw new Unusable('There is no relay in this folder.', 'Name the folder that `pergola serve --data` was given.')
  const dump = openDump(path)
  if (dump === null) throw new Unusable('A relay works on this folder.', 'Stop it first: what it takes meanwhile would not be copied.')
  try {
    const unknown = dump.unknown(COPIED)
    if (unknown.length > 0) throw new Error(`tables that a migration does not copy: ${unknown.join(', ')}`)
    const loader = await openLoader(database, COPIED)
    try {
      return await migrateInto(dump, loader, report)
    } finally {
      await loader.close()
    }
  } finally {
    dump.close()
  }
}
