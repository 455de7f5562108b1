/** A short run with a fixed seed, so that a change that breaks a parser is seen at once; `npm run fuzz` is the long one. */
import { describe, expect, it } from 'vitest'
import { slowness, targets } from './all.ts'
import { fuzz } from './engine.ts'
import { keptSeeds } from './seeds.ts'

const INPUTS = 2000

describe('every parser at a boundary', () => {
  for (const target of targets) {
    it(`${target.name} answers ${INPUTS} strange inputs with a value`, async () => {
      const inputs = Math.ceil(INPUTS / slowness(target))
      const seeds = (): readonly Uint8Array[] => [...target.seeds(), ...keptSeeds(target.name)]
      const { crashes } = await fuzz({ ...target, seeds }, { inputs, seed: 7, coverage: null })
      expect(crashes.map(({ why, input }) => `${why} on ${Buffer.from(input).toString('hex')}`)).toEqual([])
    })
  }

  it('there are as many as there were', () => {
    expect(targets.length).toBeGreaterThan(55)
    expect(new Set(targets.map(({ name }) => name)).size).toBe(targets.length)
  })
})
