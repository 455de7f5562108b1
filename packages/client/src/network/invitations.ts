/** Invitations in the organisation's book (`invitation/<id>`): their secrets stay with the organisation, so that any steward can let the answerer in. */
import { invitationKeys, openAnswer, type InvitationAnswer } from '@pergola/core/invite'
import { flagIn, lineIn, oneOfIn, rowsInOrder, valueOf, wholeIn, type Doc, type Op, type Row } from '@pergola/core/record'
import { safetyWords } from '@pergola/core/identity'
import { ROLES, hex, personId, unhex, type OrgId, type Role } from '@pergola/protocol'
import type { CryptoPort } from '@pergola/core/crypto'
import type { InvitationRow } from '../contract/index.ts'

export interface HeldInvitation {
  readonly id: string
  readonly kind: 'person' | 'organisation'
  readonly label: string
  readonly role: Role
  readonly createdAt: number
  readonly expires: number
  readonly secret: Uint8Array
  readonly admitted: boolean
  readonly cancelled: boolean
}

export const invitationOps = (id: string, fields: Omit<HeldInvitation, 'id' | 'admitted' | 'cancelled'>): readonly Op[] => [
  { o: 'set', c: 'invitation', i: id, f: { ...fields } },
]
export const invitationEnds = (id: string, how: 'admitted' | 'cancelled'): readonly Op[] => [
  { o: 'set', c: 'invitation', i: id, f: { [how]: true } },
]

const heldOf = (id: string, row: Row): HeldInvitation | null => {
  const secret = valueOf(row, 'secret')
  if (!(secret instanceof Uint8Array) || secret.length !== 16 || unhex(id) === null) return null
  return {
    id,
    secret,
    kind: oneOfIn(row, 'kind', ['person', 'organisation'] as const, 'person'),
    label: lineIn(row, 'label'),
    role: oneOfIn(row, 'role', ROLES, 'contributor'),
    createdAt: wholeIn(row, 'createdAt', 0),
    expires: wholeIn(row, 'expires', 0),
    admitted: flagIn(row, 'admitted'),
    cancelled: flagIn(row, 'cancelled'),
  }
}

export const heldInvitations = (book: Doc): readonly HeldInvitation[] =>
  rowsInOrder(book, 'invitation').flatMap(([id, row]) => {
    const held = heldOf(id, row)
    return held ? [held] : []
  })

/** Opens what someone sent back; null when it was not made with the link. */
export const answerTo = (held: HeldInvitation, sealed: Uint8Array): InvitationAnswer | null =>
  openAnswer(invitationKeys(held.secret), sealed)

const wordsFor = (crypto: CryptoPort, own: OrgId, answer: InvitationAnswer): readonly string[] => {
  const other = answer.org ?? (answer.person && personId(crypto.sha256, answer.person))
  return other ? safetyWords(crypto, own, other) : []
}

const stateOf = (held: HeldInvitation, answer: InvitationAnswer | null, now: number): InvitationRow['state'] => {
  if (held.admitted) return 'admitted'
  if (held.cancelled) return 'cancelled'
  if (answer) return 'answered'
  return held.expires < now ? 'expired' : 'open'
}

export const invitationRow = (
  crypto: CryptoPort,
  own: OrgId,
  held: HeldInvitation,
  answer: InvitationAnswer | null,
  now: number,
): InvitationRow => ({
  id: held.id,
  kind: held.kind,
  label: held.label,
  createdAt: held.createdAt,
  expires: held.expires,
  state: stateOf(held, answer, now),
  answer: answer && !held.admitted ? { name: answer.name, safetyWords: wordsFor(crypto, own, answer) } : null,
})

export const idOf = (secret: Uint8Array): string => hex(invitationKeys(secret).id)
