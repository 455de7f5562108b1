import { expect, it } from 'vitest'
import { postgresMissing } from '../../apps/relay/src/testing/postgres.ts'
import { kill } from './kill.ts'
import type { Outcome } from './report.ts'

const TIMEOUT = { timeout: 120_000 }

const losesNothing = async (happening: Promise<Outcome>): Promise<void> => {
  const { acknowledged, lost, duplicates, broken, stuck } = await happening
  expect(acknowledged).toBeGreaterThan(10)
  expect({ lost, duplicates, broken, stuck }).toEqual({ lost: 0, duplicates: 0, broken: 0, stuck: 0 })
}

it('LOG-10 SYNC-4 a relay killed under load loses nothing it acknowledged, breaks no log, and members go on', TIMEOUT, () =>
  losesNothing(kill(3)),
)

const missing = postgresMissing()

it.skipIf(missing !== null)(
  `LOG-10 SYNC-4 two processes on PostgreSQL lose nothing when one, their connections or the database is killed${missing ? `: ${missing}` : ''}`,
  TIMEOUT,
  () => losesNothing(kill(3, 'postgres', ['relay', 'connections', 'database'])),
)
