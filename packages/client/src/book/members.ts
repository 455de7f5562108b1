/** Who is who in the organisation's own book. */
import { lineIn, rowAt, rowsOf, setOp, valueOf, type Doc, type Op } from '@pergola/core/record'
import type { OrgId, PersonId } from '@pergola/protocol'
import { perDoc } from './perDoc.ts'

/** Names of one's own organisation's members, former ones included. */
export const memberNames: (doc: Doc) => ReadonlyMap<PersonId, string> = perDoc(
  (doc) => new Map([...rowsOf(doc, 'member')].map(([id, row]) => [id as PersonId, lineIn(row, 'name')])),
)

export interface Verification {
  readonly by: PersonId
  readonly at: number
}

/** Whether somebody of us compared safety words with an organisation. */
export const verificationOf = (doc: Doc, org: OrgId): Verification | null => {
  const row = rowAt(doc, 'verified', org)
  const at = valueOf(row, 'at')
  const by = valueOf(row, 'by')
  return typeof at === 'number' && typeof by === 'string' ? { by: by as PersonId, at } : null
}

export const verified = (org: OrgId, by: PersonId, at: number): Op => setOp('verified', org, { by, at })
