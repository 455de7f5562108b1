/** The recovery kit: the person's seed as 24 words on paper (BIP 39 with its checksum). Whoever holds it is the person. */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'

export const RECOVERY_WORDS = 24

export const recoveryWords = (seed: Uint8Array): readonly string[] => entropyToMnemonic(seed, wordlist).split(' ')

/** The seed, or null when a word is wrong (the checksum tells). */
export const seedFromWords = (words: readonly string[]): Uint8Array | null => {
  const tidy = words.map((word) => word.trim().toLowerCase()).filter((word) => word !== '')
  if (tidy.length !== RECOVERY_WORDS) return null
  try {
    return mnemonicToEntropy(tidy.join(' '), wordlist)
  } catch {
    return null
  }
}
