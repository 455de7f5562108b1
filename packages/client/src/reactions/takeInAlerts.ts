/**
 * Takes sealed alerts from the relay into the organisation's book. Every member's device may do so at once: ids come from
 * what the sender wrote, so the same alert gives the same records. The relay is told to drop one only when it stands in the
 * book and the relay has acknowledged the book.
 */
import { envelopeKeyNumber, readEnvelope, type Received } from '@pergola/core/intake'
import type { Doc, Op } from '@pergola/core/record'
import { alertId, findConversation, intakeKey, type Alert } from '../book/index.ts'
import { hasTurn, openAlert, senderTurn, type SealTurn } from '../book/alerts.ts'
import { keysFor, sealFor } from '../book/shelving.ts'
import { shelvesOf } from '../book/words.ts'
import type { SealedAlert, World } from '../world/world.ts'

/**
 * `take`: write these. `known`: in the book already. `junk`: opens to nothing that counts, for any of us. `wait`: what it
 * needs (a key, the first message) may still be on its way to this device.
 */
export type Reading =
  | { readonly type: 'take'; readonly ops: (seal: SealTurn) => readonly Op[] }
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
    const read = await readPage(world, page.value)
    for (const sealed of page.value) {
      after = Math.max(after, sealed.number)
      const reading = read(sealed)
      if (reading.type === 'junk') junk.push(sealed.number)
      if (reading.type === 'known') known.push(sealed.number)
      if (reading.type === 'take' && (await take(world, sealed, reading.ops))) {
        known.push(sealed.number)
        taken++
      }
    }
  }
  const settled = isAtRelay(world) ? known : []
  const drop = [...settled, ...junk]
  const dropped = drop.length > 0 && (await world.gateway.dropAlerts(drop)).ok ? drop.length : 0
  return { taken, dropped, junk: junk.length }
}

/** The keys of all who are new in a page go to the shelf at once: under a flood it is not read anew with each of them. */
const readPage = async (world: World, page: readonly SealedAlert[]): Promise<(sealed: SealedAlert) => Reading> => {
  const first = new Map(page.map((sealed) => [sealed, readSealed(world, sealed)]))
  await keysFor(
    world,
    page.flatMap((sealed) => (first.get(sealed)?.type === 'take' ? [alertId(sealed.mailbox)] : [])),
  )
  const begun = new Set<string>()
  return (sealed) => {
    const id = alertId(sealed.mailbox)
    // What came before it in the page may be what it waits for, or what it repeats.
    const reading = begun.has(id) ? undefined : first.get(sealed)
    begun.add(id)
    return reading ?? readSealed(world, sealed)
  }
}

/** The key first: words whose key went nowhere would be read by nobody. */
const take = async (world: World, { mailbox }: SealedAlert, ops: (seal: SealTurn) => readonly Op[]): Promise<boolean> => {
  const seal = await sealFor(world, alertId(mailbox))
  return seal.ok && (await world.write(world.book().space, ops(seal.value))).ok
}

/** The relay has acknowledged the book, and the shelves with the keys of what stands there. */
const isAtRelay = ({ book, summaries, me }: World): boolean =>
  book().pending === 0 && shelvesOf(summaries, me.org).rows.every(({ space }) => summaries.get(space)?.pending === 0)

export const readSealed = (world: Pick<World, 'book' | 'me' | 'summaries'>, { mailbox, envelope, time }: SealedAlert): Reading => {
  const { doc } = world.book()
  const number = envelopeKeyNumber(envelope)
  if (number === null) return { type: 'junk' }
  const key = intakeKey(doc, number)
  if (key === null) return { type: 'wait' }
  const alert = findConversation(world, alertId(mailbox))
  const arrival = { org: world.me.org, keyNumber: number, secret: key.seed, mailbox }
  const read = readEnvelope({ ...arrival, thread: alert?.thread ?? null }, envelope)
  if (read.ok) return isIn(doc, alert, read.value) ? { type: 'known' } : accepted(mailbox, time, alert, read.value)
  if (read.problem.type !== 'not_from_sender') return { type: 'junk' }
  // Without the first message nothing proves a later one.
  return { type: alert === null ? 'wait' : 'junk' }
}

/** Can it be read here? Of a conversation that was destroyed nothing comes back that stood there before. */
const isIn = (book: Doc, alert: Alert | null, { message }: Received): boolean =>
  alert !== null && (alert.turns.some(({ id }) => id === message.id) || (alert.destroyed && hasTurn(book, message.id)))

const accepted = (mailbox: Uint8Array, time: number, alert: Alert | null, received: Received): Reading => {
  const first = received.thread && alert === null ? [openAlert(mailbox, received.thread, time)] : []
  return { type: 'take', ops: (seal) => [...first, senderTurn(mailbox, received.message, time, seal)] }
}
