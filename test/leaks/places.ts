/** Where something may have leaked to: folders of files, and the memory of a running process. */
import { open, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A secret in every form in which it could lie about. */
export const formsOf = (secret: string | Uint8Array): readonly Buffer[] => {
  if (typeof secret !== 'string')
    return [Buffer.from(secret), Buffer.from(Buffer.from(secret).toString('hex')), Buffer.from(Buffer.from(secret).toString('base64'))]
  return [Buffer.from(secret), Buffer.from(secret, 'utf16le'), Buffer.from(Buffer.from(secret).toString('base64').slice(0, -4))]
}

export type Secrets = ReadonlyMap<string, readonly Buffer[]>

/** Everything to look for, by its first four bytes: one pass over hundreds of megabytes finds all of it. */
export interface Search {
  readonly starts: ReadonlyMap<number, readonly { readonly name: string; readonly form: Buffer }[]>
  /** By the last two of the four bytes: is a closer look worth it? */
  readonly likely: Uint8Array
}

export const searchFor = (secrets: Secrets): Search => {
  const starts = new Map<number, { readonly name: string; readonly form: Buffer }[]>()
  const likely = new Uint8Array(65_536)
  for (const [name, forms] of secrets) {
    for (const form of forms) {
      const start = form.readUInt32BE(0)
      starts.set(start, [...(starts.get(start) ?? []), { name, form }])
      likely[start & 0xffff] = 1
    }
  }
  return { starts, likely }
}

/** Names of the secrets that stand in these bytes. */
export const foundIn = ({ starts, likely }: Search, bytes: Buffer): readonly string[] => {
  const found = new Set<string>()
  let last = 0
  for (let at = 0; at < bytes.length; at++) {
    last = (last << 8) | bytes[at]!
    if (likely[last & 0xffff] === 0) continue
    for (const { name, form } of starts.get(last >>> 0) ?? []) {
      if (bytes.compare(form, 0, form.length, at - 3, Math.min(bytes.length, at - 3 + form.length)) === 0) found.add(name)
    }
  }
  return [...found]
}

export const foundInFolder = async (secrets: Search, folder: string): Promise<readonly string[]> => {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    found.push(
      ...foundIn(secrets, await readFile(path)).map((name) => `${name} in ${entry.name}`),
      ...foundIn(secrets, Buffer.from(entry.name)).map((name) => `${name} as the name of a file`),
    )
  }
  return found
}

const PIECE = 16 * 1024 * 1024
/** Pieces overlap, so that nothing is missed at their edges. */
const OVERLAP = 64 * 1024

interface Stretch {
  readonly from: number
  readonly to: number
}

const writableStretches = async (pid: number): Promise<readonly Stretch[]> =>
  (await readFile(`/proc/${pid}/maps`, 'utf8')).split('\n').flatMap((line) => {
    const match = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line)
    return match ? [{ from: Number.parseInt(match[1]!, 16), to: Number.parseInt(match[2]!, 16) }] : []
  })

/** Names of the secrets that stand in a process's memory; null where this machine does not let us look. */
export const foundInMemory = async (secrets: Search, pid: number): Promise<ReadonlySet<string> | null> => {
  const memory = await open(`/proc/${pid}/mem`, 'r').catch(() => null)
  if (memory === null) return null
  const found = new Set<string>()
  const piece = Buffer.alloc(PIECE)
  for (const { from, to } of await writableStretches(pid)) {
    for (let at = from; at < to; at += PIECE - OVERLAP) {
      const read = await memory.read(piece, 0, Math.min(PIECE, to - at), at).catch(() => null)
      if (read) for (const name of foundIn(secrets, piece.subarray(0, read.bytesRead))) found.add(name)
    }
  }
  await memory.close()
  return found
}
