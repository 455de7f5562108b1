/** The relay without a network: its rules over a store and a place for files. Servers and tests put wires and requests to it. */
import { encode, fromRelay } from '@pergola/protocol'
import type { Blobs } from './blobs/blobs.ts'
import type { Signer } from './crypto/ed25519.ts'
import { Audience } from './hub/audience.ts'
import { Spaces } from './hub/spaces.ts'
import { Writer } from './hub/writer.ts'
import type { House } from './house.ts'
import { Callers } from './limits/buckets.ts'
import { Pairings } from './limits/pairings.ts'
import { Usages } from './limits/quota.ts'
import { Tickets } from './limits/tickets.ts'
import type { Defer, Log, Now } from './ports.ts'
import { LIFE, settingsOf, type Chosen } from './settings.ts'
import type { Store } from './store/store.ts'

export interface RelayParts {
  readonly store: Store
  readonly blobs: Blobs
  readonly signer: Signer
  /** Keeps answers for mailboxes that do not exist the same over restarts. */
  readonly mailboxSecret: Uint8Array
  readonly chosen: Chosen
  readonly now: Now
  readonly tell: Log
  readonly defer: Defer
}

export const createHouse = ({ store, blobs, signer, mailboxSecret, chosen, now, tell, defer }: RelayParts): House => {
  const settings = settingsOf(chosen)
  const spaces = new Spaces(store, settings.spacesInMemory)
  const usages = new Usages(store, settings.quotaMiB)
  return {
    settings,
    store,
    blobs,
    spaces,
    usages,
    writer: new Writer({ log: store, spaces, usages, defer, tell }),
    audience: new Audience(),
    signer,
    nonces: new Tickets(32, LIFE.nonceMs, now),
    works: new Tickets(40, LIFE.workMs, now),
    pairings: new Pairings(LIFE.pairingMs, now),
    callers: new Callers(now),
    mailboxSecret,
    uploads: new Set(),
    now,
    tell,
  }
}

const CLOSING_MS = 1000

/** Everything submitted is written and answered, members are told, then the store closes. */
export const closeHouse = async (house: House): Promise<void> => {
  await house.writer.settled()
  const closing = encode(fromRelay, { t: 'closing', afterMs: CLOSING_MS })
  for (const member of house.audience.all()) {
    member.wire.send(closing)
    member.wire.close()
  }
  await house.store.close()
}

/** Hourly: files no alert ever named, invitations long expired. */
export const sweep = async (house: House): Promise<void> => {
  const now = house.now()
  for (const { blob } of await house.store.orphansBefore(now - LIFE.orphanMs)) {
    await house.store.removeBlob(blob)
    await house.blobs.remove(blob)
  }
  await house.store.dropInvitationsBefore(now - LIFE.invitationGraceMs)
}
