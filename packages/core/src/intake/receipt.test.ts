import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hex } from '@pergola/protocol'
import { WORD_LIST } from '../identity/words.ts'
import { newReceipt, parseReceipt, RECEIPT_RANDOM, receiptKeys } from './index.ts'

const random = (seed: number): Uint8Array => Uint8Array.from({ length: RECEIPT_RANDOM }, (_, at) => (seed * 37 + at * 101) & 255)
const anyRandom = fc.uint8Array({ minLength: RECEIPT_RANDOM, maxLength: RECEIPT_RANDOM })
const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())

describe('receipt phrases', () => {
  it('INTAKE-1 a receipt is ten words or 25 letters, and is read back as written', () => {
    fc.assert(
      fc.property(anyRandom, fc.constantFrom('words' as const, 'letters' as const), (bytes, form) => {
        const receipt = newReceipt(form, bytes)
        expect(receipt.text).toMatch(
          form === 'words' ? /^([a-z]{3,8} ){9}[a-z]{3,8}$/ : /^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/,
        )
        expect(parseReceipt(receipt.text)).toEqual({ ok: true, value: receipt })
      }),
    )
  })

  it('INTAKE-1 every one of the 110 bits counts', () => {
    const secrets = new Set(
      Array.from({ length: 110 }, (_, bit) =>
        hex(
          newReceipt(
            'words',
            Uint8Array.from(random(3), (byte, at) => (at === bit >> 3 ? byte ^ (128 >> (bit & 7)) : byte)),
          ).secret,
        ),
      ),
    )
    expect(secrets.size).toBe(110)
  })

  it('INTAKE-2 capitals, accents, commas, line breaks and Arabic digits do not matter', () => {
    const words = newReceipt('words', random(1))
    const shouted = words.text.toUpperCase().split(' ').join(',\n  ').replace('A', 'Á')
    expect(parseReceipt(` ${shouted}. `)).toEqual({ ok: true, value: words })
    const letters = newReceipt('letters', random(2))
    const arabic = letters.text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))).replaceAll('-', ' ')
    expect(parseReceipt(arabic)).toEqual({ ok: true, value: letters })
    expect(parseReceipt(letters.text.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual({ ok: true, value: letters })
  })

  it('INTAKE-3 a mistyped word is named with the word that was probably meant', () => {
    const words = newReceipt('words', random(1)).text.split(' ')
    const typed = [...words.slice(0, 8), 'elehpant', 'abandonn'].join(' ')
    expect(parseReceipt(typed)).toMatchObject({
      ok: false,
      problem: {
        type: 'unknown_words',
        words: [
          { at: 8, typed: 'elehpant', near: ['elephant', 'elegant'] },
          { at: 9, near: ['abandon'] },
        ],
      },
    })
  })

  it('INTAKE-3 one dropped, doubled or exchanged letter of any word is found among at most five suggestions', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WORD_LIST.filter((word) => word.length >= 6)),
        fc.nat(5),
        fc.constantFrom('drop', 'double', 'exchange'),
        (word, at, slip) => {
          const letters = [...word]
          if (slip === 'drop') letters.splice(at, 1)
          if (slip === 'double') letters.splice(at, 0, letters[at]!)
          if (slip === 'exchange') letters.splice(at, 2, letters[at + 1] ?? '', letters[at]!)
          const typed = letters.join('')
          const phrase = parseReceipt([...Array<string>(9).fill('abandon'), typed].join(' '))
          if (WORD_LIST.includes(typed)) return
          expect(phrase.ok || phrase.problem).toMatchObject({ type: 'unknown_words', words: [{ near: expect.arrayContaining([word]) }] })
        },
      ),
    )
  })

  it('INTAKE-3 nine words are counted, not guessed at', () => {
    expect(parseReceipt(Array(9).fill('abandon').join(' '))).toEqual({
      ok: false,
      problem: { type: 'wrong_length', form: 'words', have: 9, need: 10 },
    })
    expect(parseReceipt(' , ')).toEqual({ ok: false, problem: { type: 'empty' } })
  })

  it('INTAKE-4 any one wrong letter, and any two exchanged, are noticed', () => {
    const letters = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789'
    fc.assert(
      fc.property(anyRandom, fc.nat(24), fc.nat(24), fc.constantFrom(...letters), (bytes, a, b, other) => {
        const good = [...newReceipt('letters', bytes).text.replaceAll('-', '')]
        const wrong = good.with(a, other)
        const exchanged = good.with(a, good[b]!).with(b, good[a]!)
        for (const typed of [wrong, exchanged])
          if (typed.join('') !== good.join(''))
            expect(parseReceipt(typed.join(''))).toEqual({ ok: false, problem: { type: 'wrong_letters' } })
      }),
    )
    expect(parseReceipt('U'.repeat(24) + '1')).toEqual({ ok: false, problem: { type: 'unknown_letter', letter: 'U' } })
  })

  it('INTAKE-5 mailbox, reply key and thread key of a receipt have nothing in common', () => {
    const keys = receiptKeys(sha256, newReceipt('words', random(4)))
    const all = [keys.token, keys.mailbox, keys.reply.secretKey, keys.thread].map(hex)
    expect(new Set(all).size).toBe(4)
    expect(receiptKeys(sha256, newReceipt('words', random(4)))).toEqual(keys)
  })

  it('INTAKE-2 nothing anyone types makes it throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => void parseReceipt(typed)))
  })
})
