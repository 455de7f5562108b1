/**
 * Receipt phrases: all that a visitor keeps of a conversation. Rules: SPEC.md INTAKE-1..5.
 *
 * | form | drawn | bits | secret |
 * |---|---|---|---|
 * | ten words of the BIP 39 English list | 14 random bytes, first 110 bits | 110 | 1 ‖ ten list numbers, u16 each |
 * | 25 letters and digits (Crockford base32), in fives | 15 random bytes | 120 | 2 ‖ the first 24 values, u8 each |
 *
 * The 25th letter checks the others: the sum of value[i] × x^(i+1) over GF(32) with x^5 = x^2 + 1, so that any one wrong letter
 * and any two exchanged ones are noticed. At least 110 bits, so that no slow derivation is needed on an old phone.
 */
import { concat, fail, ok, type Result } from '@pergola/protocol'
import { WORD_LIST, wordsFrom } from '../identity/words.ts'
import { nearestWords } from './nearest.ts'

export type ReceiptForm = 'words' | 'letters'

export interface Receipt {
  readonly form: ReceiptForm
  /** As shown and written down: words with spaces, or five groups of five with hyphens. */
  readonly text: string
  readonly secret: Uint8Array
}

export type ReceiptProblem =
  | { readonly type: 'empty' }
  | { readonly type: 'wrong_length'; readonly form: ReceiptForm; readonly have: number; readonly need: number }
  /** `at`: which words, counted from 0, with what was probably meant. */
  | {
      readonly type: 'unknown_words'
      readonly words: readonly { readonly at: number; readonly typed: string; readonly near: readonly string[] }[]
    }
  | { readonly type: 'unknown_letter'; readonly letter: string }
  /** All are letters and digits that we use, but not these together: one is wrong or two are exchanged. */
  | { readonly type: 'wrong_letters' }

export const RECEIPT_WORDS = 10
export const RECEIPT_LETTERS = 25
/** Random bytes that a new receipt takes. */
export const RECEIPT_RANDOM = 15

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const timesX = (value: number): number => ((value << 1) & 31) ^ (value & 16 ? 0b00101 : 0)

/** Horner's rule from the last letter to the first, so that letter i is multiplied by x^(i+1). */
const checkLetter = (values: readonly number[]): number => values.reduceRight((sum, value) => timesX(sum ^ value), 0)

const fromWords = (words: readonly string[]): Receipt => {
  const numbers = words.flatMap((word) => {
    const at = WORD_LIST.indexOf(word)
    return [at >> 8, at & 255]
  })
  return { form: 'words', text: words.join(' '), secret: Uint8Array.of(1, ...numbers) }
}

const fromLetters = (values: readonly number[]): Receipt => {
  const text = [...values, checkLetter(values)].map((value) => LETTERS[value]).join('')
  return { form: 'letters', text: text.match(/.{5}/gu)!.join('-'), secret: concat(Uint8Array.of(2), Uint8Array.from(values)) }
}

/** Eight letters from each five bytes, most significant bits first. */
const fiveBits = (bytes: Uint8Array): number[] => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits.match(/.{5}/gu)!.map((five) => Number.parseInt(five, 2))
}

/** A new receipt from 15 fresh random bytes. */
export const newReceipt = (form: ReceiptForm, random: Uint8Array): Receipt => {
  if (random.length !== RECEIPT_RANDOM) throw new RangeError(`a receipt takes ${RECEIPT_RANDOM} random bytes`)
  return form === 'words' ? fromWords(wordsFrom(random, RECEIPT_WORDS)) : fromLetters(fiveBits(random))
}

/** Arabic-Indic and Persian digits are the same digits. */
const westernDigit = (digit: string): string => String(digit.charCodeAt(0) & 15)

const plain = (typed: string): string =>
  typed
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, westernDigit)

const readWords = (tokens: readonly string[]): Result<Receipt, ReceiptProblem> => {
  if (tokens.length !== RECEIPT_WORDS) return fail({ type: 'wrong_length', form: 'words', have: tokens.length, need: RECEIPT_WORDS })
  const unknown = tokens.flatMap((typed, at) => (WORD_LIST.includes(typed) ? [] : [{ at, typed, near: nearestWords(typed, WORD_LIST) }]))
  return unknown.length > 0 ? fail({ type: 'unknown_words', words: unknown }) : ok(fromWords(tokens))
}

const LOOK_ALIKE: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

const readLetters = (letters: readonly string[]): Result<Receipt, ReceiptProblem> => {
  const values = letters.map((letter) => LETTERS.indexOf(LOOK_ALIKE[letter] ?? letter))
  const unknown = letters[values.indexOf(-1)]
  if (values.length !== RECEIPT_LETTERS) return fail({ type: 'wrong_length', form: 'letters', have: values.length, need: RECEIPT_LETTERS })
  if (unknown !== undefined) return fail({ type: 'unknown_letter', letter: unknown })
  const own = values.slice(0, -1)
  return checkLetter(own) === values.at(-1) ? ok(fromLetters(own)) : fail({ type: 'wrong_letters' })
}

/** Words have no digits, and ten of them have at least thirty letters. */
const looksLikeLetters = (tokens: readonly string[]): boolean => {
  const all = tokens.join('')
  return /\d/u.test(all) || (all.length < 3 * RECEIPT_WORDS && !tokens.some((token) => WORD_LIST.includes(token)))
}

/** What somebody typed, read with patience: case, accents, spacing, punctuation and foreign digits do not matter. */
export const parseReceipt = (typed: string): Result<Receipt, ReceiptProblem> => {
  const tokens = plain(typed)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '')
  if (tokens.length === 0) return fail({ type: 'empty' })
  if (looksLikeLetters(tokens)) return readLetters([...tokens.join('').toUpperCase()])
  return readWords(tokens)
}
