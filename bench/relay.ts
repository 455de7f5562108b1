/**
 * Acknowledged commits a second of one relay: fsync before each acknowledgement, 50 clients, pushes of 16 commits signed
 * once, 500-byte payloads. Relay and load are processes of their own and share what cores there are.
 * `node bench/relay.ts [--quick] [--flags '…'] [--database postgres]`: three runs on fresh data, then growth in one database.
 * `--flags`: for the relay's Node. `--database postgres`: on a PostgreSQL of its own instead of a file.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { atLeast, also, growth as grows, mega, ms, report, under, whole } from './report.ts'
import type { Measured, Order } from './relay/load.ts'
import { startPostgres } from '../apps/relay/src/testing/postgres.ts'
import { postgresLimit, sqliteLimit } from './relay/limit.ts'

const CLIENTS = 50
const COMMITS_A_PUSH = 16
/** As operators start it. */
const STARTED = JSON.parse(readFileSync(join(import.meta.dirname, '../apps/relay/node-start.json'), 'utf8')) as {
  readonly flags: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly compiled: string
}
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    flags: { type: 'string', default: STARTED.flags.join(' ') },
    database: { type: 'string', default: 'sqlite' },
  },
})
const postgres = values.database === 'postgres' ? await startPostgres() : null
const here = (name: string): string => join(import.meta.dirname, 'relay', name)

interface Bench {
  readonly measure: (pushesAClient: number) => Promise<Measured>
  /** Highest resident memory of the relay so far, MB. */
  readonly memory: () => number
  readonly stop: () => Promise<void>
}

const memoryOf = (child: ChildProcess): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024

const start = async (): Promise<Bench> => {
  const folder = mkdtempSync(join(tmpdir(), 'pergola-bench-'))
  const database = postgres ? [await postgres.database()] : []
  const relay = spawn(process.execPath, [...values.flags.split(' '), here('serve.ts'), folder, ...database], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, '..', STARTED.compiled), ...STARTED.env, ...process.env },
  })
  const [line] = (await once(relay.stdout, 'data')) as [Buffer]
  const load = fork(here('load.ts'), [line.toString().trim(), String(CLIENTS)], { serialization: 'json' })
  await once(load, 'message')
  return {
    measure: async (pushes) => {
      load.send({ pushes } satisfies Order)
      return ((await once(load, 'message')) as [Measured])[0]
    },
    memory: () => memoryOf(relay),
    stop: async () => {
      load.kill()
      relay.stdin.end()
      await once(relay, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

const throughput = async () => {
  const bench = await start()
  await bench.measure(10)
  const measured = await bench.measure(100)
  const memory = bench.memory()
  await bench.stop()
  return { rate: measured.commits / measured.seconds, p50: measured.p50, p99: measured.p99, memory }
}

/** Cost of a commit with `from` and with `to` of them in the database: the exponent of the whole is one more than its slope. */
const growth = async () => {
  const warm = await start()
  await warm.measure(2)
  const small = await warm.measure(10)
  await warm.measure(115)
  const large = await warm.measure(10)
  await warm.stop()
  const cost = ({ commits, seconds }: Measured): number => seconds / commits
  const [from, to] = [2 * CLIENTS * COMMITS_A_PUSH, 127 * CLIENTS * COMMITS_A_PUSH]
  return {
    from,
    to,
    small: 1 / cost(small),
    large: 1 / cost(large),
    exponent: 1 + Math.log(cost(large) / cost(small)) / Math.log(to / from),
  }
}

const limit = postgres ? await postgresLimit(await postgres.database()) : sqliteLimit()
const runs = [await throughput(), await throughput(), await throughput()]
const grown = values.quick ? null : await growth()
const of = (pick: (run: (typeof runs)[number]) => number): number => median(runs.map(pick))
await postgres?.stop()
const perSecond = (value: number): string => `${whole(value)}/s`

await report(
  `Relay on ${postgres ? 'PostgreSQL' : 'SQLite'}: fsync before each acknowledgement, pushes of 16 signed once, 50 clients, 500-byte payloads; median of three runs`,
  [
    atLeast(
      'acknowledged commits a second',
      of((run) => run.rate),
      20_000,
      perSecond,
      `${perSecond(limit)} ${postgres ? 'pg and one table' : 'node:sqlite'} alone, batches of 64`,
    ),
    also('each of three runs', runs.map((run) => whole(run.rate)).join(' ')),
    under(
      'acknowledgement p99',
      of((run) => run.p99),
      100,
      ms,
      `p50 ${ms(of((run) => run.p50))}`,
    ),
    under(
      'memory of the relay at most (VmHWM)',
      Math.max(...runs.map((run) => run.memory)),
      150,
      mega,
      runs.map((run) => mega(run.memory)).join(' '),
    ),
    ...(grown === null
      ? []
      : [
          grows(
            `commits, ${whole(grown.from)} to ${whole(grown.to)}`,
            grown.exponent,
            `${perSecond(grown.small)}, then ${perSecond(grown.large)}`,
          ),
        ]),
  ],
)
process.exit(0)
