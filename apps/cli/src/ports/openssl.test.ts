/** What a member seals in a browser opens on the command line, and the other way round. */
import { webcrypto } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cryptoOn,
  ENCAPSULATION_BYTES,
  kemKeys,
  openSealed,
  sealTo,
  xchachaInJavaScript,
  xchachaOn,
  xwingInJavaScript,
  type Subtle,
} from '@pergola/core/crypto'
import { ascii, concat } from '@pergola/protocol'
import { chacha, sign, signingKey, verify, xwing } from './openssl.ts'

const of = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const bytes = fc.uint8Array({ maxLength: 300 })
const turned = (all: Uint8Array, at: number): Uint8Array => all.map((byte, n) => (n === at % all.length ? byte ^ 1 : byte))
const opened = (kem: typeof xwing, secretKey: Uint8Array, sealed: Uint8Array) => openSealed(secretKey, ascii('a letter'), sealed, kem)

describe('OpenSSL and JavaScript', () => {
  it('SEAL-1 seal, open and refuse the same boxes', () => {
    const native = xchachaOn(chacha)
    fc.assert(
      fc.property(of(32), of(24), bytes, fc.option(bytes, { nil: undefined }), fc.nat(), (key, nonce, plaintext, context, at) => {
        const sealed = native.seal(key, nonce, plaintext, context)
        expect(sealed).toEqual(xchachaInJavaScript.seal(key, nonce, plaintext, context))
        for (const each of [native, xchachaInJavaScript]) {
          expect(each.open(key, nonce, sealed, context)).toEqual(plaintext)
          expect(each.open(key, nonce, turned(sealed, at), context)).toBeNull()
          expect(each.open(key, nonce, sealed.subarray(0, at % sealed.length), context)).toBeNull()
        }
      }),
    )
  })

  it('SEAL-3 make the same keys of a seed, and open and refuse the same', () => {
    fc.assert(
      fc.property(of(32), of(64), fc.nat(ENCAPSULATION_BYTES + 30), (seed, randomness, at) => {
        const keys = kemKeys(seed)
        expect(xwing.keys(seed)).toEqual(keys)
        const sealed = sealTo(keys.publicKey, ascii('a letter'), ascii('two rooms'), randomness)
        for (const kem of [xwing, xwingInJavaScript]) {
          expect(opened(kem, keys.secretKey, sealed)).toEqual(ascii('two rooms'))
          expect(opened(kem, keys.secretKey, turned(sealed, at))).toBeNull()
        }
      }),
      { numRuns: 20 },
    )
  })

  it('SEAL-3 an encapsulation with a point that has no secret in it opens to nobody', () => {
    const seed = new Uint8Array(32).fill(9)
    const honest = sealTo(kemKeys(seed).publicKey, ascii('a letter'), ascii('two rooms'), new Uint8Array(64).fill(3))
    const points = [
      new Uint8Array(32),
      Uint8Array.from({ length: 32 }, (_, n) => (n === 0 ? 1 : 0)),
      new Uint8Array(32).fill(0xff, 0, 31).with(0, 0xec).with(31, 0x7f),
    ]
    for (const point of points) {
      const encapsulation = concat(honest.subarray(0, ENCAPSULATION_BYTES - 32), point)
      for (const kem of [xwing, xwingInJavaScript]) expect(() => kem.decapsulate(encapsulation, seed)).toThrow()
    }
  })

  it('SEAL-6 make the same signing key of a seed, and the same signature', async () => {
    const inBrowser = cryptoOn({ subtle: webcrypto.subtle as unknown as Subtle, random: (length) => new Uint8Array(length) })
    for (const seed of [new Uint8Array(32), new Uint8Array(32).fill(7)]) {
      expect(signingKey(seed)).toEqual(inBrowser.signingKey(seed))
      for (const message of ['I, Amina', 'once more'])
        expect(await sign(seed, ascii(message))).toEqual(await inBrowser.sign(seed, ascii(message)))
    }
  })

  it('SEAL-6 find the same signatures true, and everything else false without throwing', async () => {
    const inBrowser = cryptoOn({ subtle: webcrypto.subtle as unknown as Subtle, random: (length) => new Uint8Array(length) })
    const both = async (...asked: Parameters<typeof verify>): Promise<boolean> => {
      const verdict = await verify(...asked)
      expect(verdict).toBe(await inBrowser.verify(...asked))
      return verdict
    }
    await fc.assert(
      fc.asyncProperty(of(32), bytes, fc.nat(), async (seed, message, at) => {
        const [key, signature] = [signingKey(seed), await sign(seed, message)]
        expect(await both(key, message, signature)).toBe(true)
        expect(await both(key, message, turned(signature, at))).toBe(false)
        expect(await both(key, concat(message, ascii('.')), signature)).toBe(false)
        expect(await both(turned(key, at), message, signature)).toBe(false)
        for (const length of [0, 31, 33, 63, 65]) {
          expect(await both(new Uint8Array(length), message, signature)).toBe(false)
          expect(await both(key, message, new Uint8Array(length))).toBe(false)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('SEAL-6 say the same of keys of small order and of no point at all', async () => {
    const inBrowser = cryptoOn({ subtle: webcrypto.subtle as unknown as Subtle, random: (length) => new Uint8Array(length) })
    const one = new Uint8Array(32).with(0, 1)
    const keys = [new Uint8Array(32), one, one.with(31, 0x80), new Uint8Array(32).fill(0xff).with(0, 0xec).with(31, 0x7f), one.with(0, 2)]
    for (const key of keys)
      for (const first of [one, new Uint8Array(32), key])
        for (const scalar of [new Uint8Array(32), one, new Uint8Array(32).fill(0xff)]) {
          const asked = [key, ascii('I, Amina'), concat(first, scalar)] as const
          expect(await verify(...asked)).toBe(await inBrowser.verify(...asked))
        }
  })

  it('SEAL-5 verify, and refuse odd signatures and keys, as a platform does in a browser; never throws', async () => {
    const inBrowser = cryptoOn({ subtle: webcrypto.subtle as unknown as Subtle, random: (length) => new Uint8Array(length) })
    const seed = new Uint8Array(32).fill(7)
    const [key, message] = [signingKey(seed), ascii('I, Amina')]
    const good = await sign(seed, message)
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const s = good.subarray(32).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
    const ofNumber = (n: bigint): Uint8Array => Uint8Array.from({ length: 32 }, (_, at) => Number((n >> BigInt(8 * at)) & 255n))
    const sameModuloOrder = concat(good.subarray(0, 32), ofNumber(s + order))
    const one = ofNumber(1n)
    const notCanonical = ofNumber(2n ** 255n - 18n)
    const signatures = [good, sameModuloOrder, turned(good, 3), good.subarray(1), new Uint8Array(64), concat(one, new Uint8Array(32))]
    for (const each of [key, one, notCanonical, new Uint8Array(32), new Uint8Array(32).fill(0xff), key.subarray(1)])
      for (const signature of signatures)
        expect(await verify(each, message, signature)).toBe(await inBrowser.verify(each, message, signature))
    expect([await verify(key, message, good), await verify(key, message, sameModuloOrder)]).toEqual([true, false])
  })
})
