/**
 * What a release of the web app and the intake page consists of: every file that a relay serves, with its SHA-256, signed by whoever
 * built it. JSON, so that it can be read; the signature (Ed25519) is over `pergola/1 web release` 00 and the UTF-8 of
 * `JSON.stringify({ format, version, files })`, files in the order of their paths.
 *
 * | field | |
 * |---|---|
 * | format | 1 |
 * | version | of the root package.json |
 * | files | path as it is asked for (`/assets/x.js`, `/intake/index.html`), bytes, sha256 in hex |
 * | key, signature | hex |
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export interface ReleaseFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

export interface Release {
  readonly format: 1
  readonly version: string
  readonly files: readonly ReleaseFile[]
  readonly key: string
  readonly signature: string
}

const LABEL = 'pergola/1 web release\0'
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const messageOf = ({ format, version, files }: Pick<Release, 'format' | 'version' | 'files'>): Buffer =>
  Buffer.from(LABEL + JSON.stringify({ format, version, files: files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })) }))

/** Packed copies are left out: what is in them is what is unpacked, and that is compared. */
const PACKED = /\.(br|gz)$/

const filesUnder = (folder: string, prefix: string): readonly ReleaseFile[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !PACKED.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const bytes = readFileSync(path)
      return { path: `${prefix}/${relative(folder, path).split(sep).join('/')}`, bytes: bytes.length, sha256: sha256Of(bytes) }
    })

/** Everything a relay serves from these two folders, in the order of the paths. */
export const releaseFiles = (web: string, intake: string): readonly ReleaseFile[] =>
  [...filesUnder(web, ''), ...filesUnder(intake, '/intake')].sort((a, b) => (a.path < b.path ? -1 : 1))

/** `seed`: the 32 secret bytes of the release key. */
export const signRelease = (version: string, files: readonly ReleaseFile[], seed: Uint8Array): Release => {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  const body = { format: 1, version, files } as const
  return { ...body, key: publicKey, signature: sign(null, messageOf(body), key).toString('hex') }
}

const publicKeyOf = (hex: string): KeyObject | null =>
  /^[0-9a-f]{64}$/.test(hex)
    ? createPublicKey({ key: Buffer.concat([SPKI_PREFIX, Buffer.from(hex, 'hex')]), format: 'der', type: 'spki' })
    : null

const isFile = (value: unknown): value is ReleaseFile => {
  const file = value as Partial<ReleaseFile> | null
  return (
    typeof file === 'object' &&
    file !== null &&
    /^\/[\w./-]+$/.test(file.path ?? '') &&
    Number.isSafeInteger(file.bytes) &&
    /^[0-9a-f]{64}$/.test(file.sha256 ?? '')
  )
}

/** A release whose signature is by `key` (hex); null for anything else, whatever key it names itself. */
export const readRelease = (text: string, key: string): Release | null => {
  let release: Partial<Release> | null = null
  try {
    release = JSON.parse(text) as Partial<Release> | null
  } catch {
    return null
  }
  if (release === null || release.format !== 1 || typeof release.version !== 'string') return null
  if (!Array.isArray(release.files) || !release.files.every(isFile) || !/^[0-9a-f]{128}$/.test(release.signature ?? '')) return null
  const signer = publicKeyOf(key)
  const read = release as Release
  return signer && verify(null, messageOf(read), signer, Buffer.from(read.signature, 'hex')) ? read : null
}
