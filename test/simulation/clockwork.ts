/**
 * Time, chance and a network that are made of a seed alone: the same seed gives the same run, however busy the machine is.
 * Time stands still while anything can be done without it, and then jumps to the next thing that was planned.
 */
import type { MemoryRelay } from '@pergola/relay/testing'
import type { Transport } from '@pergola/client'

/** Chance in [0, 1) from a seed (mulberry32). */
export const chanceOf = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

interface Planned {
  readonly at: number
  readonly order: number
  readonly call: () => void
}

export class Clockwork {
  readonly chance: () => number
  #now: number
  #order = 0
  #planned: Planned[] = []

  constructor(seed: number, now: number) {
    this.chance = chanceOf(seed)
    this.#now = now
  }

  get now(): number {
    return this.#now
  }

  /** A whole number from 0 up to and excluding `below`. */
  below(below: number): number {
    return Math.floor(this.chance() * below)
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!
  }

  /** Calls after `ms`; gives the function that calls it off. */
  plan(ms: number, call: () => void): () => void {
    const planned = { at: this.#now + ms, order: this.#order++, call }
    const at = this.#planned.findLastIndex((other) => other.at <= planned.at) + 1
    this.#planned.splice(at, 0, planned)
    return () => {
      this.#planned = this.#planned.filter((other) => other !== planned)
    }
  }

  /** Everything that needs no time is done, then the next planned thing happens. False when nothing is planned. */
  async step(until: number): Promise<boolean> {
    await new Promise((resolve) => setImmediate(resolve))
    const next = this.#planned[0]
    if (next === undefined || next.at > until) {
      this.#now = Math.max(this.#now, until)
      return false
    }
    this.#planned.shift()
    this.#now = Math.max(this.#now, next.at)
    next.call()
    return true
  }

  /** Lets `ms` pass. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    while (await this.step(until));
  }

  /** Lets time pass until this work is done; throws when it takes longer than `most` ms. */
  async until<T>(work: Promise<T>, most = 120_000): Promise<T> {
    const limit = this.#now + most
    let outcome: { value: T } | { error: unknown } | null = null
    work.then(
      (value) => (outcome = { value }),
      (error: unknown) => (outcome = { error }),
    )
    const result = (): typeof outcome => outcome
    while (result() === null) {
      if (!(await this.step(limit)) && result() === null) throw new Error('nothing more happens')
    }
    const done = result()!
    if ('error' in done) throw done.error
    return done.value
  }
}

/** A connection as TCP gives it: frames arrive late but in order, and a cut loses what is on its way, either way. */
export class Network {
  readonly #clockwork: Clockwork
  readonly #relay: () => MemoryRelay | null
  readonly #open = new Set<() => void>()
  #down = false

  constructor(clockwork: Clockwork, relay: () => MemoryRelay | null) {
    this.#clockwork = clockwork
    this.#relay = relay
  }

  /** Cuts what is open, in the middle of anything. */
  cut(): void {
    for (const end of [...this.#open]) end()
  }

  set down(down: boolean) {
    this.#down = down
    if (down) this.cut()
  }

  get down(): boolean {
    return this.#down
  }

  #late(): number {
    return this.#clockwork.chance() < 0.9 ? 5 + this.#clockwork.below(60) : this.#clockwork.below(3000)
  }

  readonly transport = (origin: string): Transport => ({
    origin,
    connect: (handlers) => this.#connect(handlers),
    request: async (method, path, headers, body) => {
      const relay = this.#relay()
      await new Promise<void>((resolve) => this.#clockwork.plan(this.#late(), resolve))
      if (this.#down || relay === null || relay !== this.#relay()) return null
      return relay.request(method, path, headers, body)
    },
  })

  #connect(handlers: Parameters<Transport['connect']>[0]): ReturnType<Transport['connect']> {
    const relay = this.#relay()
    const clockwork = this.#clockwork
    if (this.#down || relay === null) {
      clockwork.plan(this.#late(), handlers.onClose)
      return { send: () => {}, close: () => {} }
    }
    let ended = false
    let sentUntil = 0
    let gotUntil = 0
    const inOrder = (until: number): number => Math.max(until, clockwork.now + this.#late())
    const end = (): void => {
      if (ended) return
      ended = true
      this.#open.delete(end)
      line.close()
      clockwork.plan(this.#late(), handlers.onClose)
    }
    const line = relay.connect({
      onMessage: (bytes) => {
        gotUntil = inOrder(gotUntil)
        clockwork.plan(gotUntil - clockwork.now, () => ended || handlers.onMessage(bytes))
      },
      onClose: () => {
        gotUntil = inOrder(gotUntil)
        clockwork.plan(gotUntil - clockwork.now, end)
      },
    })
    this.#open.add(end)
    return {
      send: (bytes) => {
        sentUntil = inOrder(sentUntil)
        clockwork.plan(sentUntil - clockwork.now, () => ended || line.send(bytes))
      },
      close: end,
    }
  }
}
