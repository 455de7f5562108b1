/** Whether an edition may be shown: made for this organisation, signed by its newest keys, not older than the one shown now. */
import { decode, edition, editionBody, editionMessage, type OrgId } from '@pergola/protocol'
import { verifies } from '../crypto/ed25519.ts'
import type { House } from '../house.ts'
import { refuse, type Answer } from '../refusal.ts'
import type { EditionRow } from '../store/store.ts'
import { readDocument } from './document.ts'

/** Refusals: malformed; bad_signature; used (an edition of that time or later is shown). */
export const admitEdition = async (house: House, org: OrgId, bytes: Uint8Array): Promise<Answer<EditionRow>> => {
  const outer = decode(edition, bytes)
  const body = outer.ok ? decode(editionBody, outer.value.body) : null
  if (!outer.ok || !body?.ok || body.value.org !== org || readDocument(body.value.document) === null) return refuse('malformed')
  const keys = (await house.spaces.state(org))?.membership.orgKeys.at(-1)
  if (keys === undefined || keys.generation !== outer.value.generation) return refuse('bad_signature')
  if (!verifies(keys.signKey, editionMessage(outer.value.body), outer.value.signature)) return refuse('bad_signature')
  const shown = await house.store.edition(org)
  if (shown !== null && body.value.issued <= shown.issued) return refuse('used')
  return { ok: true, value: { org, issued: body.value.issued, edition: bytes } }
}
