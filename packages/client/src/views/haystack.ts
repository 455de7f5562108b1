/** Many short texts as one string, so that a look through all of them reads memory from front to back and jumps nowhere. */

/** In no folded text that somebody types: what is found never reaches from one text into the next. */
const BETWEEN = '\u0000'

export class Haystack {
  readonly #text: string
  /** Where the texts of each number begin in it. */
  readonly #starts: Uint32Array

  /** By number, the texts that stand for it. */
  constructor(texts: readonly (readonly string[])[]) {
    const joined = texts.map((each) => each.join(BETWEEN))
    this.#text = joined.join(BETWEEN)
    this.#starts = new Uint32Array(texts.length)
    let at = 0
    joined.forEach((each, number) => {
      this.#starts[number] = at
      at += each.length + 1
    })
  }

  /** By number: 1 where one of its texts has this one. */
  having(text: string): Uint8Array {
    const found = new Uint8Array(this.#starts.length)
    if (text === '' || text.includes(BETWEEN)) return found.fill(text === '' ? 1 : 0)
    let number = 0
    for (let at = this.#text.indexOf(text); at >= 0; at = this.#text.indexOf(text, this.#starts[number + 1])) {
      while (number + 1 < this.#starts.length && (this.#starts[number + 1] as number) <= at) number += 1
      found[number] = 1
      if (number + 1 === this.#starts.length) break
    }
    return found
  }
}
