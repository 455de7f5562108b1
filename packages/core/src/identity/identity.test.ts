import { argon2Sync, createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ascii, certificateMessage, concat, encode, LABELS, u64, type OrgId } from '@pergola/protocol'
import { derive, STRETCH, type CryptoPort } from '../crypto/index.ts'
import { bytesOf, cryptoFrom, NOW, someone } from '../space/scene.fixture.ts'
import {
  accountHash,
  accountKeys,
  newDevice,
  newPassphrase,
  openHome,
  openSeed,
  personFromSeed,
  recoveryWords,
  RECOVERY_WORDS,
  safetyWords,
  sealAccount,
  seedFromWords,
  tidyAccount,
  tidyPassphrase,
  WORD_LIST,
  wordsFrom,
} from './index.ts'

const sha256 = (...parts: readonly (Uint8Array | string)[]): Uint8Array => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}
const stretch: CryptoPort['stretch'] = async (message, nonce) => {
  const { memoryKiB: memory, passes, lanes: parallelism, bytes: tagLength } = STRETCH
  return new Uint8Array(argon2Sync('argon2id', { message, nonce, memory, passes, parallelism, tagLength }))
}
const crypto = cryptoFrom('identity', stretch)
const seed = bytesOf('Amina seed')
const idText = (hash: Uint8Array): string => Buffer.from(hash.subarray(0, 16)).toString('hex')

describe('persons and devices', () => {
  it('ID-1 a person is one seed: two keys follow from it, and the id from the keys', () => {
    const amina = personFromSeed(crypto, seed)
    expect(amina.signSeed).toEqual(derive(seed, 'person sign'))
    expect(amina.kem.secretKey).toEqual(derive(seed, 'person kem'))
    expect([amina.card.signKey.length, amina.card.kemKey.length]).toEqual([32, 1216])
    expect(amina.id).toBe(idText(sha256('pergola/1 person\0', amina.card.signKey, amina.card.kemKey)))
    expect(personFromSeed(crypto, seed)).toEqual(amina)
    expect(personFromSeed(crypto, bytesOf('Joost seed')).id).not.toBe(amina.id)
  })

  it('ID-2 a device has a key of its own that the person signs for, and an id of key, person and time', async () => {
    const { person, device } = await someone('Amina')
    const { certificate } = device
    expect(certificate.person).toBe(person.id)
    expect(device.id).toBe(
      idText(sha256('pergola/1 device\0', Buffer.from(person.id, 'hex'), certificate.deviceKey, encode(u64, certificate.created))),
    )
    const message = concat(LABELS.deviceCertificate, Buffer.from(person.id, 'hex'), certificate.deviceKey, encode(u64, NOW))
    expect(certificateMessage(certificate)).toEqual(message)
    expect(await crypto.verify(person.card.signKey, message, certificate.signature)).toBe(true)
  })

  it('ID-2 a second device, also one of the same moment, is another one', async () => {
    const { person, device } = await someone('Amina')
    const second = await newDevice(crypto, person, NOW)
    expect(second.id).not.toBe(device.id)
    expect(second.certificate.deviceKey).not.toEqual(device.certificate.deviceKey)
  })
})

describe('accounts', () => {
  it('ID-3 the relay knows an account by a hash; case, outer spaces and ways of typing a letter do not matter', () => {
    expect(accountHash(crypto, 'amina')).toEqual(sha256('pergola/1 account\0', 'amina'))
    for (const typed of [' Amina ', 'AMINA\n', 'ａmina']) expect(accountHash(crypto, typed)).toEqual(accountHash(crypto, 'amina'))
    expect(accountHash(crypto, 'ZOE\u0308')).toEqual(accountHash(crypto, 'zoë'))
    expect(tidyAccount('أمينة ')).toBe('أمينة')
    for (const other of ['amina2', 'am ina', 'amína']) expect(accountHash(crypto, other)).not.toEqual(accountHash(crypto, 'amina'))
  })

  it('ID-4 a passphrase is seven words of 2,048: each of the 77 bits counts', () => {
    expect(new Set(WORD_LIST).size).toBe(2048)
    const asked: number[] = []
    const of = (bytes: Uint8Array): string =>
      newPassphrase((length) => {
        asked.push(length)
        return bytes
      })
    const zeros = of(new Uint8Array(10))
    expect(zeros).toBe(Array.from({ length: 7 }, () => 'abandon').join(' '))
    expect(of(new Uint8Array(10).fill(255))).toBe(Array.from({ length: 7 }, () => 'zoo').join(' '))
    const all = Array.from({ length: 80 }, (_, bit) => {
      const bytes = new Uint8Array(10)
      bytes[bit >> 3] = 0x80 >> (bit & 7)
      return of(bytes)
    })
    expect(new Set(all.slice(0, 77)).size).toBe(77)
    expect(all.slice(0, 77)).not.toContain(zeros)
    expect(new Set(asked)).toEqual(new Set([10]))
  })

  it('ID-4 words are never drawn from fewer bits than they say', () => {
    expect(() => wordsFrom(new Uint8Array(9), 7)).toThrow(RangeError)
    expect(wordsFrom(new Uint8Array(11), 8)).toHaveLength(8)
  })

  it('ID-5 a passphrase is read however it was typed', () => {
    const phrase = 'abandon ability able about above absent absorb'
    for (const typed of [
      phrase.toUpperCase(),
      `  ${phrase}\n`,
      phrase.replaceAll(' ', '-'),
      phrase.replaceAll(' ', ' , '),
      'ａbandon ability able about above absent absorb',
    ])
      expect(tidyPassphrase(typed)).toBe(phrase)
    expect(tidyPassphrase('abandonability')).not.toBe(tidyPassphrase('abandon ability'))
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => tidyPassphrase(tidyPassphrase(text)) === tidyPassphrase(text)))
  })
})

