import { webcrypto } from 'node:crypto'
import { cryptoOn, type Subtle } from '@pergola/core/crypto'

export const platformCrypto = cryptoOn({
  subtle: webcrypto.subtle as unknown as Subtle,
  random: (length) => webcrypto.getRandomValues(new Uint8Array(length)),
})
