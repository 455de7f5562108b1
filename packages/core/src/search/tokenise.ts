/** Words of any script. Scripts that put no space between words (Chinese, Japanese, Thai, Khmer, Lao, Burmese) give pairs of letters. */
import { foldText } from './fold.ts'

const WORDS = /[\p{L}\p{N}\p{M}]+/gu
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu
const HAS_UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\u{20000}-\u{323af}]/u
/** Longer "words" are keys and addresses: their beginning is enough to find them. */
const LONGEST = 64

/** Folded words of a text, in order, with repetition. */
export const tokenise = (text: string): string[] => {
  const words = foldText(text).match(WORDS) ?? []
  const tokens: string[] = []
  for (const word of words) {
    if (HAS_UNSPACED.test(word)) tokens.push(...tokensOfUnspaced(word))
    else tokens.push(word.length > LONGEST ? word.slice(0, LONGEST) : word)
  }
  return tokens
}

const tokensOfUnspaced = (word: string): string[] => {
  const tokens: string[] = []
  let at = 0
  for (const { 0: run, index } of word.matchAll(UNSPACED)) {
    if (index > at) tokens.push(word.slice(at, index))
    tokens.push(...pairsOf(run))
    at = index + run.length
  }
  if (at < word.length) tokens.push(word.slice(at))
  return tokens
}

/** Each letter with the next; a single letter stands alone. */
const pairsOf = (run: string): string[] => {
  const letters = [...run]
  return letters.length < 2 ? letters : letters.slice(1).map((letter, i) => (letters[i] as string) + letter)
}
