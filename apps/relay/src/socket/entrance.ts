/** Letting people and organisations in: invitations, and a person's other device. */
import type { KnownDevice } from '@pergola/protocol'
import { stewardOfNetwork } from '../hub/founding.ts'
import { refuse, type Answer } from '../refusal.ts'
import { LIFE } from '../settings.ts'
import { admitted, conclude, enrolled, type Context, type Frame, type Handler } from './context.ts'

/** What was used is kept until long after it ran out, so that a link says "used": for each that may be open, so many in all. */
const MOST_HELD = 10

/** "A steward invites people; a steward of the network invites organisations (on a relay without a network: any steward)." */
const mayInvite = async (context: Context, kind: Frame<'invite'>['kind']): Promise<Answer<KnownDevice>> => {
  const { house } = context
  const caller = await admitted(context, 'steward')
  if (!caller.ok || kind === 'person') return caller
  const noNetwork = (await house.store.networks()).length === 0
  return noNetwork || (await stewardOfNetwork(house.store, house.spaces, caller.value)) ? caller : refuse('not_permitted')
}

export const invite: Handler<'invite'> = async (context, { id, invitation, permitHash, kind, expires, sealed }) => {
  const { house, member } = context
  const caller = await mayInvite(context, kind)
  if (!caller.ok) return member.refuse(id, caller.problem)
  const now = house.now()
  if (expires <= now || expires > now + LIFE.invitationMs) return member.refuse(id, { type: 'expired', detail: 0 })
  const held = await house.store.invitations(caller.value.org)
  const open = held.filter((row) => row.answer === null && row.expires >= now)
  if (open.length >= house.settings.openInvitations || held.length >= MOST_HELD * house.settings.openInvitations)
    return member.refuse(id, { type: 'quota', detail: 0 })
  const written = await house.store.createInvitation({
    invitation,
    org: caller.value.org,
    kind,
    permitHash,
    expires,
    sealed,
    answer: null,
    account: null,
    founded: null,
  })
  if (written === 'taken') return member.refuse(id, { type: 'used', detail: 0 })
  conclude(context, id, written)
}

export const invitations: Handler<'invitations'> = async (context, { id }) => {
  const caller = await enrolled(context, 'steward')
  if (!caller.ok) return context.member.refuse(id, caller.problem)
  const rows = await context.house.store.invitations(caller.value.org)
  context.member.send({ t: 'invitationList', id, rows: rows.map(({ invitation, expires, answer }) => ({ invitation, expires, answer })) })
}

export const dropInvitation: Handler<'dropInvitation'> = async (context, { id, invitation }) => {
  const caller = await enrolled(context, 'steward')
  if (!caller.ok) return context.member.refuse(id, caller.problem)
  conclude(context, id, await context.house.store.dropInvitation(caller.value.org, invitation))
}

export const pair: Handler<'pair'> = async (context, { id, pairing, box }) => {
  const caller = await enrolled(context, 'reader')
  if (!caller.ok) return context.member.refuse(id, caller.problem)
  const { passing, now } = context.house
  if (await passing.putPairing(pairing, box, now() + LIFE.pairingMs)) context.member.send({ t: 'done', id })
  else context.member.refuse(id, { type: 'used', detail: 0 })
}
