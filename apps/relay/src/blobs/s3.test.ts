/** Files in a real S3-speaking store, started by this test (see testing/object-store.ts). */
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS, encode, hex, joinParts } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import { startRelay } from '../index.ts'
import { temporaryFolder } from '../testing/folder.ts'
import { firstOrganisation } from '../testing/network.ts'
import { noObjectStore, startObjectStore, type ObjectStore } from '../testing/object-store.ts'
import { socketLink } from '../testing/socket-link.ts'
import { auditFolder } from '../upkeep/index.ts'
import { blobsContract } from './contract.ts'
import { S3Client } from './s3-client.ts'
import { openS3Blobs } from './s3.ts'

const why = noObjectStore()

describe.skipIf(why !== null)(`object storage${why === null ? '' : ` (not tried: ${why})`}`, () => {
  let store: ObjectStore
  let buckets = 0
  beforeAll(async () => {
    store = await startObjectStore()
  }, 90_000)
  afterAll(() => store.stop())

  const newBucket = async () => ({ ...(await store.bucket(`bucket-${++buckets}`)), prefix: 'relay/' })
  blobsContract('S3', async () => openS3Blobs(await newBucket(), store.keys))

  it('OPS-3 is not opened with another key, nor where there is no such bucket', async () => {
    const place = await newBucket()
    await expect(openS3Blobs(place, { ...store.keys, secretAccessKey: 'guessed' })).rejects.toThrow('403 SignatureDoesNotMatch')
    await expect(openS3Blobs({ ...place, bucket: 'nowhere' }, store.keys)).rejects.toThrow('404 NoSuchBucket')
  })

  it('OPS-3 leaves no piece behind when a large upload breaks off', async () => {
    const place = await newBucket()
    const blobs = await openS3Blobs(place, store.keys)
    const broken = (async function* () {
      for (let n = 0; n < 20; n++) yield randomBytes(1024 * 1024)
      throw new Error('the line went dead')
    })()
    await expect(blobs.put(hex(randomBytes(16)), broken, 1e9)).rejects.toThrow('line')
    const told = await new S3Client(place, store.keys).askForText({ method: 'GET', name: null, query: { uploads: '' } })
    expect(told).toContain('ListMultipartUploadsResult')
    expect(told).not.toContain('<Upload>')
    for await (const file of blobs.all()) expect(file).toBeUndefined()
  })

  it('OPS-3 keeps the files of a relay: whole ones, and large ones in parts, with nothing of it on the disk', async () => {
    const folder = await temporaryFolder()
    const files = { place: await newBucket(), keys: store.keys }
    const relay = await startRelay({ dataFolder: folder.path, port: 0, origins: ['http://localhost'], files })
    const { steward } = await firstOrganisation(socketLink(relay.url))
    const headers = {
      authorization: `Bearer ${hex((await steward.client.first('welcome')).session)}`,
      'content-type': 'application/octet-stream',
    }
    const send = async (method: string, path: string, body?: Uint8Array) =>
      fetch(`${relay.url}/api/blobs/${path}`, { method, headers, ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}) })
    const [one, large] = [hex(randomBytes(16)), hex(randomBytes(16))]
    const [small, whole] = [new Uint8Array(randomBytes(5000)), new Uint8Array(randomBytes(10 * LIMITS.partBytes + 9))]
    expect((await send('PUT', one, small)).status).toBe(200)
    for (let n = 0; n <= 10; n++) {
      const part = whole.subarray(n * LIMITS.partBytes, (n + 1) * LIMITS.partBytes)
      expect((await send('PUT', `${large}/parts/${n}`, part)).status).toBe(200)
    }
    const said = encode(joinParts, { parts: 11, bytes: whole.length, sha256: sha256(whole) })
    expect((await send('POST', `${large}/join`, said)).status).toBe(200)
    expect(Buffer.from(await (await send('GET', one)).arrayBuffer()).equals(small)).toBe(true)
    expect(Buffer.from(await (await send('GET', large)).arrayBuffer()).equals(whole)).toBe(true)
    const blobs = await openS3Blobs(files.place, files.keys)
    const kept: string[] = []
    for await (const { id } of blobs.all()) kept.push(id)
    expect(kept.toSorted()).toEqual([one, large].toSorted())
    expect(await readdir(folder.path)).not.toContain('files')
    expect((await auditFolder(folder.path, blobs)).faults).toEqual([])
    steward.client.close()
    await relay.stop()
    await folder.remove()
  })

  it('OPS-3 lists more files than one answer of the store holds, and nothing beside its prefix', async () => {
    const place = await newBucket()
    const [blobs, beside] = [await openS3Blobs(place, store.keys), await openS3Blobs({ ...place, prefix: 'other/' }, store.keys)]
    const one = async function* () {
      yield Uint8Array.of(1)
    }
    await beside.put(hex(randomBytes(16)), one(), 9)
    const ids = Array.from({ length: 1005 }, () => hex(randomBytes(16)))
    for (let from = 0; from < ids.length; from += 20) await Promise.all(ids.slice(from, from + 20).map((id) => blobs.put(id, one(), 9)))
    const found: string[] = []
    for await (const { id } of blobs.all()) found.push(id)
    expect(found.toSorted()).toEqual(ids.toSorted())
  }, 60_000)
})
