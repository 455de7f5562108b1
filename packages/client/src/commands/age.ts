/** Encrypting for others with age (age-encryption.org/v1), and opening what they encrypted for us. */
import { tidyPassphrase } from '@pergola/core/identity'
import { bytesToUtf8 } from '@pergola/core/text'
import type { World } from '../world/world.ts'

/**
 * Of scrypt, as a power of two. The passphrase has 77 random bits, which no guessing reaches; more would cost phones the memory that
 * they have not (2^18 takes 256 MiB).
 */
const WORK_MADE = 15
/** What we open: what `age -p` makes, and no more. */
const WORK_OPENED = 18

/** To keys (`age1…`), or under a passphrase. Null when one of them is no key. */
export const sealWithAge = async (world: World, bytes: Uint8Array, to: string | readonly string[]): Promise<Uint8Array | null> => {
  const { Encrypter } = await world.age()
  const encrypter = new Encrypter()
  if (typeof to === 'string') {
    encrypter.setPassphrase(to)
    encrypter.setScryptWorkFactor(WORK_MADE)
    return encrypter.encrypt(bytes)
  }
  try {
    for (const recipient of to) encrypter.addRecipient(recipient.trim())
  } catch {
    return null
  }
  return encrypter.encrypt(bytes)
}

const MAGIC = 'age-encryption.org/v1\n'
const HEADER_BYTES = 4_096

export const isAge = (bytes: Uint8Array): boolean => bytesToUtf8(bytes.subarray(0, MAGIC.length)) === MAGIC

/** What the header asks of us before we know whether the passphrase is right. */
const workAsked = (bytes: Uint8Array): number => {
  const [, work = '0'] = /\n-> scrypt \S+ (\d+)\n/u.exec(bytesToUtf8(bytes.subarray(0, HEADER_BYTES))) ?? []
  return Number(work)
}

export type AgeProblem = 'wrong_secret' | 'damaged' | 'too_costly'

/** With a passphrase, or with a secret key. */
export const openWithAge = async (world: World, sealed: Uint8Array, secret: string): Promise<Uint8Array | AgeProblem> => {
  if (workAsked(sealed) > WORK_OPENED) return 'too_costly'
  const { Decrypter } = await world.age()
  const decrypter = new Decrypter()
  const typed = secret.trim()
  try {
    if (/^age-secret-key-/iu.test(typed)) decrypter.addIdentity(typed.toUpperCase())
    else for (const one of new Set([tidyPassphrase(typed), typed])) if (one !== '') decrypter.addPassphrase(one)
  } catch {
    return 'wrong_secret'
  }
  try {
    return await decrypter.decrypt(sealed)
  } catch (error) {
    return error instanceof Error && /no identity matched/u.test(error.message) ? 'wrong_secret' : 'damaged'
  }
}
