/**
 * Files under two levels of folders (`ab/cd/abcd…`), so that no folder grows large. Written beside their place, synced,
 * then renamed, and the folders synced: after a power cut there is the whole file or none.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Blobs, Kept, KeptFile } from './blobs.ts'

/** No room on the disk, for this user, or (`ulimit -f`) in a file of this process. */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const fill = async (file: FileHandle, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Kept> => {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const part of source) {
    bytes += part.length
    if (bytes > maxBytes) return { type: 'too_large' }
    hash.update(part)
    await file.writeFile(part)
  }
  await file.sync()
  return { type: 'kept', bytes, sha256: hash.digest() }
}

const writeNew = async (path: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Kept> => {
  const file = await open(path, 'wx', 0o600)
  try {
    return await fill(file, source, maxBytes)
  } finally {
    await file.close()
  }
}

const NAME = /^[0-9a-f]{32}$/

/** Two folders deep, one entry at a time: what is removed while we look is simply not there. */
const walk = async function* (root: string): AsyncIterable<KeptFile> {
  for await (const entry of await opendir(root, { recursive: true })) {
    if (!entry.isFile() || !NAME.test(entry.name)) continue
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => null)
    if (found) yield { id: entry.name, time: found.mtimeMs }
  }
}

const removeLeftovers = async (folder: string, olderThanMs: number): Promise<void> => {
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => null)
    if (found && Date.now() - found.mtimeMs >= olderThanMs) await rm(join(folder, name), { force: true })
  }
}

/** Leftovers of uploads that a crash cut off are removed at start; where other processes write here too, only old ones. */
export const openDiskBlobs = async (root: string, leftoverMs = 0): Promise<Blobs> => {
  const unfinished = join(root, 'unfinished')
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  await removeLeftovers(unfinished, leftoverMs)
  const placeOf = (id: string): string => join(root, id.slice(0, 2), id.slice(2, 4), id)

  const put: Blobs['put'] = async (id, source, maxBytes) => {
    const beside = join(unfinished, `${id}.${randomBytes(4).toString('hex')}`)
    const place = placeOf(id)
    try {
      const kept = await writeNew(beside, source, maxBytes)
      if (kept.type !== 'kept') return kept
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      await rename(beside, place)
      for (const folder of [dirname(place), dirname(dirname(place)), root]) await syncFolder(folder)
      return kept
    } catch (error) {
      if (FULL.has(codeOf(error))) return { type: 'full' }
      throw error
    } finally {
      await rm(beside, { force: true })
    }
  }

  return {
    put,
    get: async (id) => {
      try {
        const file = await open(placeOf(id), 'r')
        await file.close()
        return createReadStream(placeOf(id))
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null
        throw error
      }
    },
    remove: (id) => rm(placeOf(id), { force: true }),
    all: () => walk(root),
  }
}
