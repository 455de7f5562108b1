import { describe, expect, test } from 'vitest'
import { twoPlaces, wordsIn } from './kit.ts'

describe('recovery kit', () => {
  test('Amina types the words from her sheet with numbers, commas and capital letters', () => {
    expect(wordsIn('1. Garden, 2. river\n3) CANDLE  ')).toEqual(['garden', 'river', 'candle'])
  })

  test('two different words are asked back, in their order, wherever chance falls', () => {
    for (const random of [() => 0, () => 0.5, () => 0.999]) {
      const [first, second] = twoPlaces(24, random)
      expect(first).toBeLessThan(second)
      expect(first).toBeGreaterThanOrEqual(0)
      expect(second).toBeLessThan(24)
    }
  })
})
