import { expect, test } from 'vitest'
import { simulate, type Weather } from './simulate.ts'

/** A few seconds of what `node test/simulation/run.ts --seeds 200` does for as long as one likes. */
const SHORT: readonly (readonly [seed: number, weather: Weather])[] = [
  [1, 'calm'],
  [2, 'calm'],
  [3, 'stormy'],
  [4, 'stormy'],
]

test('SYNC-2 a case that is shared again is not written in before all of it is here (seed 5, stormy)', async () => {
  const { wrong } = await simulate(5, 250, 'stormy')
  expect(wrong).toEqual([])
})

test.each(SHORT)(
  'SYNC-4 five people with cuts, crashes, wrong clocks and a relay that restarts all read the same in the end (seed %i, %s)',
  async (seed, weather) => {
    const { wrong, kept } = await simulate(seed, 120, weather)
    expect(wrong).toEqual([])
    expect(kept).toBeGreaterThan(20)
  },
)
