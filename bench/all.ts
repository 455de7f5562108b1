/**
 * `npm run bench`: every figure, one part after another, each in processes of its own; one table at the end.
 * `-- --quick`: 1,000 cases instead of 10,000 and fewer rounds. `-- relay share`: these parts only.
 * A part that takes too long is ended; temporary folders go with the part that made them.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { postgresMissing } from '../apps/relay/src/testing/postgres.ts'
import { table, type Figure } from './report.ts'

const { values, positionals } = parseArgs({ options: { quick: { type: 'boolean', default: false } }, allowPositionals: true })
const cases = values.quick ? '1000' : '10000'
const quick = values.quick ? ['--quick'] : []

interface Part {
  readonly name: string
  /** What is run, where it is not called as the part is. */
  readonly script?: string
  readonly args: readonly string[]
  /** Filling ten thousand cases the first time takes a quarter of an hour. */
  readonly minutes: number
}

const PARTS: readonly Part[] = [
  { name: 'relay', args: quick, minutes: 10 },
  ...(postgresMissing() ? [] : [{ name: 'postgres', script: 'relay', args: [...quick, '--database', 'postgres'], minutes: 10 }]),
  { name: 'share', args: quick, minutes: 10 },
  { name: 'search', args: values.quick ? ['10000'] : [], minutes: 10 },
  { name: 'lists', args: [], minutes: 10 },
  { name: 'match', args: [], minutes: 5 },
  { name: 'directory', args: [], minutes: 5 },
  { name: 'import', args: [], minutes: 5 },
  { name: 'keep', args: [], minutes: 5 },
  { name: 'case', args: [], minutes: 5 },
  { name: 'today', args: [], minutes: 5 },
  { name: 'member', args: ['--cases', cases], minutes: 45 },
  { name: 'browser', args: ['--cases', cases], minutes: 45 },
  { name: 'typing', args: ['--cases', cases], minutes: 20 },
  { name: 'intake', args: quick, minutes: 10 },
  { name: 'sizes', args: [], minutes: 5 },
]

/** Above this, other work takes so much of the machine that the figures say little. */
const QUIET = 0.5

const machine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, ` +
  `load ${loadavg()[0]!.toFixed(2)} before the start, ${new Date().toISOString().slice(0, 10)}`

let running: ChildProcess | null = null

/** The part and everything it started. */
const end = (child: ChildProcess | null): void => {
  try {
    if (child?.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

interface Outcome {
  readonly figures: readonly Figure[]
  readonly problem: string | null
}

const run = async ({ name, script = name, args, minutes }: Part): Promise<Outcome> => {
  const temporary = mkdtempSync(join(tmpdir(), 'pergola-bench-'))
  // PostgreSQL is another user and has a folder in it.
  chmodSync(temporary, 0o711)
  const figures: Figure[] = []
  const child = fork(join(import.meta.dirname, `${script}.ts`), args, { detached: true, env: { ...process.env, TMPDIR: temporary } })
  running = child
  child.on('message', (rows) => figures.push(...(rows as Figure[])))
  let late = false
  const timer = setTimeout(() => {
    late = true
    end(child)
  }, minutes * 60_000)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  clearTimeout(timer)
  end(child)
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 })
  return { figures, problem: late ? `ended after ${minutes} minutes` : code === 0 ? null : `stopped with ${code}` }
}

const chosen = positionals.length === 0 ? PARTS : PARTS.filter(({ name }) => positionals.includes(name))
const unknown = positionals.filter((name) => !PARTS.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(`error: no part ${unknown.join(', ')}; there are: ${PARTS.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    end(running)
    process.exit(130)
  })

const about = machine()
const busy = loadavg()[0]! > QUIET
const warning = `warning: the load was above ${QUIET} before the start: other work blurs what follows`
console.log(about)
if (busy) console.warn(warning)

const figures: Figure[] = []
const problems: string[] = []
for (const part of chosen) {
  const outcome = await run(part)
  figures.push({ what: `[${part.name}]`, measured: '', goal: '', beside: outcome.problem ?? '', reached: null }, ...outcome.figures)
  if (outcome.problem !== null) problems.push(`error: bench/${part.name}.ts ${outcome.problem}`)
}
console.log(`\n${about}\n${busy ? `${warning}\n` : ''}\n${table(figures)}`)
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
