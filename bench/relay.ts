/**
 * Acknowledged commits a second of one relay: fsync before each acknowledgement, 50 clients, pushes of 16 commits signed
 * once, 500-byte payloads. Relay and load are processes of their own and share what cores there are.
 * `node bench/relay.ts`: three runs on fresh data, then growth in one database.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured, Order } from './relay/load.ts'
import { sqliteLimit } from './relay/limit.ts'

const CLIENTS = 50
const COMMITS_A_PUSH = 16
/** As operators start it (docs/decisions/0020-one-row-a-push.md): garbage of frames is collected before it piles up. */
const RELAY_FLAGS = ['--max-semi-space-size=8']
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
  const relay = spawn(process.execPath, [...RELAY_FLAGS, here('serve.ts'), folder], { stdio: ['pipe', 'pipe', 'inherit'] })
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

const limit = sqliteLimit()
const runs = [await throughput(), await throughput(), await throughput()]
const grown = await growth()
const of = (pick: (run: (typeof runs)[number]) => number): number => median(runs.map(pick))
const whole = (value: number): string => Math.round(value).toLocaleString('en')

const rows: readonly (readonly [string, string, string, string])[] = [
  ['what', 'measured', 'reach', 'limit or peer, same run'],
  ['acknowledged commits a second', whole(of((run) => run.rate)), '>= 20,000', `${whole(limit)} node:sqlite alone, batches of 64`],
  ['  each of three runs', runs.map((run) => whole(run.rate)).join(' '), '', ''],
  ['acknowledgement p50, ms', of((run) => run.p50).toFixed(1), '', ''],
  ['acknowledgement p99, ms', of((run) => run.p99).toFixed(1), '< 100', ''],
  ['relay memory at most, MB', whole(Math.max(...runs.map((run) => run.memory))), '< 150', ''],
  [
    `growth exponent, ${whole(grown.from)} to ${whole(grown.to)} commits`,
    grown.exponent.toFixed(3),
    '<= 1.1',
    `${whole(grown.small)}/s then ${whole(grown.large)}/s`,
  ],
]
const width = (column: number): number => Math.max(...rows.map((row) => row[column]!.length))
for (const row of rows) process.stdout.write(`${row.map((cell, column) => cell.padEnd(width(column))).join('  ')}\n`)
