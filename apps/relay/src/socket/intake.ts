/** The members' side of the intake: alerts out, replies in, the card. */
import { LIMITS } from '@pergola/protocol'
import { admitEdition } from '../public/edition.ts'
import { admitted, conclude, enrolled, type Handler } from './context.ts'

/** u32 length and u32 count stand before the replies of a mailbox. */
export const MAILBOX_ROOM = LIMITS.mailboxBytes - 8
const REPLY_FRAME_BYTES = 12
const ALERTS_A_PAGE = 256

export const alerts: Handler<'alerts'> = async (context, { id, after }) => {
  const { house, member } = context
  const caller = await enrolled(context, 'reader')
  if (!caller.ok) return member.refuse(id, caller.problem)
  for (let seen = after; ;) {
    const found = await house.store.alerts(caller.value.org, seen, LIMITS.pageBytes)
    const rows = found.slice(0, ALERTS_A_PAGE).map(({ number, mailbox, time, envelope }) => ({ number, mailbox, time, envelope }))
    seen = rows.at(-1)?.number ?? seen
    const more = rows.length > 0 && (await house.store.alerts(caller.value.org, seen, 1)).length > 0
    member.send({ t: 'alertPage', id, alerts: rows, more })
    if (!more) return member.send({ t: 'done', id })
  }
}

export const dropAlerts: Handler<'dropAlerts'> = async (context, { id, numbers }) => {
  const caller = await enrolled(context, 'contributor')
  if (!caller.ok) return context.member.refuse(id, caller.problem)
  conclude(context, id, await context.house.store.dropAlerts(caller.value.org, numbers))
}

export const reply: Handler<'reply'> = async (context, { id, mailbox, envelope }) => {
  const { house, member } = context
  const caller = await enrolled(context, 'contributor')
  if (!caller.ok) return member.refuse(id, caller.problem)
  if ((await house.store.mailboxOrg(mailbox)) !== caller.value.org) return member.refuse(id, { type: 'not_found', detail: 0 })
  const most = MAILBOX_ROOM - REPLY_FRAME_BYTES
  if (envelope.length > most) return member.refuse(id, { type: 'too_large', detail: most })
  conclude(context, id, await house.store.addReply(mailbox, { time: house.now(), envelope }, MAILBOX_ROOM))
}

/** To close it is always free. */
export const card: Handler<'card'> = async (context, { id, card: sent }) => {
  const caller = await (sent === null ? enrolled : admitted)(context, 'editor')
  if (!caller.ok) return context.member.refuse(id, caller.problem)
  conclude(context, id, await context.house.store.putCard(caller.value.org, sent))
}

/** Only a steward speaks for the organisation to everyone; to take it down is always free. */
export const publish: Handler<'publish'> = async (context, { id, edition }) => {
  const { house, member } = context
  const caller = await (edition === null ? enrolled : admitted)(context, 'steward')
  if (!caller.ok) return member.refuse(id, caller.problem)
  const { org } = caller.value
  const shown = edition === null ? null : await admitEdition(house, org, edition)
  if (shown !== null && !shown.ok) return member.refuse(id, shown.problem)
  const outcome = shown === null ? await house.store.dropEdition(org) : await house.store.putEdition(shown.value)
  house.board.changed()
  conclude(context, id, outcome)
}
