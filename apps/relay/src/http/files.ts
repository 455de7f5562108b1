/** Sealed files: kept once under a random id, paid for by an organisation. */
import { createHash } from 'node:crypto'
import { LIMITS, atLeast, sameBytes, type OrgId } from '@pergola/protocol'
import type { House } from '../house.ts'
import { outOfNetworks, standingOf, type Caller } from '../hub/standing.ts'
import { sessionName } from '../hub/sessions.ts'
import { refuse, type Answer } from '../refusal.ts'
import type { BlobRow } from '../store/store.ts'
import { fileIsDown } from '../taken-down.ts'
import { EMPTY, bad, good, written, type Call, type Route } from './route.ts'

export const isBlobId = (text: string | undefined): text is string => text !== undefined && /^[0-9a-f]{32}$/.test(text)

const hashOf = async (source: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const hash = createHash('sha256')
  for await (const part of source) hash.update(part)
  return hash.digest()
}

interface Upload {
  readonly blob: string
  readonly org: OrgId
  readonly source: AsyncIterable<Uint8Array>
  readonly maxBytes: number
  readonly orphan: boolean
}

const store = async (house: House, { blob, org, source, maxBytes, orphan }: Upload): Promise<Answer<Uint8Array>> => {
  const left = await house.usages.left(org)
  const kept = await house.blobs.put(blob, source, Math.min(maxBytes, Math.max(0, left)))
  if (kept.type === 'full') return refuse('storage_full')
  if (kept.type === 'too_large') return left < maxBytes ? refuse('quota', house.usages.quotaMiB) : refuse('too_large', maxBytes)
  const { bytes, sha256 } = kept
  const outcome = await house.store.addBlob({ blob, org, bytes, sha256, time: house.now(), orphan })
  if (outcome === 'done') house.usages.written(org, bytes)
  else await house.blobs.remove(blob)
  return written(outcome)
}

/** The same file again under its id, after a lost answer, is fine; another one is not. */
const again = async (row: BlobRow, org: OrgId, source: AsyncIterable<Uint8Array>): Promise<Answer<Uint8Array>> =>
  row.org === org && sameBytes(await hashOf(source), row.sha256) ? { ok: true, value: EMPTY } : refuse('used')

export const keepBlob = async (house: House, upload: Upload): Promise<Answer<Uint8Array>> => {
  if (house.uploads.has(upload.blob)) return refuse('busy', 1000)
  house.uploads.add(upload.blob)
  try {
    const row = await house.store.blob(upload.blob)
    return row ? await again(row, upload.org, upload.source) : await store(house, upload)
  } finally {
    house.uploads.delete(upload.blob)
  }
}

/** The device whose socket is at another process of this relay. */
const elsewhere = async (house: House, session: string): Promise<Caller | null> => {
  const device = await house.passing.sessionDevice(sessionName(session))
  return device && { device, certificate: null }
}

/** Who was taken out of every network stores nothing more, and takes back what is theirs. What goes with a space goes by editors. */
export type Act = 'reads' | 'takes_back' | 'stores' | 'ends'

/** The organisation of the socket this bearer token came with. */
export const caller = async (house: House, call: Call, act: Act): Promise<Answer<OrgId>> => {
  const session = /^Bearer ([0-9a-f]{64})$/.exec(call.headers['authorization'] ?? '')?.[1]
  const member = session === undefined ? null : (house.audience.bySession(session) ?? (await elsewhere(house, session)))
  if (member === null) return refuse('denied')
  const standing = await standingOf(house.store, house.spaces, member)
  if (standing.type !== 'enrolled') return refuse('not_enrolled')
  const { org } = standing.known
  if (act !== 'reads' && !atLeast(standing.role, 'contributor')) return refuse('not_permitted')
  if (act === 'ends' && !atLeast(standing.role, 'editor')) return refuse('not_permitted')
  return act === 'stores' && (await outOfNetworks(house.store, org)) ? refuse('not_member') : { ok: true, value: org }
}

const put: Route = {
  method: 'PUT',
  path: '/api/blobs/:id',
  group: null,
  handle: async (house, call) => {
    const org = await caller(house, call, 'stores')
    if (!org.ok) return bad(org.problem)
    const blob = call.params['id']
    if (!isBlobId(blob)) return bad({ type: 'malformed', detail: 0 })
    const kept = await keepBlob(house, { blob, org: org.value, source: call.body, maxBytes: LIMITS.blobBytes, orphan: false })
    return kept.ok ? good() : bad(kept.problem)
  },
}

const get: Route = {
  method: 'GET',
  path: '/api/blobs/:id',
  group: null,
  handle: async (house, call) => {
    const org = await caller(house, call, 'reads')
    if (!org.ok) return bad(org.problem)
    const blob = call.params['id']
    const row = isBlobId(blob) ? await house.store.blob(blob) : null
    if (row && fileIsDown(row)) return bad({ type: 'taken_down', detail: 0 })
    const stream = row && (await house.blobs.get(row.blob))
    return row && stream ? good({ stream, length: row.bytes }) : bad({ type: 'not_found', detail: 0 })
  },
}

export const fileRoutes: readonly Route[] = [put, get]
