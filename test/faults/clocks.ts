/**
 * Clocks that jump under load: the relay's by hours, a day and ten years, forward and back, and each member's by as much the other way.
 * As when somebody sets the time of a machine: `Date.now` of the relay's process answers otherwise (everything in it asks that; its
 * database does not ask at all), timers go on counting. A member's device is told the wrong time by its clock port.
 *
 * Not modelled: a clock that runs too fast or stands still.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openHouse, type Database } from './house.ts'
import { Load } from './load.ts'
import { setClock } from './processes.ts'
import type { Outcome } from './report.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const YEARS = 3650 * DAY
const JUMPS = [HOUR, -HOUR, DAY, -DAY, YEARS, 0, -YEARS, 0] as const
const BETWEEN_MS = 250

const jumpOnce = async (load: Load, round: number): Promise<void> => {
  const offset = JUMPS[round % JUMPS.length]!
  await load.during(async () => {
    await sleep(BETWEEN_MS)
    // Of two processes the first one only: they disagree about the time by as much.
    setClock(load.house.processes[0]!, offset)
    await sleep(BETWEEN_MS)
    const { amina, yusuf, joost } = load.members
    amina.offset = -offset
    yusuf.offset = offset / 3
    joost.offset = round % 2 === 0 ? 240_000 : 0
    await sleep(BETWEEN_MS)
    // A connection that was made under another time, and one that is made under this one.
    load.house.lines[round % load.house.lines.length]!.cut()
    await sleep(BETWEEN_MS)
  })
  await load.check()
}

export const clockJumps = async (jumps: number, database: Database = 'sqlite'): Promise<Outcome> => {
  const load = await Load.begin(await openHouse({ database }))
  for (let round = 0; round < jumps; round++) await jumpOnce(load, round)
  return load.end(jumps, 'relay and members, by hours, a day and ten years')
}
