/**
 * Sealed files for people outside the network. The relay knows the hash of the token that stands in the link, never the link. A file is
 * given out to whoever brings the token, once: after that for ten minutes only, for a line that broke, and not at all once the reader
 * said that it arrived. What opens a page (a preview, a scanner) brings no token, because it stands after the `#`.
 */
import {
  LIMITS,
  askParcels,
  decode,
  dropParcel,
  encode,
  hex,
  openParcel,
  parcelMessage,
  parcelStates,
  putParcel,
  type Codec,
  type Of,
  type OrgId,
} from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { House } from '../house.ts'
import { refuse, type Answer } from '../refusal.ts'
import { LIFE } from '../settings.ts'
import type { ParcelRow } from '../store/store.ts'
import { caller, keepBlob, type Act } from './files.ts'
import { EMPTY, bad, bodyRoute, good, readWhole, type Route } from './route.ts'

/** Room for what stands before the sealed bytes. */
const FRAME = 64
/** A clock that is ahead by so much is not refused. */
const CLOCK_MS = 60 * 60 * 1000

interface MemberRoute<T> {
  readonly path: string
  readonly body: Codec<T>
  readonly maxBytes: number
  readonly act: Act
  readonly run: (house: House, org: OrgId, body: T) => Promise<Answer<Uint8Array>>
}

/** A POST with the token of a member's socket. */
const memberRoute = <T>({ path, body, maxBytes, act, run }: MemberRoute<T>): Route => ({
  method: 'POST',
  path,
  group: null,
  handle: async (house, call) => {
    const org = await caller(house, call, act)
    if (!org.ok) return bad(org.problem)
    const bytes = await readWhole(call.body, maxBytes)
    if (!bytes.ok) return bad(bytes.problem)
    const value = decode(body, bytes.value)
    if (!value.ok) return bad({ type: 'malformed', detail: 0 })
    const answer = await run(house, org.value, value.value)
    return answer.ok ? good(answer.value) : bad(answer.problem)
  },
})

const one = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Its row stands before its bytes: what ends in between is a link that finds nothing, and goes with its day. */
const put = async (house: House, org: OrgId, { parcel, expires, sealed }: Of<typeof putParcel>): Promise<Answer<Uint8Array>> => {
  const now = house.now()
  if (expires <= now || expires > now + LIMITS.parcelMs + CLOCK_MS) return refuse('malformed')
  const held = await house.store.parcel(parcel)
  if (held !== null && (held.org !== org || held.blob === null || held.opened > 0)) return refuse('used')
  const blob = hex(parcel.subarray(0, 16))
  const row: ParcelRow = { parcel, org, blob, due: expires, expires, opened: 0 }
  if ((await house.store.putParcel(row)) === 'full') return refuse('storage_full')
  const kept = await keepBlob(house, { blob, org, source: one(sealed), maxBytes: LIMITS.parcelBytes, orphan: false })
  if (!kept.ok && held === null) await house.store.putParcel({ ...row, blob: null })
  return kept
}

const states = async (house: House, org: OrgId, { parcels }: Of<typeof askParcels>): Promise<Answer<Uint8Array>> => {
  const now = house.now()
  const rows = await Promise.all(parcels.map((parcel) => house.store.parcel(parcel)))
  const own = rows.filter((row): row is ParcelRow => row?.org === org)
  return {
    ok: true,
    value: encode(parcelStates, {
      parcels: own.map(({ parcel, opened, blob, due }) => ({ parcel, openedAt: opened, kept: blob !== null && now < due ? 1 : 0 })),
    }),
  }
}

/** The bytes go; when it was opened stays. */
const burn = async (house: House, row: ParcelRow): Promise<'done' | 'full'> => {
  if (row.blob === null) return 'done'
  const kept = await house.store.blob(row.blob)
  if (kept !== null) {
    await house.store.removeBlob(kept.blob)
    house.usages.written(kept.org, -kept.bytes)
    await house.blobs.remove(kept.blob)
  }
  return house.store.putParcel({ ...row, blob: null })
}

const drop = async (house: House, org: OrgId, { parcel }: Of<typeof dropParcel>): Promise<Answer<Uint8Array>> => {
  const row = await house.store.parcel(parcel)
  if (row?.org !== org) return refuse('not_found')
  return (await burn(house, row)) === 'done' ? { ok: true, value: EMPTY } : refuse('storage_full')
}

const whole = async (source: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

/** Never opened, expired, burnt and never there are one answer. */
const open = async (house: House, { token }: Of<typeof openParcel>): Promise<Answer<Uint8Array>> => {
  const now = house.now()
  const row = await house.store.parcel(sha256(parcelMessage(token)))
  if (row === null || row.blob === null || now >= row.due) return refuse('not_found')
  const stream = await house.blobs.get(row.blob)
  if (stream === null) return refuse('not_found')
  const bytes = await whole(stream)
  if (row.opened === 0) {
    const due = Math.min(row.due, now + LIFE.parcelAgainMs)
    if ((await house.store.putParcel({ ...row, opened: now, due })) === 'full') return refuse('storage_full')
  }
  return { ok: true, value: bytes }
}

/** Only what was opened: whoever has the link cannot take it away from its reader unread without it being told as opened. */
const arrived = async (house: House, { token }: Of<typeof openParcel>): Promise<Answer<Uint8Array>> => {
  const row = await house.store.parcel(sha256(parcelMessage(token)))
  if (row !== null && row.opened > 0) await burn(house, row)
  return { ok: true, value: EMPTY }
}

/** Hourly: what is due to go, and rows of which nothing more is told. */
export const burnDue = async (house: House): Promise<number> => {
  const due = await house.store.parcelsDue(house.now())
  for (const row of due) await burn(house, row)
  await house.store.dropParcelsBefore(house.now() - LIFE.parcelToldMs)
  return due.length
}

export const parcelRoutes: readonly Route[] = [
  memberRoute({ path: '/api/parcels', body: putParcel, maxBytes: LIMITS.parcelBytes + FRAME, act: 'stores', run: put }),
  memberRoute({ path: '/api/parcels/state', body: askParcels, maxBytes: 32 * LIMITS.parcelsAsked + FRAME, act: 'reads', run: states }),
  memberRoute({ path: '/api/parcels/drop', body: dropParcel, maxBytes: FRAME, act: 'takes_back', run: drop }),
  bodyRoute({ path: '/api/parcels/open', group: 'mailbox', body: openParcel, maxBytes: FRAME, run: open }),
  bodyRoute({ path: '/api/parcels/burn', group: 'mailbox', body: openParcel, maxBytes: FRAME, run: arrived }),
]
