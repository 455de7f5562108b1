/**
 * The passphrase is generated, never chosen: seven words of the 2,048-word list, 77 bits (docs/decisions/0004-passphrase-words.md).
 * It opens the account from a new device and unlocks this one. The relay learns neither it nor anything made from it but
 * a public key and a box.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { ascii, concat } from '@pergola/protocol'
import { asKey, derive, openBox, sealBox, signingKey, type CryptoPort, type Key } from '../crypto/index.ts'
import { wordsFrom } from './words.ts'

export const PASSPHRASE_WORDS = 7

/** Ten fresh random bytes in, seven words out. */
export const newPassphrase = (random: CryptoPort['random']): string => wordsFrom(random(10), PASSPHRASE_WORDS).join(' ')

/** What someone typed: case, spaces and hyphens do not matter. */
export const tidyPassphrase = (typed: string): string =>
  typed
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
    .join(' ')

export const tidyAccount = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

/** 32 bytes by which the relay knows an account: it need not know the name. */
export const accountHash = (crypto: Pick<CryptoPort, 'sha256'>, account: string): Uint8Array =>
  crypto.sha256(concat(ascii('pergola/1 account\0'), utf8ToBytes(tidyAccount(account))))

export interface AccountKeys {
  readonly account: Uint8Array
  /** Signs the relay's nonce. */
  readonly signInSeed: Uint8Array
  readonly signInKey: Uint8Array
  /** Opens the sealed seed. */
  readonly boxKey: Key<'account'>
  /** Opens what this device keeps. */
  readonly vaultKey: Key<'vault'>
}

/** Stretches name and passphrase (Argon2id, see `STRETCH`) into keys with separate purposes. Takes seconds on purpose. */
export const accountKeys = async (crypto: CryptoPort, account: string, passphrase: string): Promise<AccountKeys> => {
  const hash = accountHash(crypto, account)
  const stretched = await crypto.stretch(
    utf8ToBytes(tidyPassphrase(passphrase)),
    crypto.sha256(concat(ascii('pergola/1 salt\0'), hash)).subarray(0, 16),
  )
  const signInSeed = derive(stretched, 'sign in')
  return {
    account: hash,
    signInSeed,
    signInKey: signingKey(signInSeed),
    boxKey: asKey<'account'>(derive(stretched, 'sealed seed')),
    vaultKey: asKey<'vault'>(derive(stretched, 'vault')),
  }
}

export const sealSeed = (keys: AccountKeys, nonce: Uint8Array, seed: Uint8Array): Uint8Array =>
  sealBox(keys.boxKey, nonce, seed, keys.account)

export const openSeed = (keys: AccountKeys, box: Uint8Array): Uint8Array | null => openBox(keys.boxKey, box, keys.account)
