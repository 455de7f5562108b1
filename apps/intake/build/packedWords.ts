/**
 * The word list in a form that compresses better (1.1 KB of 5.3): each word as the number of letters it shares with the word
 * before, and the rest. Made while building from the pinned package; the page gets the same list (packedWords.test.ts).
 */
import { wordlist } from '@scure/bip39/wordlists/english.js'

const shared = (a: string, b: string): number => {
  let count = 0
  while (count < a.length && a[count] === b[count]) count++
  return count
}

export const pack = (words: readonly string[]): string =>
  words
    .map((word, at) => {
      const count = shared(word, words[at - 1] ?? '')
      return `${count}${word.slice(count)}`
    })
    .join('')

/** Source of a module that unpacks itself. */
export const packedModule = (words: readonly string[]): string => `
let word = ''
export const wordlist = ${JSON.stringify(pack(words))}.match(/\\d[a-z]*/g).map((part) => (word = word.slice(0, part[0]) + part.slice(1)))
`

/** A Vite plugin: stands in for the list while the page is bundled. */
export const packedWords = () => ({
  name: 'packed-words',
  load: (id: string): string | null => (id.endsWith('/@scure/bip39/wordlists/english.js') ? packedModule(wordlist) : null),
})
