/** `pergola restore`: a backup into an empty folder, audited before anything is served from it. */
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import {
  DATABASE,
  MAILBOX_SECRET,
  RELAY_KEY,
  auditDatabase,
  databaseIn,
  openBlobs,
  type Audit,
  type Blobs,
  type FilesPlace,
} from '@pergola/relay/upkeep'
import { Complaint } from '../voice.ts'
import { ABOUT, FORMAT, fileOfItem, openArchive, type About } from './archive.ts'

export interface Restore {
  readonly from: string
  readonly identities: readonly string[]
  readonly dataFolder: string
  readonly files: FilesPlace | null
}

export interface Restored {
  readonly made: number
  readonly files: number
  readonly audit: Audit
}

const MOST_ABOUT_BYTES = 4096
const MOST_FILE_BYTES = 1024 * 1024 * 1024
/** Written as they are, readable by their owner only. */
const PLAIN: readonly string[] = [RELAY_KEY, MAILBOX_SECRET, DATABASE]

const isEmpty = async (folder: string): Promise<boolean> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return (await readdir(folder)).length === 0
}

const writeWhole = async (path: string, body: AsyncIterable<Uint8Array>): Promise<void> => {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of body) await file.writeFile(part)
    await file.sync()
  } finally {
    await file.close()
  }
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
}

const readAbout = async (body: ReadableStream<Uint8Array>): Promise<About> => {
  const text = await new Response(body).text()
  const about = (text.length <= MOST_ABOUT_BYTES ? JSON.parse(text) : {}) as Partial<About>
  if (about.format !== FORMAT || typeof about.made !== 'number')
    throw new Complaint('This is not a backup that this version knows.', 'Restore it with the version of Pergola that made it.')
  return { format: FORMAT, made: about.made, database: about.database === true, files: about.files === true }
}

/** Entry by entry, in the order of archive.ts; anything else in it is refused. */
const unpack = async (
  { from, identities, dataFolder }: Restore,
  blobs: Blobs,
): Promise<{ readonly about: About; readonly files: number }> => {
  let about: About | null = null
  let files = 0
  const sealed = Readable.toWeb(createReadStream(from)) as ReadableStream<Uint8Array>
  for await (const { header, body } of await openArchive(sealed, identities)) {
    const file = fileOfItem(header.name)
    if (about === null && header.name !== ABOUT) throw new Complaint('This is not a backup of a relay.', '')
    if (header.name === ABOUT) about = await readAbout(body)
    else if (PLAIN.includes(header.name)) await writeWhole(join(dataFolder, header.name), body)
    else if (file !== null) {
      const kept = await blobs.put(file, body, MOST_FILE_BYTES)
      if (kept.type !== 'kept')
        throw new Complaint('There is no room for the files of this backup.', 'Free some space and start again in an empty folder.')
      files += 1
    } else
      throw new Complaint(`The backup holds "${header.name}", which no backup holds.`, 'Somebody made it by other means. Do not use it.')
  }
  if (about === null) throw new Complaint('This is not a backup of a relay.', '')
  return { about, files }
}

const UNREADABLE = new Complaint(
  'The backup cannot be opened: it is of another key, or it was changed or cut off.',
  'Check that --identity is the key it was made for, and compare the size of the file with the original.',
)

/** What a failed restore wrote goes again, so that the folder is as empty as it was. */
const emptyAgain = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true })
}

export const restoreBackup = async (restore: Restore): Promise<Restored> => {
  const { dataFolder } = restore
  if (!(await isEmpty(dataFolder)))
    throw new Complaint(`${dataFolder} is not empty.`, 'Restore to an empty folder; nothing is ever written over.')
  try {
    const blobs = await openBlobs(dataFolder, restore.files)
    const { about, files } = await unpack(restore, blobs)
    const audit = await auditDatabase(databaseIn(dataFolder), blobs)
    return { made: about.made, files, audit }
  } catch (error) {
    await emptyAgain(dataFolder)
    throw error instanceof Complaint || (error instanceof Error && 'code' in error) ? error : UNREADABLE
  }
}
