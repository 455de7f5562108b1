/** Which word of a list did somebody mean? */

/** Letters to add, drop, change or swap with a neighbour, counted up to `most` (optimal string alignment distance). */
const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : changed
      next.push(Math.min(changed, swapped, row[j]! + 1, next[j - 1]! + 1))
    }
    before = row
    row = next
  }
  return row[b.length]!
}

const MOST_WRONG = 2
/** The first four letters name a word of the list (BIP 39). */
const NAMING_LETTERS = 4

/** At most five words, nearest first. */
export const nearestWords = (typed: string, words: readonly string[]): readonly string[] => {
  const head = typed.slice(0, NAMING_LETTERS)
  const offOf = (word: string): number => (head.length === NAMING_LETTERS && word.startsWith(head) ? 1 : distance(typed, word, MOST_WRONG))
  return words
    .map((word) => ({ word, off: offOf(word) }))
    .filter(({ off }) => off <= MOST_WRONG)
    .sort((a, b) => a.off - b.off)
    .slice(0, 5)
    .map(({ word }) => word)
}
