/**
 * The few requests of the S3 API that a place for files needs, signed with AWS Signature Version 4 (aws4fetch). Bucket in the
 * path, as every S3-speaking server understands. Bodies are bytes, so a request that failed for a moment is made again.
 */
import { hex } from '@pergola/protocol'
import { AwsClient } from 'aws4fetch'
import { sha256 } from '../crypto/sha256.ts'

export interface S3Place {
  /** E.g. `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string
  readonly bucket: string
  /** Before each name; empty, or ends with a slash. */
  readonly prefix: string
  readonly region: string
}

export interface S3Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
}

/** What the store said that we cannot work with: a status and its own code, never an address or a key. */
export class S3Refusal extends Error {
  readonly status: number

  constructor(status: number, code: string) {
    super(`the object store answered ${status}${code === '' ? '' : ` ${code}`}`)
    this.status = status
  }
}

/** Codes of several servers for a store without room. */
const FULL = /^(?:QuotaExceeded|XMinioStorageFull|InsufficientStorage|StorageFull|XAmzQuotaExceeded)$/

export const saysFull = (error: unknown): boolean =>
  error instanceof S3Refusal && (error.status === 507 || FULL.test(error.message.split(' ').at(-1) ?? ''))

const RETRIES = 4
const FIRST_WAIT_MS = 100

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>', '&apos;': "'" }

/** The texts of all elements of this name. The answers read here nest no element in one of the same name. */
export const textsOf = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) =>
    text.replace(/&(?:amp|quot|lt|gt|apos);/g, (entity) => ENTITIES[entity] ?? entity),
  )

export interface S3Request {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Null: the bucket itself. */
  readonly name: string | null
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

export class S3Client {
  readonly place: S3Place
  readonly #aws: AwsClient

  constructor(place: S3Place, { accessKeyId, secretAccessKey, sessionToken }: S3Keys) {
    this.place = place
    const session = sessionToken === undefined ? {} : { sessionToken }
    const options = { accessKeyId, secretAccessKey, ...session, service: 's3', region: place.region }
    this.#aws = new AwsClient({ ...options, retries: RETRIES, initRetryMs: FIRST_WAIT_MS })
  }

  /** The answer, or null for 404. Throws `S3Refusal` for any other no, and what fetch throws when nobody answers. */
  async ask({ method, name, query = {}, body }: S3Request): Promise<Response | null> {
    const { endpoint, bucket, prefix } = this.place
    const url = new URL(`${endpoint}/${bucket}${name === null ? '' : `/${prefix}${name}`}`)
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
    const headers = { 'x-amz-content-sha256': hex(sha256(body ?? new Uint8Array(0))), 'content-type': 'application/octet-stream' }
    const content = body && body.length > 0 ? { body: body as Uint8Array<ArrayBuffer> } : {}
    const response = await this.#aws.fetch(url, { method, headers, ...content })
    if (response.ok) return response
    const told = await response.text()
    if (response.status === 404 && !told.includes('NoSuchBucket')) return null
    throw new S3Refusal(response.status, textsOf(told, 'Code')[0] ?? '')
  }

  /** The same for answers in XML, as text. A 200 may still carry an error, and 404 is one here. */
  async askForText(request: S3Request): Promise<string> {
    const response = await this.ask(request)
    if (response === null) throw new S3Refusal(404, '')
    const told = await response.text()
    if (told.includes('<Error>')) throw new S3Refusal(response.status, textsOf(told, 'Code')[0] ?? '')
    return told
  }
}
