/**
 * Unit costs of a relay on PostgreSQL, for docs/scaling.md: processor time of a commit in the relay and in the database, bytes of a
 * case, memory of an idle member, what news between processes cost. Each on a fresh database. `node bench/scale.ts [--quick]`.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startRelay } from '../apps/relay/src/index.ts'
import { Database, asNumber } from '../apps/relay/src/store/postgres/database.ts'
import { startPostgres } from '../apps/relay/src/testing/postgres.ts'
import { firstLine, script } from './member/filled.ts'
import type { Measured, Order } from './relay/load.ts'
import { also, ms, report, whole } from './report.ts'
import { batches, newsDelay } from './scale/stores.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const CASES = values.quick ? 30 : 200
const MEMBERS = 1000
const CLIENTS = 50
const TICKS_A_SECOND = 100
const KIB = 1024

const postgres = await startPostgres()
const folder = mkdtempSync(join(tmpdir(), 'pergola-scale-'))

const processes = (): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

const statOf = (pid: number): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
  } catch {
    return []
  }
}

/** Processor seconds so far, user and system, with those of children that ended. */
const cpuOf = (pid: number): number => {
  const stat = statOf(pid)
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(stat[at] ?? 0), 0) / TICKS_A_SECOND
}

/** The server and everything it forked. */
const postgresCpu = (): number => {
  const server = Number(readFileSync(join(postgres.folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
  return processes().reduce((sum, pid) => sum + (pid === server || Number(statOf(pid)[1]) === server ? cpuOf(pid) : 0), 0)
}

/** Resident memory of a process, bytes. */
const memoryOf = (child: ChildProcess): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) * KIB

const serve = async (url: string, name: string): Promise<{ readonly child: ChildProcess; readonly origin: string }> => {
  const flags = ['--max-semi-space-size=8', join(import.meta.dirname, 'relay', 'serve.ts'), join(folder, name), url]
  const child = spawn(process.execPath, flags, { stdio: ['pipe', 'pipe', 'inherit'] })
  return { child, origin: await firstLine(child) }
}

const ended = async (child: ChildProcess): Promise<void> => {
  child.stdin?.end()
  if (child.exitCode === null) await once(child, 'exit')
}

/** Processor time of a commit in pushes of so many. */
const commits = async (aPush: number) => {
  const { child, origin } = await serve(await postgres.database(), `commits${aPush}`)
  const load = fork(join(import.meta.dirname, 'relay', 'load.ts'), [origin, String(CLIENTS), String(aPush)], { serialization: 'json' })
  await once(load, 'message')
  const measure = async (pushes: number): Promise<Measured> => {
    load.send({ pushes } satisfies Order)
    return ((await once(load, 'message')) as [Measured])[0]
  }
  await measure(20)
  const [relay, database] = [cpuOf(child.pid!), postgresCpu()]
  const measured = await measure(values.quick ? 40 : 150)
  const cost = { relay: (cpuOf(child.pid!) - relay) / measured.commits, database: (postgresCpu() - database) / measured.commits }
  load.kill()
  await ended(child)
  return { ...cost, perSecond: measured.commits / measured.seconds }
}

const TABLES = ['space', 'control', 'push', 'snapshot', 'member', 'member_space', 'person', 'device']

/** Bytes of the log's tables with their indexes, and bytes of the write-ahead log so far. */
const sizes = async (database: Database) => {
  const sql = `select sum(pg_total_relation_size(inhrelid)) as bytes from pg_inherits where inhparent::regclass::text = any($1)`
  const plain = `select sum(pg_total_relation_size(name::regclass)) as bytes from unnest($1::text[]) as tables (name)`
  const [parts, whole] = [await database.get(sql, TABLES), await database.get(plain, TABLES)]
  const log = await database.get("select pg_current_wal_lsn() - '0/0'::pg_lsn as bytes")
  return { tables: asNumber(parts?.['bytes']) + asNumber(whole?.['bytes']), log: asNumber(log?.['bytes']) }
}

/** Bytes of a case as people make it: file and identity part, about 30 operations, sealed and signed. */
const cases = async () => {
  const url = await postgres.database()
  const relay = await startRelay({ dataFolder: join(folder, 'cases'), port: 0, database: { url } })
  const database = new Database({ url })
  const before = await sizes(database)
  await firstLine(script('fill.ts', relay.url, String(CASES)))
  await database.all('vacuum')
  const after = await sizes(database)
  const rows = await database.get('select count(*) as pushes, sum(last - first + 1) as commits from push')
  await database.close()
  await relay.stop()
  const each = (value: unknown): number => Number(value) / CASES
  return {
    bytes: (after.tables - before.tables) / CASES,
    log: (after.log - before.log) / CASES,
    pushes: each(rows?.['pushes']),
    commits: each(rows?.['commits']),
  }
}

/** Memory of the relay with a thousand idle members, for each of them. */
const members = async (): Promise<number> => {
  const { child, origin } = await serve(await postgres.database(), 'members')
  const idle = async (count: number): Promise<ChildProcess> => {
    const sockets = spawn(process.execPath, [join(import.meta.dirname, 'scale', 'idle.ts'), origin, String(count)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await firstLine(sockets)
    return sockets
  }
  // The first hundred pay for what the program loads once.
  const first = await idle(100)
  await new Promise((resolve) => setTimeout(resolve, 2000))
  const before = memoryOf(child)
  const rest = await idle(MEMBERS)
  await new Promise((resolve) => setTimeout(resolve, 2000))
  const each = (memoryOf(child) - before) / MEMBERS
  await Promise.all([ended(first), ended(rest)])
  await ended(child)
  return each
}

const each = values.quick ? 100 : 400
const commit = await commits(16)
const alone = await commits(1)
const made = await cases()
const member = await members()
const [one, two, four] = [
  await batches(await postgres.database(), 1, 20, each),
  await batches(await postgres.database(), 2, 20, each),
  await batches(await postgres.database(), 4, 20, each),
]
const [near, many] = [await newsDelay(await postgres.database(), 1, each), await newsDelay(await postgres.database(), 8, each)]
await postgres.stop()
rmSync(folder, { recursive: true, force: true })

const micro = (value: number): string => `${(value * 1_000_000).toFixed(0)} µs`
const kib = (value: number): string => `${(value / KIB).toFixed(1)} KiB`

await report('Unit costs on PostgreSQL, relay and database on this machine', [
  also('commit in a push of 16, processor time of the relay', micro(commit.relay), `${whole(1 / commit.relay)} a second and core`),
  also('commit in a push of 16, processor time of PostgreSQL', micro(commit.database), `${whole(1 / commit.database)} a second and core`),
  also('commit in a push of its own, processor time of the relay', micro(alone.relay), `${whole(1 / alone.relay)} a second and core`),
  also(
    'commit in a push of its own, processor time of PostgreSQL',
    micro(alone.database),
    `${whole(1 / alone.database)} a second and core`,
  ),
  also('pushes of one, one relay and PostgreSQL on these cores', `${whole(alone.perSecond)}/s`),
  also('pushes of 16, one relay and PostgreSQL on these cores', `${whole(commit.perSecond)}/s`),
  also(
    'a case, tables and indexes',
    kib(made.bytes),
    `${made.pushes.toFixed(1)} pushes, ${made.commits.toFixed(1)} commits, mean of ${CASES}`,
  ),
  also('a case, write-ahead log', kib(made.log)),
  also(`an idle member, memory of the relay, mean of ${MEMBERS}`, kib(member)),
  also('batches of 20 pushes, one process', `${whole(one.perSecond)}/s`, `median ${ms(one.median)}`),
  also('batches of 20 pushes, two processes', `${whole(two.perSecond)}/s`, `median ${ms(two.median)}`),
  also('batches of 20 pushes, four processes', `${whole(four.perSecond)}/s`, `median ${ms(four.median)}`),
  also('news at another process after the acknowledgement, median', ms(near)),
  also('the same with eight processes listening', ms(many)),
])
process.exit(0)
