/** 32 random bytes that the relay makes once and keeps beside its database, readable by nobody else. */
import { randomBytes } from 'node:crypto'
import { link, open, readFile, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

const BYTES = 32

const create = async (path: string): Promise<Uint8Array> => {
  const secret = randomBytes(BYTES)
  const beside = `${path}.${randomBytes(4).toString('hex')}`
  const file = await open(beside, 'wx', 0o600)
  try {
    await file.writeFile(secret)
    await file.sync()
    // Whole or not at all, and only one of two processes that start at once.
    await link(beside, path)
  } finally {
    await file.close()
    await unlink(beside)
  }
  const folder = await open(dirname(path), 'r')
  await folder.sync()
  await folder.close()
  return secret
}

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code

const read = async (path: string): Promise<Uint8Array | null> => {
  const secret = await readFile(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (secret !== null && secret.length !== BYTES) throw new Error(`${path} is damaged: bring it back from a backup`)
  return secret
}

/** Throws when the file exists and is not 32 bytes: a new key would be a new relay to every member. */
export const secretFile = async (path: string): Promise<Uint8Array> => {
  const held = await read(path)
  if (held) return held
  try {
    return await create(path)
  } catch (error) {
    const others = codeOf(error) === 'EEXIST' ? await read(path) : null
    if (others) return others
    throw error
  }
}
