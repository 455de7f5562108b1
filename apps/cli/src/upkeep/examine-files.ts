/** A bucket is tried out: something is put, read and removed. */
import { randomBytes } from 'node:crypto'
import type { FilesPlace } from '@pergola/relay/upkeep'
import { Complaint } from '../voice.ts'
import { bad, fine, type Finding } from './findings.ts'
import { openFiles } from './files.ts'

export const examineBucket = async (dataFolder: string, files: FilesPlace): Promise<Finding> => {
  const [id, content] = [randomBytes(16).toString('hex'), randomBytes(1000)]
  const source = async function* () {
    yield new Uint8Array(content)
  }
  try {
    const blobs = await openFiles(dataFolder, files)
    const kept = await blobs.put(id, source(), content.length)
    const read: Uint8Array[] = []
    for await (const part of (await blobs.get(id)) ?? []) read.push(part)
    await blobs.remove(id)
    if (kept.type === 'kept' && Buffer.concat(read).equals(content) && (await blobs.get(id)) === null)
      return fine('bucket', 'takes, gives and forgets')
    return bad('bucket', 'does not give back what it took', 'Is it versioned with deletion forbidden, or full?')
  } catch (error) {
    const hint = error instanceof Complaint ? error.hint : 'May these keys put, get and delete objects there?'
    return bad('bucket', error instanceof Error ? error.message : 'cannot be used', hint)
  }
}
