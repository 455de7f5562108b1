/** The crypto port of whatever platform the tests run on; node 26 and browsers have the same one. */
import { cryptoOn, type CryptoPort, type Subtle } from '@pergola/core/crypto'

interface WebCrypto {
  readonly subtle: Subtle
  readonly getRandomValues: (bytes: Uint8Array) => Uint8Array
}

const web = (globalThis as unknown as { readonly crypto: WebCrypto }).crypto

export const platformCrypto: CryptoPort = cryptoOn({ subtle: web.subtle, random: (length) => web.getRandomValues(new Uint8Array(length)) })
