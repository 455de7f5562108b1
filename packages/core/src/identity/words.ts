/** Words that people read out and write down: one 2,048-word list (BIP 39, English), 11 bits a word. */
import { wordlist } from '@scure/bip39/wordlists/english.js'

export const WORD_LIST: readonly string[] = wordlist

/** `count` words from a hash or fresh random bytes; needs 11 × count bits. */
export const wordsFrom = (bytes: Uint8Array, count: number): readonly string[] => {
  if (bytes.length * 8 < count * 11) throw new RangeError('not enough bytes for so many words')
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  const total = bytes.length * 8
  return Array.from({ length: count }, (_, n) => WORD_LIST[Number((bits >> BigInt(total - 11 * (n + 1))) & 2047n)]!)
}
