import { argon2Sync, createCipheriv, createDecipheriv, webcrypto } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import * as HPKE from 'hpke'
import { describe, expect, it } from 'vitest'
import { ascii, concat, hex, unhex } from '@pergola/protocol'
import {
  admissible,
  asKey,
  cryptoOn,
  derive,
  deriveWith,
  ENCAPSULATION_BYTES,
  hkdfExpand,
  hkdfExtract,
  kemKeys,
  openBox,
  openSealed,
  SEAL_OVERHEAD,
  sealBox,
  sealTo,
  signingKey,
  STRETCH,
  xchachaInJavaScript,
  xchachaOn,
  type Aead,
  type Subtle,
} from './index.ts'
import { sha256 } from '@noble/hashes/sha2.js'

const fill = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value)
const from = (text: string): Uint8Array => unhex(text)!
const random = (length: number): Uint8Array => webcrypto.getRandomValues(new Uint8Array(length))
const crypto = cryptoOn({ subtle: webcrypto.subtle as unknown as Subtle, random })
const of = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

/** As a platform gives it: nonce of 12 bytes, tag at the end. */
const opensslChacha: Aead = {
  seal: (key, nonce, plaintext, associated) => {
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
    cipher.setAAD(associated!, { plaintextLength: plaintext.length })
    return concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag())
  },
  open: (key, nonce, sealed, associated) => {
    if (sealed.length < 16) return null
    const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
    decipher.setAAD(associated!, { plaintextLength: sealed.length - 16 }).setAuthTag(sealed.subarray(-16))
    const opened = decipher.update(sealed.subarray(0, -16))
    try {
      decipher.final()
      return new Uint8Array(opened)
    } catch {
      return null
    }
  },
}
const letter = ascii('Can the shelter take two adults and a child on Friday?')
const info = ascii('a letter to Joost')

/** `bytes` with one bit of byte `at` turned. */
const turned = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, n) => (n === at ? byte ^ 1 : byte))

describe('boxes under one key', () => {
  const [key, nonce, label] = [fill(32, 1), fill(24, 2), ascii('case')]

  it('SEAL-1 a box is nonce, ciphertext and tag, and opens with its key and its associated data only', () => {
    const box = sealBox(key, nonce, letter, label)
    expect(box.length).toBe(24 + letter.length + 16)
    expect(box.subarray(0, 24)).toEqual(nonce)
    expect(openBox(key, box, label)).toEqual(letter)
    expect(openBox(fill(32, 3), box, label)).toBeNull()
    expect(openBox(key, box, ascii('Case'))).toBeNull()
    expect(openBox(key, box)).toBeNull()
  })

  it('SEAL-1 not one bit can be changed, nothing cut off or added', () => {
    const box = sealBox(key, nonce, letter, label)
    fc.assert(fc.property(fc.nat(box.length - 1), (at) => openBox(key, turned(box, at), label) === null))
    for (let length = 0; length < box.length; length++) expect(openBox(key, box.subarray(0, length), label)).toBeNull()
    expect(openBox(key, concat(box, fill(1, 0)), label)).toBeNull()
  })

  it("SEAL-1 on a platform's ChaCha20-Poly1305 the same bytes are sealed, opened and refused", () => {
    const native = xchachaOn(opensslChacha)
    const bytes = fc.uint8Array({ maxLength: 300 })
    fc.assert(
      fc.property(of(32), of(24), bytes, bytes, fc.nat(), (secret, once, plaintext, context, at) => {
        const sealed = native.seal(secret, once, plaintext, context)
        expect(sealed).toEqual(xchachaInJavaScript.seal(secret, once, plaintext, context))
        for (const each of [native, xchachaInJavaScript]) {
          expect(each.open(secret, once, sealed, context)).toEqual(plaintext)
          expect(each.open(secret, once, turned(sealed, at % sealed.length), context)).toBeNull()
          expect(each.open(secret, turned(once, at % 24), sealed, context)).toBeNull()
          expect(each.open(secret, once, sealed, concat(context, fill(1, 0)))).toBeNull()
          expect(each.open(secret, once, sealed.subarray(0, at % sealed.length), context)).toBeNull()
        }
      }),
    )
  })

  it('SEAL-1 XChaCha20-Poly1305 is the one of draft-irtf-cfrg-xchacha, appendix A.3', () => {
    const plaintext = ascii(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    )
    const box = sealBox(
      Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at),
      Uint8Array.from({ length: 24 }, (_, at) => 0x40 + at),
      plaintext,
      from('50515253c0c1c2c3c4c5c6c7'),
    )
    expect(hex(box.subarray(24, 40))).toBe('bd6d179d3e83d43b9576579493c0e939')
    expect(hex(box.subarray(-16))).toBe('c0875924c1c7987947deafd8780acf49')
  })
})

