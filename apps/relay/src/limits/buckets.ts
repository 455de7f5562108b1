/** Token buckets: `burst` at once, then `perSecond`. */
import { hash, randomBytes } from 'node:crypto'
import type { Now } from '../ports.ts'
import { Recent } from './recent.ts'

export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

export class Bucket {
  readonly #rate: Rate
  #tokens: number
  #at: number

  constructor(rate: Rate, now: number) {
    this.#rate = rate
    this.#tokens = rate.burst
    this.#at = now
  }

  /** Takes one token; otherwise says in how many milliseconds there is one. */
  take(now: number): number {
    const earned = (Math.max(0, now - this.#at) / 1000) * this.#rate.perSecond
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + earned)
    this.#at = now
    if (this.#tokens >= 1) {
      this.#tokens -= 1
      return 0
    }
    return Math.ceil(((1 - this.#tokens) / this.#rate.perSecond) * 1000)
  }
}

/**
 * One bucket for each caller of each route. Callers without an account are known by a hash of their address with a salt
 * that is made at start and never leaves memory, so no address is kept.
 */
export class Callers {
  readonly #salt = randomBytes(16)
  readonly #buckets = new Recent<string, Bucket>(50_000)
  readonly #now: Now

  constructor(now: Now) {
    this.#now = now
  }

  take(group: string, rate: Rate, address: string): number {
    const key = hash('sha256', Buffer.concat([this.#salt, Buffer.from(`${group} ${address}`)]), 'base64')
    let bucket = this.#buckets.get(key)
    if (bucket === undefined) {
      bucket = new Bucket(rate, this.#now())
      this.#buckets.set(key, bucket)
    }
    return bucket.take(this.#now())
  }
}
