/**
 * Takes sealed alerts from the relay into the organisation's book. Every member's device may do so at once: ids come from
 * what the sender wrote, so the same alert gives the same records. The relay is told to drop one only when it stands in the
 * book and the relay has acknowledged the book.
 */
import { envelopeKeyNumber, readEnvelope, type Received } from '@pergola/core/intake'
import type { Op } from '@pergola/core/record'
import { findAlert, alertId, intakeKey, type Alert } from '../book/index.ts'
import { openAlert, senderTurn } from '../book/alerts.ts'
import type { SealedAlert, World } from '../world/world.ts'

/**
 * `take`: write these. `known`: in the book already. `junk`: opens to nothing that counts, for any of us. `wait`: what it
 * needs (a key, the first message) may still be on its way to this device.
 */
export type Reading =
  | { readonly type: 'take'; readonly ops: readonly Op[] }
  | { readonly type: 'known' }
  | { readonly type: 'junk' }
  | { readonly type: 'wait' }

export interface TakenIn {
  readonly taken: number
  readonly dropped: number
  readonly junk: number
}

/** Nothing happens offline. Run when the relay says that alerts came, and once more when the book was acknowledged. */
export const takeInAlerts = async (world: World): Promise<TakenIn> => {
  const known: number[] = []
  const junk: number[] = []
  let taken = 0
  for (let after = 0; ;) {
    const page = await world.gateway.alerts(after)
    if (!page.ok || page.value.length === 0) break
    for (const sealed of page.value) {
      after = Math.max(after, sealed.number)
      const reading = readSealed(world, sealed)
      if (reading.type === 'junk') junk.push(sealed.number)
      if (reading.type === 'known') known.push(sealed.number)
      if (reading.type === 'take' && (await world.write(world.book().space, reading.ops)).ok) {
        known.push(sealed.number)
        taken++
      }
    }
  }
  const settled = world.book().pending === 0 ? known : []
  const drop = [...settled, ...junk]
  const dropped = drop.length > 0 && (await world.gateway.dropAlerts(drop)).ok ? drop.length : 0
  return { taken, dropped, junk: junk.length }
}

export const readSealed = (world: Pick<World, 'book' | 'me'>, { mailbox, envelope, time }: SealedAlert): Reading => {
  const { doc } = world.book()
  const number = envelopeKeyNumber(envelope)
  if (number === null) return { type: 'junk' }
  const key = intakeKey(doc, number)
  if (key === null) return { type: 'wait' }
  const alert = findAlert(doc, alertId(mailbox))
  const arrival = { org: world.me.org, keyNumber: number, secret: key.seed, mailbox }
  const read = readEnvelope({ ...arrival, thread: alert?.thread ?? null }, envelope)
  if (read.ok) return accepted(mailbox, time, alert, read.value)
  if (read.problem.type !== 'not_from_sender') return { type: 'junk' }
  // Without the first message nothing proves a later one.
  return { type: alert === null ? 'wait' : 'junk' }
}

const isIn = (alert: Alert | null, { message }: Received): boolean => alert?.turns.some(({ id }) => id === message.id) ?? false

const accepted = (mailbox: Uint8Array, time: number, alert: Alert | null, received: Received): Reading => {
  if (isIn(alert, received)) return { type: 'known' }
  const first = received.thread && alert === null ? [openAlert(mailbox, received.thread, time)] : []
  return { type: 'take', ops: [...first, senderTurn(mailbox, received.message, time)] }
}
