/**
 * Challenges that cost no memory until they are used: 6 bytes expiry (Unix ms), 10 random bytes, then as much of an
 * HMAC-SHA256 as fits. Each works once; the used ones are remembered until they expire.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { hex } from '@pergola/protocol'
import { sameSecret } from '../crypto/sha256.ts'
import type { Now } from '../ports.ts'

const OPEN = 16

export class Tickets {
  readonly #key = randomBytes(32)
  readonly #used = new Map<string, number>()
  readonly #bytes: number
  readonly #lifeMs: number
  readonly #now: Now

  constructor(bytes: 32 | 40, lifeMs: number, now: Now) {
    this.#bytes = bytes
    this.#lifeMs = lifeMs
    this.#now = now
  }

  /** A fresh ticket that is only good for `purpose`. */
  issue(purpose: string): Uint8Array {
    const open = randomBytes(OPEN)
    open.writeUIntBE(this.#now() + this.#lifeMs, 0, 6)
    return Buffer.concat([open, this.#mac(open, purpose)])
  }

  /** True once for each ticket issued for `purpose` and not expired. */
  take(ticket: Uint8Array, purpose: string): boolean {
    if (ticket.length !== this.#bytes) return false
    const open = ticket.subarray(0, OPEN)
    if (!sameSecret(ticket.subarray(OPEN), this.#mac(open, purpose))) return false
    const expires = Buffer.from(open).readUIntBE(0, 6)
    const name = hex(open)
    if (expires < this.#now() || this.#used.has(name)) return false
    this.#sweep()
    this.#used.set(name, expires)
    return true
  }

  #mac(open: Uint8Array, purpose: string): Uint8Array {
    return createHmac('sha256', this.#key)
      .update(open)
      .update(purpose)
      .digest()
      .subarray(0, this.#bytes - OPEN)
  }

  /** Used tickets stand in the order of their use, which is nearly that of their expiry. */
  #sweep(): void {
    for (const [name, expires] of this.#used) {
      if (expires >= this.#now()) return
      this.#used.delete(name)
    }
  }
}
