/** The crypto port on WebCrypto (browsers, workers, Node 20+): Ed25519 natively, the rest from noble. */
import { argon2idAsync } from '@noble/hashes/argon2.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat } from '@pergola/protocol'
import { signingKey } from './admit.ts'
import { xwingInJavaScript } from './hpke.ts'
import { STRETCH, type CryptoPort } from './port.ts'
import { xchachaInJavaScript, xchachaOn, type Aead } from './xchacha.ts'

type Key = object

/** The part of SubtleCrypto used here, so that this package needs no browser types. */
export interface Subtle {
  importKey(format: 'raw' | 'pkcs8', bytes: Uint8Array, algorithm: 'Ed25519', extractable: boolean, usages: readonly string[]): Promise<Key>
  verify(algorithm: 'Ed25519', key: Key, signature: Uint8Array, message: Uint8Array): Promise<boolean>
  sign(algorithm: 'Ed25519', key: Key, message: Uint8Array): Promise<ArrayBuffer>
}

export interface Platform {
  readonly subtle: Subtle
  readonly random: (length: number) => Uint8Array
  /** Native ones where the platform has them. */
  readonly sha256?: CryptoPort['sha256']
  readonly stretch?: CryptoPort['stretch']
  readonly sign?: CryptoPort['sign']
  readonly verify?: CryptoPort['verify']
  readonly signingKey?: CryptoPort['signingKey']
  readonly xwing?: CryptoPort['xwing']
  /** ChaCha20-Poly1305 (RFC 8439; nonce of 12 bytes). */
  readonly chacha?: Aead
}

/** RFC 8410: the fixed bytes before a raw Ed25519 seed in PKCS #8. */
export const PKCS8_ED25519 = Uint8Array.of(0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20)

/** Importing a key costs as much as using it, and a log is mostly written by a few devices. */
const remembering = (most: number, load: (bytes: Uint8Array) => Promise<Key>): ((bytes: Uint8Array) => Promise<Key>) => {
  const known = new Map<string, Promise<Key>>()
  return (bytes) => {
    const name = String.fromCharCode(...bytes)
    const held = known.get(name)
    if (held) return held
    if (known.size >= most) known.delete(known.keys().next().value!)
    const key = load(bytes)
    known.set(name, key)
    return key
  }
}

const stretchInJavaScript: CryptoPort['stretch'] = (passphrase, salt) =>
  argon2idAsync(passphrase, salt, { m: STRETCH.memoryKiB, t: STRETCH.passes, p: STRETCH.lanes, dkLen: STRETCH.bytes })

/** Keys to sign with, as long as their seeds are held. */
const rememberingSeeds = (load: (seed: Uint8Array) => Promise<Key>): ((seed: Uint8Array) => Promise<Key>) => {
  const known = new WeakMap<Uint8Array, Promise<Key>>()
  return (seed) => {
    const key = known.get(seed) ?? load(seed)
    known.set(seed, key)
    return key
  }
}

export const cryptoOn = ({ subtle, random, ...native }: Platform): CryptoPort => {
  const secretKey = rememberingSeeds((seed) => subtle.importKey('pkcs8', concat(PKCS8_ED25519, seed), 'Ed25519', false, ['sign']))
  const publicKey = remembering(512, (raw) => subtle.importKey('raw', raw, 'Ed25519', false, ['verify']))
  const verifyInSubtle: CryptoPort['verify'] = async (key, message, signature) => {
    if (key.length !== 32 || signature.length !== 64) return false
    // A key the platform refuses to load verifies nothing.
    const loaded = await publicKey(key).catch(() => null)
    return loaded !== null && subtle.verify('Ed25519', loaded, signature, message)
  }
  return {
    random,
    sha256: native.sha256 ?? sha256,
    stretch: native.stretch ?? stretchInJavaScript,
    xwing: native.xwing ?? xwingInJavaScript,
    signingKey: native.signingKey ?? signingKey,
    xchacha: native.chacha ? xchachaOn(native.chacha) : xchachaInJavaScript,
    verify: native.verify ?? verifyInSubtle,
    sign: native.sign ?? (async (seed, message) => new Uint8Array(await subtle.sign('Ed25519', await secretKey(seed), message))),
  }
}
