import { describe, expect, it } from 'vitest'
import { whenAsked } from './whenAsked.ts'

const library = () => {
  let loads = 0
  const asked = whenAsked(async () => {
    loads += 1
    if (loads === 1) throw new Error('the network is gone')
    return { twice: async (n: number) => 2 * n, thrice: async (n: number) => 3 * n }
  })
  return { asked, loads: () => loads }
}

describe('code that is loaded when it is first asked for', () => {
  it('is not loaded before, once after, and tried again after it could not be had', async () => {
    const { asked, loads } = library()
    const [twice, thrice] = [asked('twice'), asked('thrice')]
    expect(loads()).toBe(0)
    await expect(twice(2)).rejects.toThrow('gone')
    expect([await twice(2), await thrice(2), await twice(3)]).toEqual([4, 6, 6])
    expect(loads()).toBe(2)
  })
})
