/** A parser at a boundary, with what must hold for every input. */
export interface Target {
  readonly name: string
  /** Good inputs to begin with. */
  readonly seeds: () => readonly Uint8Array[]
  /** Pieces that mean something to this parser. */
  readonly words?: readonly Uint8Array[]
  readonly mostBytes?: number
  /**
   * Parses, and looks at the answer: true when the input was taken, false when it was refused by the declared value. Throws for
   * anything else: the fuzzer calls that a crash.
   */
  readonly run: (input: Uint8Array) => boolean | Promise<boolean>
}

/** Something that must hold does not. */
export class Broken extends Error {}

export const hold = (condition: boolean, what: string): void => {
  if (!condition) throw new Broken(what)
}

export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
export const utf8 = (words: string): Uint8Array => new TextEncoder().encode(words)
