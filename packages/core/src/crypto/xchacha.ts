/**
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha): HChaCha20 of the key and the first 16 bytes of the nonce gives the key of
 * ChaCha20-Poly1305 (RFC 8439) under four zero bytes and the last 8. Platforms have the latter; both ways give the same bytes.
 */
import { hchacha, xchacha20poly1305 } from '@noble/ciphers/chacha.js'

/** Sealing with associated data; what is sealed has its tag of 16 bytes at the end. */
export interface Aead {
  readonly seal: (key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, associated: Uint8Array | undefined) => Uint8Array
  /** Null when key, nonce, associated data or bytes are not the ones it was made with; never throws. */
  readonly open: (key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, associated: Uint8Array | undefined) => Uint8Array | null
}

export const xchachaInJavaScript: Aead = {
  seal: (key, nonce, plaintext, associated) => xchacha20poly1305(key, nonce, associated).encrypt(plaintext),
  open: (key, nonce, sealed, associated) => {
    try {
      return xchacha20poly1305(key, nonce, associated).decrypt(sealed)
    } catch {
      // The library throws one and the same error for every reason, as it should.
      return null
    }
  },
}

/** "expand 32-byte k", the constant of every ChaCha20. */
const SIGMA = Uint32Array.of(0x61707865, 0x3320646e, 0x79622d32, 0x6b206574)

const wordsOf = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.slice().buffer)

const keyFor = (key: Uint8Array, nonce: Uint8Array): Uint8Array => {
  const words = new Uint32Array(8)
  hchacha(SIGMA, wordsOf(key), wordsOf(nonce.subarray(0, 16)), words)
  return new Uint8Array(words.buffer)
}

const nonceFor = (nonce: Uint8Array): Uint8Array => {
  const short = new Uint8Array(12)
  short.set(nonce.subarray(16, 24), 4)
  return short
}

/** On a platform's ChaCha20-Poly1305 (nonce of 12 bytes). */
export const xchachaOn = (chacha: Aead): Aead => ({
  seal: (key, nonce, plaintext, associated) => chacha.seal(keyFor(key, nonce), nonceFor(nonce), plaintext, associated),
  open: (key, nonce, sealed, associated) => chacha.open(keyFor(key, nonce), nonceFor(nonce), sealed, associated),
})