describe('derived keys', () => {
  it('SEAL-2 a key is HKDF-SHA-256 without salt, its label and a zero byte before the context', async () => {
    const secret = fill(32, 9)
    const base = await webcrypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
    const expected = async (text: string, bytes: number): Promise<Uint8Array> => {
      const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: Buffer.from(text, 'latin1') }
      return new Uint8Array(await webcrypto.subtle.deriveBits(how, base, bytes * 8))
    }
    expect(derive(secret, 'content', 32, ascii('space'))).toEqual(await expected('pergola/1 content\0space', 32))
    expect(derive(secret, 'invitation id', 16)).toEqual(await expected('pergola/1 invitation id\0', 16))
  })

  it("SEAL-2 with the platform's hash it is the same key", () => {
    fc.assert(
      fc.property(of(32), fc.uint8Array({ maxLength: 80 }), (secret, context) => {
        expect(deriveWith(sha256, secret, 'content', context)).toEqual(derive(secret, 'content', 32, context))
      }),
    )
  })

  it('SEAL-2 no label is used for two purposes, and none is the beginning of another', () => {
    const root = new URL('..', import.meta.url).pathname
    const homes = new Map<string, Set<string>>()
    for (const file of globSync('**/*.ts', { cwd: root }).filter((name) => !/\.(test|fixture)\.ts$/.test(name))) {
      for (const [, label] of readFileSync(root + file, 'utf8').matchAll(/derive(?:With)?\([^()]+, '([^']+)'/g))
        homes.set(label!, (homes.get(label!) ?? new Set()).add(file))
    }
    expect(homes.size).toBeGreaterThan(15)
    for (const [label, files] of homes) expect([label, [...files]]).toEqual([label, [[...files][0]]])
    const infos = [...homes.keys()].map((label) => `pergola/1 ${label}\0`)
    for (const one of infos) expect(infos.filter((other) => other.startsWith(one))).toEqual([one])
  })

  it('SEAL-2 a key has 32 bytes', () => {
    expect(() => asKey(fill(31, 0))).toThrow(RangeError)
    expect(() => asKey(fill(33, 0))).toThrow(RangeError)
  })

  it('SEAL-2 extract and expand are those of RFC 5869, test case 1', () => {
    const prk = hkdfExtract(sha256, fill(22, 0x0b), from('000102030405060708090a0b0c'))
    expect(hex(prk)).toBe('077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5')
    const okm = hkdfExpand(sha256, prk, from('f0f1f2f3f4f5f6f7f8f9'), 42)
    expect(hex(okm)).toBe('3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865')
  })
})

describe('sealed to a public key', () => {
  const joost = kemKeys(fill(32, 5))
  const sealed = sealTo(joost.publicKey, info, letter, fill(64, 6))

  it('SEAL-3 X-Wing: seed 32, public key 1,216, encapsulation 1,120, and 16 bytes of tag', () => {
    expect(joost.secretKey.length).toBe(32)
    expect(joost.publicKey.length).toBe(1216)
    expect(ENCAPSULATION_BYTES).toBe(1120)
    expect(sealed.length).toBe(1120 + letter.length + 16)
    expect(SEAL_OVERHEAD).toBe(1136)
  })

  it('SEAL-3 opens to nobody else, for no other purpose, and not with one bit changed', () => {
    expect(openSealed(joost.secretKey, info, sealed)).toEqual(letter)
    expect(openSealed(kemKeys(fill(32, 8)).secretKey, info, sealed)).toBeNull()
    expect(openSealed(joost.secretKey, ascii('a letter to Amina'), sealed)).toBeNull()
    for (const at of [0, 500, 1087, 1088, 1119, 1120, sealed.length - 1])
      expect(openSealed(joost.secretKey, info, turned(sealed, at))).toBeNull()
    for (const length of [0, 1, 1120, 1135, sealed.length - 1])
      expect(openSealed(joost.secretKey, info, sealed.subarray(0, length))).toBeNull()
  })

  it('SEAL-3 the suite of the hpke package on the platform opens what is sealed here, and the other way round', async () => {
    const suite = new HPKE.CipherSuite(HPKE.KEM_MLKEM768_X25519, HPKE.KDF_HKDF_SHA256, HPKE.AEAD_ChaCha20Poly1305)
    expect(suite.KEM.id).toBe(0x647a)
    const privateKey = await suite.DeserializePrivateKey(joost.secretKey, true)
    const opened = await suite.Open(privateKey, sealed.slice(0, 1120), sealed.slice(1120), { info })
    expect(new Uint8Array(opened)).toEqual(letter)

    const publicKey = await suite.DeserializePublicKey(joost.publicKey)
    const theirs = await suite.Seal(publicKey, letter, { info })
    expect(openSealed(joost.secretKey, info, concat(theirs.encapsulatedSecret, theirs.ciphertext))).toEqual(letter)
  })

  it('SEAL-3 a public key that is none is refused loudly', () => {
    expect(() => sealTo(joost.publicKey.subarray(1), info, letter, fill(64, 6))).toThrow()
  })
})

