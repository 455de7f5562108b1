import { hex } from '@pergola/protocol'
import type { Now } from '../ports.ts'

const MOST = 10_000

/** Boxes for a person's other device: in memory for some minutes, taken once. */
export class Pairings {
  readonly #boxes = new Map<string, { readonly box: Uint8Array; readonly until: number }>()
  readonly #lifeMs: number
  readonly #now: Now

  constructor(lifeMs: number, now: Now) {
    this.#lifeMs = lifeMs
    this.#now = now
  }

  /** False when there are too many, or the code is in use. */
  put(pairing: Uint8Array, box: Uint8Array): boolean {
    this.#sweep()
    const name = hex(pairing)
    if (this.#boxes.size >= MOST || this.#boxes.has(name)) return false
    this.#boxes.set(name, { box, until: this.#now() + this.#lifeMs })
    return true
  }

  take(pairing: Uint8Array): Uint8Array | null {
    this.#sweep()
    const name = hex(pairing)
    const held = this.#boxes.get(name)
    this.#boxes.delete(name)
    return held?.box ?? null
  }

  /** Boxes stand in the order of their expiry. */
  #sweep(): void {
    for (const [name, { until }] of this.#boxes) {
      if (until >= this.#now()) return
      this.#boxes.delete(name)
    }
  }
}
