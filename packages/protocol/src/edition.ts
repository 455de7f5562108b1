/**
 * What an organisation publishes to everyone: one signed edition, which replaces the one before. The relay shows it, and shows
 * nothing else. Rules: SPEC.md EDN-1..3.
 *
 * `document` is UTF-8 JSON: `{"format": "pergola-public/1", "organizations": [HSDS 3.1 organizations with their services],
 * "calls": [{"title", "about", "opensOn", "closesOn", "link"}]}`. Whoever reads it takes what they know and passes over the rest.
 */
import { blob, concat, fixed, id, struct, u32, u64, type Of } from './codec.ts'
import type { OrgId } from './ids.ts'
import * as LABELS from './labels.ts'
import * as LIMITS from './limits.ts'

export const EDITION_FORMAT = 'pergola-public/1'

export const editionBody = struct({
  org: id<OrgId>(16),
  /** Unix ms: a later edition has a later time. */
  issued: u64,
  document: blob(LIMITS.editionBytes),
})
export type EditionBody = Of<typeof editionBody>

/** `generation`: of the organisation's keys that signed `editionMessage(body)`. */
export const edition = struct({ body: blob(LIMITS.editionBytes + 64), generation: u32, signature: fixed(64) })
export type Edition = Of<typeof edition>

export const editionMessage = (body: Uint8Array): Uint8Array => concat(LABELS.edition, body)