describe('signing keys', () => {
  /** RFC 8032, section 7.1, test 2. */
  const seed = from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
  const key = from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
  const signature = from(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  )
  const message = Uint8Array.of(0x72)

  it('SEAL-5 every key made from a seed is admissible', () => {
    expect(signingKey(seed)).toEqual(key)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => admissible(signingKey(bytes))),
      { numRuns: 20 },
    )
  })

  it('SEAL-5 a small-order, mixed-order, non-canonical or impossible key is not', () => {
    const order8 = '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'
    const mixed = ed25519.Point.fromBytes(key, false)
      .add(ed25519.Point.fromBytes(from(order8), false))
      .toBytes()
    const refused: Record<string, Uint8Array> = {
      identity: from(`01${'00'.repeat(31)}`),
      'order 2': from(`ec${'ff'.repeat(30)}7f`),
      'order 4': fill(32, 0),
      'order 8': from(order8),
      'of mixed order': mixed,
      'y = p': from(`ed${'ff'.repeat(30)}7f`),
      'y = p + 3': from(`f0${'ff'.repeat(30)}7f`),
      'x = 0 with a sign': from(`01${'00'.repeat(30)}80`),
      'off the curve': from(`02${'00'.repeat(31)}`),
      short: key.subarray(1),
      long: concat(key, fill(1, 0)),
      empty: new Uint8Array(),
    }
    for (const [name, bytes] of Object.entries(refused)) expect([name, admissible(bytes)]).toEqual([name, false])
  })

  it('SEAL-6 signatures are those of RFC 8032', async () => {
    expect(await crypto.sign(seed, message)).toEqual(signature)
    expect(await crypto.verify(key, message, signature)).toBe(true)
  })

  it('SEAL-6 whatever does not verify is false, of any length, and nothing throws', async () => {
    const wrong: readonly (readonly [Uint8Array, Uint8Array, Uint8Array])[] = [
      [key, ascii('s'), signature],
      [key, message, turned(signature, 0)],
      [key, message, turned(signature, 63)],
      [turned(key, 0), message, signature],
      [signingKey(fill(32, 1)), message, signature],
      [from(`02${'00'.repeat(31)}`), message, signature],
      [key.subarray(1), message, signature],
      [concat(key, fill(1, 0)), message, signature],
      [new Uint8Array(), message, signature],
      [key, message, signature.subarray(1)],
      [key, message, concat(signature, fill(1, 0))],
      [key, message, new Uint8Array()],
    ]
    for (const [at, [k, m, s]] of wrong.entries()) expect([at, await crypto.verify(k, m, s)]).toEqual([at, false])
  })

  it('SEAL-6 also on a platform that would take anything, or throws at a key', async () => {
    const lax: Subtle = { importKey: async () => ({}), verify: async () => true, sign: async () => new ArrayBuffer(64) }
    const strict: Subtle = { ...lax, importKey: () => Promise.reject(new TypeError('not a key')) }
    const onLax = cryptoOn({ subtle: lax, random })
    expect(await onLax.verify(key, message, signature)).toBe(true)
    for (const length of [0, 31, 33]) expect(await onLax.verify(fill(length, 1), message, signature)).toBe(false)
    for (const length of [0, 63, 65]) expect(await onLax.verify(key, message, fill(length, 1))).toBe(false)
    expect(await cryptoOn({ subtle: strict, random }).verify(key, message, signature)).toBe(false)
  })

  it('SEAL-6 a second form of a true signature (S + L) does not verify', async () => {
    let s = 0n
    for (const byte of signature.subarray(32).toReversed()) s = (s << 8n) | BigInt(byte)
    let again = s + 2n ** 252n + 27742317777372353535851937790883648493n
    const high = Uint8Array.from({ length: 32 }, () => {
      const byte = Number(again & 255n)
      again >>= 8n
      return byte
    })
    expect(await crypto.verify(key, message, concat(signature.subarray(0, 32), high))).toBe(false)
  })

  it('SEAL-6 more keys than are remembered verify as well', async () => {
    const many = Array.from({ length: 520 }, (_, at) =>
      fill(32, 0)
        .fill(at & 255, 0, 1)
        .fill(at >> 8, 1, 2),
    )
    const good = await Promise.all(many.map(async (one) => crypto.verify(signingKey(one), message, await crypto.sign(one, message))))
    expect(good.every(Boolean)).toBe(true)
    expect(await crypto.verify(signingKey(many[0]!), message, await crypto.sign(many[0]!, message))).toBe(true)
  })
})

describe('the stretched passphrase', () => {
  it('ID-6 Argon2id with 64 MiB, three passes and one lane gives 64 bytes, the same in JavaScript as on the platform', async () => {
    expect(STRETCH).toEqual({ memoryKiB: 65_536, passes: 3, lanes: 1, bytes: 64 })
    const [message, nonce] = [ascii('seven words'), fill(16, 4)]
    const native = argon2Sync('argon2id', { message, nonce, parallelism: 1, tagLength: 64, memory: 65_536, passes: 3 })
    expect(hex(await crypto.stretch(message, nonce))).toBe(native.toString('hex'))
  })
})
