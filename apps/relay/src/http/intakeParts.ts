/**
 * A visitor's large file in parts, so that a lost connection costs one part: work is done once for each file and answered with a ticket,
 * and whoever holds the ticket sends the parts and joins them. Parts and file are as those of parts.ts and of a visitor's whole file:
 * they count against the organisation's quota, and are forgotten after a day unless an alert names the file.
 */
import { createHmac } from 'node:crypto'
import { LIMITS, concat, decode, encode, intakeTicket, u64, unhex, type OrgId } from '@pergola/protocol'
import { sameSecret } from '../crypto/sha256.ts'
import type { House } from '../house.ts'
import { LIFE } from '../settings.ts'
import { isBlobId } from './files.ts'
import { orgIn, workIn } from './intake.ts'
import { joinWhole, putPart } from './parts.ts'
import { bad, good, type Call, type Reply, type Route } from './route.ts'

const EXPIRY_BYTES = 8
const MAC_BYTES = 16

/** Good for this file of this organisation only, at every process of this relay, and it keeps nothing. */
const ticketFor = (house: House, org: OrgId, blob: string, expires: number): Uint8Array => {
  const until = encode(u64, expires)
  const mac = createHmac('sha256', house.mailboxSecret).update(`intake file ${org} ${blob} `).update(until).digest()
  return concat(until, mac.subarray(0, MAC_BYTES))
}

const isGood = (house: House, org: OrgId, blob: string, shown: string | undefined): boolean => {
  const ticket = unhex(shown ?? '')
  if (ticket?.length !== EXPIRY_BYTES + MAC_BYTES) return false
  const until = decode(u64, ticket.subarray(0, EXPIRY_BYTES))
  return until.ok && until.value >= house.now() && sameSecret(ticket, ticketFor(house, org, blob, until.value))
}

interface Place {
  readonly org: OrgId
  readonly blob: string
}

/** All ask the same: is this an id, and does this organisation take messages now? */
const at = async (
  house: House,
  call: Call,
  may: (place: Place) => Promise<boolean>,
  then: (place: Place) => Promise<Reply>,
): Promise<Reply> => {
  const [org, blob] = [orgIn(call), call.params['id']]
  if (!isBlobId(blob) || !isBlobId(org)) return bad({ type: 'malformed', detail: 0 })
  const place = { org, blob }
  if (!(await may(place))) return bad({ type: 'work', detail: 0 })
  return (await house.store.card(org)) === null ? bad({ type: 'not_found', detail: 0 }) : then(place)
}

const begin: Route = {
  method: 'POST',
  path: '/api/intake/:org/blobs/:id/begin',
  group: 'intake',
  handle: (house, call) => {
    const work = workIn(call)
    return at(
      house,
      call,
      async () => work !== null && house.works.accept(...work),
      async ({ org, blob }) => good(encode(intakeTicket, { ticket: ticketFor(house, org, blob, house.now() + LIFE.orphanMs) })),
    )
  },
}

const withTicket =
  (then: (house: House, call: Call, place: Place) => Promise<Reply>): Route['handle'] =>
  (house, call) =>
    at(
      house,
      call,
      async ({ org, blob }) => isGood(house, org, blob, call.headers['pergola-ticket']),
      (place) => then(house, call, place),
    )

const put: Route = {
  method: 'PUT',
  path: '/api/intake/:org/blobs/:id/parts/:n',
  group: 'intake',
  handle: withTicket((house, call, place) => putPart(house, call, { ...place, maxBytes: LIMITS.intakeBlobBytes, orphan: true })),
}

const join: Route = {
  method: 'POST',
  path: '/api/intake/:org/blobs/:id/join',
  group: 'intake',
  handle: withTicket((house, call, place) => joinWhole(house, call, { ...place, maxBytes: LIMITS.intakeBlobBytes, orphan: true })),
}

export const intakePartRoutes: readonly Route[] = [begin, put, join]
