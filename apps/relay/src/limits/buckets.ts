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

const GROUPS = 8
const NETWORK_GROUPS = 4

/**
 * Who counts as one caller: an IPv4 address; of IPv6 the first 64 bits, because whoever has one of those addresses has 2^64.
 * Anything else (a path of a local socket) is itself.
 */
export const neighbourhood = (address: string): string => {
  const [plain = ''] = address.toLowerCase().split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1]
  if (mapped !== undefined || !plain.includes(':')) return mapped ?? plain
  const [before = '', after] = plain.split('::')
  const first = before === '' ? [] : before.split(':')
  const last = after === undefined || after === '' ? [] : after.split(':')
  const zeros = after === undefined ? [] : Array.from({ length: Math.max(0, GROUPS - first.length - last.length) }, () => '0')
  const groups = [...first, ...zeros, ...last].slice(0, NETWORK_GROUPS)
  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')
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
    const key = hash('sha256', Buffer.concat([this.#salt, Buffer.from(`${group} ${neighbourhood(address)}`)]), 'base64')
    let bucket = this.#buckets.get(key)
    if (bucket === undefined) {
      bucket = new Bucket(rate, this.#now())
      this.#buckets.set(key, bucket)
    }
    return bucket.take(this.#now())
  }
}
