/** 32 random bytes that the relay makes once and keeps beside its database, readable by nobody else. */
import { randomBytes } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

const BYTES = 32

const create = async (path: string): Promise<Uint8Array> => {
  const secret = randomBytes(BYTES)
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(secret)
    await file.sync()
  } finally {
    await file.close()
  }
  const folder = await open(dirname(path), 'r')
  await folder.sync()
  await folder.close()
  return secret
}

/** Throws when the file exists and is not 32 bytes: a new key would be a new relay to every member. */
export const secretFile = async (path: string): Promise<Uint8Array> => {
  try {
    return await create(path)
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'EEXIST') throw error
  }
  const secret = await readFile(path)
  if (secret.length !== BYTES) throw new Error(`${path} is damaged: bring it back from a backup`)
  return secret
}
