/** All words that occur, and those near to what somebody types: the same beginning, or one letter wrong. */

export interface Words {
  /** By number. */
  readonly all: readonly string[]
  readonly numberOf: (word: string) => number | undefined
  /** The word's number; a new one where it is new. */
  readonly add: (word: string) => number
  readonly startingWith: (beginning: string) => readonly number[]
  /** One letter wrong, missing, too many, or two exchanged. `unfinished`: the same of a word's beginning. */
  readonly near: (typed: string, unfinished: boolean) => readonly number[]
}

/** So many words wait unsorted before all are sorted again. */
const UNSORTED = 4096

const sortedNumbers = (all: readonly string[]): Uint32Array =>
  Uint32Array.from(
    all.map((word, number) => ({ word, number })).sort((a, b) => (a.word < b.word ? -1 : 1)),
    ({ number }) => number,
  )

export const createWords = (known: readonly string[] = []): Words => {
  const all = [...known]
  const numbers = new Map(all.map((word, number) => [word, number]))
  let sorted: Uint32Array = new Uint32Array()
  const wordAt = (place: number): string => all[sorted[place] as number] as string
  const firstNotBefore = (beginning: string): number => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (wordAt(middle) < beginning) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    all,
    numberOf: (word) => numbers.get(word),
    add: (word) => {
      const number = numbers.get(word)
      if (number !== undefined) return number
      numbers.set(word, all.length)
      return all.push(word) - 1
    },
    startingWith: (beginning) => {
      if (all.length - sorted.length > UNSORTED) sorted = sortedNumbers(all)
      const found: number[] = []
      for (let place = firstNotBefore(beginning); place < sorted.length && wordAt(place).startsWith(beginning); place++)
        found.push(sorted[place] as number)
      for (let number = sorted.length; number < all.length; number++) if ((all[number] as string).startsWith(beginning)) found.push(number)
      return found
    },
    near: (text, unfinished) => {
      const typed = { text, ends: Array.from({ length: text.length + 1 }, (_, i) => text.slice(i)), unfinished }
      const found: number[] = []
      for (let number = 0; number < all.length; number++) if (isNear(all[number] as string, typed)) found.push(number)
      return found
    },
  }
}

/** What is typed, and its ends from each letter on: cut once, compared with every word. */
interface Typed {
  readonly text: string
  readonly ends: readonly string[]
  readonly unfinished: boolean
}

const isNear = (word: string, typed: Typed): boolean => {
  const { text, ends, unfinished } = typed
  const longer = word.length - text.length
  if (longer < -1 || (longer > 1 && !unfinished)) return false
  let at = 0
  while (at < text.length && at < word.length && word.charCodeAt(at) === text.charCodeAt(at)) at++
  const goesOn = (inTyped: number, inWord: number): boolean =>
    (unfinished || word.length - inWord === text.length - inTyped) && word.startsWith(ends[inTyped] ?? '', inWord)
  return goesOn(at + 1, at + 1) || goesOn(at, at + 1) || goesOn(at + 1, at) || (isExchanged(word, text, at) && goesOn(at + 2, at + 2))
}

const isExchanged = (word: string, typed: string, at: number): boolean =>
  at + 1 < typed.length && word[at] === typed[at + 1] && word[at + 1] === typed[at]
