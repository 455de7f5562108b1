import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/folder.ts'
import { blobsContract } from './contract.ts'
import { openDiskBlobs } from './disk.ts'
import { createMemoryBlobs } from './memory.ts'

const folders: Awaited<ReturnType<typeof temporaryFolder>>[] = []
const newRoot = async (): Promise<string> => {
  const folder = await temporaryFolder()
  folders.push(folder)
  return join(folder.path, 'files')
}
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove()
})

blobsContract('memory', async () => createMemoryBlobs())
blobsContract('disk', async () => openDiskBlobs(await newRoot()))

describe('files on disk', () => {
  it('leave nothing behind when an upload breaks off', async () => {
    const root = await newRoot()
    const blobs = await openDiskBlobs(root)
    const broken = (async function* () {
      yield new Uint8Array(10)
      throw new Error('the line went dead')
    })()
    await blobs.put('ab'.repeat(16), broken, 100).catch(() => {})
    expect(await readdir(root, { recursive: true })).toEqual(['unfinished'])
  })

  it('stand two folders deep', async () => {
    const root = await newRoot()
    const blobs = await openDiskBlobs(root)
    const one = (async function* () {
      yield Uint8Array.of(1)
    })()
    await blobs.put('abcd'.repeat(8), one, 100)
    expect(await readdir(join(root, 'ab', 'cd'))).toEqual(['abcd'.repeat(8)])
  })
})
