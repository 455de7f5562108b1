import { expect, it } from 'vitest'
import { killRelay } from './kill.ts'

it('LOG-10 a relay killed under load loses nothing it acknowledged and breaks no log', { timeout: 120_000 }, async () => {
  const { acknowledged, lost, broken } = await killRelay(5)
  expect(acknowledged).toBeGreaterThan(50)
  expect({ lost, broken }).toEqual({ lost: 0, broken: 0 })
})
