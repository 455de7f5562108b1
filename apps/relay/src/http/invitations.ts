/** Invited people have no socket yet: they read, answer, and take what their other device left. */
import { LIMITS, answerInvitation, encode, invitationBody, pairingBody, readInvitation, sameBytes, takePairing } from '@pergola/protocol'
import type { House } from '../house.ts'
import { ended, openInvitation } from '../hub/founding.ts'
import { refuse, type Answer } from '../refusal.ts'
import { EMPTY, bodyRoute, written, type Route } from './route.ts'

/** Used, out of time or not (any more) here: whoever holds the link is told which. */
const read = async (house: House, invitation: Uint8Array): Promise<Answer<Uint8Array>> => {
  const row = await house.store.invitation(invitation)
  if (row === null) return refuse('not_found')
  if (row.answer !== null) return refuse('used')
  if (await ended(house.store, row, house.now())) return refuse('expired')
  return { ok: true, value: encode(invitationBody, { kind: row.kind, expires: row.expires, sealed: row.sealed }) }
}

/** Answered once; the same answer again, after a lost reply, is fine. */
const answer = async (
  house: House,
  sent: { invitation: Uint8Array; permit: Uint8Array; answer: Uint8Array },
): Promise<Answer<Uint8Array>> => {
  const open = await openInvitation(house.store, sent, house.now())
  if (!open.ok) return open
  const before = open.value.answer
  if (before !== null) return sameBytes(before, sent.answer) ? { ok: true, value: EMPTY } : refuse('used')
  const outcome = await house.store.answerInvitation(sent.invitation, sent.answer)
  if (outcome === 'taken') return refuse('used')
  if (outcome === 'done') house.herald.news(open.value.org, 'invitations')
  return written(outcome)
}

export const invitationRoutes: readonly Route[] = [
  bodyRoute({
    path: '/api/invitations/read',
    group: 'invitations',
    body: readInvitation,
    maxBytes: 64,
    run: (house, { invitation }) => read(house, invitation),
  }),
  bodyRoute({
    path: '/api/invitations/answer',
    group: 'invitations',
    body: answerInvitation,
    maxBytes: LIMITS.invitationBytes + 64,
    run: answer,
  }),
  bodyRoute({
    path: '/api/pairings/take',
    group: 'pairings',
    body: takePairing,
    maxBytes: 64,
    run: async (house, { pairing }) => {
      const box = await house.passing.takePairing(pairing)
      return box ? { ok: true, value: encode(pairingBody, { box }) } : refuse('not_found')
    },
  }),
]
