/** The relay without a network: its rules over a store and a place for files. Servers and tests put wires and requests to it. */
import { createHmac, randomBytes } from 'node:crypto'
import { encode, fromRelay } from '@pergola/protocol'
import type { Blobs } from './blobs/blobs.ts'
import type { Signer } from './crypto/ed25519.ts'
import { Audience } from './hub/audience.ts'
import { directHerald } from './hub/herald.ts'
import { SharedHerald } from './hub/shared-herald.ts'
import { Spaces } from './hub/spaces.ts'
import { Writer } from './hub/writer.ts'
import type { House } from './house.ts'
import { Callers } from './limits/buckets.ts'
import { Usages } from './limits/quota.ts'
import { Tickets } from './limits/tickets.ts'
import { Works } from './limits/works.ts'
import type { Defer, Log, Now } from './ports.ts'
import { Board } from './public/board.ts'
import { Readiness } from './readiness.ts'
import { LIFE, settingsOf, type Chosen } from './settings.ts'
import { memoryPassing } from './store/memory/passing.ts'
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
  /** Is there space where the relay writes? */
  readonly room: () => Promise<boolean>
}

/** Several processes know each other's tickets, because they have one secret. */
const sharedKey = (secret: Uint8Array): Uint8Array => createHmac('sha256', secret).update('tickets').digest()

export const createHouse = ({ store, blobs, signer, mailboxSecret, chosen, now, tell, defer, room }: RelayParts): House => {
  const settings = settingsOf(chosen)
  const spaces = new Spaces(store, settings.spacesInMemory)
  const usages = new Usages(store, settings.quotaMiB)
  const audience = new Audience()
  const { shared } = store
  const passing = shared?.passing(now) ?? memoryPassing(now)
  const ticketKey = shared ? sharedKey(mailboxSecret) : randomBytes(32)
  const writer = new Writer({ log: store, spaces, usages, defer, tell, shared: shared !== undefined })
  return {
    settings,
    store,
    blobs,
    spaces,
    usages,
    writer,
    audience,
    herald: shared
      ? new SharedHerald({ listeners: { audience, spaces }, log: store, shared, writer, usages, tell })
      : directHerald(audience),
    signer,
    nonces: new Tickets({ bytes: 32, lifeMs: LIFE.nonceMs, now, key: ticketKey, passing }),
    works: new Works({
      tickets: new Tickets({ bytes: 40, lifeMs: LIFE.workMs, now, key: ticketKey, passing }),
      quietBits: settings.quietWorkBits,
      bits: settings.workBits,
      now,
    }),
    passing,
    callers: new Callers(now),
    mailboxSecret,
    uploads: new Set(),
    readiness: new Readiness(store, room, now),
    board: new Board(store, now),
    now,
    tell,
  }
}

const CLOSING_MS = 1000

/** Everything submitted is written and answered, members are told, their wires end (`wiresGone`), then the store closes. */
export const closeHouse = async (house: House, wiresGone: () => Promise<void> = async () => {}): Promise<void> => {
  await house.writer.settled()
  const closing = encode(fromRelay, { t: 'closing', afterMs: CLOSING_MS })
  for (const member of house.audience.all()) {
    member.wire.send(closing)
    member.wire.close()
  }
  await wiresGone()
  // What came in before its wire ended is looked up, written and answered to nobody; it is sent again to the next process.
  await house.writer.settled()
  house.herald.stop()
  await house.store.close()
}
