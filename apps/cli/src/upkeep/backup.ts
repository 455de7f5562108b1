/** `pergola backup`: everything a relay needs to stand up again elsewhere, taken while it runs. */
import { createReadStream, existsSync } from 'node:fs'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import {
  MAILBOX_SECRET,
  DATABASE,
  RELAY_KEY,
  copyOfDatabase,
  databaseIn,
  openInventory,
  type Blobs,
  type DatabaseAddress,
} from '@pergola/relay/upkeep'
import { Complaint } from '../voice.ts'
import { ABOUT, FORMAT, fileItemName, sealArchive, streamOf, type About, type Item } from './archive.ts'

export interface Backup {
  readonly dataFolder: string
  /** PostgreSQL; otherwise the file in the data folder. */
  readonly database?: DatabaseAddress | undefined
  /** Null: without files. */
  readonly blobs: Blobs | null
  readonly recipients: readonly string[]
  readonly out: string
  readonly now: number
}

export interface Made {
  readonly bytes: number
  readonly files: number
  /** Ids of files that the database names and that could not be read; empty when the backup is whole. */
  readonly missing: readonly string[]
}

interface Tally {
  files: number
  readonly missing: string[]
}

const whole = async (blobs: Blobs, id: string): Promise<Uint8Array | null> => {
  const source = await blobs.get(id)
  if (source === null) return null
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

/** Files never change, so those of the copied database are there, but for what nobody named and was forgotten meanwhile. */
const fileItems = async function* (database: string, blobs: Blobs, tally: Tally): AsyncIterable<Item> {
  const inventory = openInventory(database)
  try {
    for (const { blob, bytes, orphan } of inventory.files()) {
      const content = await whole(blobs, blob)
      if (content?.length === bytes) {
        tally.files += 1
        yield { name: fileItemName(blob), size: bytes, body: streamOf(content) }
      } else if (!orphan) tally.missing.push(blob)
    }
  } finally {
    inventory.close()
  }
}

const items = async function* ({ dataFolder, blobs, now }: Backup, database: string, tally: Tally): AsyncIterable<Item> {
  const about: About = { format: FORMAT, made: now, database: true, files: blobs !== null }
  const small = [
    [ABOUT, new TextEncoder().encode(JSON.stringify(about))],
    [RELAY_KEY, await readFile(join(dataFolder, RELAY_KEY))],
    [MAILBOX_SECRET, await readFile(join(dataFolder, MAILBOX_SECRET))],
  ] as const
  for (const [name, bytes] of small) yield { name, size: bytes.length, body: streamOf(bytes) }
  const { size } = await stat(database)
  yield { name: DATABASE, size, body: Readable.toWeb(createReadStream(database)) as ReadableStream<Uint8Array> }
  if (blobs) yield* fileItems(database, blobs, tally)
}

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

/** Beside its place first, so that a file of this name is a whole backup. */
const write = async (out: string, sealed: ReadableStream<Uint8Array>): Promise<number> => {
  const beside = `${out}.unfinished`
  await rm(beside, { force: true })
  const file = await open(beside, 'wx', 0o600)
  try {
    let bytes = 0
    for await (const part of sealed) {
      await file.writeFile(part)
      bytes += part.length
    }
    await file.sync()
    await file.close()
    await rename(beside, out)
    await syncFolder(dirname(out))
    return bytes
  } catch (error) {
    await file.close().catch(() => {})
    await rm(beside, { force: true })
    throw error
  }
}

export const makeBackup = async (backup: Backup): Promise<Made> => {
  if (backup.database === undefined && !existsSync(databaseIn(backup.dataFolder)))
    throw new Complaint(
      `There is no relay's database in ${backup.dataFolder}.`,
      'Give the folder that the relay was started with, with --data; if it was started with --database, name that as well.',
    )
  if (existsSync(backup.out)) throw new Complaint(`${backup.out} is there already.`, 'A backup is never written over: choose another name.')
  const copy = await copyOfDatabase(backup.dataFolder, backup.database)
  try {
    const tally: Tally = { files: 0, missing: [] }
    const sealed = await sealArchive(items(backup, copy.path, tally), backup.recipients)
    return { bytes: await write(backup.out, sealed), files: tally.files, missing: tally.missing }
  } finally {
    await copy.remove()
  }
}
