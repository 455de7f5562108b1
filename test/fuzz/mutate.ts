/** From one input another one: what libFuzzer does to bytes, with a generator that gives the same sequence for the same seed. */

/** Marsaglia's xorshift, 32 bits. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0 || 1
  }

  next(): number {
    let x = this.#state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.#state = x >>> 0
    return this.#state
  }

  /** 0 to `most` - 1; 0 when there is nothing to choose from. */
  below(most: number): number {
    return most <= 1 ? 0 : this.next() % most
  }

  of<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)]
  }
}

/** Values at which parsers turn wrong. */
const TELLING = [0, 1, 2, 3, 0x1f, 0x20, 0x3f, 0x40, 0x5f, 0x7f, 0x80, 0x9f, 0xbf, 0xc0, 0xed, 0xef, 0xf4, 0xfe, 0xff]
const TELLING_32 = [0, 1, 255, 256, 65_535, 65_536, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff]

const splice = (input: Uint8Array, at: number, drop: number, put: Uint8Array): Uint8Array => {
  const made = new Uint8Array(input.length - drop + put.length)
  made.set(input.subarray(0, at))
  made.set(put, at)
  made.set(input.subarray(at + drop), at + put.length)
  return made
}

const someOf = (chance: Chance, bytes: Uint8Array): Uint8Array => {
  const from = chance.below(bytes.length)
  return bytes.subarray(from, from + 1 + chance.below(Math.min(64, bytes.length - from)))
}

type Change = (chance: Chance, input: Uint8Array, other: Uint8Array, words: readonly Uint8Array[]) => Uint8Array

const inPlace =
  (change: (chance: Chance, copy: Uint8Array) => void): Change =>
  (chance, input) => {
    const copy = input.slice()
    if (copy.length > 0) change(chance, copy)
    return copy
  }

const CHANGES: readonly Change[] = [
  inPlace((chance, copy) => void (copy[chance.below(copy.length)]! ^= 1 << chance.below(8))),
  inPlace((chance, copy) => void (copy[chance.below(copy.length)] = chance.below(256))),
  inPlace((chance, copy) => void (copy[chance.below(copy.length)] = chance.of(TELLING)!)),
  inPlace((chance, copy) => void (copy[chance.below(copy.length)]! += chance.below(2) * 2 - 1)),
  inPlace((chance, copy) => {
    if (copy.length < 4) return
    new DataView(copy.buffer).setUint32(chance.below(copy.length - 3), chance.of(TELLING_32)!)
  }),
  inPlace((chance, copy) => {
    if (copy.length < 4) return
    const view = new DataView(copy.buffer)
    const at = chance.below(copy.length - 3)
    view.setUint32(at, view.getUint32(at) + chance.below(9) - 4)
  }),
  (chance, input) => splice(input, chance.below(input.length + 1), 0, Uint8Array.of(chance.of(TELLING)!)),
  (chance, input) => splice(input, chance.below(input.length + 1), 0, new Uint8Array(chance.below(40)).fill(chance.below(256))),
  (chance, input) => {
    const at = chance.below(input.length)
    return splice(input, at, Math.min(input.length - at, 1 + chance.below(16)), new Uint8Array(0))
  },
  (chance, input) => input.slice(0, chance.below(input.length + 1)),
  (chance, input) => (input.length === 0 ? input : splice(input, chance.below(input.length + 1), 0, someOf(chance, input))),
  (chance, input, other) => (other.length === 0 ? input : splice(input, chance.below(input.length + 1), 0, someOf(chance, other))),
  (chance, input, other) => {
    const cut = chance.below(input.length + 1)
    return splice(input.subarray(0, cut), cut, 0, other.subarray(chance.below(other.length + 1)))
  },
  (chance, input, _other, words) => splice(input, chance.below(input.length + 1), 0, chance.of(words) ?? new Uint8Array(0)),
  (chance, input, _other, words) => {
    const word = chance.of(words) ?? new Uint8Array(0)
    const at = chance.below(input.length + 1)
    return splice(input, at, Math.min(word.length, input.length - at), word)
  },
]

/** One to four changes, never longer than `mostBytes`. */
export const mutate = (
  chance: Chance,
  input: Uint8Array,
  other: Uint8Array,
  words: readonly Uint8Array[],
  mostBytes: number,
): Uint8Array => {
  let made = input
  for (let left = 1 + chance.below(4); left > 0; left--) made = chance.of(CHANGES)!(chance, made, other, words)
  return made.length > mostBytes ? made.slice(0, mostBytes) : made.slice()
}
