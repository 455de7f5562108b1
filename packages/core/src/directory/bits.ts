/** Sets of small whole numbers, one bit each: thousands of entries are cut and counted in microseconds. */
export type Bits = Uint32Array

export const bitsFor = (capacity: number): Bits => new Uint32Array((capacity + 31) >>> 5)

/** The same set with room for more. */
export const grown = (bits: Bits, capacity: number): Bits => {
  const larger = bitsFor(capacity)
  larger.set(bits)
  return larger
}

export const put = (bits: Bits, at: number): void => {
  bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31))
}
export const take = (bits: Bits, at: number): void => {
  bits[at >>> 5] = (bits[at >>> 5] as number) & ~(1 << (at & 31))
}
export const has = (bits: Bits, at: number): boolean => ((bits[at >>> 5] as number) & (1 << (at & 31))) !== 0

/** `into` without what is not in `other`. */
export const cut = (into: Bits, other: Bits): void => {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) & (other[i] as number)
}
/** `into` with what is in `other`. */
export const join = (into: Bits, other: Bits): void => {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) | (other[i] as number)
}

/** Ones in 32 bits, in parallel sums. */
const ones = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

export const countOf = (bits: Bits): number => {
  let count = 0
  for (let i = 0; i < bits.length; i++) count += ones(bits[i] as number)
  return count
}

/** How many of `a` are in `b` or in `c`. */
export const countWithin = (a: Bits, b: Bits, c: Bits | null): number => {
  let count = 0
  for (let i = 0; i < a.length; i++) {
    const word = a[i] as number
    if (word !== 0) count += ones(word & ((b[i] as number) | (c === null ? 0 : (c[i] as number))))
  }
  return count
}
