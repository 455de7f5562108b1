/**
 * The passphrase is generated, never chosen: seven words of the 2,048-word list, 77 bits (docs/decisions/0004-passphrase-words.md).
 * It opens the account from a new device and unlocks this one. The relay learns neither it nor anything made from it but
 * a public key and a box.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { ascii, concat, decode, encode, fixed, id, struct, type OrgId } from '@pergola/protocol'
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

/** Where a person belongs: what a new device must not have to believe the relay about. */
export interface Home {
  readonly org: OrgId
  readonly relayKey: Uint8Array
}

const SEED_BOX = 72
const homeCodec = struct({ org: id<OrgId>(16), relayKey: fixed(32) })
const homeKey = (seed: Uint8Array): Uint8Array => derive(seed, 'home')

/**
 * What the relay keeps for an account: the seed sealed under the stretched passphrase (72 bytes), then the home sealed under the
 * seed, so that passphrase and recovery kit both lead to the organisation one really belongs to (ID-9).
 */
export const sealAccount = (keys: AccountKeys, random: CryptoPort['random'], seed: Uint8Array, home: Home): Uint8Array =>
  concat(sealBox(keys.boxKey, random(24), seed, keys.account), sealBox(homeKey(seed), random(24), encode(homeCodec, home), keys.account))

/** The seed, or null when it was not sealed under this passphrase for this account. */
export const openSeed = (keys: AccountKeys, sealed: Uint8Array): Uint8Array | null =>
  openBox(keys.boxKey, sealed.subarray(0, SEED_BOX), keys.account)

/** The home, or null when it was not sealed under this seed for this account. */
export const openHome = (account: Uint8Array, seed: Uint8Array, sealed: Uint8Array): Home | null => {
  const bytes = openBox(homeKey(seed), sealed.subarray(SEED_BOX), account)
  const read = bytes && decode(homeCodec, bytes)
  return read?.ok ? read.value : null
}
