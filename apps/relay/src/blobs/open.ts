/** Where the sealed files are: a folder beside the database, or a bucket that the operator names. */
import { join } from 'node:path'
import type { Blobs } from './blobs.ts'
import { openDiskBlobs } from './disk.ts'
import type { S3Keys, S3Place } from './s3-client.ts'
import { openS3Blobs } from './s3.ts'

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const PREFIX = /^(?:[\w-][\w.-]*\/)*$/

/**
 * `s3://bucket?endpoint=https://...&region=...&prefix=folder/`. Region `us-east-1` and the endpoint of AWS in that region
 * when nothing is said. Null for anything else: keys never stand in an address.
 */
export const s3PlaceOf = (text: string): S3Place | null => {
  const url = URL.parse(text)
  if (url?.protocol !== 's3:' || url.username !== '' || url.password !== '' || !['', '/'].includes(url.pathname)) return null
  const given = Object.fromEntries(url.searchParams)
  const { region = 'us-east-1', prefix = '', endpoint = `https://s3.${region}.amazonaws.com`, ...other } = given
  const server = URL.parse(endpoint)
  const known = Object.keys(other).length === 0 && (server?.protocol === 'https:' || server?.protocol === 'http:')
  if (!known || !BUCKET.test(url.hostname) || !PREFIX.test(prefix)) return null
  return { endpoint: endpoint.replace(/\/+$/, ''), bucket: url.hostname, prefix, region }
}

/** As every S3 tool takes them; null when there are none. */
export const s3KeysOf = (environment: Readonly<Record<string, string | undefined>>): S3Keys | null => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = environment
  return accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey, sessionToken } : null
}

export interface FilesPlace {
  readonly place: S3Place
  readonly keys: S3Keys
}

/** Null: in the data folder. Uploads under way there are left alone until they are `leftoverMs` old. */
export const openBlobs = (dataFolder: string, files: FilesPlace | null, leftoverMs = 0): Promise<Blobs> =>
  files === null ? openDiskBlobs(join(dataFolder, 'files'), leftoverMs) : openS3Blobs(files.place, files.keys)
