/**
 * A relay under load whose process, database connections or database are killed, again and again, on the same data. After each
 * time everything that was ever acknowledged is there, in order, with a running hash that adds up, whichever process is asked.
 *
 *   node test/faults/kill.ts [kills] [sqlite|postgres] [relay|connections|database]
 *
 * Default: 50 times `kill -9` of the relay on SQLite. On PostgreSQL two processes serve one database: `relay` kills one of them
 * and its members go on at the other; `connections` cuts every connection to the database; `database` ends the server as a
 * power cut would and starts it again.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres, type TestPostgres } from '../../apps/relay/src/testing/postgres.ts'
import { audit, newPair, writeOn, type Audited, type Writer } from './writers.ts'

const PAIRS = 4
/** After a kill, the others go on for so long before everything is looked at. */
const AFTER_MS = 150

export type Database = 'sqlite' | 'postgres'
export type Target = 'relay' | 'connections' | 'database'

export interface Kills {
  readonly kills: number
  readonly database?: Database
  readonly target?: Target
}

export interface KillReport {
  readonly kills: number
  readonly acknowledged: number
  readonly lost: number
  readonly broken: number
}

interface Process {
  readonly child: ChildProcess
  readonly url: string
}

interface House {
  readonly folder: string
  readonly postgres: TestPostgres | null
  readonly database: readonly string[]
  readonly processes: Process[]
}

const start = async ({ folder, database }: Pick<House, 'folder' | 'database'>): Promise<Process> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../bench/relay/serve.ts'), folder, ...database], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return { child, url: line.toString().trim() }
}

const kill = async ({ child }: Process): Promise<void> => {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

const build = async (kind: Database): Promise<House> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-kill-'))
  const postgres = kind === 'postgres' ? await startPostgres() : null
  const place = { folder, database: postgres ? [await postgres.database()] : [] }
  const first = await start(place)
  return { ...place, postgres, processes: postgres ? [first, await start(place)] : [first] }
}

const tearDown = async ({ processes, postgres, folder }: House): Promise<void> => {
  await Promise.all(processes.map(kill))
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
}

const CUT = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pergola'"

/** What it gives brings the house back to what it was. */
const strike = async (house: House, target: Target, round: number): Promise<() => Promise<void>> => {
  if (target === 'connections') await house.postgres!.run(CUT)
  if (target === 'database') await house.postgres!.crash()
  if (target !== 'relay') return async () => {}
  const at = round % house.processes.length
  await kill(house.processes[at]!)
  return async () => {
    house.processes[at] = await start(house)
  }
}

const urlsOf = ({ processes }: House): readonly string[] => processes.map(({ url }) => url)

const auditAll = (house: House, writers: readonly Writer[]): Promise<readonly Audited[]> =>
  Promise.all(urlsOf(house).flatMap((url) => writers.map((writer) => audit(url, writer))))

const killOnce = async (house: House, target: Target, writers: readonly Writer[], round: number): Promise<readonly Audited[]> => {
  let stopped = false
  const writing = writers.map((writer, n) =>
    writeOn(
      () => urlsOf(house),
      writer,
      n + round,
      () => stopped,
    ),
  )
  await sleep(100 + ((round * 37) % 250))
  const mend = await strike(house, target, round)
  if (house.processes.length > 1) await sleep(AFTER_MS)
  stopped = true
  await Promise.all(writing)
  await mend()
  return auditAll(house, writers)
}

export const killRelay = async ({ kills, database = 'sqlite', target = 'relay' }: Kills): Promise<KillReport> => {
  if (target !== 'relay' && database !== 'postgres') throw new Error(`SQLite has no ${target} to kill`)
  const house = await build(database)
  const writers: Writer[] = []
  for (let n = 0; n < PAIRS; n++) writers.push(...(await newPair(house.processes[0]!.url)))
  const audits: Audited[] = []
  for (let round = 0; round < kills; round++) audits.push(...(await killOnce(house, target, writers, round)))
  await tearDown(house)
  const sum = (pick: (one: Audited) => number): number => audits.reduce((total, one) => total + pick(one), 0)
  const acknowledged = writers.reduce((total, writer) => total + writer.acknowledged.length, 0)
  return { kills, acknowledged, lost: sum((one) => one.lost), broken: sum((one) => one.broken) }
}

if (import.meta.main) {
  const [kills = '50', database = 'sqlite', target = 'relay'] = process.argv.slice(2)
  const report = await killRelay({ kills: Number(kills), database: database as Database, target: target as Target })
  const { acknowledged, lost, broken } = report
  process.stdout.write(
    `${database}, ${target} killed ${kills} times: ${acknowledged} pushes acknowledged, ${lost} lost, ${broken} logs broken\n`,
  )
  process.exitCode = lost + broken > 0 || acknowledged === 0 ? 1 : 0
}
