/** What every place for files must do. */
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hex } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { Blobs } from './blobs.ts'

const parts = async function* (...all: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* all
}

const read = async (source: AsyncIterable<Uint8Array> | null): Promise<Buffer | null> => {
  if (source === null) return null
  const all: Uint8Array[] = []
  for await (const part of source) all.push(part)
  return Buffer.concat(all)
}

export const blobsContract = (name: string, open: () => Promise<Blobs>): void => {
  const newId = (): string => hex(randomBytes(16))

  describe(`files: ${name}`, () => {
    it('gives back the bytes that were put, with their size and hash', async () => {
      const blobs = await open()
      const [one, two] = [randomBytes(70_000), randomBytes(5)]
      const id = newId()
      const whole = Buffer.concat([one, two])
      expect(await blobs.put(id, parts(one, two), 100_000)).toEqual({ type: 'kept', bytes: 70_005, sha256: sha256(whole) })
      expect(await read(await blobs.get(id))).toEqual(whole)
    })

    it('keeps nothing of what is too large or breaks off', async () => {
      const blobs = await open()
      const id = newId()
      expect(await blobs.put(id, parts(randomBytes(60), randomBytes(60)), 100)).toEqual({ type: 'too_large' })
      const broken = (async function* () {
        yield randomBytes(10)
        throw new Error('the line went dead')
      })()
      await expect(blobs.put(id, broken, 100)).rejects.toThrow('line')
      expect(await blobs.get(id)).toBeNull()
    })

    it('lists what is here, each once, with the time it came', async () => {
      const blobs = await open()
      const [one, two, gone] = [newId(), newId(), newId()]
      const before = Date.now() - 2000
      for (const id of [one, two, gone]) await blobs.put(id, parts(randomBytes(20)), 100)
      await blobs.put(one, parts(randomBytes(20)), 100)
      await blobs.remove(gone)
      const found: string[] = []
      for await (const { id, time } of blobs.all()) {
        found.push(id)
        expect(time).toBeGreaterThan(before)
        expect(time).toBeLessThan(Date.now() + 2000)
      }
      expect(found.toSorted()).toEqual([one, two].toSorted())
    })

    it('keeps a file larger than one piece of an upload, and an empty one', async () => {
      const blobs = await open()
      const [large, empty] = [newId(), newId()]
      const pieces = Array.from({ length: 21 }, () => randomBytes(1024 * 1024 - 7))
      const kept = await blobs.put(large, parts(...pieces), 30 * 1024 * 1024)
      const whole = Buffer.concat(pieces)
      expect(kept).toEqual({ type: 'kept', bytes: whole.length, sha256: sha256(whole) })
      expect((await read(await blobs.get(large)))?.equals(whole)).toBe(true)
      expect(await blobs.put(empty, parts(), 10)).toEqual({ type: 'kept', bytes: 0, sha256: sha256(new Uint8Array(0)) })
      expect((await read(await blobs.get(empty)))?.length).toBe(0)
      expect(await blobs.put(newId(), parts(...pieces), 20 * 1024 * 1024)).toEqual({ type: 'too_large' })
    })

    it('forgets what is removed, and does not mind what was never there', async () => {
      const blobs = await open()
      const id = newId()
      await blobs.put(id, parts(Uint8Array.of(1)), 10)
      await blobs.remove(id)
      await blobs.remove(newId())
      expect(await blobs.get(id)).toBeNull()
    })
  })
}
