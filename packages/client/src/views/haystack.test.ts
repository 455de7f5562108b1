import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { Haystack } from './haystack.ts'

const naive = (texts: readonly (readonly string[])[], text: string): readonly number[] =>
  texts.map((each) => (each.some((one) => one.includes(text)) ? 1 : 0))

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'ش', 'д'), maxLength: 6 })
const texts = fc.array(fc.array(letters, { minLength: 1, maxLength: 2 }), { maxLength: 12 })

describe('many names as one text', () => {
  it('VIEW-1 finds exactly the cases that looking at each of them finds', () => {
    const agree = (all: readonly (readonly string[])[], text: string): void =>
      expect([...new Haystack(all).having(text)]).toEqual(naive(all, text))
    fc.assert(fc.property(texts, letters, (all, text) => void agree(all, text)))
  })

  it('VIEW-1 never finds a name that begins in one case and ends in the next', () => {
    expect([...new Haystack([['olive', 'ami'], ['na']]).having('amina')]).toEqual([0, 0])
    expect([...new Haystack([['a\u0000b'], ['b']]).having('a\u0000b')]).toEqual([0, 0])
  })
})
