/** Words of entries in any script, and the entries in which something typed stands inside a word. */
import { foldText } from '../search/fold.ts'
import { bitsFor, cut, put, type Bits } from './bits.ts'
import type { Service } from './model.ts'

/** Letters of a text that are looked at; a whole book pasted into a note is not the directory. */
const MOST_LETTERS = 20_000
/** Characters of what is typed that count. */
const LONGEST_QUERY = 200

const SPACES = /\s+/u

const wordsOf = (text: string): readonly string[] =>
  foldText(text)
    .split(SPACES)
    .filter((word) => word !== '')

export const wordsOfService = ({ provider, programme, name, about, facts }: Service): readonly string[] => {
  const text = [provider, programme, name, about, ...facts.map(({ value }) => value)].join(' ')
  return [...new Set(wordsOf(text.slice(0, MOST_LETTERS)))]
}

/** What is typed, as words that must each stand in an entry. */
export const askedWords = (text: string | undefined): readonly string[] => [...new Set(wordsOf((text ?? '').slice(0, LONGEST_QUERY)))]

/** Each word once, with the slots of the entries in which it stands. */
export class WordList {
  readonly #slots = new Map<string, number[]>()

  add(slot: number, words: readonly string[]): void {
    for (const word of words) {
      const slots = this.#slots.get(word)
      if (slots === undefined) this.#slots.set(word, [slot])
      else slots.push(slot)
    }
  }

  remove(slot: number, words: readonly string[]): void {
    for (const word of words) {
      const slots = this.#slots.get(word)
      if (slots === undefined) continue
      const at = slots.indexOf(slot)
      if (at < 0) continue
      slots[at] = slots.at(-1) as number
      slots.pop()
      if (slots.length === 0) this.#slots.delete(word)
    }
  }

  /** Entries in which every word stands, as a part of a word too; null when nothing is asked. */
  find(asked: readonly string[], capacity: number): Bits | null {
    let all: Bits | null = null
    for (const part of asked) {
      const found = this.#withPart(part, capacity)
      if (all === null) all = found
      else cut(all, found)
    }
    return all
  }

  #withPart(part: string, capacity: number): Bits {
    const found = bitsFor(capacity)
    for (const [word, slots] of this.#slots) if (word.includes(part)) for (const slot of slots) put(found, slot)
    return found
  }
}
