/**
 * A large file in parts, so that a lost connection costs one part and not all of them. A part is a file of its own that
 * nobody has named yet: it is durable when it is answered, counts against the quota, and is forgotten after a day like any
 * other (HTTP-11). Its id follows from organisation, file and number, so nothing else has to be kept.
 */
import {
  LIMITS,
  ascii,
  concat,
  decode,
  encode,
  hex,
  joinParts,
  partsHeld,
  sameBytes,
  u32,
  unhex,
  type Of,
  type OrgId,
} from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { House } from '../house.ts'
import { refuse, type Answer } from '../refusal.ts'
import type { BlobRow } from '../store/store.ts'
import { caller, isBlobId, keepBlob } from './files.ts'
import { EMPTY, bad, good, readWhole, written, type Call, type Reply, type Route } from './route.ts'

const MOST_PARTS = Math.ceil(LIMITS.blobBytes / LIMITS.partBytes)
const JOIN_BYTES = 64
const LABEL = ascii('pergola part of a file\0')

const partId = (org: OrgId, blob: string, part: number): string =>
  hex(sha256(concat(LABEL, unhex(org)!, unhex(blob)!, encode(u32, part))).subarray(0, 16))

/** The first `count` parts, up to the first that is missing. */
const heldParts = async (house: House, org: OrgId, blob: string, count: number): Promise<readonly BlobRow[]> => {
  const rows: BlobRow[] = []
  while (rows.length < count) {
    const row = await house.store.blob(partId(org, blob, rows.length))
    if (row === null) break
    rows.push(row)
  }
  return rows
}

/** One after the other. A part that went away meanwhile breaks it off. */
const streamOf = async function* (house: House, rows: readonly BlobRow[]): AsyncIterable<Uint8Array> {
  for (const row of rows) {
    const part = await house.blobs.get(row.blob)
    if (part === null) throw new Error('a part of a file is gone')
    yield* part
  }
}

const forget = async (house: House, rows: readonly BlobRow[]): Promise<void> => {
  for (const row of rows) {
    await house.store.removeBlob(row.blob)
    house.usages.written(row.org, -row.bytes)
    await house.blobs.remove(row.blob)
  }
}

export interface Join {
  readonly org: OrgId
  readonly blob: string
  readonly asked: Of<typeof joinParts>
  /** Of the whole. */
  readonly maxBytes: number
  /** Of the intake: forgotten after a day unless an alert names it. */
  readonly orphan: boolean
}

/** The whole under its id, if it is what the sender says; otherwise the parts go too, because one of them is wrong. */
const keepWhole = async (
  house: House,
  { org, blob, asked, maxBytes, orphan }: Join,
  rows: readonly BlobRow[],
): Promise<Answer<Uint8Array>> => {
  const kept = await house.blobs.put(blob, streamOf(house, rows), maxBytes)
  if (kept.type === 'full') return refuse('storage_full')
  if (kept.type === 'too_large') return refuse('too_large', maxBytes)
  const { bytes, sha256: hash } = kept
  if (bytes !== asked.bytes || !sameBytes(hash, asked.sha256)) {
    await house.blobs.remove(blob)
    await forget(house, rows)
    return refuse('malformed')
  }
  const outcome = await house.store.addBlob({ blob, org, bytes, sha256: hash, time: house.now(), orphan })
  if (outcome !== 'done') {
    await house.blobs.remove(blob)
    return written(outcome)
  }
  house.usages.written(org, bytes)
  await forget(house, rows)
  return { ok: true, value: EMPTY }
}

const joined = async (house: House, join: Join): Promise<Answer<Uint8Array>> => {
  const { org, blob, asked, maxBytes } = join
  const row = await house.store.blob(blob)
  // After a lost answer: the same file is fine, another one under its id is not.
  if (row) return row.org === org && sameBytes(row.sha256, asked.sha256) ? { ok: true, value: EMPTY } : refuse('used')
  if (asked.parts === 0 || asked.parts > Math.ceil(maxBytes / LIMITS.partBytes)) return refuse('malformed')
  const rows = await heldParts(house, org, blob, asked.parts)
  return rows.length < asked.parts ? refuse('not_found', rows.length) : keepWhole(house, join, rows)
}

const joinOnce = async (house: House, join: Join): Promise<Answer<Uint8Array>> => {
  if (house.uploads.has(join.blob)) return refuse('busy', 1000)
  house.uploads.add(join.blob)
  try {
    return await joined(house, join)
  } finally {
    house.uploads.delete(join.blob)
  }
}

/** The file that parts are of: a member's, or a visitor's (intakeParts.ts). */
type Whole = Omit<Join, 'asked'>

/** One part, as long as the whole is not there. */
export const putPart = async (house: House, call: Call, { org, blob, maxBytes }: Whole): Promise<Reply> => {
  const most = Math.ceil(maxBytes / LIMITS.partBytes)
  const part = /^\d{1,3}$/.test(call.params['n'] ?? '') ? Number(call.params['n']) : most
  if (part >= most) return bad({ type: 'malformed', detail: 0 })
  if (await house.store.blob(blob)) return bad({ type: 'used', detail: 0 })
  const upload = { blob: partId(org, blob, part), org, source: call.body, maxBytes: LIMITS.partBytes, orphan: true }
  const kept = await keepBlob(house, upload)
  return kept.ok ? good() : bad(kept.problem)
}

export const joinWhole = async (house: House, call: Call, whole: Whole): Promise<Reply> => {
  const body = await readWhole(call.body, JOIN_BYTES)
  if (!body.ok) return bad(body.problem)
  const asked = decode(joinParts, body.value)
  if (!asked.ok) return bad({ type: 'malformed', detail: 0 })
  const kept = await joinOnce(house, { ...whole, asked: asked.value })
  return kept.ok ? good(kept.value) : bad(kept.problem)
}

/** Both ask the same first: who is it, and is this an id? */
const forMember = (then: (house: House, call: Call, org: OrgId, blob: string) => Promise<Reply>): Route['handle'] => {
  return async (house, call) => {
    const org = await caller(house, call, 'stores')
    if (!org.ok) return bad(org.problem)
    const blob = call.params['id']
    return isBlobId(blob) ? then(house, call, org.value, blob) : bad({ type: 'malformed', detail: 0 })
  }
}

const status: Route = {
  method: 'GET',
  path: '/api/blobs/:id/parts',
  group: null,
  handle: forMember(async (house, _call, org, blob) => {
    const row = await house.store.blob(blob)
    const held = row ? [] : await heldParts(house, org, blob, MOST_PARTS)
    return good(encode(partsHeld, { whole: row?.org === org ? 1 : 0, parts: held.length }))
  }),
}

const put: Route = {
  method: 'PUT',
  path: '/api/blobs/:id/parts/:n',
  group: null,
  handle: forMember((house, call, org, blob) => putPart(house, call, { org, blob, maxBytes: LIMITS.blobBytes, orphan: false })),
}

const join: Route = {
  method: 'POST',
  path: '/api/blobs/:id/join',
  group: null,
  handle: forMember((house, call, org, blob) => joinWhole(house, call, { org, blob, maxBytes: LIMITS.blobBytes, orphan: false })),
}

export const partRoutes: readonly Route[] = [status, put, join]
