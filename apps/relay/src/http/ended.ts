/** Files of a space that ended, as far as another member than its holder stored them: that member takes them away (END-6). */
import { LIMITS, endIn, endedFile, parseControl, decode, type BlobId, type OrgId, type SpaceId } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { House } from '../house.ts'
import { refuse, type Answer } from '../refusal.ts'
import { caller, isBlobId } from './files.ts'
import { bad, good, readWhole, type Route } from './route.ts'

/** The files that the end of a space names, for an organisation that was in it; null for everything else. */
const namedTo = async ({ store }: House, space: SpaceId, org: OrgId): Promise<readonly BlobId[] | null> => {
  const row = await store.space(space)
  if (row === null || (await store.membership(org, space)) === null) return null
  const [last] = await store.controls(space, row.control, row.control, LIMITS.controlEntryBytes)
  const parsed = last && parseControl(sha256, last.signed)
  return parsed?.ok ? (endIn(parsed.value.entry)?.blobs ?? null) : null
}

const takeAway = async (house: House, org: OrgId, blob: string, space: SpaceId): Promise<Answer<null>> => {
  const named = await namedTo(house, space, org)
  if (!named?.includes(blob as BlobId)) return refuse('not_found')
  const row = await house.store.blob(blob)
  if (row === null) return { ok: true, value: null }
  if (row.org !== org) return refuse('not_found')
  await house.blobs.remove(blob)
  await house.store.removeBlob(blob)
  house.usages.written(org, -row.bytes)
  return { ok: true, value: null }
}

export const endedRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/blobs/:id/ended',
    group: null,
    handle: async (house, call) => {
      const org = await caller(house, call, 'ends')
      if (!org.ok) return bad(org.problem)
      const body = await readWhole(call.body, 16)
      const asked = body.ok ? decode(endedFile, body.value) : body
      const blob = call.params['id']
      if (!asked.ok || !isBlobId(blob)) return bad({ type: 'malformed', detail: 0 })
      const gone = await takeAway(house, org.value, blob, asked.value.space)
      return gone.ok ? good() : bad(gone.problem)
    },
  },
]
