/** Randomness that can be repeated: the same seed gives the same demo. Never for keys. */

export interface Dice {
  /** 0 ≤ n < 1. */
  readonly next: () => number
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
  /** Some of them, in mixed order. */
  readonly some: <T>(from: readonly T[], count: number) => readonly T[]
}

/** Mulberry32 (public domain, Tommy Ettinger). */
const mulberry = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const diceFrom = (seed: number): Dice => {
  const next = mulberry(seed)
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const some: Dice['some'] = (from, count) => {
    const left = [...from]
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(whole(0, left.length - 1), 1)[0]!)
  }
  return { next, whole, chance: (probability) => next() < probability, pick: (from) => from[whole(0, from.length - 1)]!, some }
}
