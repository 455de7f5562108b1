/** One socket from challenge to close. Frames are taken one after the other; pushes are handed on without waiting for the disk. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { NO_SPACE, decode, decodeInPlace, encode, fromClient, fromRelay, type ErrorCode, type FromClient } from '@pergola/protocol'
import type { House } from '../house.ts'
import { endSession } from '../hub/sessions.ts'
import { Bucket } from '../limits/buckets.ts'
import type { Wire } from '../ports.ts'
import type { Context, Handler } from './context.ts'
import { dropInvitation, invitations, invite, pair } from './entrance.ts'
import { greet } from './hello.ts'
import { alerts, card, dropAlerts, publish, reply } from './intake.ts'
import type { Member } from './member.ts'
import { fetch, list } from './read.ts'
import { control, push, snapshot } from './write.ts'

const handlers: { readonly [T in Exclude<FromClient['t'], 'hello'>]: Handler<T> } = {
  list,
  fetch,
  control,
  push,
  snapshot,
  alerts,
  dropAlerts,
  reply,
  card,
  publish,
  invite,
  invitations,
  dropInvitation,
  pair,
}

/** First byte of a push: its bytes go to the store and are let go, so they are not copied out of the frame. */
const PUSH_TAG = encode(fromClient, { t: 'push', id: 0, space: NO_SPACE, commits: [], signature: new Uint8Array(64) })[0]

/** What one sender may have unread or unwritten here before the relay stops reading from it. */
const MOST_INBOX = 4 * 1024 * 1024

export class Connection {
  readonly #house: House
  readonly #wire: Wire
  readonly #nonce = randomBytes(32)
  readonly #bucket: Bucket | null
  readonly #underway = { bytes: 0 }
  #inbox: Uint8Array[] = []
  #inboxBytes = 0
  #working = false
  #closed = false
  #member: Member | null = null

  constructor(house: House, wire: Wire) {
    this.#house = house
    this.#wire = wire
    this.#bucket = house.settings.frameRate && new Bucket(house.settings.frameRate, house.now())
    wire.send(encode(fromRelay, { t: 'challenge', nonce: this.#nonce, relayKey: house.signer.publicKey, now: house.now() }))
  }

  /** Has the device proved itself? A socket that does not within seconds is closed by whoever holds it. */
  get greeted(): boolean {
    return this.#member !== null
  }

  receive(bytes: Uint8Array): void {
    if (this.#closed) return
    this.#inbox.push(bytes)
    this.#inboxBytes += bytes.length
    if (this.#inboxBytes > MOST_INBOX) this.#wire.pause()
    if (!this.#working) void this.#work()
  }

  closed(): void {
    this.#closed = true
    this.#inbox = []
    if (this.#member) this.#leave(this.#member)
  }

  #leave(member: Member): void {
    this.#house.audience.leave(member)
    endSession(this.#house, member)
  }

  async #work(): Promise<void> {
    this.#working = true
    try {
      for (let bytes = this.#inbox.shift(); bytes !== undefined; bytes = this.#inbox.shift()) {
        this.#inboxBytes -= bytes.length
        await this.#pace()
        await this.#take(bytes)
        if (this.#inboxBytes <= MOST_INBOX) this.#wire.resume()
      }
    } catch {
      this.#house.tell('connection broke', { error: 'busy' })
      this.#end('busy')
    } finally {
      this.#working = false
    }
  }

  /** Slows a sender down instead of refusing it: a client that catches up after a month is not an attack. */
  async #pace(): Promise<void> {
    const wait = this.#bucket?.take(this.#house.now()) ?? 0
    if (wait > 0) await sleep(wait)
    while (this.#underway.bytes > MOST_INBOX && !this.#closed) await this.#house.writer.settled()
  }

  async #take(bytes: Uint8Array): Promise<void> {
    if (this.#closed) return
    const frame = bytes[0] === PUSH_TAG ? decodeInPlace(fromClient, bytes) : decode(fromClient, bytes)
    if (!frame.ok) return this.#end('malformed')
    if (this.#member === null) return this.#open(frame.value)
    if (frame.value.t === 'hello') return this.#end('malformed')
    const context: Context = { house: this.#house, member: this.#member, underway: this.#underway }
    await handlers[frame.value.t](context, frame.value as never)
  }

  async #open(frame: FromClient): Promise<void> {
    if (frame.t !== 'hello') return this.#end('malformed')
    const greeted = await greet(this.#house, this.#wire, this.#nonce, frame)
    if (!greeted.ok) return this.#end(greeted.problem.type)
    this.#member = greeted.value
    if (this.#closed) this.#leave(greeted.value)
  }

  /** The last word: request number 0, because nothing that follows on this socket is answered. */
  #end(error: ErrorCode): void {
    if (this.#closed) return
    this.#wire.send(encode(fromRelay, { t: 'refused', id: 0, error, detail: 0 }))
    this.#wire.close()
    this.closed()
  }
}