describe('what a passphrase opens', async () => {
  const phrase = 'abandon ability able about above absent absorb'
  const home = { org: '0a'.repeat(16) as OrgId, relayKey: bytesOf('relay') }
  const keys = await accountKeys(crypto, 'Amina', phrase)
  const sealed = sealAccount(keys, crypto.random, seed, home)

  it('ID-6 name and passphrase are stretched together: the salt follows from the name', async () => {
    const account = sha256('pergola/1 account\0', 'amina')
    const stretched = await stretch(ascii(phrase), sha256('pergola/1 salt\0', account).subarray(0, 16))
    expect(keys.account).toEqual(account)
    expect(keys.signInSeed).toEqual(derive(stretched, 'sign in'))
    expect(keys.boxKey).toEqual(derive(stretched, 'sealed seed'))
    expect(keys.vaultKey).toEqual(derive(stretched, 'vault'))
    expect(await accountKeys(crypto, ' AMINA', phrase.toUpperCase())).toEqual(keys)
  })

  it('ID-7 the keys for signing in, for the seed and for the device are three, and another name or word changes each', async () => {
    const others = await Promise.all([accountKeys(crypto, 'Elif', phrase), accountKeys(crypto, 'Amina', `${phrase} zoo`)])
    const secrets = [keys, ...others].flatMap((one) => [one.signInSeed, one.boxKey, one.vaultKey])
    expect(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(9)
    const signature = await crypto.sign(keys.signInSeed, ascii('nonce'))
    expect(await crypto.verify(keys.signInKey, ascii('nonce'), signature)).toBe(true)
  })

  it('ID-9 passphrase and recovery kit both lead to the organisation one really belongs to', () => {
    expect(openSeed(keys, sealed)).toEqual(seed)
    expect(openHome(keys.account, seed, sealed)).toEqual(home)
    const fromPaper = seedFromWords(recoveryWords(seed))!
    expect(openHome(keys.account, fromPaper, sealed)).toEqual(home)
    expect(sealed.length).toBe(72 + 24 + 48 + 16)
  })

  it('ID-9 a relay that changes, cuts or exchanges what it keeps leads nowhere', async () => {
    const turned = (at: number): Uint8Array => sealed.map((byte, n) => (n === at ? byte ^ 1 : byte))
    for (const at of [0, 24, 71]) expect([at, openSeed(keys, turned(at))]).toEqual([at, null])
    for (const at of [72, 96, sealed.length - 1]) expect([at, openHome(keys.account, seed, turned(at))]).toEqual([at, null])
    for (const length of [0, 71, 72, sealed.length - 1]) expect(openHome(keys.account, seed, sealed.subarray(0, length))).toBeNull()
    expect(openSeed(keys, new Uint8Array())).toBeNull()

    const joost = await accountKeys(crypto, 'Joost', phrase)
    const elsewhere = sealAccount(joost, crypto.random, bytesOf('Joost seed'), { ...home, org: '0b'.repeat(16) as OrgId })
    expect(openSeed(keys, elsewhere)).toBeNull()
    expect(openHome(keys.account, seed, concat(sealed.subarray(0, 72), elsewhere.subarray(72)))).toBeNull()
    expect(openHome(joost.account, seed, sealed)).toBeNull()
  })

  it('ID-9 the box of one account does not open as another of the same person', () => {
    expect(openSeed({ ...keys, account: accountHash(crypto, 'Elif') }, sealed)).toBeNull()
  })
})

describe('the recovery kit', () => {
  it('ID-8 the seed is 24 words on paper and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const words = recoveryWords(bytes)
        expect(words).toHaveLength(RECOVERY_WORDS)
        expect(seedFromWords(words)).toEqual(bytes)
      }),
      { numRuns: 30 },
    )
    expect(recoveryWords(new Uint8Array(32))).toEqual([...Array.from({ length: 23 }, () => 'abandon'), 'art'])
    expect(seedFromWords(recoveryWords(seed).map((word) => ` ${word.toUpperCase()} `))).toEqual(seed)
  })

  it('ID-8 a word wrong, missing, too many or moved is noticed', () => {
    const words = recoveryWords(seed)
    const wrong = words.with(
      5,
      WORD_LIST.find((word) => word !== words[5] && word[0] !== words[5]![0])!,
    )
    expect(seedFromWords(wrong)).toBeNull()
    expect(seedFromWords(words.with(3, 'shelterr'))).toBeNull()
    expect(seedFromWords(words.slice(1))).toBeNull()
    expect(seedFromWords([...words, 'zoo'])).toBeNull()
    expect(seedFromWords(words.toReversed())).toBeNull()
    /** A true kit of fewer words is no kit of ours. */
    expect(seedFromWords([...Array.from({ length: 11 }, () => 'abandon'), 'about'])).toBeNull()
  })
})

describe('safety words', () => {
  const [local, shelter, third] = ['0a', '0b', '0c'].map((byte) => byte.repeat(16) as OrgId) as [OrgId, OrgId, OrgId]

  it('ID-10 Amina and Joost read each other the same six words, whoever begins', () => {
    const words = safetyWords(crypto, local, shelter)
    expect(words).toHaveLength(6)
    expect(safetyWords(crypto, shelter, local)).toEqual(words)
    expect(words).toEqual(wordsFrom(sha256('pergola/1 safety words\0', Buffer.from(local, 'hex'), Buffer.from(shelter, 'hex')), 6))
  })

  it('ID-10 with somebody else in between the words differ', () => {
    expect(safetyWords(crypto, local, third)).not.toEqual(safetyWords(crypto, local, shelter))
    expect(safetyWords(crypto, third, shelter)).not.toEqual(safetyWords(crypto, local, shelter))
  })
})
