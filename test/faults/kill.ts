/**
 * A relay under load whose process, database connections or database are killed, again and again, on the same data. After each
 * time everything that was ever acknowledged is there, in order, with a running hash that adds up, whichever process is asked, and
 * members who worked meanwhile have sent and read everything.
 *
 * On PostgreSQL two processes serve one database: `relay` kills one of them and its members go on at the other; `connections` cuts
 * every connection to the database; `database` ends the server as a power cut would and starts it again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openHouse, type Database, type House } from './house.ts'
import { Load } from './load.ts'
import { killProcess } from './processes.ts'
import type { Outcome } from './report.ts'

/** After a kill, the others go on for so long before everything is looked at. */
const AFTER_MS = 150

export type Target = 'relay' | 'connections' | 'database'

const CUT = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pergola'"

/** What it gives brings the house back to what it was. */
const strike = async (house: House, target: Target, round: number): Promise<() => Promise<void>> => {
  if (target === 'connections') await house.postgres!.run(CUT)
  if (target === 'database') await house.postgres!.crash()
  if (target !== 'relay') return async () => {}
  const at = round % house.processes.length
  await killProcess(house.processes[at]!)
  return () => house.start(at)
}

const killOnce = async (load: Load, target: Target, round: number): Promise<void> => {
  let mend = async (): Promise<void> => {}
  await load.during(async () => {
    await sleep(100 + ((round * 37) % 250))
    mend = await strike(load.house, target, round)
    if (load.house.processes.length > 1) await sleep(AFTER_MS)
  })
  await mend()
  await load.check()
}

/** `targets`: in turn. */
export const kill = async (kills: number, database: Database = 'sqlite', targets: readonly Target[] = ['relay']): Promise<Outcome> => {
  if (database !== 'postgres' && targets.some((target) => target !== 'relay')) throw new Error('SQLite has no connections to kill')
  const load = await Load.begin(await openHouse({ database }))
  for (let round = 0; round < kills; round++) await killOnce(load, targets[round % targets.length]!, round)
  return load.end(kills)
}
