/**
 * Files in a bucket of an S3-speaking store. One piece in memory for each upload; a file of one piece is one object put,
 * a larger one a multipart upload that is completed or aborted, so there is the whole file or none. What a crash leaves
 * of a multipart upload is the bucket's to forget (a lifecycle rule: docs/operators.md).
 */
import { createHash } from 'node:crypto'
import { concat } from '@pergola/protocol'
import type { Blobs, Kept, KeptFile } from './blobs.ts'
import { S3Client, saysFull, textsOf, type S3Keys, type S3Place } from './s3-client.ts'

/** Pieces of a multipart upload have one size, but for the last; no store takes fewer than 5 MiB. */
const PIECE_BYTES = 8 * 1024 * 1024

/** The source cut anew: pieces of `PIECE_BYTES`, then a rest (that may be empty, and is there always). */
const pieces = async function* (source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let held: Uint8Array[] = []
  let size = 0
  for await (const part of source) {
    let rest = part
    while (size + rest.length > PIECE_BYTES) {
      const fits = PIECE_BYTES - size
      yield concat(...held, rest.subarray(0, fits))
      rest = rest.subarray(fits)
      held = []
      size = 0
    }
    // The source may reuse its buffer once it is asked for more.
    held.push(rest.slice())
    size += rest.length
  }
  yield concat(...held)
}

/** One object in several requests. */
class Multipart {
  readonly #client: S3Client
  readonly #name: string
  readonly #id: string
  readonly #tags: string[] = []

  private constructor(client: S3Client, name: string, id: string) {
    this.#client = client
    this.#name = name
    this.#id = id
  }

  static async start(client: S3Client, name: string): Promise<Multipart> {
    const told = await client.askForText({ method: 'POST', name, query: { uploads: '' } })
    const id = textsOf(told, 'UploadId')[0]
    if (id === undefined) throw new Error('the object store began no upload')
    return new Multipart(client, name, id)
  }

  async add(body: Uint8Array): Promise<void> {
    const query = { partNumber: String(this.#tags.length + 1), uploadId: this.#id }
    const answer = await this.#client.ask({ method: 'PUT', name: this.#name, query, body })
    await answer?.arrayBuffer()
    const tag = answer?.headers.get('etag')
    if (!tag) throw new Error('the object store took a piece without naming it')
    this.#tags.push(tag)
  }

  async complete(): Promise<void> {
    const list = this.#tags.map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag}</ETag></Part>`).join('')
    const body = new TextEncoder().encode(`<CompleteMultipartUpload>${list}</CompleteMultipartUpload>`)
    await this.#client.askForText({ method: 'POST', name: this.#name, query: { uploadId: this.#id }, body })
  }

  async abort(): Promise<void> {
    await this.#client.ask({ method: 'DELETE', name: this.#name, query: { uploadId: this.#id } })
  }
}

const putWhole = async (client: S3Client, name: string, body: Uint8Array): Promise<void> => {
  const answer = await client.ask({ method: 'PUT', name, body })
  await answer?.arrayBuffer()
}

/** Puts pieces as they come; nothing stands under the name until the last one is there. */
const fill = async (client: S3Client, name: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Kept> => {
  const hash = createHash('sha256')
  let bytes = 0
  let upload: Multipart | null = null
  const counted = async function* (): AsyncIterable<Uint8Array> {
    for await (const part of source) {
      bytes += part.length
      if (bytes > maxBytes) return
      hash.update(part)
      yield part
    }
  }
  try {
    let last: Uint8Array | null = null
    for await (const piece of pieces(counted())) {
      if (last !== null) {
        upload ??= await Multipart.start(client, name)
        await upload.add(last)
      }
      last = piece
    }
    if (bytes > maxBytes) {
      await upload?.abort()
      return { type: 'too_large' }
    }
    if (upload === null) await putWhole(client, name, last ?? new Uint8Array(0))
    else {
      await upload.add(last ?? new Uint8Array(0))
      await upload.complete()
    }
    return { type: 'kept', bytes, sha256: hash.digest() }
  } catch (error) {
    // What broke first is what the caller has to know.
    await upload?.abort().catch(() => {})
    throw error
  }
}

const list = async function* (client: S3Client): AsyncIterable<KeptFile> {
  const { prefix } = client.place
  let token: string | undefined
  do {
    const query = { 'list-type': '2', prefix, ...(token === undefined ? {} : { 'continuation-token': token }) }
    const told = await client.askForText({ method: 'GET', name: null, query })
    const [names, times] = [textsOf(told, 'Key'), textsOf(told, 'LastModified')]
    for (const [at, name] of names.entries()) yield { id: name.slice(prefix.length), time: Date.parse(times[at] ?? '') }
    token = textsOf(told, 'IsTruncated')[0] === 'true' ? textsOf(told, 'NextContinuationToken')[0] : undefined
  } while (token !== undefined)
}

/** Throws when the bucket is not there or not ours. */
export const openS3Blobs = async (place: S3Place, keys: S3Keys): Promise<Blobs> => {
  const client = new S3Client(place, keys)
  await client.askForText({ method: 'GET', name: null, query: { 'list-type': '2', 'max-keys': '1', prefix: place.prefix } })
  return {
    put: async (id, source, maxBytes) => {
      try {
        return await fill(client, id, source, maxBytes)
      } catch (error) {
        if (saysFull(error)) return { type: 'full' }
        throw error
      }
    },
    get: async (id) => {
      const answer = await client.ask({ method: 'GET', name: id })
      return answer && (answer.body ?? (async function* () {})())
    },
    remove: async (id) => {
      const answer = await client.ask({ method: 'DELETE', name: id })
      await answer?.arrayBuffer()
    },
    all: () => list(client),
  }
}
