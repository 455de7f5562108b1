/** A few of each; `npm run faults` is the same in earnest. What each models stands at the head of its file and in docs/faults.md. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { postgresMissing } from '../../apps/relay/src/testing/postgres.ts'
import { clockJumps } from './clocks.ts'
import { crowd } from './crowd.ts'
import { diskFull, diskFullMissing } from './diskFull.ts'
import { FAULTS } from './faults.ts'
import { halfOpen } from './halfOpen.ts'
import { lostNews } from './lostNews.ts'
import { powerCut } from './powerCut.ts'
import { straceMissing } from './processes.ts'
import type { Outcome } from './report.ts'
import { slowDisk } from './slowDisk.ts'

const TIMEOUT = { timeout: 120_000 }

const losesNothing = async (happening: Promise<Outcome>): Promise<void> => {
  const { acknowledged, lost, duplicates, broken, stuck } = await happening
  expect(acknowledged).toBeGreaterThan(3)
  expect({ lost, duplicates, broken, stuck }).toEqual({ lost: 0, duplicates: 0, broken: 0, stuck: 0 })
}

const trace = straceMissing()

it.skipIf(trace !== null)(`LOG-10 the power goes: what was acknowledged is on the disk${trace ? `: ${trace}` : ''}`, TIMEOUT, () =>
  losesNothing(powerCut(4)),
)

for (const by of ['tmpfs', 'limit'] as const) {
  const unfillable = diskFullMissing(by)
  it.skipIf(unfillable !== null)(
    `SYNC-24 LOG-10 the relay's disk is full (${by}), its log's too: it refuses, loses nothing, and goes on${unfillable ? `: ${unfillable}` : ''}`,
    TIMEOUT,
    () => losesNothing(diskFull(1, by)),
  )
}

it.skipIf(trace !== null)(`LOG-10 a disk that takes its time, and a relay killed meanwhile${trace ? `: ${trace}` : ''}`, TIMEOUT, () =>
  losesNothing(slowDisk(1)),
)

it('SYNC-25 SYNC-4 the clocks of relay and members jump by hours, a day and ten years: all read the same, nobody is alarmed', TIMEOUT, () =>
  losesNothing(clockJumps(6)),
)

it('SYNC-22 SYNC-4 a line that is dead and not closed is noticed, also by who only waits to read', TIMEOUT, () =>
  losesNothing(halfOpen(2, { hurry: 20 })),
)

it('FRAME-11 LOG-10 many devices come back at once, within the limits, and lose nothing', TIMEOUT, () =>
  losesNothing(crowd(1, { guests: 60 })),
)

const postgres = postgresMissing()
it.skipIf(postgres !== null)(
  `DB-5 SYNC-4 news between two relays get lost: their members read everything${postgres ? `: ${postgres}` : ''}`,
  TIMEOUT,
  () => losesNothing(lostNews(1)),
)

it('every fault of the table is explained', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/faults.md'), 'utf8')
  expect(FAULTS.map(({ name }) => name).filter((name) => !page.includes(`\n| ${name} |`))).toEqual([])
})
