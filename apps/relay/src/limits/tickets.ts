/**
 * Challenges that cost no memory until they are used: 6 bytes expiry (Unix ms), 10 random bytes, then as much of an
 * HMAC-SHA256 as fits. Each works once, at whichever process of the relay; the used ones are remembered until they expire.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { sameSecret } from '../crypto/sha256.ts'
import type { Now } from '../ports.ts'
import type { Passing } from '../store/between-processes.ts'

const OPEN = 16

export class Tickets {
  readonly #key: Uint8Array
  readonly #passing: Pick<Passing, 'takeTicket'>
  readonly #bytes: number
  readonly #lifeMs: number
  readonly #now: Now

  /** `key`: the same in every process that is to know its tickets. */
  constructor(parts: { bytes: 32 | 40; lifeMs: number; now: Now; key: Uint8Array; passing: Pick<Passing, 'takeTicket'> }) {
    this.#bytes = parts.bytes
    this.#lifeMs = parts.lifeMs
    this.#now = parts.now
    this.#key = parts.key
    this.#passing = parts.passing
  }

  /** A fresh ticket that is only good for `purpose`. */
  issue(purpose: string): Uint8Array {
    const open = randomBytes(OPEN)
    open.writeUIntBE(this.#now() + this.#lifeMs, 0, 6)
    return Buffer.concat([open, this.#mac(open, purpose)])
  }

  /** True once for each ticket issued for `purpose` and not expired. */
  async take(ticket: Uint8Array, purpose: string): Promise<boolean> {
    if (ticket.length !== this.#bytes) return false
    const open = ticket.subarray(0, OPEN)
    if (!sameSecret(ticket.subarray(OPEN), this.#mac(open, purpose))) return false
    const expires = Buffer.from(open).readUIntBE(0, 6)
    return expires >= this.#now() && this.#passing.takeTicket(open, expires)
  }

  /** Milliseconds since a ticket of ours was issued; of another one anything. */
  age(ticket: Uint8Array): number {
    if (ticket.length !== this.#bytes) return Infinity
    return this.#now() + this.#lifeMs - Buffer.from(ticket).readUIntBE(0, 6)
  }

  #mac(open: Uint8Array, purpose: string): Uint8Array {
    return createHmac('sha256', this.#key)
      .update(open)
      .update(purpose)
      .digest()
      .subarray(0, this.#bytes - OPEN)
  }
}
