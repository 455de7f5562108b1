/**
 * Proof of work for the intake: none while it is quiet, so that an old phone waits for nothing, and more the more comes in. What
 * comes in is counted for all of this process together, never by sender. The bits that were asked for are bound into the challenge.
 *
 * | sent here, about, a minute | leading zero bits |
 * |---|---|
 * | fewer than 20 | `quietBits` |
 * | fewer than 80 | `bits` |
 * | fewer than 320 | `bits` + 2 |
 * | more | `bits` + 4 |
 */
import { workMessage } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { Now } from '../ports.ts'
import type { Tickets } from './tickets.ts'

/** The count loses half of itself in this time, so a steady rate a minute stands at about one and a half times itself. */
const HALF_MS = 60_000
const FLOODS: readonly { readonly from: number; readonly more: number }[] = [
  { from: 480, more: 4 },
  { from: 120, more: 2 },
  { from: 30, more: 0 },
]
/** Whoever was asked for less before a flood began may still hand it in; whoever hoarded easy challenges may not for long. */
const GRACE_MS = 2 * 60_000

export interface WorkParts {
  readonly tickets: Tickets
  readonly quietBits: number
  readonly bits: number
  readonly now: Now
}

const leadingZeroBits = (bytes: Uint8Array): number => {
  const at = bytes.findIndex((byte) => byte !== 0)
  return at < 0 ? 8 * bytes.length : 8 * at + Math.clz32(bytes[at]!) - 24
}

const purpose = (bits: number): string => `work ${bits}`

export class Works {
  readonly #parts: WorkParts
  readonly #levels: readonly number[]
  #count = 0
  #at: number

  constructor(parts: WorkParts) {
    this.#parts = parts
    this.#at = parts.now()
    this.#levels = [...new Set([parts.quietBits, ...FLOODS.map(({ more }) => parts.bits + more)])]
  }

  #settle(): number {
    const now = this.#parts.now()
    this.#count *= 2 ** (-Math.max(0, now - this.#at) / HALF_MS)
    this.#at = now
    return this.#count
  }

  /** What is asked for now. */
  get bits(): number {
    const count = this.#settle()
    const flood = FLOODS.find(({ from }) => count >= from)
    return flood ? this.#parts.bits + flood.more : this.#parts.quietBits
  }

  /** A fresh challenge, 40 bytes, good for as much work as is asked for now. */
  issue(): { readonly challenge: Uint8Array; readonly bits: number } {
    const { bits } = this
    return { challenge: this.#parts.tickets.issue(purpose(bits)), bits }
  }

  /** True once for each challenge of ours that comes with as much work as was asked for when it was issued. Counts it. */
  async accept(challenge: Uint8Array, solution: Uint8Array): Promise<boolean> {
    const done = leadingZeroBits(sha256(workMessage(challenge, solution)))
    const young = this.#parts.tickets.age(challenge) < GRACE_MS
    const least = young ? 0 : this.bits
    for (const level of this.#levels) {
      if (level > done || level < least || !(await this.#parts.tickets.take(challenge, purpose(level)))) continue
      this.#settle()
      this.#count += 1
      return true
    }
    return false
  }
}
