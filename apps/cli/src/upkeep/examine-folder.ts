/** The data folder: who may read it, what is in it, how much room there is, and whether the disk keeps what it says it keeps. */
import { open, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import {
  COPY_PREFIX,
  MAILBOX_SECRET,
  RELAY_KEY,
  Unusable,
  databaseIn,
  lookAtPostgres,
  openInventory,
  type DatabaseAddress,
} from '@pergola/relay/upkeep'
import { isOwn } from './files.ts'
import { bad, fine, warn, type Finding } from './findings.ts'

const MIB = 1024 * 1024
const LITTLE_MIB = 1024
const TOO_LITTLE_MIB = 64
const SECRET_BYTES = 32

const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0')

/** Readable by somebody else than its owner? */
const openToOthers = (mode: number): boolean => (mode & 0o077) !== 0

const examineFolderMode = async (folder: string): Promise<Finding> => {
  const { mode, uid } = await stat(folder)
  if (!isOwn(folder)) return warn('data folder', `belongs to user ${uid}, not to you`, 'Run this as the user that the relay runs as.')
  return openToOthers(mode)
    ? bad('data folder', `others may look into it (${octal(mode)})`, `chmod 700 ${folder}`)
    : fine('data folder', `yours alone (${octal(mode)})`)
}

const examineSecret = async (folder: string, name: string): Promise<Finding> => {
  const path = join(folder, name)
  const found = await stat(path).catch(() => null)
  if (found === null) return bad(name, 'is not there', 'Bring it back from a backup: without it this is another relay to every member.')
  if (found.size !== SECRET_BYTES)
    return bad(name, `has ${found.size} bytes, not ${SECRET_BYTES}`, 'It is damaged: bring it back from a backup.')
  return openToOthers(found.mode)
    ? bad(name, `others may read it (${octal(found.mode)})`, `chmod 600 ${path}`)
    : fine(name, `readable by its owner alone (${octal(found.mode)})`)
}

const examineRoom = async (folder: string): Promise<Finding> => {
  const { bavail, bsize, blocks, ffree, files } = await statfs(folder)
  const free = Math.floor((bavail * bsize) / MIB)
  const text = `${free} MiB of ${Math.floor((blocks * bsize) / MIB)} free`
  if (files > 0 && ffree < 1000) return bad('disk', `${ffree} inodes left`, 'No new file can be made soon: make room.')
  if (free < TOO_LITTLE_MIB) return bad('disk', text, 'The relay accepts nothing when it is full: make room now.')
  return free < LITTLE_MIB ? warn('disk', text, 'Make room before it is full.') : fine('disk', text)
}

/** `statfs` types (Linux) on which the database cannot keep its promise. */
const NOT_HERE: Readonly<Record<number, string>> = {
  0x01021994: 'memory (tmpfs)',
  0x6969: 'a network file system (NFS)',
  0xff534d42: 'a network file system (CIFS)',
  0x517b: 'a network file system (SMB)',
}

const examineFileSystem = async (folder: string): Promise<Finding> => {
  const { type } = await statfs(folder)
  const kind = NOT_HERE[type]
  return kind
    ? bad('file system', `${kind}: what is acknowledged there may be lost`, 'Use a folder on a local disk.')
    : fine('file system', 'local')
}

const SYNCS = 15
/** No disk without a protected cache writes in so little. */
const QUICKEST_MS = 0.02
const SLOW_MS = 50

/** Writes and syncs a small file some times. How long that takes says whether anything reached a disk. */
const examineSync = async (folder: string): Promise<Finding> => {
  const path = join(folder, `${COPY_PREFIX}sync-probe`)
  const file = await open(path, 'w', 0o600)
  const times: number[] = []
  try {
    for (let n = 0; n < SYNCS; n++) {
      await file.write(new Uint8Array(4096), 0, 4096, 0)
      const began = performance.now()
      await file.sync()
      times.push(performance.now() - began)
    }
  } finally {
    await file.close()
    await rm(path, { force: true })
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(SYNCS / 2)]!
  const text = `${median.toFixed(2)} ms, median of ${SYNCS}`
  if (median < QUICKEST_MS)
    return warn(
      'fsync',
      `${text}: too quick to be true`,
      'Does the disk or the virtual machine promise to write and not do it? A power cut would lose what was acknowledged.',
    )
  return median > SLOW_MS
    ? warn('fsync', `${text}: slow`, 'Every acknowledgement waits for it. A disk of its own helps.')
    : fine('fsync', text)
}

const examineLeftovers = async (folder: string): Promise<readonly Finding[]> => {
  const left = (await readdir(folder)).filter((name) => name.startsWith(COPY_PREFIX))
  return left.length === 0
    ? []
    : [warn('leftovers', left.join(', '), 'Copies of a backup or audit that was cut off, unless one runs now. They may be removed.')]
}

const examineDatabase = (folder: string): { readonly findings: readonly Finding[]; readonly newest: number | null } => {
  try {
    const inventory = openInventory(databaseIn(folder))
    try {
      const damage = inventory.damage()
      const finding =
        damage.length === 0
          ? fine('database', 'whole')
          : bad('database', damage[0]!, 'Stop the relay, keep a copy of the folder, restore from a backup.')
      return { findings: [finding], newest: inventory.newest() }
    } finally {
      inventory.close()
    }
  } catch {
    return {
      findings: [bad('database', 'is not there or cannot be read', 'Is this the folder that the relay was started with?')],
      newest: null,
    }
  }
}

const examinePostgres = async (database: DatabaseAddress): Promise<ReturnType<typeof examineDatabase>> => {
  try {
    return { findings: [fine('database', 'answers, and keeps what it acknowledges')], newest: await lookAtPostgres(database) }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    return { findings: [bad('database', error.message, error.hint)], newest: null }
  }
}

/** `newest`: when the log was last written, for the clock. `database`: PostgreSQL, otherwise the file in the folder. */
export const examineFolder = async (
  folder: string,
  database?: DatabaseAddress,
): Promise<{ readonly findings: readonly Finding[]; readonly newest: number | null }> => {
  if ((await stat(folder).catch(() => null)) === null)
    return {
      findings: [bad('data folder', `${folder} is not there`, 'Give the folder that the relay was started with, with --data.')],
      newest: null,
    }
  const leftovers = await examineLeftovers(folder)
  const checks = [
    examineFolderMode(folder),
    examineSecret(folder, RELAY_KEY),
    examineSecret(folder, MAILBOX_SECRET),
    examineRoom(folder),
    examineFileSystem(folder),
    examineSync(folder),
  ]
  const notOurs = { findings: [warn('database', 'not looked into', 'It is of another user.')], newest: null }
  const { findings, newest } = database ? await examinePostgres(database) : isOwn(folder) ? examineDatabase(folder) : notOurs
  return { findings: [...(await Promise.all(checks)), ...leftovers, ...findings], newest }
}
