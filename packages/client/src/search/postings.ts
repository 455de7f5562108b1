/** In which entries a word stands, and how often: a growing list of numbers, entry × 16 + weight, four bytes each. */

const WEIGHTS = 16
const HEAVIEST = WEIGHTS - 1

export const entryOf = (posting: number): number => posting >>> 4
export const weightOf = (posting: number): number => posting & HEAVIEST
const posting = (entry: number, weight: number): number => ((entry << 4) | Math.min(weight, HEAVIEST)) >>> 0

export class Postings {
  #room: Uint32Array
  #count: number

  /** Takes the array over: what is added goes into a copy as soon as it is full. */
  constructor(list: Uint32Array = new Uint32Array()) {
    this.#room = list
    this.#count = list.length
  }

  get count(): number {
    return this.#count
  }

  get list(): Uint32Array {
    return this.#room.subarray(0, this.#count)
  }

  add(entry: number, weight: number): void {
    if (this.#count === this.#room.length) {
      const room = new Uint32Array(Math.max(2, this.#count * 2))
      room.set(this.list)
      this.#room = room
    }
    this.#room[this.#count++] = posting(entry, weight)
  }

  /** Keeps the entries that have a new number, under that number. */
  renumber(numbers: Int32Array): void {
    let kept = 0
    for (const each of this.list) {
      const number = numbers[entryOf(each)] as number
      if (number >= 0) this.#room[kept++] = posting(number, weightOf(each))
    }
    this.#count = kept
  }
}
