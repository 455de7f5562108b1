import { describe, expect, it } from 'vitest'
import { postgresMissing } from '../../apps/relay/src/testing/postgres.ts'
import { killRelay, type Kills } from './kill.ts'

const losesNothing = async (kills: Kills): Promise<void> => {
  const { acknowledged, lost, broken } = await killRelay(kills)
  expect(acknowledged).toBeGreaterThan(50)
  expect({ lost, broken }).toEqual({ lost: 0, broken: 0 })
}

it('LOG-10 a relay killed under load loses nothing it acknowledged and breaks no log', { timeout: 120_000 }, () =>
  losesNothing({ kills: 5 }),
)

const missing = postgresMissing()

describe.skipIf(missing !== null)(`on PostgreSQL${missing ? `: ${missing}` : ''}`, () => {
  for (const target of ['relay', 'connections', 'database'] as const) {
    it(`LOG-10 two processes under load lose nothing when ${target} is killed, and members go on`, { timeout: 120_000 }, () =>
      losesNothing({ kills: 3, database: 'postgres', target }),
    )
  }
})
