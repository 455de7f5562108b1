/**
 * Two processes on one PostgreSQL tell each other by LISTEN and NOTIFY. The connection that listens goes through a line of ours, which
 * closes it, or swallows what the database says on it (notifications and everything else), or both directions, without closing:
 * PostgreSQL loses no notification of a connection that lives, so this is how they get lost. Meanwhile members at both
 * processes write; they read everything, and nobody presses anything.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openHouse, portOf } from './house.ts'
import { openLine, type Line, type Pair } from './line.ts'
import { Load } from './load.ts'
import type { Outcome } from './report.ts'

const LISTENS = 'listen pergola'
const listens = ({ said }: Pair): boolean => said.includes(LISTENS)
const ROUND_MS = 1_500
const PATIENCE_MS = 60_000

const WAYS = [
  (line: Line) => line.cut(listens),
  (line: Line) => line.swallow('down', listens),
  (line: Line) => line.swallow('both', listens),
] as const

export const lostNews = async (times: number): Promise<Outcome> => {
  const toDatabase = await openLine()
  const databaseBy = async (url: string): Promise<string> => {
    toDatabase.to(() => [portOf(url)])
    return url.replace(`:${portOf(url)}/`, `:${portOf(toDatabase.url)}/`)
  }
  const load = await Load.begin(await openHouse({ database: 'postgres', databaseBy }))
  let slowest = 0
  for (let round = 0; round < times; round++) {
    await load.during(async () => {
      await sleep(ROUND_MS / 3)
      if (WAYS[round % WAYS.length]!(toDatabase) === 0) throw new Error('nobody listened')
      await sleep(ROUND_MS)
    })
    const began = performance.now()
    await load.check({ patience: PATIENCE_MS, nudge: false })
    slowest = Math.max(slowest, performance.now() - began)
  }
  const outcome = await load.end(times, `everything read ${(slowest / 1000).toFixed(1)} s after the last write at most`)
  await toDatabase.close()
  return outcome
}
